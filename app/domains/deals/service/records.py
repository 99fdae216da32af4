"""Writing deals: the pieces that opening, moving and changing share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.domains.deals import queries
from app.domains.deals.errors import DealClosedError
from app.domains.deals.models import Deal, DealStageFact
from app.domains.deals.rules.contract import FieldKey
from app.domains.deals.rules.stages import Semantics, StageView
from app.platform.customfields import service as customfields

COLUMN_OF: Mapping[str, str] = {
    FieldKey.AMOUNT: "amount",
    FieldKey.EXPECTED_ON: "expected_on",
    FieldKey.DESCRIPTION: "description",
    FieldKey.DEAL_SOURCE: "source",
    FieldKey.CAMPAIGN: "campaign",
}
Changes = dict[str, tuple[Any, Any]]
OWN = "deal.custom."


@dataclass(frozen=True, slots=True)
class Excepted:
    """From what a move was excepted, why, and who answers for it."""

    kinds: tuple[str, ...]
    reason: str
    by: str
    missing: tuple[str, ...] = ()


def facts(deal: Deal) -> dict[str, Any]:
    """Return what every event about a deal tells."""
    return {
        "deal_id": deal.id,
        "client_id": deal.client_id,
        "pipeline_id": deal.pipeline_id,
        "stage_id": deal.stage_id,
        "owner_id": deal.owner_id,
        "title": deal.title,
        "amount": deal.amount,
        "currency": deal.currency,
        "version": deal.version,
    }


async def locked(session: AsyncSession, actor: Actor, deal_id: UUID) -> Deal:
    """Return a deal to change, locked; raises `NotFoundError` when none is within reach."""
    deal = await queries.lock(session, actor, deal_id)
    if deal is None:
        raise NotFoundError
    return deal


def require_open(deal: Deal) -> None:
    """Refuse to touch a closed deal; raises `DealClosedError`."""
    if deal.status != Semantics.OPEN:
        raise DealClosedError(params={"status": deal.status})


def assign(deal: Deal, wanted: Mapping[str, Any]) -> Changes:
    """Set the wanted columns; returns what changed, old and new."""
    changes: Changes = {}
    for field, value in wanted.items():
        old = getattr(deal, field)
        if old == value:
            continue
        setattr(deal, field, value)
        if field == "custom":
            changes |= customfields.changed(old, value)
        else:
            changes[field] = (old, value)
    return changes


def answers_of(given: Mapping[Any, bool | str]) -> dict[str, bool | str]:
    """Return the answers as they are kept; an empty one is none, and takes an earlier one back."""
    return {str(question): answer for question, answer in given.items() if answer != ""}


async def check_own(session: AsyncSession, deal: Deal, values: dict[str, Any]) -> None:
    """Bring the values of own fields of the deal into the form in which they are kept.

    Raises:
        InvalidRequestError: with pointers `/values/deal.custom.<id>`.
    """
    given = {key.removeprefix(OWN): value for key, value in values.items() if key.startswith(OWN)}
    if not given:
        return
    try:
        merged = await customfields.validated(session, "deal", str(deal.pipeline_id), deal.custom, given)
    except InvalidRequestError as error:
        raise customfields.pointing(error, f"/values/{OWN}") from error
    values["custom"] = merged


def bring(deal: Deal, values: Mapping[str, Any], answers: Mapping[UUID, bool | str]) -> Changes:
    """Write what a command brings into the deal; returns what changed. Facts of the client are not written here."""
    wanted = {COLUMN_OF[key]: value for key, value in values.items() if key in COLUMN_OF}
    if "custom" in values:
        wanted["custom"] = values["custom"]
    return assign(deal, wanted) | answer(deal, answers)


def answer(deal: Deal, answers: Mapping[UUID, bool | str]) -> Changes:
    """Write answers to questions; returns what changed."""
    given = {str(question): said for question, said in answers.items()}
    merged = answers_of({**deal.answers, **given})
    if merged == deal.answers:
        return {}
    changes: Changes = {"answers": ({key: deal.answers.get(key) for key in given}, given)}
    deal.answers = merged
    return changes


def enter(
    session: AsyncSession, deal: Deal, stage: StageView, at: datetime, excepted: Excepted | None = None
) -> None:
    """Record that a deal came into a stage, and by which exception."""
    fact = DealStageFact(
        workspace_id=deal.workspace_id,
        id=uuid7(),
        deal_id=deal.id,
        pipeline_id=deal.pipeline_id,
        stage_id=stage.id,
        stage_name=stage.name,
        semantics=stage.semantics,
        owner_id=deal.owner_id,
        entered_at=at,
        exceptions=list(excepted.kinds) if excepted else [],
        exception_reason=excepted.reason if excepted else None,
        exception_by=excepted.by if excepted else None,
    )
    session.add(fact)
