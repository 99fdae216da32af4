"""`baton facts`: prove that the facts of deals' stays equal the event history, or make them anew from it."""

import asyncio
import sys
from uuid import UUID

from app.core.config import Settings
from app.core.runtime import Runtime
from app.domains.deals.service import ledger
from app.domains.identity import queries as identity
from app.registry import build_runtime

MOST_NAMED = 20


async def differing(runtime: Runtime) -> list[tuple[UUID, UUID]]:
    """Return the workspace and the id of each deal whose facts differ from the history."""
    found = []
    for workspace_id in await _workspaces(runtime):
        async with runtime.db.read(workspace_id) as session:
            found += [(workspace_id, deal) for deal in await ledger.differing(session, workspace_id)]
    return found


async def rebuild(runtime: Runtime) -> int:
    """Make the facts anew that differ from the history; returns of how many deals that were."""
    mended = 0
    for workspace_id in await _workspaces(runtime):
        async with runtime.db.write(workspace_id) as session:
            mended += await ledger.rebuild(session, workspace_id)
    return mended


async def _workspaces(runtime: Runtime) -> list[UUID]:
    async with runtime.db.directory() as session:
        return list(await identity.workspace_ids(session))


def told(found: list[tuple[UUID, UUID]]) -> str:
    """Return how many differ, and which the first of them are."""
    if not found:
        return "All facts equal the history."
    lines = [f"Facts of {len(found)} deals differ from the history."]
    lines += [f"  workspace {workspace_id}, deal {deal}" for workspace_id, deal in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        lines.append(f"  and {len(found) - MOST_NAMED} more")
    return "\n".join([*lines, "`baton facts --rebuild` makes them anew."])


async def _main(*, mends: bool) -> int:
    runtime = build_runtime(Settings())
    try:
        if mends:
            mended = await rebuild(runtime)
            answer, code = (f"Facts of {mended} deals mended." if mended else told([])), 0
        else:
            found = await differing(runtime)
            answer, code = told(found), 1 if found else 0
    finally:
        await runtime.close()
    print(answer)  # noqa: T201 - its answer
    return code


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(mends="--rebuild" in sys.argv)))
