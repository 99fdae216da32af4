"""Each route is found by the index, and what the index doesn't know is answered as before."""

import re
from uuid import uuid4

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match

from app.core.routing import RouteIndex
from tests.support.servers import RunningApp


def index_of(server: RunningApp) -> RouteIndex:
    return next(route for route in server.app.router.routes if isinstance(route, RouteIndex))


def test_each_route_is_found(server: RunningApp) -> None:
    index = index_of(server)
    routes = [route for route in server.app.router.routes if isinstance(route, APIRoute)]
    assert len(routes) > 50
    for route in routes:
        for method in route.methods or ():
            path = re.sub(r"\{[^}]+\}", str(uuid4()), route.path)
            match, child_scope = index.matches({"type": "http", "method": method, "path": path})
            assert match is Match.FULL, route.path
            assert child_scope["route"] is route


def test_the_socket_is_found(server: RunningApp) -> None:
    match, child_scope = index_of(server).matches({"type": "websocket", "path": "/api/v1/ws"})
    assert match is Match.FULL
    assert child_scope["route"].name == "realtime_socket"


def test_a_fixed_word_goes_before_an_id_as_in_the_order_of_the_routes(server: RunningApp) -> None:
    scope = {"type": "http", "method": "GET", "path": "/api/v1/deals/board"}
    assert index_of(server).matches(scope)[1]["route"].name == "deals_board"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("DELETE", "/deals/board", 405, "method_not_allowed"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/deals/a/b/c/d", 404, "not_found"),
    ],
)
def test_what_it_does_not_know_is_a_problem(
    server: RunningApp, method: str, path: str, status: int, code: str
) -> None:
    answer = httpx.request(method, f"{server.url}/api/v1{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
