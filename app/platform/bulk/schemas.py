"""How bulk work looks on the wire."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from app.core.filters import EXAMPLE
from app.core.schemas import Input, Schema, SubjectCard
from app.platform.bulk.rules import BulkState, ChangeState

MOST_IDS = 10_000
Name = Annotated[str, StringConstraints(pattern="^[a-z_]{1,40}$")]


class BulkInput(Input):
    """What to do to which records: those named by `ids`, or all that a question finds when the work begins."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "subject": "client",
                    "action": "add_tag",
                    "params": {"tag": "spring"},
                    "selection": {"filter": EXAMPLE},
                }
            ]
        }
    )

    subject: Name = "client"
    action: Name = Field(
        description="`assign_owner` {owner_id} · `add_tag` {tag} · `remove_tag` {tag} · `set_field` {field, value} · `set_custom` {field, value} · "
        "`plan_task` {task, assignee_id} · `add_to_segment` {segment_id}. "
        "Of the subject `deal`: `assign_owner` {owner_id} · `move` {stage_id, loss_reason_id, exception, next_task, no_next_step_reason}"
    )
    params: dict[str, Any]
    ids: Annotated[list[UUID] | None, Field(min_length=1, max_length=MOST_IDS)] = None
    selection: dict[str, Any] | None = Field(default=None, description="`q` and `filter`, as lists take them")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.ids is None) == (self.selection is None):
            message = "either ids or a selection"
            raise ValueError(message)
        return self


class BulkOut(Schema):
    """A piece of bulk work and how far it is. The frame `bulk.progress` carries the same."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
                    "subject": "client",
                    "action": "add_tag",
                    "params": {"tag": "spring"},
                    "state": "running",
                    "is_undo": False,
                    "total": 10000,
                    "done": 4500,
                    "unchanged": 0,
                    "failed": 0,
                    "undone": 0,
                    "kept": 0,
                    "created_at": "2026-11-20T09:00:00Z",
                    "finished_at": None,
                    "undone_at": None,
                }
            ]
        },
    )

    id: UUID
    subject: str
    action: str
    params: dict[str, Any]
    state: BulkState
    is_undo: bool
    total: int
    done: int
    unchanged: int
    failed: int
    undone: int
    kept: int
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None


class BulkRow(Schema):
    """A record that the work did not change, and why, as a stable code."""

    record_id: UUID
    state: ChangeState
    error: str | None
    detail: Any = Field(description="What else there is to say of it: of a deal, what it lacks")
    subject: SubjectCard | None
