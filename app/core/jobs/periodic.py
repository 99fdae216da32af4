"""Work that comes back by the clock: each workspace has one row for each such job, queued again when its time comes.

One row, not one per round: it can't be queued twice however many clocks tick, and nothing piles up. A round whose last
attempt failed is dead only until the next one.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.core.clock import now
from app.core.db import Database
from app.core.jobs.records import JOBS, PERIODIC_KEY, JobRecord, JobState, columns_of, draft

SEEDS_AT_ONCE = 500


async def plan_periodic(db: Database, workspace_ids: list[UUID]) -> int:
    """Queue every periodic job whose time has come, in each of the workspaces; returns how many."""
    planned = 0
    for definition in JOBS.values():
        if definition.every is not None:
            planned += await _seed(db, definition.name, workspace_ids)
            planned += await _queue_again(db, definition.name, definition.every)
    return planned


async def _seed(db: Database, name: str, workspace_ids: list[UUID]) -> int:
    """Give the workspaces that have never had this job their row."""
    known = select(JobRecord.workspace_id).where(JobRecord.name == name, JobRecord.key == PERIODIC_KEY)
    async with db.dispatch() as session:
        present = set((await session.execute(known)).scalars())
    missing = [workspace_id for workspace_id in workspace_ids if workspace_id not in present]
    for start in range(0, len(missing), SEEDS_AT_ONCE):
        rows = [
            columns_of(draft(workspace_id, name, {}, key=PERIODIC_KEY))
            for workspace_id in missing[start : start + SEEDS_AT_ONCE]
        ]
        async with db.dispatch() as session:
            await session.execute(insert(JobRecord).values(rows).on_conflict_do_nothing())
    return len(missing)


async def _queue_again(db: Database, name: str, every: timedelta) -> int:
    moment = now()
    statement = (
        update(JobRecord)
        .where(
            JobRecord.name == name,
            JobRecord.key == PERIODIC_KEY,
            JobRecord.run_at <= moment - every,
            JobRecord.state.in_([JobState.DONE, JobState.DEAD]),
        )
        .values(state=JobState.QUEUED, run_at=moment, attempts=0, finished_at=None)
        .execution_options(synchronize_session=False)
    )
    async with db.dispatch() as session:
        result: Any = await session.execute(statement)
        return int(result.rowcount)
