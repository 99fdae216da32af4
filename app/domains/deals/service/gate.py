"""The one gate before a stage: every path asks here what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.domains.clients import service as clients
from app.domains.clients.errors import FactDemandedError
from app.domains.deals import pipeline_queries
from app.domains.deals.errors import OwnerOutOfReachError, StageRequirementsMissingError
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import is_colleague, open_stages_of_client
from app.domains.deals.rules import contract
from app.domains.deals.rules.contract import CLIENT_KEYS, Facts, FieldKey, Requirement
from app.domains.deals.rules.stages import AnswerKind, Question, Semantics, StageView, enforced

KNOWN = "known"
"""Stands for a fact of the client whose value doesn't matter to the contract."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a command brings for a deal: values by field key, answers by question."""

    values: Mapping[str, Any]
    answers: Mapping[UUID, bool | str]


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
    )


def stage_of(stages: Iterable[StageView], stage_id: UUID) -> StageView:
    """Return one of the pipeline's stages; raises `NotFoundError`."""
    for stage in stages:
        if stage.id == stage_id:
            return stage
    raise NotFoundError


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


async def facts_of(session: AsyncSession, deal: Deal, brought: Brought, stages: Sequence[StageView]) -> Facts:
    """Return what a deal has, with what the command brings laid over it."""
    fields: dict[str, Any] = {
        FieldKey.AMOUNT: deal.amount,
        FieldKey.EXPECTED_ON: deal.expected_on,
        FieldKey.DESCRIPTION: deal.description,
    }
    if contract.demands_client(stages):
        unknown = await clients.missing_facts(session, deal.client_id, hold=True)
        fields.update({key: KNOWN for key in CLIENT_KEYS if key not in unknown})
    return Facts(
        fields={**fields, **brought.values},
        answers={
            **{UUID(question): answer for question, answer in deal.answers.items()},
            **brought.answers,
        },
    )


async def keep_demanded(session: AsyncSession, actor: Actor, client_id: UUID, lost: frozenset[str]) -> None:
    """Refuse to take away what the stages of a client's open deals demand of her, whoever the deals belong to.

    Raises:
        FactDemandedError: with the facts, and how many deals demand them.
    """
    facts: set[str] = set()
    deals = 0
    for pipeline_id, stage_id, count in await open_stages_of_client(session, actor.workspace_id, client_id):
        stages = await load_stages(session, actor, pipeline_id)
        reached = enforced(stages, stage_of(stages, stage_id))
        demanded = {key for stage in reached for key in stage.required_fields} & lost
        facts |= demanded
        deals += count if demanded else 0
    if facts:
        raise FactDemandedError(params={"facts": sorted(facts), "deals": deals})


def refuse(missing: Sequence[Requirement], pointers: Mapping[str, str]) -> None:
    """Raise `StageRequirementsMissingError` with everything that is missing, unless nothing is.

    Args:
        missing: what the contracts found.
        pointers: where in this command's body a field is given; `/values/<key>` where nothing is said.
    """
    if missing:
        raise StageRequirementsMissingError(errors=[_field_error(item, pointers) for item in missing])


def _field_error(item: Requirement, pointers: Mapping[str, str]) -> FieldError:
    place = f"/answers/{item.key}" if item.is_answer else pointers.get(item.key, f"/values/{item.key}")
    params: dict[str, Any] = {"label": item.label, "input": str(item.input)}
    if item.options:
        params["options"] = list(item.options)
    detail = (
        "the stage demands this" if item.code == "required" else "this does not fit what the stage demands"
    )
    return FieldError(pointer=place, code=item.code, detail=detail, params=params)


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
