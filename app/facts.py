"""`baton facts`: prove that the facts of deals' stays equal the event history, or make them anew from it."""

import asyncio
import sys

from app.core.config import Settings
from app.core.runtime import Runtime
from app.domains.deals.service import ledger
from app.domains.identity import queries as identity
from app.registry import build_runtime


async def differences(runtime: Runtime, *, rebuild: bool) -> int:
    """Return of how many deals the facts differ from the history; with `rebuild` they are mended."""
    async with runtime.db.directory() as session:
        workspaces = await identity.workspace_ids(session)
    found = 0
    for workspace_id in workspaces:
        if rebuild:
            async with runtime.db.write(workspace_id) as session:
                found += await ledger.rebuild(session, workspace_id)
        else:
            async with runtime.db.read(workspace_id) as session:
                found += len(await ledger.differing(session, workspace_id))
    return found


async def _main(*, rebuild: bool) -> int:
    runtime = build_runtime(Settings())
    try:
        found = await differences(runtime, rebuild=rebuild)
    finally:
        await runtime.close()
    word = "mended" if rebuild else "differ from the history"
    print(f"Facts of {found} deals {word}." if found else "All facts equal the history.")  # noqa: T201 - its answer
    return 0 if rebuild or not found else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(rebuild="--rebuild" in sys.argv)))
