"""What the routes, the tables and the published documents must be, whoever writes them."""

import subprocess
import sys
from enum import StrEnum
from importlib import import_module
from inspect import getmembers, isasyncgenfunction, isclass, iscoroutinefunction
from pkgutil import walk_packages

import pytest
from sqlalchemy import DateTime, ForeignKeyConstraint, Table, UniqueConstraint

import app
from app import openapi
from app.core.auth import Requires, current_actor, open_to_all
from app.core.config import ROOT
from app.core.events import EVENT_TYPES
from app.core.orm import Base
from app.domains.identity.permissions import BUILT_IN_ROLES, EVERY_PERMISSION
from app.platform.realtime.frames import FRAME_TYPES, TOPICS
from tests.support.contract import calls, routes
from tests.support.servers import RunningApp

DIRECTORY_TABLES = {"workspaces", "login_addresses"}
"""Tables that belong to no tenant: they say which tenants there are and whose an address is."""


def tables() -> list[Table]:
    return list(Base.metadata.sorted_tables)


def tenant_tables() -> list[Table]:
    return [table for table in tables() if table.name not in DIRECTORY_TABLES]


@pytest.mark.parametrize("table", tenant_tables(), ids=lambda table: table.name)
def test_tenant_tables_obey_the_sharding_rules(table: Table) -> None:
    assert next(iter(table.primary_key.columns)).name == "workspace_id"
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert next(iter(constraint.columns)).name == "workspace_id", constraint.name
        if isinstance(constraint, ForeignKeyConstraint):
            assert constraint.column_keys[0] == "workspace_id", constraint.name
            assert constraint.elements[0].target_fullname.endswith(".workspace_id")
    for index in table.indexes:
        if index.unique:
            assert getattr(next(iter(index.expressions)), "name", None) == "workspace_id", index.name
    for column in table.columns:
        assert column.autoincrement is not True
        assert column.server_default is None, column.name
        if isinstance(column.type, DateTime):
            assert column.type.timezone, column.name


def test_every_route_states_its_permission(server: RunningApp) -> None:
    checked = 0
    for route in routes(server.app):
        used = calls(route)
        stated = [call for call in used if isinstance(call, Requires) or call is open_to_all]
        assert len(stated) == 1, f"{route.methods} {route.path} must state exactly one permission"
        if stated[0] is open_to_all:
            assert current_actor not in used
        else:
            permission = getattr(stated[0], "permission", None)
            assert permission is None or permission in EVERY_PERMISSION, route.path
        checked += 1
    assert checked > 40


def test_operation_ids_are_unique_and_follow_the_custom(server: RunningApp) -> None:
    names = [route.name for route in routes(server.app)]
    assert len(names) == len(set(names))
    assert [name for name in names if not name.replace("_", "").isalpha()] == []


def test_every_operation_is_described(server: RunningApp) -> None:
    for path, operations in server.app.openapi()["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), f"{method} {path}"
            assert operation.get("tags"), f"{method} {path}"


def test_the_published_documents_are_those_of_the_code() -> None:
    assert openapi.drifted() == []


def test_every_permission_of_the_domains_is_listed() -> None:
    declared: set[str] = set()
    for module in walk_packages(app.__path__, "app."):
        if module.name.endswith(".permissions"):
            for _, member in getmembers(import_module(module.name), isclass):
                if issubclass(member, StrEnum) and member.__name__.endswith("Permission"):
                    declared |= {str(value) for value in member}
    assert declared == set(EVERY_PERMISSION)
    assert list(EVERY_PERMISSION) == sorted(EVERY_PERMISSION)
    for permissions in BUILT_IN_ROLES.values():
        assert set(permissions) <= set(EVERY_PERMISSION)


def test_events_and_topics_name_real_permissions() -> None:
    assert {event.permission for event in EVENT_TYPES.values()} <= set(EVERY_PERMISSION)
    assert {topic.permission for topic in TOPICS.values()} <= {*EVERY_PERMISSION, None}
    assert {topic for topic, _ in FRAME_TYPES} <= set(TOPICS)


@pytest.mark.slow
def test_machine_work_knows_every_event_and_table_without_the_routers() -> None:
    script = (
        "from app import registry; from app.core.events import EVENT_TYPES; from app.core.orm import Base; "
        "registry.register(); known = {*EVENT_TYPES, *Base.metadata.tables}; "
        "import app.routes; print(sorted({*EVENT_TYPES, *Base.metadata.tables} - known))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_dependency_runs_in_a_thread(server: RunningApp) -> None:
    """A plain function costs a hop to the thread pool with each request: several times the work itself."""
    threaded = {
        f"{route.name}: {call}"
        for route in routes(server.app)
        for call in calls(route)
        if not (iscoroutinefunction(call) or isasyncgenfunction(call) or isinstance(call, Requires))
    }
    assert threaded == set()
