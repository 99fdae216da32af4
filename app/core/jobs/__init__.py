"""Background work: a row in PostgreSQL is the truth, arq is only the wake-up.

A job is enqueued in the transaction that needs it. A worker that is woken, or looks by itself, claims what is due on
its queue (a lease with a generation that fences off a worker believed dead), runs each, and marks it done in the very transaction of its effect, so that each effect happens
once. Failures are retried with growing pauses; after the last attempt the job is `dead`, visible and retryable.
"""

from app.core.jobs.claiming import reclaim
from app.core.jobs.consuming import Consumer
from app.core.jobs.periodic import plan_periodic
from app.core.jobs.records import (
    BULK,
    INTERACTIVE,
    JOBS,
    PERIODIC_KEY,
    JobContext,
    JobRecord,
    JobState,
    enqueue,
    enqueue_once,
    job,
)
from app.core.jobs.running import LostLeaseError, run
from app.core.jobs.waking import WAKE, Waker, deserialize, redis_settings, serialize

__all__ = [
    "BULK",
    "INTERACTIVE",
    "JOBS",
    "PERIODIC_KEY",
    "WAKE",
    "Consumer",
    "JobContext",
    "JobRecord",
    "JobState",
    "LostLeaseError",
    "Waker",
    "deserialize",
    "enqueue",
    "enqueue_once",
    "job",
    "plan_periodic",
    "reclaim",
    "redis_settings",
    "run",
    "serialize",
]
