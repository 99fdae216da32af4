"""What a stage demands, as a pydantic model built from its rows: the one gate of every path.

The model is made once per stage version. Whatever a command brings is laid over what the deal has, and the model
says everything that is missing at once, in a form that a screen can draw its fields from.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
)

from app.core.filters import Frame, Leaf, holds, leaves, read
from app.domains.deals.rules.demands import (
    CLIENT,
    COMPANY_OF,
    DEAL,
    PERSONS_ONLY,
    FieldKey,
    OwnField,
    condition_kind,
    input_of,
    subject_of,
    type_of,
)
from app.domains.deals.rules.stages import AnswerKind, Question, StageView

MAXIMUM_ANSWER = 2000
_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Answer = Annotated[_Filled, StringConstraints(max_length=MAXIMUM_ANSWER)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a deal has, together with what the command brings: fields by key, answers by question."""

    fields: Mapping[str, Any]
    answers: Mapping[UUID, Any]
    own: Mapping[str, OwnField] = field(default_factory=dict)
    """The workspace's own fields by key; one that is not here is demanded of nobody."""
    frame: Frame | None = None
    """By whose clock conditions are read."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is missing or doesn't fit: enough to draw the field that asks for it."""

    key: str
    """A field key, a question's id, `loss_reason_id` or `next_task`."""
    code: str
    """`required`, or `invalid` for what was given but doesn't fit."""
    label: str
    """A field key to be translated, or what a person called it."""
    input: str
    is_answer: bool = False
    options: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """What can be chosen for an own field: id and name."""
    currency: str | None = None


LOSS_REASON = Requirement("loss_reason_id", "required", "deal.loss_reason", "loss_reason")
NEXT_TASK = Requirement("next_task", "required", "deal.next_task", "next_task")


def missing(stages: Iterable[StageView], facts: Facts) -> list[Requirement]:
    """Return everything that the stages demand and the facts lack, each thing once, in the stages' order."""
    found: dict[str, Requirement] = {}
    answers = {str(question): answer for question, answer in facts.answers.items()}
    given = {key: _not_blank(value) for key, value in {**facts.fields, **answers}.items()}
    for stage in stages:
        try:
            # What is absent is named by its key only when it is given as nothing.
            contract_of(stage).model_validate(
                {**dict.fromkeys(stage.required_fields), **given}, context=facts
            )
        except ValidationError as error:
            wrong = {str(item["loc"][0]) for item in error.errors(include_url=False)}
            for requirement in _in_order_of_stage(stage, wrong, given, facts):
                found.setdefault(requirement.key, requirement)
    if FieldKey.PRODUCTS in found:
        # The amount is what the products come to: it is not asked for beside them.
        found.pop(FieldKey.AMOUNT, None)
    return _with_company(found, given)


def _with_company(found: dict[str, Requirement], given: Mapping[str, Any]) -> list[Requirement]:
    """Of nobody's company nothing can be known: the company itself is asked for first."""
    asks = any(subject_of(key) == COMPANY_OF for key in found)
    if asks and FieldKey.COMPANY not in found and given.get(FieldKey.COMPANY) is None:
        company = Requirement(FieldKey.COMPANY, "required", FieldKey.COMPANY, "company")
        return [company, *found.values()]
    return list(found.values())


def questions(stages: Iterable[StageView]) -> dict[UUID, Question]:
    """Return the checklist questions of some stages by id."""
    return {question.id: question for stage in stages for question in stage.checklist}


def read_keys(stages: Iterable[StageView]) -> set[str]:
    """Return every field of which the stages' contracts want to know: the demanded, and those conditions ask."""
    found: set[str] = set()
    for stage in stages:
        found.update(stage.required_fields)
        for _, condition in stage.conditions:
            found.update(leaf.field for leaf in _leaves(condition))
    return found


def demands_client(stages: Iterable[StageView]) -> bool:
    """Tell whether a contract depends on the client or her company."""
    return any(subject_of(key) != DEAL for key in read_keys(stages))


@lru_cache(maxsize=4096)
def _tree(condition: str) -> Any:
    return read(json.loads(condition))


def _leaves(condition: str) -> list[Leaf]:
    return leaves(_tree(condition))


def contract_of(stage: StageView) -> type[BaseModel]:
    """Return the model that a deal's facts must pass to stand in a stage; made once per version of the stage."""
    return _contract(stage.id, stage.version, stage.required_fields, stage.conditions, stage.checklist)


@lru_cache(maxsize=2048)
def _contract(
    stage_id: UUID,
    version: int,
    required: tuple[str, ...],
    conditions: tuple[tuple[str, str], ...],
    checklist: tuple[Question, ...],
) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    when = dict(conditions)
    for number, key in enumerate(required):
        gate = WrapValidator(partial(_if_demanded, key, when.get(key)))
        fields[f"field_{number}"] = (
            Annotated[type_of(key), gate],
            Field(alias=key),
        )
    for number, question in enumerate(checklist):
        kind = _answer_type(question)
        if question.is_required:
            fields[f"answer_{number}"] = (kind, Field(alias=str(question.id)))
        else:
            fields[f"answer_{number}"] = (kind | None, Field(default=None, alias=str(question.id)))
    config = ConfigDict(extra="ignore", frozen=True)
    return create_model(f"StageContract_{stage_id.hex}_{version}", __config__=config, **fields)


def _if_demanded(
    key: str, condition: str | None, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
) -> Any:
    """Check a value if this deal, with its client and her company, owes it."""
    facts = info.context
    assert isinstance(facts, Facts)  # noqa: S101 - only `missing` asks contracts
    return handler(value) if _is_owed(key, condition, facts) else None


def _is_owed(key: str, condition: str | None, facts: Facts) -> bool:
    if ".custom." in key and not (key in facts.own and facts.own[key].applies):
        return False
    if key in PERSONS_ONLY and facts.fields.get("client.kind") == COMPANY_OF:
        return False
    if condition is None:
        return True
    tree = _tree(condition)
    kinds = {leaf.field: condition_kind(leaf.field, facts.own) for leaf in leaves(tree)}
    assert facts.frame is not None  # noqa: S101 - whoever reads facts for conditions reads the clock too
    known = {name: kind for name, kind in kinds.items() if kind is not None}
    return holds(tree, known, facts.fields, facts.frame)


def _answer_type(question: Question) -> Any:
    match question.kind:
        case AnswerKind.YES_NO:
            return StrictBool
        case AnswerKind.CHOICE:
            return Literal[question.options]
        case AnswerKind.TEXT:
            return _Answer


def _in_order_of_stage(
    stage: StageView, wrong: set[str], given: Mapping[str, Any], facts: Facts
) -> Sequence[Requirement]:
    fields = [_field(key, given.get(key), facts.own) for key in stage.required_fields if key in wrong]
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


def _field(key: str, value: Any, own: Mapping[str, OwnField]) -> Requirement:
    if key not in own:
        return Requirement(key, _code(value), key, input_of(key, own))
    mine = own[key]
    return Requirement(key, _code(value), mine.label, mine.kind, choices=mine.choices, currency=mine.currency)


def _not_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _code(value: Any) -> str:
    """A zero amount is as good as none; a `no` is an answer."""
    empty = value is None or value in ([], {}) or (isinstance(value, Decimal) and not value)
    return "required" if empty else "invalid"


__all__ = [
    "CLIENT",
    "LOSS_REASON",
    "MAXIMUM_ANSWER",
    "NEXT_TASK",
    "Facts",
    "FieldKey",
    "Requirement",
    "contract_of",
    "demands_client",
    "missing",
    "questions",
    "read_keys",
]
