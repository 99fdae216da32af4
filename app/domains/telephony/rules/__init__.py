"""Pure decisions about calls: what a provider said, what it adds up to, what must follow.

`signals` is the normal form of one provider event, `facts` the order-free sum of
all signals of one call, `view` the call as people see it, `effects` what a change
of facts triggers, `presumption` when a call whose end nobody told is taken for over, `outcomes` what a person may record about a call.
"""

from app.domains.telephony.rules.effects import ANSWERED, MISSED, Effects, effects_of
from app.domains.telephony.rules.facts import CallFacts, facts_of, fold, join
from app.domains.telephony.rules.outcomes import DEFAULT_OUTCOMES, OutcomeKey, OutcomeRule
from app.domains.telephony.rules.presumption import SILENCE, presumed_end
from app.domains.telephony.rules.signals import (
    CallResult,
    CallSignal,
    Direction,
    LegRole,
    Recording,
    SignalKind,
)
from app.domains.telephony.rules.view import CallState, CallView, view_of

__all__ = [
    "ANSWERED",
    "DEFAULT_OUTCOMES",
    "MISSED",
    "SILENCE",
    "CallFacts",
    "CallResult",
    "CallSignal",
    "CallState",
    "CallView",
    "Direction",
    "Effects",
    "LegRole",
    "OutcomeKey",
    "OutcomeRule",
    "Recording",
    "SignalKind",
    "effects_of",
    "facts_of",
    "fold",
    "join",
    "presumed_end",
    "view_of",
]
