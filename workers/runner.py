"""What every worker shares: arq tells it that something is due, PostgreSQL gives it the jobs."""

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any, cast

import uvloop
from arq.worker import Worker, func

from app.core import jobs
from app.core.config import Settings
from app.core.memory import settle
from app.core.observability import configure_logging
from app.registry import build_runtime

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine


BEHIND_THE_SCREENS = 5
PATIENCE_SECONDS = 10.0


async def wake(context: dict[str, Any]) -> None:
    """Pass a wake-up on."""
    context["consumer"].wake()


def stand_back() -> None:
    """Let the screens go first: where cores are few, machine work waits for the process that people wait for."""
    os.nice(BEHIND_THE_SCREENS)


def serve(queue: str, *, places: int, seconds: float) -> None:
    """Run one worker process until it is told to stop; jobs in hand are finished first.

    Args:
        queue: which queue it serves.
        places: how many jobs at a time.
        seconds: what a job may take; after that it fails and is tried again.
    """
    stand_back()
    settings = Settings()
    configure_logging(as_json=settings.log_json)
    uvloop.run(_serve(settings, queue, places, seconds))


async def _serve(settings: Settings, queue: str, places: int, seconds: float) -> None:
    runtime = build_runtime(settings)
    consumer = jobs.Consumer(runtime, queue, places=places, seconds=seconds)
    listener = Worker(
        functions=[func(cast("WorkerCoroutine", wake), name=jobs.WAKE, max_tries=1)],
        queue_name=queue,
        redis_settings=jobs.redis_settings(settings.redis_url, patient=True),
        job_serializer=jobs.serialize,
        job_deserializer=jobs.deserialize,
        max_jobs=50,
        poll_delay=0.02,
        keep_result=0,
        handle_signals=True,
        ctx={"consumer": consumer},
    )
    settle()
    consumer.start()
    try:
        await listener.async_run()
    except asyncio.CancelledError:
        pass
    finally:
        await listener.close()
        await consumer.finish(PATIENCE_SECONDS)
        await runtime.close()


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
