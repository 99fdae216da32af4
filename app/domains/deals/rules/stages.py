"""Where a deal may go: forward only, open stage by open stage, closed for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domains.deals.rules.time_limits import TimeLimit


class Semantics(StrEnum):
    """What standing in a stage means."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class NextStepMode(StrEnum):
    """How much a pipeline insists on a dated next step of its open deals."""

    STRICT = "strict"
    GUIDED = "guided"
    OFF = "off"


class SecondDeal(StrEnum):
    """Whether a client may have a second open deal in a pipeline."""

    ALLOW = "allow"
    ASK = "ask"
    REFUSE = "refuse"


_ORDER = (Semantics.OPEN, Semantics.WON, Semantics.LOST)


class AnswerKind(StrEnum):
    """How a checklist question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """A checklist question of a stage."""

    id: UUID
    question: str
    kind: AnswerKind
    options: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class FirstTask:
    """What is planned by itself when a deal comes in."""

    kind: str
    title: str
    in_hours: int


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage as far as decisions need it."""

    id: UUID
    name: str
    position: int
    semantics: Semantics
    version: int = 1
    required_fields: tuple[str, ...] = ()
    checklist: tuple[Question, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    """Of demanded fields, those that are demanded only while a filter tree (as JSON) holds."""
    next_stage_ids: tuple[UUID, ...] = ()
    """Where deals may go from here; the next open stage (won after the last) when empty."""
    first_task: FirstTask | None = None
    time_limit: TimeLimit | None = None
    """How long deals may stand here."""
    successor_id: UUID | None = None
    """Where its deals go while it is being taken out; it can't be entered any more, and demands nothing on the way."""


class Step(StrEnum):
    """What a wished move is."""

    ALLOWED = "allowed"
    BACKWARD = "backward"
    SKIPPED = "skipped"


def in_order(stages: Sequence[StageView]) -> list[StageView]:
    """Return a pipeline's stages as they follow: the open ones, then won, then lost."""
    return sorted(stages, key=lambda stage: (_ORDER.index(stage.semantics), stage.position, stage.id))


def open_stages(stages: Sequence[StageView]) -> list[StageView]:
    """Return the stages through which a deal goes, in their order."""
    return [stage for stage in in_order(stages) if stage.semantics is Semantics.OPEN]


def staying(stages: Sequence[StageView], *, besides: UUID | None = None) -> list[StageView]:
    """Return the stages without those being taken out, `besides` one where a deal stands still."""
    return [stage for stage in stages if stage.successor_id is None or stage.id == besides]


def next_stage(stages: Sequence[StageView], present_id: UUID) -> StageView | None:
    """Return the open stage that follows an open one, or None after the last."""
    way = open_stages(stages)
    place = _place(way, present_id)
    return way[place + 1] if place is not None and place + 1 < len(way) else None


def following_stages(stages: Sequence[StageView], present_id: UUID) -> list[StageView]:
    """Return the stages to which a deal may go on from an open one, in their order.

    Lost is reachable from every open stage. Otherwise the stage itself says where to; when it says nothing it is the
    next open stage, and won after the last. What lies behind is never reachable.
    """
    stages = staying(stages, besides=present_id)
    way = open_stages(stages)
    here = _place(way, present_id)
    if here is None:
        return []
    reachable = {stage.id for stage in stages if stage.semantics is Semantics.WON}
    reachable |= {stage.id for stage in way[here + 1 :]}
    named = reachable & set(way[here].next_stage_ids)
    if not named:
        won = {stage.id for stage in stages if stage.semantics is Semantics.WON}
        named = {way[here + 1].id} if here + 1 < len(way) else won
    return [stage for stage in in_order(stages) if stage.semantics is Semantics.LOST or stage.id in named]


def step(stages: Sequence[StageView], present_id: UUID, target: StageView) -> Step:
    """Tell what the move of an open deal is."""
    if any(stage.id == target.id for stage in following_stages(stages, present_id)):
        return Step.ALLOWED
    if target.semantics is Semantics.WON:
        return Step.SKIPPED
    way = open_stages(stages)
    here, there = _place(way, present_id), _place(way, target.id)
    return Step.SKIPPED if here is not None and there is not None and there > here else Step.BACKWARD


def enforced(stages: Sequence[StageView], target: StageView) -> list[StageView]:
    """Return the stages whose contracts a deal must fulfil to stand in the target.

    These are the target's own and those of every open stage up to it, so that neither creating a deal further on nor
    a later edit gets around one; a lost deal owes only what losing demands.
    """
    if target.semantics is Semantics.LOST:
        return [target]
    way = open_stages(staying(stages, besides=target.id))
    if target.semantics is Semantics.WON:
        return [*way, target]
    place = _place(way, target.id)
    return way[: place + 1] if place is not None else [target]


def _place(way: Sequence[StageView], stage_id: UUID) -> int | None:
    return next((place for place, stage in enumerate(way) if stage.id == stage_id), None)
