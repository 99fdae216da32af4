"""Who stands around a deal besides its client: people with a say, and those who sell the same."""

from collections.abc import Iterable
from enum import StrEnum


class ParticipantRole(StrEnum):
    """What somebody has to do with a deal, the weightiest part first."""

    DECISION_MAKER = "decision_maker"
    INFLUENCER = "influencer"
    BUYER = "buyer"
    USER = "user"
    GATEKEEPER = "gatekeeper"
    OTHER = "other"


_WEIGHT = list(ParticipantRole)


def weighed(roles: Iterable[str]) -> list[ParticipantRole]:
    """Return each of the parts that one client has in a deal once, the weightiest first."""
    return sorted({ParticipantRole(role) for role in roles}, key=_WEIGHT.index)


class CompetitorStatus(StrEnum):
    """How a competitor stands in a deal."""

    RUNNING = "running"
    OUT = "out"
    WON = "won"
