"""The composition root: the one explicit list of what the product consists of.

Each domain appears here once with everything it contributes: routers, events, jobs, subscribers, projectors, topics,
search, subjects. Order is the domains' order, lowest first.
"""

from collections.abc import Sequence

from fastapi import APIRouter

from app.core.config import Settings
from app.core.db import Outbox
from app.core.runtime import Runtime
from app.domains.identity import api as identity_api
from app.domains.identity.service.access import DatabaseAuthenticator
from app.platform.history import api as history_api
from app.platform.notifications import api as notifications_api
from app.platform.notifications import service as notifications
from app.platform.notifications.schemas import NotificationCreated, NotificationOut
from app.platform.realtime import api as realtime_api
from app.platform.realtime.frames import Topic, add_topic, project_with
from app.platform.realtime.publisher import publish_committed
from app.platform.search import api as search_api

ROUTERS: Sequence[APIRouter] = (
    identity_api.router,
    history_api.router,
    notifications_api.router,
    search_api.router,
    realtime_api.router,
)


def register() -> None:
    """Bind what the domains contribute to the platform. Safe to call more than once."""
    add_topic(Topic("me", None), {"notification": NotificationOut})
    project_with(NotificationCreated, notifications.project)


def build_runtime(settings: Settings) -> Runtime:
    """Return a process's resources, wired to the domains."""
    register()
    runtime = Runtime(settings)
    runtime.authenticator = DatabaseAuthenticator(runtime)

    async def project(outbox: Outbox) -> None:
        await publish_committed(runtime.db, runtime.redis, outbox)

    runtime.project = project
    return runtime
