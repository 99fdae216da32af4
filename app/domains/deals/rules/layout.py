"""Where a stage stands in its pipeline: the open ones first, then won, then lost."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.domains.deals.rules.stages import Semantics

_ORDER = (Semantics.OPEN, Semantics.WON, Semantics.LOST)


def arranged(stages: Sequence[tuple[UUID, Semantics]]) -> list[UUID]:
    """Return the stages in their order; within a kind they stay as they are."""
    return [stage_id for kind in _ORDER for stage_id, semantics in stages if semantics is kind]


def placed(
    order: Sequence[UUID], kinds: Mapping[UUID, Semantics], stage_id: UUID, wanted: int | None
) -> list[UUID]:
    """Return the order with one more stage in it.

    Args:
        order: the other stages.
        kinds: what each stage is, the placed one too.
        stage_id: the stage to place.
        wanted: the wished place, from 1; kept among its own kind. At the end of its kind when None.
    """
    kind = _ORDER.index(kinds[stage_id])
    first = sum(_ORDER.index(kinds[other]) < kind for other in order)
    last = sum(_ORDER.index(kinds[other]) <= kind for other in order)
    place = last if wanted is None else min(max(wanted - 1, first), last)
    return [*order[:place], stage_id, *order[place:]]
