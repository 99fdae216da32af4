"""How a list or a board that a person shapes looks on the wire."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from app.core.filters import MAX_KEYS, FilterNode
from app.core.paging import MAX_LIMIT
from app.core.schemas import Input, Line, Schema
from app.domains.deals.queries import STEPLESS
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.schemas import DealCard
from app.domains.deals.shaped_queries import Shape

FieldName = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9_.-]{0,80}$")]
Value = str | int | float | bool | list[str] | None
MAX_COLUMNS = 30
EXAMPLE: Any = {"all": [{"field": "amount", "gt": 1000}, {"field": "without_step", "is": True}]}


class DealSelection(Input):
    """Which deals."""

    pipeline_id: UUID | None = None
    stage_id: UUID | None = None
    owner_id: UUID | None = None
    client_id: UUID | None = None
    status: Semantics | None = None
    without_step: bool = False
    q: Annotated[Line | None, Field(max_length=100, description="Words of the title, in any script")] = None
    filter: FilterNode | None = None

    def shape(self, **more: Any) -> Shape:
        """Return what the list is to be."""
        names = ("pipeline_id", "stage_id", "owner_id", "client_id", "status")
        plain = {name: value for name in names if (value := getattr(self, name)) is not None}
        if self.without_step:
            plain[STEPLESS] = True
        return Shape(plain, self.filter, self.q, **more)


class DealQuery(DealSelection):
    """Which deals, in which order, with which columns."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"status": "open", "filter": EXAMPLE, "sort": ["-amount"], "columns": ["client.source"]}
            ]
        }
    )

    sort: Annotated[
        list[FieldName],
        Field(
            default_factory=list,
            max_length=MAX_KEYS,
            description="Names of fields, with '-' before one for descending order",
        ),
    ]
    columns: Annotated[
        list[FieldName],
        Field(
            default_factory=list,
            max_length=MAX_COLUMNS,
            description="Fields whose values each row brings besides",
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[str | None, Field(max_length=4000)] = None


class BoardQuery(Input):
    """Which pipeline's board, with which of its deals."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"pipeline_id": "01a200bd-762d-77b5-9246-6547d8874dfe", "filter": EXAMPLE}]
        }
    )

    pipeline_id: UUID
    owner_id: UUID | None = None
    q: Annotated[Line | None, Field(max_length=100, description="Words of the title, in any script")] = None
    filter: FilterNode | None = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many cards of each column")] = 50


class ShapedDeal(DealCard):
    """A deal in a shaped list, with the values of the chosen columns."""

    values: dict[str, Value]


class Suggestion(Schema):
    """A text that is in use, and in how many of the latest deals."""

    value: str
    count: int
