"""How views look on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from app.core.filters import EXAMPLE, MAX_KEYS, FilterNode
from app.core.schemas import Input, Line, Schema

FieldName = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9_.-]{0,80}$")]
Tone = Literal["danger", "warning", "done", "accent"]
MAX_COLUMNS = 30
MAX_COLOURS = 10
SHAPE_EXAMPLE: dict[str, Any] = {
    "filter": EXAMPLE,
    "sort": ["-last_contact_at"],
    "group_by": None,
    "columns": ["name", "phone", "deals.open_sum"],
    "colours": [{"when": {"field": "quiet_since", "older_than_days": 30}, "tone": "danger"}],
    "within_id": None,
}


class ColourRule(Input):
    """Rows of which this holds bear the colour; the first rule that holds wins."""

    when: FilterNode
    tone: Tone


class ViewShape(Input):
    """What a list shows, and how."""

    model_config = ConfigDict(json_schema_extra={"examples": [SHAPE_EXAMPLE]})

    filter: FilterNode | None = None
    sort: Annotated[list[FieldName], Field(default_factory=list, max_length=MAX_KEYS)]
    group_by: FieldName | None = None
    columns: Annotated[list[FieldName], Field(default_factory=list, max_length=MAX_COLUMNS)]
    colours: Annotated[list[ColourRule], Field(default_factory=list, max_length=MAX_COLOURS)]
    within_id: UUID | None = Field(
        default=None, description="Where the view opens: of deals the pipeline; null for whichever is open"
    )


class ViewInput(Input):
    """A new view, at first its maker's own unless it is shared at once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"subject": "client", "name": "Quiet for a month", "shape": SHAPE_EXAMPLE}]
        }
    )

    subject: Annotated[str, StringConstraints(pattern="^[a-z]{1,30}$")] = "client"
    name: Line
    is_shared: bool = False
    is_pinned: bool = True
    shape: ViewShape


class ViewChange(Input):
    """A change: what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Quiet ones", "is_shared": True}]})

    name: Line = Field(default_factory=str)
    is_shared: bool = Field(default_factory=bool)
    shape: ViewShape = Field(default_factory=lambda: ViewShape(sort=[], columns=[], colours=[]))


class ViewOut(Schema):
    """A view, and what the caller may do with it."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
                    "subject": "client",
                    "name": "Quiet for a month",
                    "owner_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77",
                    "is_shared": True,
                    "is_pinned": True,
                    "may_change": True,
                    "shape": SHAPE_EXAMPLE,
                    "created_at": "2026-11-01T08:00:00Z",
                    "version": 1,
                }
            ]
        },
    )

    id: UUID
    subject: str
    name: str
    owner_id: UUID
    is_shared: bool
    is_pinned: bool
    may_change: bool
    shape: ViewShape
    created_at: datetime
    version: int
