"""What a person may record about a call."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domains.telephony.rules.signals import CallResult
from app.domains.telephony.rules.view import CallState


class OutcomeKey(StrEnum):
    """The outcomes that every workspace starts with."""

    TAKEN = "taken"
    RESOLVED = "resolved"
    CALL_BACK = "call_back"
    WRONG_NUMBER = "wrong_number"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """One outcome of the list: is the matter closed with it, does it involve a client.

    With `concerns_client` False the call is dismissed in one click: no client is
    created from it and nothing is planned.
    """

    key: str
    position: int
    is_final: bool
    concerns_client: bool = True


DEFAULT_OUTCOMES: Final = (
    OutcomeRule(OutcomeKey.TAKEN, position=1, is_final=False),
    OutcomeRule(OutcomeKey.RESOLVED, position=2, is_final=True),
    OutcomeRule(OutcomeKey.CALL_BACK, position=3, is_final=False),
    OutcomeRule(OutcomeKey.WRONG_NUMBER, position=4, is_final=True, concerns_client=False),
    OutcomeRule(OutcomeKey.SPAM, position=5, is_final=True, concerns_client=False),
)


def needs_outcome(*, state: CallState, result: CallResult | None, outcome: str | None) -> bool:
    """True when a person still owes a word about this call.

    A missed incoming call owes a call-back task instead, and an outgoing call that
    nobody answered owes nothing.
    """
    is_conversation = state is CallState.ANSWERED or result is CallResult.ANSWERED
    return outcome is None and is_conversation
