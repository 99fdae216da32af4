"""Which fields there are: what screens build filters, columns, sorting and grouping from."""

from typing import Annotated

from fastapi import Query
from pydantic import ConfigDict

from app.core.auth import LoggedIn
from app.core.errors import NotFoundError
from app.core.filters import Kind, fields_of
from app.core.http import ReadSession, problems
from app.core.http import router as platform_router
from app.core.schemas import Listing, Schema
from app.platform.views.subjects import subject_of

router = platform_router("fields", "/fields")


class RegisteredField(Schema):
    """A field of a kind of record, and what it can be used for."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "name": "source",
                    "kind": "text",
                    "label": None,
                    "group": "events",
                    "operators": ["is", "is_not", "contains"],
                    "may_sort": True,
                    "groupable": True,
                    "shown": True,
                    "refers": None,
                    "options": [],
                    "option_labels": [],
                }
            ]
        },
    )

    name: str
    kind: Kind
    label: str | None
    group: str
    operators: list[str]
    may_sort: bool
    groupable: bool
    shown: bool
    refers: str | None
    options: list[str]
    option_labels: list[str]


@router.get("/registry", name="fields_registry", responses=problems(NotFoundError))
async def list_fields(
    session: ReadSession,
    actor: LoggedIn,
    subject: Annotated[str, Query(pattern="^[a-z]{1,30}$", examples=["client"])] = "client",
) -> Listing[RegisteredField]:
    """List the fields that the caller may filter, sort and group by, and see in lists."""
    subject_of(actor, subject)
    found = await fields_of(session, actor, subject)
    return Listing(items=[RegisteredField.model_validate(spec) for spec in found.values()])
