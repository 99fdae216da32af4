"""The one gate before a stage: every path asks here what is missing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import AppError, FieldError, InvalidRequestError, NotFoundError
from app.core.filters import leaves, read
from app.domains.clients import service as clients
from app.domains.clients.errors import FactDemandedError
from app.domains.clients.service import Known
from app.domains.deals import pipeline_queries
from app.domains.deals.errors import (
    OwnerOutOfReachError,
    StageLeavingError,
    StageRequirementsMissingError,
)
from app.domains.deals.lineage_queries import open_deals_of
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import is_colleague
from app.domains.deals.rules import contract, demands
from app.domains.deals.rules.contract import Requirement
from app.domains.deals.rules.stages import (
    AnswerKind,
    FirstTask,
    Question,
    Semantics,
    StageView,
    enforced,
)
from app.domains.deals.rules.time_limits import limit_of
from app.domains.deals.service import facts as deal_facts

POINTERS_OF_DEAL = {
    "deal.amount": "/amount",
    "deal.expected_on": "/expected_on",
    "deal.description": "/description",
    "deal.products": "/lines",
    "deal.source": "/source",
    "deal.campaign": "/campaign",
    "deal.decision_maker": "/participants",
    "deal.competitor": "/competitor_ids",
    "next_task": "/next_task",
}
"""Where a whole deal is given, its facts stand in the body itself."""


async def load_stages(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> list[StageView]:
    """Return a pipeline's stages; raises `NotFoundError` for an unknown pipeline."""
    rows = await pipeline_queries.stages(session, actor, pipeline_id)
    if not rows:
        raise NotFoundError
    return [view(row) for row in rows]


def view(row: Mapping[str, Any]) -> StageView:
    """Return a stage's row as decisions need it."""
    return StageView(
        id=row["id"],
        name=row["name"],
        position=row["position"],
        semantics=Semantics(row["semantics"]),
        version=row["version"],
        required_fields=tuple(row["required_fields"]),
        checklist=tuple(
            Question(
                UUID(item["id"]),
                item["question"],
                AnswerKind(item["kind"]),
                tuple(item["options"]),
                item["is_required"],
            )
            for item in row["checklist"]
        ),
        conditions=tuple(
            (key, json.dumps(tree, sort_keys=True)) for key, tree in sorted(row["required_when"].items())
        ),
        next_stage_ids=tuple(UUID(one) for one in row["next_stage_ids"]),
        first_task=FirstTask(**row["first_task"]) if row["first_task"] else None,
        time_limit=limit_of(row["time_limit"]),
        successor_id=row["successor_id"],
    )


def stage_of(stages: Iterable[StageView], stage_id: UUID) -> StageView:
    """Return one of the pipeline's stages; raises `NotFoundError`."""
    for stage in stages:
        if stage.id == stage_id:
            return stage
    raise NotFoundError


def require_staying(stage: StageView) -> None:
    """Refuse to let a deal come into a stage that is being taken out; raises `StageLeavingError`."""
    if stage.successor_id is not None:
        raise StageLeavingError(params={"stage_id": str(stage.id), "successor_id": str(stage.successor_id)})


def check_answers(stages: Sequence[StageView], answers: Mapping[UUID, Any]) -> None:
    """Refuse answers to questions that none of the stages asks; raises `InvalidRequestError`."""
    asked = contract.questions(stages)
    unknown = [question for question in answers if question not in asked]
    if unknown:
        detail = "the stage does not ask this"
        raise InvalidRequestError(
            errors=[
                FieldError(pointer=f"/answers/{question}", code="unknown_question", detail=detail)
                for question in unknown
            ]
        )


async def keep_demanded(
    session: AsyncSession,
    actor: Actor,
    changes: Sequence[tuple[Known, Known]],
    *,
    apart_from: UUID | None = None,
) -> dict[UUID, AppError]:
    """Refuse changes of clients by which an open deal would lack what its stage demands, whoever it belongs to.

    Args:
        session: the caller's transaction, in which the changes are made.
        actor: who makes them.
        changes: what was and is known of each client.
        apart_from: a deal of which the caller has seen to it.

    Returns:
        By the clients' ids which facts are demanded, and by how many deals.
    """
    with session.no_autoflush:  # what no contract reads is written once, with all else
        read_anywhere = await _read_anywhere(session, actor)
    concerned = [one for one in changes if _changed(*one) & read_anywhere]
    if not concerned:
        return {}
    deals = await open_deals_of(session, actor.workspace_id, {before.id for before, _ in concerned})
    pipelines: dict[UUID, list[StageView]] = {}
    refusals: dict[UUID, AppError] = {}
    for before, after in concerned:
        asking = [deal for deal in deals[before.id] if deal.id != apart_from]
        refusal = await _refusal(session, actor, before, after, asking, pipelines)
        refusals |= {before.id: refusal} if refusal else {}
    return refusals


async def _refusal(
    session: AsyncSession,
    actor: Actor,
    before: Known,
    after: Known,
    asking: Sequence[Any],
    pipelines: dict[UUID, list[StageView]],
) -> FactDemandedError | None:
    lost: set[str] = set()
    deals = 0
    for deal in asking:
        if deal.pipeline_id not in pipelines:
            pipelines[deal.pipeline_id] = await load_stages(session, actor, deal.pipeline_id)
        stages = pipelines[deal.pipeline_id]
        owed = await _newly_owed(
            session, actor, deal, before, after, enforced(stages, stage_of(stages, deal.stage_id))
        )
        lost |= owed
        deals += bool(owed)
    return FactDemandedError(params={"facts": sorted(lost), "deals": deals}) if lost else None


def _changed(before: Known, after: Known) -> set[str]:
    """Return the keys under which contracts may read what differs."""
    names = {one.name for one in fields_of(Known) if getattr(before, one.name) != getattr(after, one.name)}
    own = {key for key in {*before.custom, *after.custom} if before.custom.get(key) != after.custom.get(key)}
    names |= {f"custom.{key}" for key in own}
    keys = {f"{subject}.{name}" for subject in (demands.CLIENT, demands.COMPANY_OF) for name in names}
    if "company_id" in names:
        # Of another company anything can be known, or nothing.
        keys |= {"client.company", demands.COMPANY_OF}
    return keys


async def _read_anywhere(session: AsyncSession, actor: Actor) -> set[str]:
    """Return every key of clients and companies that a contract of the workspace reads."""
    found: set[str] = set()
    for row in await pipeline_queries.contracts(session, actor.workspace_id):
        found.update(row["fields"])
        for tree in row["when"].values():
            found.update(leaf.field for leaf in leaves(read(tree)))
    if any(demands.subject_of(key) == demands.COMPANY_OF for key in found):
        found.add(demands.COMPANY_OF)
    return found


async def _newly_owed(
    session: AsyncSession,
    actor: Actor,
    deal: Any,
    before: Known,
    after: Known,
    demanding: Sequence[StageView],
) -> set[str]:
    if not contract.demands_client(demanding):
        return set()
    owed = []
    for known in (before, after):
        people = await _people(session, deal, known)
        facts = await deal_facts.gathered(session, actor, deal, demanding, people=people)
        owed.append({item.key for item in contract.missing(demanding, facts) if not item.is_answer})
    return owed[1] - owed[0]


async def _people(session: AsyncSession, deal: Any, known: Known) -> tuple[Known, Known | None]:
    """Return a deal's client and her company, one of whom is the changed record."""
    if deal.client_id != known.id:
        client, _ = await clients.known(session, deal.client_id)
        return client, known
    if known.is_company or known.company_id is None:
        return known, known if known.is_company else None
    company, _ = await clients.known(session, known.company_id)
    return known, company


def refuse(missing: Sequence[Requirement], pointers: Mapping[str, str]) -> None:
    """Raise `StageRequirementsMissingError` with everything that is missing, unless nothing is.

    Args:
        missing: what the contracts found.
        pointers: where in this command's body a field is given; `/values/<key>` where nothing is said.
    """
    if missing:
        raise StageRequirementsMissingError(errors=[_field_error(item, pointers) for item in missing])


def _field_error(item: Requirement, pointers: Mapping[str, str]) -> FieldError:
    place = _place(item, pointers)
    params: dict[str, Any] = {"label": item.label, "input": str(item.input)}
    if item.key == contract.NEXT_TASK.key and item.options:
        params["mode"] = item.options[0]
    elif item.options:
        params["options"] = list(item.options)
    if item.choices:
        params["choices"] = [{"id": id_, "name": name} for id_, name in item.choices]
    if item.currency:
        params["currency"] = item.currency
    detail = (
        "the stage demands this" if item.code == "required" else "this does not fit what the stage demands"
    )
    return FieldError(pointer=place, code=item.code, detail=detail, params=params)


def _place(item: Requirement, pointers: Mapping[str, str]) -> str:
    if item.is_answer:
        return f"/answers/{item.key}"
    if pointers is POINTERS_OF_DEAL and item.key.startswith("deal.custom."):
        return f"/custom/{demands.own_id(item.key)}"
    return pointers.get(item.key, f"/values/{item.key}")


async def check_owner(session: AsyncSession, actor: Actor, owner_id: UUID) -> None:
    """Refuse to give a deal to a stranger or beyond one's reach.

    Raises:
        NotFoundError: nobody of the workspace.
        OwnerOutOfReachError: the actor may not change that person's deals.
    """
    if owner_id == actor.user_id:
        return
    if not await is_colleague(session, actor, owner_id):
        raise NotFoundError
    if not actor.reaches(DealPermission.WRITE, owner_id):
        raise OwnerOutOfReachError
