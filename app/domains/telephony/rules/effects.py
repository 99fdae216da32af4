"""What a change of a call's facts triggers.

An effect is the crossing of a threshold, computed from "before" and "after": a
repeated or late signal crosses nothing. Almost all thresholds can be crossed only
once. The two that hang on whether a person answered can be crossed again when a
provider's events come in an odd order (a voice menu's answer first, the person's
later): for them the call remembers what was announced. The caller must hold the
call's row lock.
"""

from collections.abc import Collection
from typing import Final

from pydantic import BaseModel, ConfigDict

from app.domains.telephony.rules.facts import RANK_ENDED, RANK_RINGING, CallFacts, is_over
from app.domains.telephony.rules.signals import CallResult, Direction
from app.domains.telephony.rules.view import is_answered_by_person, result_of, view_of

ANSWERED: Final = "answered"
MISSED: Final = "missed"


class Effects(BaseModel):
    """What must follow a change.

    `pop_extensions` and `pop_owner` say to whose screen the call's card goes now:
    the employees whose phones began to ring, or the client's owner when nobody is
    named. `is_missed_settled` is False when the provider's end event doesn't tell
    whether a person answered: then wait a little and look again before acting.
    """

    model_config = ConfigDict(frozen=True)

    is_changed: bool = False
    is_ringing: bool = False
    is_answered: bool = False
    is_ended: bool = False
    is_missed: bool = False
    is_missed_settled: bool = True
    pop_extensions: tuple[str, ...] = ()
    pop_owner: bool = False

    @property
    def has_pop(self) -> bool:
        """True when somebody's screen must show the card now."""
        return self.pop_owner or bool(self.pop_extensions)


def effects_of(before: CallFacts, after: CallFacts, announced: Collection[str] = ()) -> Effects:
    """What the step from `before` to `after` triggers (`after` holds `before`).

    `announced` is what the call has said already: ANSWERED, MISSED.
    """
    if before == after:
        return Effects()
    new_extensions = _extensions_to_pop(before, after)
    starts_to_live = _is_live_incoming(after) and not _may_have_popped(before)
    return Effects(
        is_changed=view_of(before) != view_of(after),
        is_ringing=_is_live(after) and before.rank < RANK_RINGING,
        is_answered=is_answered_by_person(after)
        and not is_answered_by_person(before)
        and ANSWERED not in announced,
        is_ended=_ends(before, after),
        is_missed=_is_missed(after) and not _is_missed(before) and MISSED not in announced,
        is_missed_settled=_is_settled(after),
        pop_extensions=new_extensions,
        pop_owner=starts_to_live and not new_extensions,
    )


def _ends(before: CallFacts, after: CallFacts) -> bool:
    """The true end is told even after a presumed one: it knows the result and the time."""
    return is_over(after) and (not is_over(before) or before.rank < RANK_ENDED == after.rank)


def _is_live(facts: CallFacts) -> bool:
    return facts.rank >= RANK_RINGING and not is_over(facts)


def _is_live_incoming(facts: CallFacts) -> bool:
    """Live, and known to come from a client: a guess must not open a card."""
    is_incoming = facts.direction is not None and facts.direction[1] is Direction.IN
    return is_incoming and _is_live(facts)


def _may_have_popped(facts: CallFacts) -> bool:
    """Unlike the direction itself this never turns back, so no contradiction pops twice."""
    return RANK_RINGING <= facts.rank < RANK_ENDED and facts.is_called_incoming


def _extensions_to_pop(before: CallFacts, after: CallFacts) -> tuple[str, ...]:
    """Employees who were not shown this call yet and whose phone it concerns now."""
    if not _is_live_incoming(after):
        return ()
    named_before = _named(before) if _may_have_popped(before) else frozenset()
    fresh = _named(after) - named_before
    if is_answered_by_person(after):
        # The other phones of the ring group have stopped: a late "ringing" pops nobody.
        fresh &= frozenset(after.answered_extensions)
    return tuple(sorted(fresh))


def _named(facts: CallFacts) -> frozenset[str]:
    return frozenset(facts.ringing_extensions) | frozenset(facts.answered_extensions)


def _is_missed(facts: CallFacts) -> bool:
    is_incoming = facts.direction is not None and facts.direction[1] is Direction.IN
    return is_incoming and result_of(facts) is CallResult.MISSED


def _is_settled(facts: CallFacts) -> bool:
    """False when the end event doesn't exclude an answer that is still on its way."""
    return facts.presumed_ended is not None or facts.end_result not in {None, CallResult.ANSWERED}
