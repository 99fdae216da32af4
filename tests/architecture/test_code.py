"""Rules of the code that no linter knows: sizes, who commits, which way imports go, tenants in every query."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.config import ROOT

APP = ROOT / "app"
LIMIT = 400
SOURCES = sorted([*APP.rglob("*.py"), *(ROOT / "workers").rglob("*.py"), *(ROOT / "migrations").glob("*.py")])
SCREENS = sorted(
    path
    for pattern in ("*.ts", "*.tsx")
    for path in (ROOT / "frontend" / "src").rglob(pattern)
    if "generated" not in path.parts and path.name != "routeTree.gen.ts"
)
DOMAINS = (
    ("identity",),
    ("clients",),
    ("tasks",),
    ("products",),
    ("deals",),
    ("telephony", "messaging"),
    ("inquiries", "documents", "marketing", "projects"),
    ("automation",),
    ("reports",),
    ("integrations",),
    ("transfer",),
)
OPEN_TO_HIGHER_DOMAINS = {"service", "models", "schemas", "events", "errors"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*SOURCES, *SCREENS], ids=name_of)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_only_the_database_module_commits() -> None:
    guilty = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in modules()
        if path != APP / "core" / "db.py" and "migrations" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "begin", "rollback"}
    ]
    assert guilty == []


def test_nothing_is_imported_inside_a_function() -> None:
    guilty = [
        f"{name_of(path)}:{inner.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]
    assert guilty == []


def rank(domain: str) -> int:
    return next(number for number, line in enumerate(DOMAINS) if domain in line)


def test_a_domain_uses_only_lower_domains_and_only_their_open_modules() -> None:
    guilty = []
    for path, tree in modules():
        parts = path.relative_to(APP).parts if path.is_relative_to(APP) else ()
        if len(parts) < 3 or parts[0] != "domains":
            continue
        for node in ast.walk(tree):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if isinstance(node, ast.ImportFrom) and node.module and node.module.count(".") == 2:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                found = re.match(r"app\.domains\.(\w+)\.?(\w*)", name)
                if found is None or found[1] == parts[1]:
                    continue
                lower = rank(found[1]) < rank(parts[1])
                if not lower or found[2] not in OPEN_TO_HIGHER_DOMAINS:
                    guilty.append(f"{name_of(path)} imports {name}")
    assert guilty == []


def test_import_contracts_hold() -> None:
    finished = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout


def _mentions(tree: ast.AST, names: set[str]) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Name) and node.id in names)
        for node in ast.walk(tree)
    )


ACROSS_WORKSPACES = {
    "reclaim",
    "sweep",
    "plan_periodic",
    "_queue_again",
    "unplaced_workspaces",
    "workspace_exists",
    "workspace_ids",
    "_answers_database",
}
NAMES_THE_WORKSPACE = {
    "visible",
    "visible_clients",
    "workspace_id",
    "workspace",
    "_held",
    "_of_import",
    "_hers",
}


def _called(function: ast.AST) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_each_query_names_the_workspace() -> None:
    """A query starts from `visible` or names `workspace_id`; a private builder leaves that to whoever calls it."""
    guilty = []
    for path, tree in modules():
        if {"migrations", "embedded", "cli"} & set(path.parts):
            continue
        functions = [
            node
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and node.name not in ACROSS_WORKSPACES
        ]
        builders = {"select", "update", "delete"}
        careless = [f for f in functions if builders & _called(f) and not _mentions(f, NAMES_THE_WORKSPACE)]
        private = {function.name for function in careless if function.name.startswith("_")}
        for function in functions:
            if function.name in private:
                continue
            if (builders | private) & _called(function) and not _mentions(function, NAMES_THE_WORKSPACE):
                guilty.append(f"{name_of(path)}:{function.lineno} {function.name}")
    assert guilty == []


def test_rules_are_pure() -> None:
    forbidden = ("sqlalchemy", "fastapi", "redis", "httpx", "asyncpg", "arq")
    guilty = [
        f"{name_of(path)} imports {module}"
        for path, tree in modules()
        if path.name == "rules.py" or "rules" in path.parent.name
        for node in ast.walk(tree)
        for module in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if module.split(".")[0] in forbidden
    ]
    assert guilty == []


def test_no_lock_file_names_a_registry() -> None:
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_machine_work_knows_every_table() -> None:
    """The worker loads no routes; erasing sweeps the tables that it knows."""
    script = (
        "from app import registry; from app.core.orm import Base; registry.register(); "
        "known = set(Base.metadata.tables); import app.routes; print(*sorted(set(Base.metadata.tables) - known))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert finished.stdout.split() == []
