"""The HTTP technique every domain's `api.py` uses: transactions, versions, problems, headers."""

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from typing import Annotated, Any

import asyncpg
import structlog
from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from typing_extensions import override

from app.core import idempotency
from app.core.auth import current_actor
from app.core.errors import (
    AppError,
    DatabaseBusyError,
    FieldError,
    ForbiddenError,
    InvalidRequestError,
    Problem,
    TooLargeError,
    TooManyRequestsError,
    UnauthenticatedError,
    VersionConflictError,
    VersionRequiredError,
)
from app.core.runtime import Runtime

PROBLEM = "application/problem+json"
API_PREFIX = "/api/v1"
EVERYWHERE = (UnauthenticatedError, ForbiddenError, TooLargeError, TooManyRequestsError, DatabaseBusyError)
"""What any operation of the API may answer, besides `InvalidRequestError`."""
log = structlog.get_logger()


# --- dependencies ----------------------------------------------------------------------------------------------------


async def get_runtime(request: Request) -> Runtime:
    """Return the process's resources."""
    runtime: Runtime = request.app.state.runtime
    return runtime


RuntimeDep = Annotated[Runtime, Depends(get_runtime)]


# What every request needs asks for nothing but the request: FastAPI solves a dependency's own ones again and again.


async def read_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Give a read-only transaction of the caller's workspace."""
    actor = await current_actor(request)
    async with request.app.state.runtime.db.read(actor.workspace_id) as session:
        yield session


async def write_session(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(description="Repeats of a POST with the same key get the first answer, for seven days"),
    ] = None,
) -> AsyncIterator[AsyncSession]:
    """Give a transaction that commits before the answer leaves."""
    actor = await current_actor(request)
    async with request.app.state.runtime.db.write(actor.workspace_id) as session:
        if request.method == "POST" and idempotency_key is not None:
            request.state.idempotency = await idempotency.claim(session, actor, request, idempotency_key)
        yield session


ReadSession = Annotated[AsyncSession, Depends(read_session, scope="function")]
WriteSession = Annotated[AsyncSession, Depends(write_session, scope="function")]


async def if_match(
    value: Annotated[
        str | None, Header(alias="If-Match", description="The version that the change is based on")
    ] = None,
) -> int:
    """Return the version the change is based on; raises `VersionRequiredError` or `InvalidRequestError`."""
    if value is None:
        raise VersionRequiredError
    plain = value.removeprefix("W/").strip('"')
    if not plain.isdigit():
        detail = 'a version in quotes, for example "3"'
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/header/If-Match", code="bad_version", detail=detail)]
        )
    return int(plain)


BasedOn = Annotated[int, Depends(if_match)]


def check_version(present: int, based_on: int) -> None:
    """Refuse a change based on an older reading; raises `VersionConflictError`."""
    if present != based_on:
        raise VersionConflictError(params={"version": present})


def set_etag(response: Response, version: int) -> None:
    """Give the answer the record's version."""
    response.headers["ETag"] = f'"{version}"'


# --- routes ----------------------------------------------------------------------------------------------------------


class RememberingRoute(APIRoute):
    """Stores the answer of a request with an `Idempotency-Key` before its transaction commits."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler; the function-scoped transaction is still open when it returns."""
        handle = super().get_route_handler()

        async def handle_and_remember(request: Request) -> Response:
            response = await handle(request)
            taken = getattr(request.state, "idempotency", None)
            if taken is not None:
                await idempotency.remember(taken, response)
            return response

        return handle_and_remember


def problems(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that may answer with these errors."""
    by_status: dict[int | str, list[type[AppError]]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(error)
    return {
        status: {
            "model": Problem,
            "description": " · ".join(f"`{error.code}`: {error.title}" for error in group),
        }
        for status, group in by_status.items()
    }


def name_problem_media_type(document: dict[str, Any]) -> dict[str, Any]:
    """Say in an OpenAPI document that problems are `application/problem+json`; FastAPI writes its default."""
    for operations in document["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                content = response.get("content", {})
                schema = content.get("application/json", {}).get("schema", {})
                if schema.get("$ref", "").endswith("/Problem"):
                    content[PROBLEM] = content.pop("application/json")
    return document


def operation_id(route: APIRoute) -> str:
    """Return how the document names an operation: as its route is named."""
    return route.name


def router(tag: str, prefix: str = "", **options: Any) -> APIRouter:
    """Return a domain's router."""
    return APIRouter(
        prefix=API_PREFIX + prefix,
        tags=[tag],
        route_class=RememberingRoute,
        responses=problems(InvalidRequestError, *EVERYWHERE),
        generate_unique_id_function=operation_id,
        **options,
    )


# --- problems --------------------------------------------------------------------------------------------------------


def trace_id() -> str:
    """Return the id that ties this request's logs, events and jobs together."""
    return str(structlog.contextvars.get_contextvars().get("trace_id", ""))


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the error answer."""
    return JSONResponse(problem.model_dump(), problem.status, dict(headers or {}), media_type=PROBLEM)


async def _on_app_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - narrows the type Starlette declares
    return problem_response(error.problem(trace_id()), error.headers)


async def _on_stored_answer(_: Request, error: Exception) -> Response:
    assert isinstance(error, idempotency.StoredAnswer)  # noqa: S101 - narrows the type Starlette declares
    return error.response


async def _on_invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - narrows the type Starlette declares
    errors = [
        FieldError(
            pointer="/"
            + "/".join(
                str(part).replace("~", "~0").replace("/", "~1")
                for part in item["loc"][_skip(item) :]
                if not _is_tag(part)
            ),
            code=item["type"],
            detail=item["msg"],
            params={
                key: value
                for key, value in item.get("ctx", {}).items()
                if isinstance(value, (str, int, float))
            },
        )
        for item in error.errors()
    ]
    return problem_response(InvalidRequestError(errors=errors).problem(trace_id()))


def _is_tag(part: int | str) -> bool:
    """Tell whether a part only names which form of a union was read, as the filter tree's do."""
    return isinstance(part, str) and part.startswith("{") and part.endswith("}")


def _skip(item: Mapping[str, Any]) -> int:
    """Pointers are into the body; the other places keep their name as the first part."""
    return 1 if item["loc"] and item["loc"][0] == "body" else 0


async def _on_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - narrows the type Starlette declares
    code = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}.get(
        error.status_code, "http_error"
    )
    return problem_response(_plain(error.status_code, code, str(error.detail)), error.headers)


async def _on_database(request: Request, error: Exception) -> Response:
    """A lock that isn't free in time or a lost database is told as such; anything else is a defect."""
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    if isinstance(error, _LOST) or state in _BUSY_STATES or _invalidated(error):
        log.warning("database_busy", sqlstate=state, error=type(error).__name__)
        return problem_response(DatabaseBusyError().problem(trace_id()), {"Retry-After": "1"})
    return await _on_defect(request, error)


_BUSY_STATES = frozenset({"55P03", "57P01", "57P02", "57P03", "53300"})
"""lock_not_available, admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections."""
_LOST = (PoolTimeoutError, OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError)


def _invalidated(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


async def _on_defect(request: Request, error: Exception) -> Response:
    """Answer outside the request's frame, hence with the trace id that the frame left on the request."""
    trace = getattr(request.state, "trace_id", trace_id())
    log.error("unhandled_error", error=type(error).__name__, trace_id=trace, exc_info=error)
    problem = _plain(500, "internal_error", "Something went wrong on our side")
    return problem_response(problem.model_copy(update={"trace_id": trace}))


def _plain(status: int, code: str, detail: str) -> Problem:
    return Problem(
        type=f"urn:baton:problem:{code}",
        title=detail,
        status=status,
        detail=detail,
        code=code,
        trace_id=trace_id(),
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error as `application/problem+json`."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(idempotency.StoredAnswer, _on_stored_answer)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DBAPIError, _on_database)
    app.add_exception_handler(PoolTimeoutError, _on_database)
    app.add_exception_handler(OSError, _on_database)
    app.add_exception_handler(asyncpg.PostgresError, _on_database)
    app.add_exception_handler(asyncpg.InterfaceError, _on_database)
    app.add_exception_handler(Exception, _on_defect)
