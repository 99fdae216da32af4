"""People who belong to several companies."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import PERSONAL, Access, Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.card_schemas import EmploymentInput, EmploymentOut
from app.domains.clients.errors import FieldForbiddenError
from app.domains.clients.events import EmploymentChanged
from app.domains.clients.models import Client, Employment
from app.domains.clients.queries import employments
from app.domains.clients.service import reading, rights

MOST = 20


async def listed(session: AsyncSession, actor: Actor, client_id: UUID) -> list[EmploymentOut]:
    """Return a person's further companies, or a company's further people; raises `NotFoundError`."""
    client = await reading.require_visible(session, actor, client_id)
    if actor.field_access(PERSONAL) is Access.NONE:
        return []
    rows = await employments.of_client(session, actor, client.id, client.kind)
    return [EmploymentOut.model_validate(row) for row in rows]


async def put(
    session: AsyncSession, actor: Actor, client_id: UUID, company_id: UUID, wish: EmploymentInput
) -> EmploymentOut:
    """Tie a person to a further company, or change her position there.

    Raises:
        NotFoundError, ClientMergedError: no such person within reach, or no such company.
        FieldForbiddenError: the role may not write this, or may not change what is there.
        InvalidRequestError: a company belongs to no company; it is her first one already; there are too many.
    """
    person = await reading.require_locked(session, actor, client_id)
    company = await reading.require_visible(session, actor, company_id)
    rights.require(actor, PERSONAL)
    if person.kind == rules.COMPANY or company.kind != rules.COMPANY:
        raise _refused("not_a_person", "only a person belongs to a company")
    if person.company_id == company.id:
        raise _refused("is_main", "this is the company that her record names")
    present = await employments.between(session, actor.workspace_id, person.id, company.id)
    if present is None:
        if await employments.count(session, actor.workspace_id, person.id) >= MOST:
            raise _refused("too_many", f"at most {MOST}")
        session.add(
            Employment(
                workspace_id=actor.workspace_id,
                id=uuid7(),
                person_id=person.id,
                company_id=company.id,
                position=wish.position,
            )
        )
    elif present.position != wish.position:
        if present.position is not None:
            _require_edit(actor)
        present.position = wish.position
    else:
        return EmploymentOut(client_id=company.id, name=company.name, position=wish.position)
    _tell(session, actor, person, company.id, company.name, wish.position, is_member=True)
    await session.flush()
    return EmploymentOut(client_id=company.id, name=company.name, position=wish.position)


async def remove(session: AsyncSession, actor: Actor, client_id: UUID, company_id: UUID) -> None:
    """Untie a person from a further company; raises `NotFoundError`, `FieldForbiddenError`."""
    person = await reading.require_locked(session, actor, client_id)
    rights.require(actor, PERSONAL)
    present = await employments.between(session, actor.workspace_id, person.id, company_id)
    if present is None:
        raise NotFoundError
    _require_edit(actor)
    await session.delete(present)
    _tell(session, actor, person, company_id, None, present.position, is_member=False)
    await session.flush()


def _require_edit(actor: Actor) -> None:
    if actor.field_access(PERSONAL) is not Access.EDIT:
        raise FieldForbiddenError(params={"group": PERSONAL})


def _refused(code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(
        detail, errors=[FieldError(pointer="/path/company_id", code=code, detail=detail)]
    )


def _tell(
    session: AsyncSession,
    actor: Actor,
    person: Client,
    company_id: UUID,
    company_name: str | None,
    position: str | None,
    *,
    is_member: bool,
) -> None:
    event = EmploymentChanged(
        client_id=person.id,
        company_id=company_id,
        company_name=company_name,
        position=position,
        is_member=is_member,
    )
    events.publish(session, actor, event)
