"""The normal form of one provider event."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

# Direction and numbers carry a confidence, because providers repeat them on events
# where they mean something else (a dialled leg's "To" is an employee's phone, not our
# line). The lowest number wins, whatever the order of arrival.
STATED: Final = 0
DERIVED: Final = 1
GUESSED: Final = 2


class SignalKind(StrEnum):
    """What happened, as a step of the call's life."""

    CREATED = "created"
    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    RECORDING = "recording"


class Direction(StrEnum):
    """From the workspace's side: `in` means that the client calls."""

    IN = "in"
    OUT = "out"


class CallResult(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    MISSED = "missed"
    BUSY = "busy"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LegRole(StrEnum):
    """Which part of a conversation a signal speaks of.

    `main` is the conversation itself; `dialled` is one attempt to reach somebody
    inside it (an employee of a ring group, or the client behind a softphone). The
    end of a dialled leg is not the end of the call, and once a dialled leg is known
    only a dialled leg can prove that a person answered: the main leg is "answered"
    by a voice menu too.
    """

    MAIN = "main"
    DIALLED = "dialled"


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


# One moment has one spelling, so that equal facts are equal as JSON too.
UtcTime = Annotated[AwareDatetime, AfterValidator(_in_utc)]
# No control characters: PostgreSQL can't store NUL, and none of these texts needs any.
_PRINTABLE: Final = r"^[^\x00-\x1f\x7f]*$"
NonEmpty = Annotated[str, Field(min_length=1, max_length=255, pattern=_PRINTABLE)]
Number = Annotated[str, Field(max_length=64, pattern=_PRINTABLE)]
Extension = Annotated[str, Field(max_length=64, pattern=_PRINTABLE)]
Cause = Annotated[str, Field(max_length=100, pattern=_PRINTABLE)]
Link = Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\x00-\x20\x7f]+$")]
Seconds = Annotated[int, Field(ge=0, le=604_800)]


class Recording(BaseModel):
    """Where a provider keeps a recording of the call."""

    model_config = ConfigDict(frozen=True)

    recording_id: NonEmpty
    url: Link | None = None
    seconds: Seconds | None = None


class CallSignal(BaseModel):
    """One provider event in the words of this system.

    `occurred_at` is the provider's time when `is_time_stated`, else the time of
    receipt. `started_at` is set by providers that repeat the start of the call on
    each event. `talk_seconds` is the conversation itself, without ringing.
    """

    model_config = ConfigDict(frozen=True)

    provider_call_id: NonEmpty
    dedupe_key: NonEmpty
    kind: SignalKind
    occurred_at: UtcTime
    is_time_stated: bool = True
    started_at: UtcTime | None = None
    leg: NonEmpty | None = None
    leg_role: LegRole = LegRole.MAIN
    direction: Direction | None = None
    direction_confidence: int = STATED
    from_number: Number | None = None
    to_number: Number | None = None
    number_confidence: int = STATED
    extension: Extension | None = None
    ring_seconds: Seconds | None = None
    talk_seconds: Seconds | None = None
    result: CallResult | None = None
    cause: Cause | None = None
    sequence: int | None = None
    recording: Recording | None = None
