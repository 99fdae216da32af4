"""How segments look on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from app.core.filters import FilterNode
from app.core.schemas import Input, Line, Schema

LOYAL: dict[str, Any] = {
    "all": [
        {"field": "deals.won_count", "gt": 2},
        {"field": "quiet_since", "older_than_days": 60},
        {"field": "has_phone", "is": True},
    ]
}
MOST_AT_ONCE = 1000


class SegmentInput(Input):
    """A new segment: dynamic ones have a filter, static ones none."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Loyal but silent", "kind": "dynamic", "filter": LOYAL}]}
    )

    name: Line
    kind: Literal["static", "dynamic"]
    filter: FilterNode | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.kind == "dynamic") != (self.filter is not None):
            message = "dynamic segments have a filter, static ones none"
            raise ValueError(message)
        return self


class SegmentChange(Input):
    """A change: what is left out stays. The kind never changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Loyal ones"}]})

    name: Line = Field(default_factory=str)
    filter: FilterNode | None = None


class MembersInput(Input):
    """Clients for a static segment."""

    client_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_AT_ONCE)]


class SegmentOut(Schema):
    """A segment; `members` is what the last round found, `/count` counts anew."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
                    "name": "Loyal but silent",
                    "kind": "dynamic",
                    "filter": LOYAL,
                    "owner_id": None,
                    "members": 120,
                    "refreshed_at": "2026-11-20T09:00:00Z",
                    "created_at": "2026-11-01T08:00:00Z",
                    "version": 1,
                }
            ]
        },
    )

    id: UUID
    name: str
    kind: Literal["static", "dynamic"]
    filter: FilterNode | None
    owner_id: UUID | None
    members: int
    refreshed_at: datetime | None
    created_at: datetime
    version: int


class Reason(Schema):
    """One condition of the filter, and how the client stands to it; `value` is null where the caller may not read it."""

    pointer: str
    field: str
    operator: str
    wanted: Any
    value: Any
    holds: bool


class Why(Schema):
    """Why a client belongs to a segment, or does not."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "is_member": True,
                    "entered_at": "2026-11-20T09:00:00Z",
                    "reasons": [
                        {
                            "pointer": "/filter/all/0",
                            "field": "deals.won_count",
                            "operator": "gt",
                            "wanted": 2,
                            "value": 5,
                            "holds": True,
                        }
                    ],
                }
            ]
        }
    )

    is_member: bool
    entered_at: datetime | None
    reasons: list[Reason]
