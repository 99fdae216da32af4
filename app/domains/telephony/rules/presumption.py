"""Calls whose end nobody told: a provider's last event can get lost, and then the call would live for ever."""

from datetime import datetime, timedelta
from typing import Final

from app.domains.telephony.rules.facts import CallFacts
from app.domains.telephony.rules.view import CallState, view_of

RINGS_AT_MOST: Final = timedelta(minutes=15)
"""Networks give up ringing within minutes, and the longest waiting queues within a quarter of an hour."""
TALKS_AT_MOST: Final = timedelta(hours=12)
"""Longer than any working day's conversation; exchanges cut a forgotten line off long before."""

SILENCE: Final = {CallState.RINGING: RINGS_AT_MOST, CallState.ANSWERED: TALKS_AT_MOST}
"""How long nothing may be heard of a live call, by our own clock: a provider's may be wrong by hours."""


def presumed_end(facts: CallFacts, at: datetime) -> CallFacts:
    """Return what taking a call for over adds to its facts: nothing to one that is over or was never seen."""
    if view_of(facts).state not in SILENCE:
        return CallFacts()
    return CallFacts(rank=facts.rank, presumed_ended=at)
