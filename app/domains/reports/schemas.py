"""How figures and plans look on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from app.core.money import DIGITS, FINEST
from app.core.schemas import Input, Schema, SubjectRef
from app.domains.reports.rules import Period

MetricName = Literal[
    "calls_answered",
    "calls_made",
    "deals_revived",
    "deals_revived_amount",
    "deals_revived_won",
    "deals_won",
    "deals_won_amount",
    "meetings_held",
]
Unit = Literal["count", "money"]
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class MetricOut(Schema):
    """A figure that can be shown, opened and planned."""

    name: MetricName
    unit: Unit
    subject_type: str


class MetricRow(Schema):
    """One of the rows that a figure counts."""

    id: UUID
    subject: SubjectRef
    title: str
    at: datetime
    amount: Decimal | None
    currency: str | None
    user_id: UUID | None


class PlanInput(Input):
    """A target; replaces the one that the same holder has for the same metric, month and period."""

    metric: MetricName
    month: Month
    period: Period = Period.MONTH
    user_id: UUID | None = None
    team_id: UUID | None = None
    target: Annotated[
        Decimal,
        Field(
            ge=0,
            max_digits=DIGITS,
            decimal_places=FINEST,
            description="Of money as fine as the workspace's currency, of anything else with two digits after the point",
        ),
    ]

    @model_validator(mode="after")
    def _one_holder(self) -> Self:
        if self.user_id is not None and self.team_id is not None:
            message = "a plan is a person's or a team's, not both"
            raise ValueError(message)
        return self


class PlanOut(Schema):
    """A target."""

    id: UUID
    metric: MetricName
    month: Month
    period: Period
    user_id: UUID | None
    team_id: UUID | None
    target: Decimal
    version: int


class MetricProgress(Schema):
    """Plan and fact of one metric: `expected_now` is where today should be."""

    metric: MetricName
    period: Period
    unit: Unit
    currency: str | None
    fact: Decimal
    target: Decimal | None
    remaining: Decimal | None
    expected_now: Decimal | None
    start: Annotated[datetime, Field(serialization_alias="from")]
    end: Annotated[datetime, Field(serialization_alias="to")]


class PersonProgress(Schema):
    """Plan and fact of one person; a whole state, so the higher `version` is the truth."""

    user_id: UUID
    user_name: str
    team_id: UUID | None
    month: Month
    metrics: list[MetricProgress]
    version: int


class Progress(Schema):
    """Plan and fact of everybody whom the reader may see, and of all of them together."""

    month: Month
    day: date
    items: list[PersonProgress]
    total: list[MetricProgress]
