"""Handing tasks on with the record they belong to: what its former owner had to do is the new one's work now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.domains.tasks import queries
from app.domains.tasks.events import TaskChanged
from app.domains.tasks.models import Task
from app.domains.tasks.service import planning


async def hand_on_with_deal(
    session: AsyncSession, actor: Actor, deal_id: UUID, giver: UUID, taker: UUID
) -> None:
    """Pass the giver's open tasks of a deal to its new owner; whoever calls holds the deal's lock."""
    tasks = await queries.lock_open_of_deal(session, actor, deal_id)
    _pass(session, actor, [task for task in tasks if task.assignee_id == giver], taker)


async def hold(session: AsyncSession, actor: Actor, client_ids: Sequence[UUID]) -> None:
    """Lock clients' open tasks without a deal before the clients: who ends a task locks in this order too."""
    await queries.lock_open_of_clients(session, actor, client_ids)


async def hand_on(session: AsyncSession, actor: Actor, givers: Mapping[UUID, UUID], taker: UUID) -> None:
    """Pass the givers' open tasks of their clients to the new owner. Those of a deal go with the deal."""
    tasks = await queries.lock_open_of_clients(session, actor, list(givers))
    given = [task for task in tasks if task.client_id and task.assignee_id == givers[task.client_id]]
    _pass(session, actor, given, taker)


def _pass(session: AsyncSession, actor: Actor, tasks: Iterable[Task], taker: UUID) -> None:
    for task in tasks:
        giver, task.assignee_id = task.assignee_id, taker
        task.touch()
        changes = {"assignee_id": (giver, taker)}
        events.publish(
            session, actor, TaskChanged(**planning.facts(task), changes=changes, previous_assignee_id=giver)
        )
