"""What every arq process shares: it wakes a job's row and runs it."""

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

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


async def run(context: dict[str, Any], workspace_id: str, job_id: str) -> None:
    """Run the job of one wake-up."""
    await jobs.run(context["runtime"], UUID(workspace_id), UUID(job_id))


def stand_back() -> None:
    """Let the screens go first: where cores are few, machine work waits for the process that people wait for."""
    os.nice(BEHIND_THE_SCREENS)


def serve(queue: str, *, max_jobs: int, job_timeout: int) -> None:
    """Run one worker process until it is told to stop; jobs in hand are finished first.

    Args:
        queue: which queue it serves.
        max_jobs: how many jobs at a time.
        job_timeout: seconds after which a job is cancelled and retried.
    """
    stand_back()
    settings = Settings()
    configure_logging(as_json=settings.log_json)
    uvloop.run(_serve(settings, queue, max_jobs, job_timeout))


async def _serve(settings: Settings, queue: str, max_jobs: int, job_timeout: int) -> None:
    runtime = build_runtime(settings)
    worker = Worker(
        functions=[func(cast("WorkerCoroutine", run), name="run", max_tries=1)],
        queue_name=queue,
        redis_settings=jobs.redis_settings(settings.redis_url, patient=True),
        job_serializer=jobs.serialize,
        job_deserializer=jobs.deserialize,
        max_jobs=max_jobs,
        job_timeout=job_timeout,
        poll_delay=0.02,
        keep_result=0,
        job_completion_wait=10,
        handle_signals=True,
        ctx={"runtime": runtime},
    )
    settle()
    try:
        await worker.async_run()
    except asyncio.CancelledError:
        pass
    finally:
        await worker.close()
        await runtime.close()


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
