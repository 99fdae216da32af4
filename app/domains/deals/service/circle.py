"""Who stands around a deal: people with a say, and competitors; and the workspace's list of these."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.clients import service as clients
from app.domains.deals import circle_queries
from app.domains.deals.circle_schemas import (
    MOST_AROUND,
    CompetitorChange,
    CompetitorInput,
    NewParticipant,
    RivalInput,
)
from app.domains.deals.errors import CompetitorNameTakenError, TooManyAroundError
from app.domains.deals.events import DealCompetitorChanged, DealParticipantChanged
from app.domains.deals.models import Competitor, Deal, DealCompetitor, DealParticipant
from app.domains.deals.rules.circle import CompetitorStatus, ParticipantRole, weighed
from app.domains.deals.rules.demands import FieldKey
from app.domains.deals.rules.stages import enforced
from app.domains.deals.service import gate, records, standing

IN_DEAL = ("/participants/{}/client_id", "/competitor_ids/{}")
_DECIDES = ParticipantRole.DECISION_MAKER


async def _locked(session: AsyncSession, actor: Actor, deal_id: UUID) -> Deal:
    deal = await records.locked(session, actor, deal_id)
    records.require_open(deal)
    return deal


async def _stand(session: AsyncSession, actor: Actor, deal: Deal, key: FieldKey, left: set[UUID]) -> None:
    """Refuse to leave nobody where the stage demands somebody."""
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    demanding = enforced(stages, gate.stage_of(stages, deal.stage_id))
    values = {str(key): str(min(left)) if left else None}
    await standing.require(session, actor, deal, demanding, values, {}, {key: "/role"})


# --- people ----------------------------------------------------------------------------------------------------------


async def put_participant(
    session: AsyncSession, actor: Actor, deal_id: UUID, client_id: UUID, role: ParticipantRole
) -> None:
    """Have a client take part in an open deal, or take another part.

    Raises:
        NotFoundError: no such deal or client within reach.
        DealClosedError: won or lost.
        StageRequirementsMissingError: nobody would decide, where the stage wants to know who does.
        TooManyAroundError: too many take part.
    """
    deal = await _locked(session, actor, deal_id)
    await clients.require_visible(session, actor, client_id)
    present = await _parts(session, deal, client_id)
    roles = weighed(row.role for row in present)
    if roles == [role]:
        return
    if _DECIDES in roles and role != _DECIDES:
        deciders, _ = await circle_queries.around(session, deal.workspace_id, deal.id)
        await _stand(session, actor, deal, FieldKey.DECISION_MAKER, deciders - {client_id})
    if not present:
        await _check_room(session, DealParticipant, deal)
    await _take_one_part(session, deal, client_id, present, role)
    told = DealParticipantChanged(
        **records.facts(deal), participant_id=client_id, role=role, former_role=roles[0] if roles else None
    )
    events.publish(session, actor, told)
    await session.flush()


async def remove_participant(session: AsyncSession, actor: Actor, deal_id: UUID, client_id: UUID) -> None:
    """Have a client take part no longer; raises as `put_participant`."""
    deal = await _locked(session, actor, deal_id)
    present = await _parts(session, deal, client_id)
    if not present:
        raise NotFoundError
    roles = weighed(row.role for row in present)
    if _DECIDES in roles:
        deciders, _ = await circle_queries.around(session, deal.workspace_id, deal.id)
        await _stand(session, actor, deal, FieldKey.DECISION_MAKER, deciders - {client_id})
    for row in present:
        await session.delete(row)
    told = DealParticipantChanged(
        **records.facts(deal), participant_id=client_id, role=None, former_role=roles[0]
    )
    events.publish(session, actor, told)
    await session.flush()


async def _parts(session: AsyncSession, deal: Deal, client_id: UUID) -> list[DealParticipant]:
    """Return her parts in a deal, those of records that were found to be her too."""
    ids = await clients.ids_of(session, client_id)
    return await circle_queries.parts_of(session, deal.workspace_id, deal.id, ids)


async def _take_one_part(
    session: AsyncSession,
    deal: Deal,
    client_id: UUID,
    present: Sequence[DealParticipant],
    role: ParticipantRole,
) -> None:
    """Let what is said now stand for all that she was in the deal."""
    for row in present:
        if row.client_id == client_id:
            row.role = role
        else:
            await session.delete(row)
    if all(row.client_id != client_id for row in present):
        _join(session, deal, client_id, role)


def _join(session: AsyncSession, deal: Deal, client_id: UUID, role: ParticipantRole) -> None:
    session.add(
        DealParticipant(workspace_id=deal.workspace_id, deal_id=deal.id, client_id=client_id, role=role)
    )


async def _check_room(session: AsyncSession, model: Any, deal: Deal) -> None:
    if await circle_queries.count(session, model, deal.workspace_id, deal.id) >= MOST_AROUND:
        raise TooManyAroundError(params={"most": MOST_AROUND})


# --- competitors of a deal -------------------------------------------------------------------------------------------


async def put_rival(
    session: AsyncSession, actor: Actor, deal_id: UUID, competitor_id: UUID, wish: RivalInput
) -> None:
    """Say how a competitor stands in an open deal.

    Raises:
        NotFoundError: no such deal within reach, or no such competitor.
        DealClosedError: won or lost.
        TooManyAroundError: too many compete.
    """
    deal = await _locked(session, actor, deal_id)
    competitor = (await circle_queries.known_competitors(session, actor, [competitor_id])).get(competitor_id)
    if competitor is None:
        raise NotFoundError
    present = await circle_queries.rival(session, deal.workspace_id, deal.id, competitor_id)
    if present is None:
        await _check_room(session, DealCompetitor, deal)
        present = _compete(session, deal, competitor_id)
    elif (present.status, present.note) == (wish.status, wish.note):
        return
    present.status, present.note = wish.status, wish.note
    _tell_rival(session, actor, deal, competitor, wish.status)
    await session.flush()


async def remove_rival(session: AsyncSession, actor: Actor, deal_id: UUID, competitor_id: UUID) -> None:
    """Take a competitor out of an open deal.

    Raises:
        NotFoundError, DealClosedError: as everywhere.
        StageRequirementsMissingError: the stage wants to know of one.
    """
    deal = await _locked(session, actor, deal_id)
    present = await circle_queries.rival(session, deal.workspace_id, deal.id, competitor_id)
    if present is None:
        raise NotFoundError
    _, all_rivals = await circle_queries.around(session, deal.workspace_id, deal.id)
    await _stand(session, actor, deal, FieldKey.COMPETITOR, all_rivals - {competitor_id})
    competitor = (await circle_queries.known_competitors(session, actor, [competitor_id]))[competitor_id]
    await session.delete(present)
    _tell_rival(session, actor, deal, competitor, None)
    await session.flush()


def _compete(session: AsyncSession, deal: Deal, competitor_id: UUID) -> DealCompetitor:
    row = DealCompetitor(
        workspace_id=deal.workspace_id,
        deal_id=deal.id,
        competitor_id=competitor_id,
        status=CompetitorStatus.RUNNING,
    )
    session.add(row)
    return row


def _tell_rival(
    session: AsyncSession, actor: Actor, deal: Deal, competitor: Competitor, status: CompetitorStatus | None
) -> None:
    told = DealCompetitorChanged(
        **records.facts(deal), competitor_id=competitor.id, competitor_name=competitor.name, standing=status
    )
    events.publish(session, actor, told)


# --- brought with a move or an opening -------------------------------------------------------------------------------


async def check(
    session: AsyncSession,
    actor: Actor,
    people: Sequence[UUID],
    competitors: Sequence[UUID],
    pointers: tuple[str, str],
) -> None:
    """Refuse people out of reach and unknown competitors; raises `InvalidRequestError` with these pointers."""
    wrong = []
    for number, client_id in enumerate(people):
        try:
            await clients.require_visible(session, actor, client_id)
        except NotFoundError:
            wrong.append(_not_found(pointers[0].format(number)))
    known = await circle_queries.known_competitors(session, actor, competitors) if competitors else {}
    wrong += [_not_found(pointers[1].format(n)) for n, one in enumerate(competitors) if one not in known]
    if wrong:
        raise InvalidRequestError(errors=wrong)


def _not_found(pointer: str) -> FieldError:
    return FieldError(pointer=pointer, code="not_found", detail="no such record")


def as_values(people: Sequence[NewParticipant], competitors: Sequence[UUID]) -> dict[str, Any]:
    """Return what those around a new deal mean to the contracts of stages."""
    decides = next((str(one.client_id) for one in people if one.role == _DECIDES), None)
    return {
        FieldKey.DECISION_MAKER: decides,
        FieldKey.COMPETITOR: str(competitors[0]) if competitors else None,
    }


def gather(
    session: AsyncSession, deal: Deal, people: Sequence[NewParticipant], competitors: Sequence[UUID]
) -> None:
    """Put people and competitors around a new deal, each once."""
    for client_id, role in {one.client_id: one.role for one in people}.items():
        _join(session, deal, client_id, role)
    for competitor_id in dict.fromkeys(competitors):
        _compete(session, deal, competitor_id)


async def check_values(session: AsyncSession, actor: Actor, values: Mapping[str, Any]) -> None:
    """Refuse people and competitors that a move can't bring; raises `InvalidRequestError`."""
    person, competitor = values.get(FieldKey.DECISION_MAKER), values.get(FieldKey.COMPETITOR)
    pointers = (f"/values/{FieldKey.DECISION_MAKER}", f"/values/{FieldKey.COMPETITOR}")
    await check(session, actor, [person] if person else [], [competitor] if competitor else [], pointers)


async def bring(session: AsyncSession, deal: Deal, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Put whom a move brings around the deal; returns what changed."""
    changes: dict[str, tuple[Any, Any]] = {}
    person, competitor = values.get(FieldKey.DECISION_MAKER), values.get(FieldKey.COMPETITOR)
    if person:
        await _take_one_part(session, deal, person, await _parts(session, deal, person), _DECIDES)
        changes["decision_maker"] = (None, person)
    if competitor and not await circle_queries.rival(session, deal.workspace_id, deal.id, competitor):
        _compete(session, deal, competitor)
        changes["competitor"] = (None, competitor)
    return changes


# --- the workspace's list --------------------------------------------------------------------------------------------


async def add_competitor(session: AsyncSession, actor: Actor, wish: CompetitorInput) -> Competitor:
    """Put a competitor on the list; raises `CompetitorNameTakenError`."""
    row = Competitor(
        workspace_id=actor.workspace_id, id=uuid7(), name=wish.name, name_key=wish.name.casefold(), version=1
    )
    row.is_active = True
    session.add(row)
    await _save(session)
    return row


async def change_competitor(
    session: AsyncSession, actor: Actor, competitor_id: UUID, based_on: int, wish: CompetitorChange
) -> Competitor:
    """Rename a competitor, or take it off the list.

    Raises:
        NotFoundError, VersionConflictError: as everywhere.
        CompetitorNameTakenError: another is called so.
    """
    row = await circle_queries.lock_competitor(session, actor, competitor_id)
    if row is None:
        raise NotFoundError
    check_version(row.version, based_on)
    if "name" in wish.model_fields_set:
        row.name, row.name_key = wish.name, wish.name.casefold()
    if "is_active" in wish.model_fields_set:
        row.is_active = wish.is_active
    row.touch()
    await _save(session)
    return row


async def _save(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        title = CompetitorNameTakenError.title
        raise CompetitorNameTakenError(
            errors=[FieldError(pointer="/name", code="taken", detail=title)]
        ) from error
