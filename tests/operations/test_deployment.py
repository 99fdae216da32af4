"""The container image and the services agree with the code."""

import re
from typing import Any

import pytest
import yaml
from pydantic import AliasChoices

from app.cli.main import parser
from app.cli.provision import ADMIN_ADDRESS
from app.core.config import ROOT, Settings

# Read by the programs beside Settings: `baton provision`, and uvicorn.
_OTHER_NAMES = {ADMIN_ADDRESS, "FORWARDED_ALLOW_IPS"}
_PROGRAMS = {"api", "worker", "bulk", "scheduler", "migrate", "provision"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    document = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return dict(document["services"])


@pytest.fixture(scope="module")
def stages() -> list[list[tuple[str, str]]]:
    """Return the instructions of each stage of the Dockerfile."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    stages: list[list[tuple[str, str]]] = []
    for line in lines:
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def _names_read_by_settings() -> set[str]:
    names = {
        f"BATON_{name.upper()}"
        for name, field in Settings.model_fields.items()
        if field.validation_alias is None
    }
    for field in Settings.model_fields.values():
        if isinstance(field.validation_alias, AliasChoices):
            names |= {str(choice) for choice in field.validation_alias.choices}
    return names


def _settings_of(service: dict[str, Any]) -> set[str]:
    return set(service["environment"])


def test_every_service_is_there(services: dict[str, Any]) -> None:
    assert set(services) == _PROGRAMS | {"postgres", "redis"}


@pytest.mark.parametrize("name", sorted(_PROGRAMS))
def test_programs_are_commands_of_baton(services: dict[str, Any], name: str) -> None:
    options = parser().parse_args(services[name]["command"])
    assert callable(options.run)
    assert services[name]["build"] == "."


@pytest.mark.parametrize("name", sorted(_PROGRAMS))
def test_environment_names_are_read_by_the_code(services: dict[str, Any], name: str) -> None:
    assert _settings_of(services[name]) <= _names_read_by_settings() | _OTHER_NAMES


@pytest.mark.parametrize("name", ["api", "worker", "bulk", "scheduler"])
def test_running_programs_have_what_they_need_and_no_more(services: dict[str, Any], name: str) -> None:
    names = _settings_of(services[name])
    assert {"DATABASE_URL", "REDIS_URL", "BATON_SECRET_KEY"} <= names
    assert {"DATABASE_OWNER_URL", ADMIN_ADDRESS}.isdisjoint(names), "only the migration runs as the owner"
    assert services[name]["restart"] == "unless-stopped"
    assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_several_apis_and_workers_may_run(services: dict[str, Any]) -> None:
    for name in ("api", "worker", "bulk"):
        assert "container_name" not in services[name]
    assert services["api"]["ports"] == ["${BATON_PORTS:-8000}:8000"]


def test_servers_are_checked_and_waited_for(services: dict[str, Any]) -> None:
    for name in ("postgres", "redis"):
        assert services[name]["healthcheck"]["test"][0] == "CMD"
        assert services[name]["volumes"]
    assert services["provision"]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert "noeviction" in services["redis"]["command"]
    assert "--locale=C.UTF-8" in services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_no_password_is_written_down(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name or "postgresql" in value:
                assert "${" in value, name


def test_the_image_runs_as_an_ordinary_user_and_is_checked(stages: list[list[tuple[str, str]]]) -> None:
    last = stages[-1]
    words = [word for word, _ in last]
    user = dict(last)["USER"]
    assert user == "baton"
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "/live" in dict(last)["HEALTHCHECK"]
    assert yaml.safe_load(dict(last)["ENTRYPOINT"]) == ["python", "-m", "app.cli"]
    assert callable(parser().parse_args(yaml.safe_load(dict(last)["CMD"])).run)


def test_everything_copied_into_the_image_exists_and_is_sent_to_the_builder(
    stages: list[list[tuple[str, str]]],
) -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for stage in stages:
        for word, rest in stage:
            if word != "COPY" or rest.startswith("--from"):
                continue
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source.split("/")[0] in sent, source


def test_lock_files_name_no_host() -> None:
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text(), path.name
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text()
