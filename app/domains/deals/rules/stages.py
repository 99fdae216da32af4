"""Where a deal may go: forward only, open stage by open stage, closed for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Semantics(StrEnum):
    """What standing in a stage means."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


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
class StageView:
    """A stage as far as decisions need it."""

    id: UUID
    name: str
    position: int
    semantics: Semantics
    version: int = 1
    required_fields: tuple[str, ...] = ()
    checklist: tuple[Question, ...] = ()


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


def next_stage(stages: Sequence[StageView], present_id: UUID) -> StageView | None:
    """Return the open stage that follows an open one, or None after the last."""
    way = open_stages(stages)
    place = _place(way, present_id)
    return way[place + 1] if place is not None and place + 1 < len(way) else None


def step(stages: Sequence[StageView], present_id: UUID, target: StageView) -> Step:
    """Tell what the move of an open deal is.

    Lost is reachable from every open stage, won from the last one, an open stage only from the one before it.
    """
    if target.semantics is Semantics.LOST:
        return Step.ALLOWED
    following = next_stage(stages, present_id)
    if target.semantics is Semantics.WON:
        return Step.ALLOWED if following is None else Step.SKIPPED
    if following is not None and following.id == target.id:
        return Step.ALLOWED
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
    way = open_stages(stages)
    if target.semantics is Semantics.WON:
        return [*way, target]
    place = _place(way, target.id)
    return way[: place + 1] if place is not None else [target]


def _place(way: Sequence[StageView], stage_id: UUID) -> int | None:
    return next((place for place, stage in enumerate(way) if stage.id == stage_id), None)
