"""What a stage demands, as a pydantic model built from its rows: the one gate of every path.

The model is made once per stage version. Whatever a command brings is laid over what the deal has, and the model
says everything that is missing at once, in a form that a screen can draw its fields from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationError,
    create_model,
)

from app.domains.deals.rules.stages import AnswerKind, Question, StageView

MAXIMUM_ANSWER = 2000


class FieldKey(StrEnum):
    """A built-in field that a stage can demand."""

    AMOUNT = "deal.amount"
    EXPECTED_ON = "deal.expected_on"
    DESCRIPTION = "deal.description"
    PHONE = "client.phone"
    EMAIL = "client.email"
    COMPANY = "client.company"


CLIENT_KEYS = (FieldKey.PHONE, FieldKey.EMAIL, FieldKey.COMPANY)
DEAL_KEYS = (FieldKey.AMOUNT, FieldKey.EXPECTED_ON, FieldKey.DESCRIPTION)
_INPUTS: Mapping[FieldKey, str] = {
    FieldKey.AMOUNT: "money",
    FieldKey.EXPECTED_ON: "date",
    FieldKey.DESCRIPTION: "text",
    FieldKey.PHONE: "phone",
    FieldKey.EMAIL: "email",
    FieldKey.COMPANY: "company",
}
_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Answer = Annotated[_Filled, StringConstraints(max_length=MAXIMUM_ANSWER)]
_TYPES: Mapping[FieldKey, Any] = {
    FieldKey.AMOUNT: Annotated[Decimal, Field(gt=0)],
    FieldKey.EXPECTED_ON: date,
    FieldKey.DESCRIPTION: _Filled,
    FieldKey.PHONE: _Filled,
    FieldKey.EMAIL: _Filled,
    FieldKey.COMPANY: _Filled,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a deal has, together with what the command brings: fields by key, answers by question."""

    fields: Mapping[str, Any]
    answers: Mapping[UUID, Any]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is missing or doesn't fit: enough to draw the field that asks for it."""

    key: str
    """A field key, a question's id, `loss_reason_id` or `next_task`."""
    code: str
    """`required`, or `invalid` for what was given but doesn't fit."""
    label: str
    """A field key to be translated, or a checklist question as it was written."""
    input: str
    is_answer: bool = False
    options: tuple[str, ...] = ()


LOSS_REASON = Requirement("loss_reason_id", "required", "deal.loss_reason", "loss_reason")
NEXT_TASK = Requirement("next_task", "required", "deal.next_task", "next_task")


def missing(stages: Iterable[StageView], facts: Facts) -> list[Requirement]:
    """Return everything that the stages demand and the facts lack, each thing once, in the stages' order."""
    found: dict[str, Requirement] = {}
    answers = {str(question): answer for question, answer in facts.answers.items()}
    given = {key: _not_blank(value) for key, value in {**facts.fields, **answers}.items()}
    for stage in stages:
        try:
            contract_of(stage).model_validate(given)
        except ValidationError as error:
            wrong = {str(item["loc"][0]) for item in error.errors(include_url=False)}
            for requirement in _in_order_of_stage(stage, wrong, given):
                found.setdefault(requirement.key, requirement)
    return list(found.values())


def questions(stages: Iterable[StageView]) -> dict[UUID, Question]:
    """Return the checklist questions of some stages by id."""
    return {question.id: question for stage in stages for question in stage.checklist}


def demands_client(stages: Iterable[StageView]) -> bool:
    """Tell whether any of the stages demands something of the client."""
    return any(key in CLIENT_KEYS for stage in stages for key in stage.required_fields)


def contract_of(stage: StageView) -> type[BaseModel]:
    """Return the model that a deal's facts must pass to stand in a stage; made once per version of the stage."""
    return _contract(stage.id, stage.version, stage.required_fields, stage.checklist)


@lru_cache(maxsize=2048)
def _contract(
    stage_id: UUID, version: int, required: tuple[str, ...], checklist: tuple[Question, ...]
) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for number, key in enumerate(required):
        fields[f"field_{number}"] = (_TYPES[FieldKey(key)], Field(alias=key))
    for number, question in enumerate(checklist):
        kind = _answer_type(question)
        if question.is_required:
            fields[f"answer_{number}"] = (kind, Field(alias=str(question.id)))
        else:
            fields[f"answer_{number}"] = (kind | None, Field(default=None, alias=str(question.id)))
    config = ConfigDict(extra="ignore", frozen=True)
    return create_model(f"StageContract_{stage_id.hex}_{version}", __config__=config, **fields)


def _answer_type(question: Question) -> Any:
    match question.kind:
        case AnswerKind.YES_NO:
            return StrictBool
        case AnswerKind.CHOICE:
            return Literal[question.options]
        case AnswerKind.TEXT:
            return _Answer


def _in_order_of_stage(stage: StageView, wrong: set[str], given: Mapping[str, Any]) -> Sequence[Requirement]:
    fields = [
        Requirement(key, _code(given.get(key)), key, _INPUTS[FieldKey(key)])
        for key in stage.required_fields
        if key in wrong
    ]
    answers = [
        Requirement(
            str(question.id),
            _code(given.get(str(question.id))),
            question.question,
            question.kind,
            is_answer=True,
            options=question.options,
        )
        for question in stage.checklist
        if str(question.id) in wrong
    ]
    return [*fields, *answers]


def _not_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _code(value: Any) -> str:
    """A zero amount is as good as none; a `no` is an answer."""
    empty = value is None or (isinstance(value, Decimal) and not value)
    return "required" if empty else "invalid"
