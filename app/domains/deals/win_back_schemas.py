"""How the rules by which lost clients are won back look on the wire."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.schemas import Input
from app.domains.deals.pipeline_schemas import WaitingDays
from app.domains.deals.time_limit_schemas import OverdueTaskContent

MAX_NAMED = 100


class WinBackWish(Input):
    """Which lost deals feed a pipeline, when, and whose they become."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source_pipeline_ids": ["01920000-0000-7000-8000-000000000001"],
                    "loss_reason_ids": [],
                    "wait_days": 90,
                    "stage_id": None,
                    "owner_kind": "former",
                    "owner_id": None,
                    "task": {"kind": "call", "title": "Ask how things stand now", "in_hours": 8},
                    "most_daily": 20,
                    "is_active": True,
                }
            ]
        }
    )

    source_pipeline_ids: list[UUID] = Field(min_length=1, max_length=MAX_NAMED)
    loss_reason_ids: list[UUID] = Field(
        max_length=MAX_NAMED, description="A wider reason stands for its narrower ones; empty for any"
    )
    wait_days: WaitingDays | None = Field(
        description="How long after the loss; null for the day that stands with each deal"
    )
    stage_id: UUID | None = Field(description="The stage in which they begin; the first when null")
    owner_kind: Literal["former", "person", "team"] = Field(
        description="Whoever had the lost deal, a person, or the people of a team in turn"
    )
    owner_id: UUID | None = Field(description="The person or the team")
    task: OverdueTaskContent
    most_daily: Annotated[int, Field(ge=1, le=1000, description="How many a day at most")]
    is_active: bool

    @model_validator(mode="after")
    def _names_the_owner(self) -> Self:
        if (self.owner_kind == "former") is not (self.owner_id is None):
            raise PydanticCustomError("owner_unfit", "a person or a team is named, the former owner is not")
        return self


class WinBackRuleOut(WinBackWish):
    """A rule, how many deals it waits for today, and how its last day went."""

    id: UUID
    waiting_count: int
    opened_count: int
    refused_count: int
    version: int
