"""How the people and the competitors around a deal look on the wire."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator

from app.core.schemas import Input, Line, Schema, Text
from app.domains.deals.rules.circle import CompetitorStatus, ParticipantRole
from app.domains.deals.rules.stages import Semantics

MOST_AROUND = 50


Roles = Annotated[
    list[ParticipantRole],
    Field(
        description="All her parts, `role` first: more than one where two records that became one both took part"
    ),
]


class ParticipantInput(Input):
    """What a client has to do with a deal."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "decision_maker"}]})

    role: ParticipantRole


class NewParticipant(ParticipantInput):
    """A client who takes part in a new deal."""

    client_id: UUID


Participants = Annotated[list[NewParticipant], Field(max_length=MOST_AROUND)]
CompetitorIds = Annotated[list[UUID], Field(max_length=MOST_AROUND)]


class ParticipantOut(Schema):
    """A client who takes part in a deal."""

    client_id: UUID
    name: str
    company_name: str | None
    role: ParticipantRole
    roles: Roles
    created_at: datetime


class Participation(Schema):
    """A deal in which a client takes part."""

    deal_id: UUID
    title: str
    client_name: str
    stage_name: str
    status: Semantics
    amount: Decimal | None
    currency: str
    role: ParticipantRole
    roles: Roles


class CompetitorInput(Input):
    """A new competitor of the workspace."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Mebel City"}]})

    name: Line


class CompetitorChange(Input):
    """A change: what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"is_active": False}]})

    name: Line = Field(default_factory=str)
    is_active: bool = Field(default_factory=bool)


class CompetitorOut(Schema):
    """A competitor; one who is out of the list stays in the deals that name it."""

    id: UUID
    name: str
    is_active: bool
    created_at: datetime
    version: int


class RivalInput(Input):
    """How a competitor stands in a deal."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "running", "note": "10% cheaper"}]})

    status: CompetitorStatus = CompetitorStatus.RUNNING
    note: Text | None = None

    @field_validator("note")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None


class RivalOut(Schema):
    """A competitor in a deal."""

    competitor_id: UUID
    name: str
    status: CompetitorStatus
    note: str | None
