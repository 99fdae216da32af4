"""Handing tasks on with the record they belong to: what its former owner had to do is the new one's work now."""

from collections.abc import Iterable
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


async def hold(session: AsyncSession, actor: Actor, client_id: UUID) -> None:
    """Lock a client's open tasks without a deal before the client herself: who ends a task locks in this order too."""
    await queries.lock_open_of_client(session, actor, client_id)


async def hand_on(session: AsyncSession, actor: Actor, client_id: UUID, giver: UUID, taker: UUID) -> None:
    """Pass the giver's open tasks of a client to her new owner. Those of a deal go with the deal."""
    tasks = await queries.lock_open_of_client(session, actor, client_id)
    _pass(session, actor, [task for task in tasks if task.assignee_id == giver], taker)


def _pass(session: AsyncSession, actor: Actor, tasks: Iterable[Task], taker: UUID) -> None:
    for task in tasks:
        giver, task.assignee_id = task.assignee_id, taker
        task.touch()
        changes = {"assignee_id": (giver, taker)}
        events.publish(
            session, actor, TaskChanged(**planning.facts(task), changes=changes, previous_assignee_id=giver)
        )
