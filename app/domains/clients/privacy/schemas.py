"""How the answers to a person look on the wire."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from app.core.schemas import Input, Line, Schema


class EraseInput(Input):
    """Why somebody is erased. The reason stays in the audit log: it should not name her."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Asked for it in writing"}]})

    reason: Annotated[Line, Field(min_length=3, max_length=200)]


class Disclosure(Schema):
    """All that is known of a client: the rows of each table, and what happened."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client_id": "01a200bd-762d-77b5-9246-6547d8874dfe", "known": {}}]}
    )

    client_id: str
    known: dict[str, Any]
