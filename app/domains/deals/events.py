"""What happened to deals and to pipelines."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.events import Event
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.circle import CompetitorStatus, ParticipantRole
from app.domains.deals.rules.stages import Semantics


class DealEvent(Event):
    """Something about one deal; stands on the client's card."""

    subject_type: ClassVar[str] = "deal"
    subject_field: ClassVar[str] = "deal_id"
    timeline_field: ClassVar[str | None] = "client_id"
    permission: ClassVar[str] = DealPermission.READ

    deal_id: UUID
    client_id: UUID
    pipeline_id: UUID
    stage_id: UUID
    owner_id: UUID
    title: str
    amount: Decimal | None
    currency: str
    version: int


class DealCreated(DealEvent):
    """A deal was opened."""

    type: ClassVar[str] = "deal.created"
    stage_name: str


class DealRevived(DealEvent):
    """The process opened a deal to win back a client who was lost."""

    type: ClassVar[str] = "deal.revived"
    previous_deal_id: UUID
    rule_id: UUID
    lost_at: datetime
    loss_reason: str


class DealChanged(DealEvent):
    """Facts about a deal were changed: each with its old and new value."""

    type: ClassVar[str] = "deal.changed"
    changes: dict[str, tuple[Any, Any]]


class DealLinesChanged(DealEvent):
    """What a deal sells was changed: `changes` holds the lines and the amount, each with old and new."""

    type: ClassVar[str] = "deal.lines_changed"
    changes: dict[str, tuple[Any, Any]]
    net: Decimal
    tax: Decimal


class DealParticipantChanged(DealEvent):
    """Somebody takes part in a deal, takes another part, or none any more (`role` is null)."""

    type: ClassVar[str] = "deal.participant_changed"
    participant_id: UUID
    role: ParticipantRole | None
    former_role: ParticipantRole | None


class DealCompetitorChanged(DealEvent):
    """How a competitor stands in a deal; null when it no longer does."""

    type: ClassVar[str] = "deal.competitor_changed"
    competitor_id: UUID
    competitor_name: str
    standing: CompetitorStatus | None


class DealFileEvent(DealEvent):
    """Something about a file on a deal's card."""

    file_id: UUID
    name: str
    size: int


class DealFileAdded(DealFileEvent):
    """A file was put on the card."""

    type: ClassVar[str] = "deal.file_added"


class DealFileRemoved(DealFileEvent):
    """A file was taken off the card."""

    type: ClassVar[str] = "deal.file_removed"


class DealFileRestored(DealFileEvent):
    """A removed file was brought back."""

    type: ClassVar[str] = "deal.file_restored"


class DealMoved(DealEvent):
    """A deal went on to another stage."""

    type: ClassVar[str] = "deal.moved"
    from_stage_id: UUID
    from_stage_name: str
    to_stage_id: UUID
    to_stage_name: str
    semantics: Semantics
    seconds_in_stage: int
    """How long it stood in the stage it left."""
    changes: dict[str, tuple[Any, Any]]
    """What was filled in with the move."""
    exceptions: list[str] = Field(default_factory=list)
    """From what it was excepted: `backward`, `skipped`, `incomplete`."""
    exception_reason: str | None = None
    missing: list[str] = Field(default_factory=list)
    """What it went on without."""


class DealRestaged(DealMoved):
    """A deal stands in another stage because its own was taken out of the pipeline.

    `exceptions` begin with `restaged`; `exception_reason` is the name of the stage that there was.
    """

    type: ClassVar[str] = "deal.restaged"


class NextStepWaived(DealEvent):
    """A deal was left without a next step, for a reason."""

    type: ClassVar[str] = "deal.step_waived"
    reason: str


class DealStageWarned(DealEvent):
    """A deal's time in its stage is almost over, and its owner was told."""

    type: ClassVar[str] = "deal.stage_warned"
    stage_name: str
    due_at: datetime


class DealStageOverdue(DealEvent):
    """A deal's time in its stage is over."""

    type: ClassVar[str] = "deal.stage_overdue"
    stage_name: str
    due_at: datetime
    told: list[UUID]
    """Whom it was escalated to."""
    action: str | None
    """What the process did by itself: `task`, `reassign` or `lose`."""
    refused: str | None = None
    """Why it could not, by the code of the refusal."""


class DealWon(DealEvent):
    """The client bought."""

    type: ClassVar[str] = "deal.won"
    closed_at: datetime


class DealLost(DealEvent):
    """The client did not buy, and why."""

    type: ClassVar[str] = "deal.lost"
    closed_at: datetime
    loss_reason_id: UUID
    loss_reason: str
    return_on: date | None = None
    """When to come back."""


class PipelineChanged(Event):
    """A pipeline, its stages or its loss reasons were changed."""

    type: ClassVar[str] = "pipeline.changed"
    subject_type: ClassVar[str] = "pipeline"
    subject_field: ClassVar[str] = "pipeline_id"
    permission: ClassVar[str] = DealPermission.CONFIGURE

    pipeline_id: UUID
    name: str
    changes: dict[str, tuple[Any, Any]]
