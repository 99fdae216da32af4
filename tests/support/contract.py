"""Reading of the application's routes, for the tests of the contract and of the permissions."""

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute


def routes(app: FastAPI) -> list[APIRoute]:
    """Return every HTTP route, also of included routers."""

    def walk(found: object) -> list[APIRoute]:
        collected: list[APIRoute] = []
        for route in getattr(found, "routes", []):
            if isinstance(route, APIRoute):
                collected.append(route)
            else:
                collected += walk(getattr(route, "original_router", None) or getattr(route, "app", None))
        return collected

    return walk(app)


def calls(route: APIRoute) -> list[object]:
    """Return every callable that answers a route: its endpoint and all dependencies."""
    pending: list[Dependant] = [route.dependant]
    found: list[object] = []
    while pending:
        dependant = pending.pop()
        found.append(dependant.call)
        pending += dependant.dependencies
    return found
