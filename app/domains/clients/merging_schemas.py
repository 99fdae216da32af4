"""How merges and the review list look on the wire."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.core.schemas import Input, Schema
from app.domains.clients.rules.matching import Reason
from app.domains.clients.schemas import ClientKind, ContactPointOut

MergeChoice = Literal["mine", "theirs", "both"]


class MergeInput(Input):
    """Another record that is the same client, and which values stay.

    What is not named in `take` follows the usual rule: one's own value, or the other's where one's own is empty; of
    notes both. `phone` and `email` say whose main one stays the main one. Contact points and tags are united.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "other_id": "01a200bd-7190-7c5a-b4ba-34e92089fdc6",
                    "other_version": 2,
                    "take": {"name": "theirs", "note": "both"},
                }
            ]
        }
    )

    other_id: UUID
    other_version: int
    take: dict[str, MergeChoice] = Field(default_factory=dict)


class MergeField(Schema):
    """One field of two records: both values, and which stays unless somebody chooses."""

    field: str
    mine: Any
    theirs: Any
    usual: MergeChoice
    choices: list[MergeChoice]


class MergeSide(Schema):
    """One of the two records."""

    id: UUID
    name: str
    kind: ClientKind
    company_name: str | None
    owner_id: UUID | None
    created_at: datetime
    last_contact_at: datetime | None
    version: int
    tags: list[str]
    contact_points: list[ContactPointOut]
    refers: dict[str, int]
    """How many records of each kind belong to it."""


class MergePreview(Schema):
    """Two records beside each other, before they become one."""

    mine: MergeSide
    theirs: MergeSide
    fields: list[MergeField]
    score: int
    reasons: list[Reason]


class MergeOut(Schema):
    """A merge that stands and may be undone."""

    id: UUID
    loser_id: UUID
    loser_name: str
    created_at: datetime
    made_by_name: str


class MergeDone(Schema):
    """The one record, and what undoes it."""

    merge_id: UUID
    client_id: UUID
    version: int


class DuplicateSide(Schema):
    """One of two records that may be one client."""

    id: UUID
    name: str
    company_name: str | None
    phone: str | None
    email: str | None
    owner_id: UUID | None
    version: int


class DuplicatePairOut(Schema):
    """Two records that may be one client, how likely, and why."""

    id: UUID
    score: int
    reasons: list[Reason]
    one: DuplicateSide
    other: DuplicateSide


class DuplicateCheckOut(Schema):
    """A search through the whole base."""

    id: UUID
    state: Literal["running", "done"]
    started_by_name: str
    created_at: datetime
    finished_at: datetime | None
    clients: int
    compared: int
    found: int


class DuplicateCheckState(Schema):
    """The search that runs or ran last, if there was one."""

    check: DuplicateCheckOut | None
