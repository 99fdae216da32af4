"""Background work: a row in PostgreSQL is the truth, arq is only the wake-up.

A job is enqueued in the transaction that needs it. A worker claims it (a lease with a generation that fences off a
worker believed dead), runs it, and marks it done in the very transaction of its effect, so that each effect happens
once. Failures are retried with growing pauses; after the last attempt the job is `dead`, visible and retryable.
"""

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
from app.core.jobs.running import LostLeaseError, claim, reclaim, run, sweep
from app.core.jobs.waking import Waker, deserialize, redis_settings, serialize

__all__ = [
    "BULK",
    "INTERACTIVE",
    "JOBS",
    "PERIODIC_KEY",
    "JobContext",
    "JobRecord",
    "JobState",
    "LostLeaseError",
    "Waker",
    "claim",
    "deserialize",
    "enqueue",
    "enqueue_once",
    "job",
    "plan_periodic",
    "reclaim",
    "redis_settings",
    "run",
    "serialize",
    "sweep",
]
