"""`baton facts` as an administrator runs it: it tells what differs, by its exit code too, and mends it."""

from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from app.demo.load import NAME
from app.domains.deals.models import Deal, DealStageFact
from app.domains.identity.models import Workspace
from app.facts import MOST_NAMED, told
from app.registry import build_runtime
from tests.demo.conftest import Demo, run

pytestmark = pytest.mark.slow


async def spoil(demo: Demo) -> list[UUID]:
    """Take away the stays of one deal, and give those of another a wrong stage; returns both."""
    runtime = build_runtime(demo.server.settings)
    try:
        async with runtime.db.directory() as session:
            of = select(Workspace.id).where(Workspace.name == NAME)
            workspace_id = (await session.execute(of)).scalar_one()
        async with runtime.db.write(workspace_id) as session:
            mine = Deal.workspace_id == workspace_id
            one, two = (
                await session.execute(select(Deal.id).where(mine).order_by(Deal.id).limit(2))
            ).scalars()
            kept = DealStageFact.workspace_id == workspace_id
            await session.execute(delete(DealStageFact).where(kept, DealStageFact.deal_id == one))
            wrong = update(DealStageFact).where(kept, DealStageFact.deal_id == two)
            await session.execute(wrong.values(stage_name="Somewhere"))
    finally:
        await runtime.close()
    return [one, two]


async def test_what_differs_is_told_and_mended(demo: Demo) -> None:
    settings = demo.server.settings
    well = run(settings, "app.cli", "facts")
    assert (well.returncode, well.stdout) == (0, "All facts equal the history.\n"), well.stderr
    spoilt = await spoil(demo)
    ill = run(settings, "app.cli", "facts")
    first, *named, last = ill.stdout.splitlines()
    assert (ill.returncode, first) == (1, "Facts of 2 deals differ from the history.")
    assert [line.rpartition(" ")[2] for line in named] == [str(deal) for deal in spoilt]
    assert "--rebuild" in last
    mended = run(settings, "app.cli", "facts", "--rebuild")
    assert (mended.returncode, mended.stdout) == (0, "Facts of 2 deals mended.\n")
    assert run(settings, "app.cli", "facts").returncode == 0
    assert run(settings, "app.cli", "facts", "--rebuild").stdout == "All facts equal the history.\n"


def test_of_very_many_the_first_are_named() -> None:
    ids = [(UUID(int=1), UUID(int=number)) for number in range(MOST_NAMED + 5)]
    lines = told(ids).splitlines()
    assert len(lines) == MOST_NAMED + 3
    assert lines[-2] == "  and 5 more"
