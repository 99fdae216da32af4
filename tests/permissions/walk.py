"""Calling any operation of the OpenAPI document as anybody, with ids of anybody's records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.core.auth import Access, Requires
from app.domains.identity.permissions import BUILT_IN_FIELDS, BUILT_IN_ROLES
from tests.permissions.cases import CASES, Case
from tests.permissions.world import Side, World
from tests.support.contract import calls, routes

NOWHERE = "01920000-0000-7000-8000-000000000000"
NEEDS_VERSION = {
    "deals_move",
    "deals_put_lines",
    "pipelines_restage",
    "clients_merge",
    "quality_set_standard",
    "working_hours_set",
    "win_back_change",
}
REFUSED = {401, 403, 404}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation and the permission that its route states."""

    name: str
    method: str
    path: str
    permission: str | None
    case: Case


def operations(app: FastAPI) -> list[Operation]:
    """Return every operation of the document; raises KeyError for one without a row in the matrix."""
    permissions = {route.name: _permission(route) for route in routes(app)}
    return [
        Operation(operation["operationId"], method.upper(), path, permissions[operation["operationId"]], case)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
        for case in [CASES[operation["operationId"]]]
    ]


def _permission(route: APIRoute) -> str | None:
    stated = [call for call in calls(route) if isinstance(call, Requires)]
    return stated[0].permission if stated else None


def ids_of(world: World, side: Side) -> dict[str, str]:
    """Return the ids by kind as one side's person would name them."""
    return {**world.shared, **side.ids}


def fill(template: Any, ids: Mapping[str, str]) -> Any:
    """Put ids in the place of `$kind`, at any depth."""
    if isinstance(template, dict):
        return {key: fill(value, ids) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, ids) for value in template]
    if isinstance(template, str) and template.startswith("$"):
        return ids[template[1:]]
    return template


def kinds(template: Any) -> Iterator[str]:
    """Yield the kinds of records that a template names."""
    if isinstance(template, dict):
        for value in template.values():
            yield from kinds(value)
    elif isinstance(template, list):
        for value in template:
            yield from kinds(value)
    elif isinstance(template, str) and template.startswith("$"):
        yield template[1:]


async def call(
    http: httpx.AsyncClient, operation: Operation, ids: Mapping[str, str], **instead: Any
) -> httpx.Response:
    """Call an operation with these ids; `path`, `query` and `body` may have ids of their own."""
    case = operation.case
    path = operation.path
    for name, kind in case.path.items():
        value = kind[1:] if kind.startswith("=") else {**ids, **instead.get("path", {})}[kind]
        path = path.replace(f"{{{name}}}", value)
    query = fill(case.query, {**ids, **instead.get("query", {})})
    body = fill(case.body, {**ids, **instead.get("body", {})})
    address = path.removeprefix("/api/v1") if path.startswith("/api/v1") else f"{_root(http)}{path}"
    return await http.request(
        operation.method,
        address,
        params=query,
        json=body if body is not None else None,
        headers={"If-Match": '"1"'} if operation.method == "PATCH" or operation.name in NEEDS_VERSION else {},
    )


def _root(http: httpx.AsyncClient) -> str:
    return str(http.base_url).split("/api/v1", 1)[0]


def expected(operation: Operation, role: str, side_name: str) -> str:
    """Return what must happen when a role calls an operation on a side's record: forbidden, hidden or reached.

    The manager is the side `own` herself; the supervisor leads the team of `own` and `team`.
    """
    if operation.permission is None:
        return "reached"
    scope = BUILT_IN_ROLES[role].get(operation.permission)
    if scope is None:
        return "forbidden"
    if operation.case.record is None or scope == "all":
        return _reached(operation, role) if _sees_what_it_names(operation, role) else "hidden"
    within = {"own": {"manager": {"own"}}, "team": {"supervisor": {"own", "team"}}}[str(scope)]
    return _reached(operation, role) if side_name in within.get(role, set()) else "hidden"


def _reached(operation: Operation, role: str) -> str:
    """Return what happens to whoever reaches the record: she may still have no right over the fields."""
    writing = {Access.FILL, Access.EDIT}
    allowed = all(BUILT_IN_FIELDS[role][group] in writing for group in operation.case.writes)
    allowed &= all(BUILT_IN_FIELDS[role][group] is Access.EDIT for group in operation.case.changes)
    return "reached" if allowed else "forbidden"


def _sees_what_it_names(operation: Operation, role: str) -> bool:
    """Tell whether the role may see the clients and deals that the body names: others are as good as none."""
    needed = {f"{kind}s:read" for kind in kinds(operation.case.body) if kind in {"client", "deal"}}
    return needed <= set(BUILT_IN_ROLES[role])


def happened(response: httpx.Response) -> str:
    """Return what happened, in the same words."""
    return {401: "unauthenticated", 403: "forbidden", 404: "hidden"}.get(response.status_code, "reached")
