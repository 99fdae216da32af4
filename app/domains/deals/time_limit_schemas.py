"""How a stage's time limit looks on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.schemas import Input, Line
from app.domains.tasks.service import TaskKind

MAX_WORKING_HOURS = 2000
"""A year of work."""
WorkingHours = Annotated[int, Field(ge=1, le=MAX_WORKING_HOURS)]


class OverdueTaskContent(Input):
    """A task for the owner, due so many working hours later."""

    kind: TaskKind
    title: Line
    in_hours: WorkingHours


class PlanWhenOverdue(Input):
    """The owner gets a task."""

    kind: Literal["task"]
    task: OverdueTaskContent


class ReassignWhenOverdue(Input):
    """Somebody else gets the deal, with its open tasks."""

    kind: Literal["reassign"]
    user_id: UUID | None = Field(description="Who; the owner's supervisor when null")


class LoseWhenOverdue(Input):
    """The deal is lost, as far as what losing demands is there."""

    kind: Literal["lose"]
    loss_reason_id: UUID


WhenOverdue = Annotated[PlanWhenOverdue | ReassignWhenOverdue | LoseWhenOverdue, Field(discriminator="kind")]


class StageTimeLimit(Input):
    """How long deals may stand in a stage, in working hours, and what happens then."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "hours": 18,
                    "warn_before_hours": 4,
                    "escalate": True,
                    "action": {
                        "kind": "task",
                        "task": {"kind": "call", "title": "Find out what it waits for", "in_hours": 2},
                    },
                }
            ]
        }
    )

    hours: WorkingHours
    warn_before_hours: WorkingHours | None = Field(
        description="How long before the owner is warned; null for never"
    )
    escalate: bool = Field(description="Whether the owner's supervisor is told when the time is over")
    action: WhenOverdue | None = Field(description="What the process does by itself; null for nothing")

    @model_validator(mode="after")
    def _warns_in_time(self) -> "StageTimeLimit":
        if self.warn_before_hours is not None and self.warn_before_hours >= self.hours:
            raise PydanticCustomError(
                "warning_too_early", "the warning comes after the deal and before the end"
            )
        return self
