"""What is planned for a deal as it comes into a stage."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.clock import now
from app.domains.deals.models import Deal
from app.domains.deals.rules.stages import Semantics, StageView
from app.domains.tasks import service as tasks
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import TaskKind, TaskOrigin


def plan(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    wish: NextTaskInput | None,
    stage: StageView,
    *,
    origin: TaskOrigin = TaskOrigin.MANUAL,
) -> None:
    """Plan what the command brings, else what the stage itself begins with; after the end it is for the client alone."""
    first = stage.first_task
    if wish is None and first is None:
        return
    if wish is None and first is not None:
        origin = TaskOrigin.STAGE
        due_at = now() + timedelta(hours=first.in_hours)
        wish = NextTaskInput(kind=TaskKind(first.kind), title=first.title, due_at=due_at)
    assert wish is not None  # noqa: S101 - one of the two was there
    new = tasks.next_step(
        wish,
        assignee_id=deal.owner_id,
        client_id=deal.client_id,
        deal_id=deal.id if deal.status == Semantics.OPEN else None,
        origin=origin,
    )
    tasks.add(session, actor, new)
