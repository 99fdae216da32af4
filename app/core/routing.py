"""Finding a request's route at once, by method and words, where trying each route in turn costs more than the query."""

from collections.abc import Iterable
from typing import Any

from fastapi.routing import APIRoute
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, WebSocketRoute
from starlette.types import Receive, Scope, Send
from typing_extensions import override

_WORD = 3
"""The place of the first telling word in `/api/v1/deals/…`."""
_SOCKET = "websocket"
"""Stands for the method, which a socket hasn't."""
_Key = tuple[str, int, str]
_Indexed = APIRoute | WebSocketRoute


class RouteIndex(BaseRoute):
    """Stands before the routes that it knows. What it doesn't find is left to them: 405, redirects, files."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        """Sort the routes by method, number of parts and first word; their order stays within that."""
        self._routes: dict[_Key, list[_Indexed]] = {}
        for route in routes:
            if isinstance(route, APIRoute) and ":path}" not in route.path:
                for method in route.methods or ():
                    self._add(method, route)
            if isinstance(route, WebSocketRoute):
                self._add(_SOCKET, route)

    def _add(self, method: str, route: _Indexed) -> None:
        key = _key(method, route.path)
        if "{" not in key[2]:
            self._routes.setdefault(key, []).append(route)

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Find the one route that fits wholly."""
        if scope["type"] in {"http", "websocket"} and not scope.get("root_path"):
            for route in self._routes.get(_key(scope.get("method", _SOCKET), scope["path"]), ()):
                match, child_scope = route.matches(scope)
                if match is Match.FULL:
                    return match, {**child_scope, "route": route}
        return Match.NONE, {}

    @override
    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request to the route found."""
        await scope["route"].handle(scope, receive, send)

    @override
    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """Leave addresses to the routes themselves."""
        raise NoMatchFound(name, path_params)


def _key(method: str, path: str) -> _Key:
    parts = path.split("/")
    return method, len(parts), parts[_WORD] if len(parts) > _WORD else parts[-1]
