"""How groups, fields and values look on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path
from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.core.schemas import ActorRef, Currency, Input, Line, Schema, Text
from app.platform.customfields.rules import CHOOSING, MAX_CHOICES, FieldKind

SubjectType = Literal["client", "deal"]
Color = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6}|[a-z][a-z0-9-]{1,30})$")]
FieldName = Annotated[str, Path(pattern=r"^([a-z_]{1,40}|custom\.[0-9a-f-]{36})$")]
Applicable = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
CustomValues = Annotated[
    dict[Annotated[str, StringConstraints(max_length=40)], Any],
    Field(
        max_length=500,
        description="Values by the field's id: those left out stay, null clears",
        json_schema_extra={"examples": [{"01a200bd-762d-77b5-9246-6547d8874dfe": "250000.00"}]},
    ),
]


class GroupOut(Schema):
    """Fields that are shown together and to the same roles."""

    id: UUID
    subject_type: SubjectType
    name: str
    position: int
    version: int


class GroupInput(Input):
    """A new group; it comes last."""

    subject_type: SubjectType
    name: Line


class GroupChange(Input):
    """A change of a group."""

    name: Line


class ChoiceOut(Schema):
    """One of a field's choices."""

    id: UUID
    name: str
    color: str | None
    is_archived: bool


class ChoiceInput(Input):
    """A choice; with the `id` of a present one it keeps what was chosen."""

    id: UUID | None = None
    name: Line
    color: Color | None = None
    is_archived: bool = False


class FieldOut(Schema):
    """One of the workspace's own fields."""

    id: UUID
    subject_type: SubjectType
    group_id: UUID
    name: str
    kind: FieldKind
    help: str | None
    choices: list[ChoiceOut]
    applies_to: list[str]
    currency: str | None
    position: int
    is_archived: bool
    version: int


class FieldContent(Input):
    """What a field says about itself."""

    help: Text | None = None
    choices: list[ChoiceInput] = Field(default_factory=list, max_length=MAX_CHOICES)
    applies_to: list[Applicable] = Field(
        default_factory=list,
        max_length=50,
        description="`person`, `company`; or for deals the ids of pipelines; empty for all",
    )
    currency: Currency | None = None


class FieldInput(FieldContent):
    """A new field; it comes last in its group."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "group_id": "01a200bd-762d-77b5-9246-6547d8874dfe",
                    "name": "Floor",
                    "kind": "choice",
                    "choices": [{"name": "Ground", "color": "#2f7d4f"}, {"name": "Upper"}],
                }
            ]
        }
    )

    group_id: UUID
    name: Line
    kind: FieldKind

    @model_validator(mode="after")
    def _choices_fit(self) -> "FieldInput":
        if self.kind in CHOOSING and not self.choices:
            raise PydanticCustomError("choices_needed", "a field of this kind needs choices")
        if self.kind not in CHOOSING and self.choices:
            raise PydanticCustomError("choices_unfit", "only a choice has choices")
        return self


class FieldChange(FieldContent):
    """A change: what is left out stays; `choices` replaces the list, and a field's kind never changes."""

    # Factories, not defaults: the document then says that they may be left out, without promising a value.
    name: Line = Field(default_factory=str)
    group_id: UUID = Field(default_factory=lambda: UUID(int=0))
    is_archived: bool = Field(default_factory=bool)


class OrderInput(Input):
    """An order: every id of the list, the first first."""

    ids: list[UUID] = Field(min_length=1, max_length=500)


class FieldHistoryEntry(Schema):
    """One change of one field."""

    id: UUID
    at: datetime
    actor: ActorRef
    old: Any
    new: Any
