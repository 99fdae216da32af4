"""What happened to plans."""

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from app.core.events import Event


class PlanChanged(Event):
    """A target was set, changed, or (without a new one) taken away."""

    type: ClassVar[str] = "plan.changed"
    subject_type: ClassVar[str] = "plan"
    subject_field: ClassVar[str] = "plan_id"
    permission: ClassVar[str] = "reports:read"

    plan_id: UUID
    metric: str
    month: str
    period: str
    user_id: UUID | None
    team_id: UUID | None
    old_target: Decimal | None
    target: Decimal | None
