"""Routes of lists that a person shapes. The question travels in the body: values never stand in addresses."""

from typing import Annotated, Any

from fastapi import Response
from pydantic import ConfigDict, Field, StringConstraints
from pydantic_core import to_json

from app.core.auth import Actor, requires
from app.core.filters import EXAMPLE, MAX_KEYS, FilterNode
from app.core.http import ReadSession
from app.core.http import router as domain_router
from app.core.paging import MAX_LIMIT, page_response
from app.core.schemas import Count, Input, Line, Listing, Page, Schema
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import shaped
from app.domains.clients.queries.shaped import Shape
from app.domains.clients.schemas import ClientRow

router = domain_router("clients", "/clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
FieldName = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9_.-]{0,80}$")]
Value = str | int | float | bool | list[str] | None
MAX_COLUMNS = 30
MAX_MARKS = 10


class ClientSelection(Input):
    """Which clients."""

    q: Annotated[
        Line | None, Field(max_length=100, description="A name in any script, or part of a phone")
    ] = None
    filter: FilterNode | None = None

    def shape(self, **more: Any) -> Shape:
        """Return what the list is to be."""
        return Shape(self.filter, self.q, **more)


class ClientQuery(ClientSelection):
    """Which clients, in which order, with which columns."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "filter": EXAMPLE,
                    "sort": ["-last_contact_at", "name"],
                    "columns": ["language", "deals.open_sum"],
                    "limit": 100,
                }
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
    group_by: Annotated[FieldName | None, Field(description="Sorted by this field first")] = None
    columns: Annotated[
        list[FieldName],
        Field(
            default_factory=list,
            max_length=MAX_COLUMNS,
            description="Fields whose values each row brings besides",
        ),
    ]
    marks: Annotated[
        list[FilterNode],
        Field(
            default_factory=list,
            max_length=MAX_MARKS,
            description="Each row tells by `mark` which of these holds of it, the first if several do",
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[str | None, Field(max_length=4000)] = None


class GroupQuery(ClientSelection):
    """Which clients, and by what they are counted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"filter": EXAMPLE, "group_by": "source"}]})

    group_by: FieldName


class ShapedRow(ClientRow):
    """A client in a shaped list, with the values of the chosen columns and of the group."""

    values: dict[str, Value]
    mark: int | None
    group: Value


class Group(Schema):
    """The clients of one value: of null, those where it is not known."""

    value: Value
    count: int


@router.post("/query", name="clients_query", response_model=Page[ShapedRow])
async def query_clients(session: ReadSession, actor: Reader, body: ClientQuery) -> Any:
    """List the clients of a filter tree, sorted by up to three fields, grouped if wanted, with chosen columns."""
    shape = body.shape(sort=body.sort, group_by=body.group_by, columns=body.columns, marks=body.marks)
    rows, following = await shaped.page(session, actor, shape, body.limit, body.cursor)
    return page_response(rows, following)


@router.post("/query/count", name="clients_query_count")
async def count_matching(session: ReadSession, actor: Reader, body: ClientSelection) -> Count:
    """Count the clients of a filter tree."""
    return Count(count=await shaped.count(session, actor, body.shape()))


@router.post("/query/groups", name="clients_query_groups", response_model=Listing[Group])
async def group_matching(session: ReadSession, actor: Reader, body: GroupQuery) -> Any:
    """Count the clients of a filter tree by the values of a field, in the order of a grouped list."""
    found = await shaped.groups(session, actor, body.shape(group_by=body.group_by))
    return Response(to_json({"items": found}), media_type="application/json")
