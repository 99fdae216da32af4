"""The API process: settings, middleware, routers, lifespan, and the built SPA. No logic."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.exceptions import RedisError
from sqlalchemy import text
from starlette.exceptions import HTTPException
from starlette.types import Scope
from typing_extensions import override

from app import registry
from app import routes as served
from app.core.auth import PUBLIC
from app.core.config import Settings
from app.core.http import API_PREFIX, install_problem_handlers, name_problem_media_type, operation_id
from app.core.memory import settle
from app.core.middleware import RequestFrame
from app.core.observability import configure_logging
from app.core.routing import RouteIndex
from app.core.runtime import Runtime
from app.core.schemas import Schema
from app.platform.realtime.hub import Hub

log = structlog.get_logger()
root = APIRouter(tags=["operation"], dependencies=[PUBLIC], generate_unique_id_function=operation_id)


class Health(Schema):
    """How the process is."""

    status: str
    database: bool | None = None
    redis: bool | None = None


@root.get("/live", name="live")
async def live() -> Health:
    """Tell that the process runs; touches nothing else."""
    return Health(status="ok")


@root.get("/ready", name="ready", responses={503: {"model": Health, "description": "PostgreSQL is away"}})
async def ready(request: Request, response: Response) -> Health:
    """Tell whether requests can be served: without PostgreSQL not, without Redis in a degraded way."""
    runtime: Runtime = request.app.state.runtime
    database, redis = await asyncio.gather(_answers_database(runtime), _answers_redis(runtime))
    response.status_code = 200 if database else 503
    status = "ok" if database and redis else "degraded" if database else "unavailable"
    return Health(status=status, database=database, redis=redis)


async def _answers_database(runtime: Runtime) -> bool:
    try:
        async with asyncio.timeout(1.5), runtime.db.directory() as session:
            await session.execute(text("SELECT 1"))
    except Exception:  # noqa: BLE001 - whatever the reason, the answer is no
        return False
    return True


async def _answers_redis(runtime: Runtime) -> bool:
    try:
        async with asyncio.timeout(1.5):
            await runtime.redis.ping()
    except (RedisError, OSError, TimeoutError):
        return False
    return True


@root.get("/metrics", name="metrics", include_in_schema=False)
async def metrics() -> Response:
    """Show Prometheus what this process counted."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


class SinglePageApp(StaticFiles):
    """The built SPA: files as they are, every other address gets the page, unknown API addresses stay 404."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one request."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith(("api/", "assets/")):  # noqa: PLR2004 - Not Found
                raise
            response = FileResponse(Path(str(self.directory)) / "index.html")
        immutable = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if immutable else "no-cache"
        return response


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what the process needs and close it in order."""
    runtime: Runtime = app.state.runtime
    hub: Hub = app.state.hub
    with suppress(RedisError, OSError):
        await hub.start()
    tasks = [
        asyncio.create_task(hub.read_for_ever()),
        asyncio.create_task(hub.watch_sessions(runtime.authenticator)),
    ]
    settle()
    yield
    hub.stop()
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await runtime.close()


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application."""
    settings = settings or Settings()
    configure_logging(as_json=settings.log_json)
    app = FastAPI(
        title="Baton",
        version="0.1.0",
        summary="The CRM in which managers want to work",
        description="Log in with a session cookie, or send an API key as `Authorization: Bearer …`. "
        "Errors are `application/problem+json` (RFC 9457) with a stable `code`. "
        "Every POST accepts `Idempotency-Key`; changes of a record need `If-Match`.",
        openapi_url=f"{API_PREFIX}/openapi.json",
        docs_url="/docs",
        redoc_url=None,
        lifespan=lifespan,
        # Requests are measured by `RequestFrame`; asking each time whether somebody traces them costs a twentieth.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    describe = app.openapi
    app.openapi = lambda: name_problem_media_type(describe())  # type: ignore[method-assign]
    app.state.runtime = registry.build_runtime(settings)
    app.state.hub = Hub(app.state.runtime.redis)
    install_problem_handlers(app)
    app.add_middleware(
        RequestFrame, max_body_bytes=settings.max_body_bytes, max_file_bytes=settings.max_file_bytes
    )
    routes = [route for router in (root, *served.ROUTERS) for route in router.routes]
    app.router.routes.extend([RouteIndex(routes), *routes])
    if (settings.frontend_dir / "index.html").exists():
        app.mount("/", SinglePageApp(directory=settings.frontend_dir, html=True), name="spa")
    return app
