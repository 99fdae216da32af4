"""The guide for integrators is run as it stands: a snippet that no longer works fails here."""

import asyncio
import re
from urllib.parse import urlsplit

import pytest

from app.core.config import ROOT
from app.domains.identity.permissions import EVERY_PERMISSION
from tests.support.workspaces import Workspace

GUIDE = ROOT / "docs" / "integrators" / "README.md"


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.slow
async def test_the_story_with_curl_works(workspace: Workspace) -> None:
    key = await workspace.api_key(dict.fromkeys(EVERY_PERMISSION, "all"))
    url = workspace.server.url
    # The address that the hook answers is the installation's public one; the test's server has another port.
    public = urlsplit(workspace.server.settings.public_url).netloc
    script = "\n".join(["set -euo pipefail", *snippets("sh")])
    script = script.replace('"$hook"', f'"${{hook/{public}/{urlsplit(url).netloc}}}"')
    process = await asyncio.create_subprocess_exec(
        "bash",
        "-c",
        script,
        env={"BATON": url, "KEY": key, "PATH": "/usr/bin:/bin:/usr/local/bin"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode == 0, printed.decode()
    assert printed.decode().splitlines()[:3] == ["Дилноза Каримова", "Дилноза Каримова", "taken"]


def test_the_socket_example_is_python() -> None:
    for snippet in snippets("python"):
        compile(snippet, str(GUIDE), "exec")
