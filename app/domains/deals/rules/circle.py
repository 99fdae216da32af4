"""Who stands around a deal besides its client: people with a say, and those who sell the same."""

from enum import StrEnum


class ParticipantRole(StrEnum):
    """What somebody has to do with a deal."""

    DECISION_MAKER = "decision_maker"
    INFLUENCER = "influencer"
    BUYER = "buyer"
    USER = "user"
    GATEKEEPER = "gatekeeper"
    OTHER = "other"


class CompetitorStatus(StrEnum):
    """How a competitor stands in a deal."""

    RUNNING = "running"
    OUT = "out"
    WON = "won"
