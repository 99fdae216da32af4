"""Making fields, and checking what is written into them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.db import workspace_of
from app.core.errors import FieldError, InvalidRequestError
from app.core.masking import Mask, hides_something
from app.core.text import normalize_phone
from app.platform.customfields import queries, rules
from app.platform.customfields.rules import FieldKind, FieldView

PREFIX = "custom."
"""Fields are named `custom.<id>` wherever built-in ones have their own name: in changes, filters, sorts."""


@dataclass(slots=True)
class Surroundings:
    """What values refer to, told by the domains that own it."""

    phone_region: Callable[[AsyncSession, UUID], Awaitable[str]] | None = None
    colleagues: Callable[[AsyncSession, UUID, Collection[UUID]], Awaitable[set[UUID]]] | None = None
    pipelines: Callable[[AsyncSession, UUID, Collection[UUID]], Awaitable[set[UUID]]] | None = None
    files: Callable[[AsyncSession, UUID, UUID, Collection[UUID]], Awaitable[set[UUID]]] | None = None


SURROUNDINGS = Surroundings()
"""Filled by the registry only."""


async def definitions(session: AsyncSession, subject_type: str) -> list[FieldView]:
    """Return the fields of clients or of deals, archived ones too."""
    return await queries.views(session, workspace_of(session), subject_type)


async def validated(
    session: AsyncSession,
    subject_type: str,
    applies_to: str,
    present: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    record_id: UUID | None = None,
) -> dict[str, Any]:
    """Return a record's values with the wanted ones merged in; null clears, what is not named stays.

    Args:
        session: the caller's transaction.
        subject_type: `client` or `deal`.
        applies_to: the client's kind, or the deal's pipeline.
        present: what the record has.
        wanted: values by the field's id.
        record_id: the record, once it has files that a value can name.

    Raises:
        InvalidRequestError: unknown or archived fields, values that don't fit; pointers `/custom/<id>`.
    """
    if not wanted:
        return dict(present)
    fields = {field.id: field for field in await definitions(session, subject_type)}
    values, wrong = check(fields, applies_to, present, wanted)
    wrong += await _referred(session, fields, values)
    wrong += await _filed(session, fields, values, record_id)
    if wrong:
        raise InvalidRequestError(errors=wrong)
    merged = {**present, **values}
    return {key: value for key, value in merged.items() if value is not None}


def pointing(error: InvalidRequestError, place: str) -> InvalidRequestError:
    """Return the refusal of a command that gives the values elsewhere than in `custom`."""
    moved = [
        wrong.model_copy(update={"pointer": place + wrong.pointer.removeprefix("/custom/")})
        for wrong in error.errors
    ]
    return InvalidRequestError(errors=moved)


def check(
    fields: Mapping[str, FieldView],
    applies_to: str,
    present: Mapping[str, Any],
    wanted: Mapping[str, Any],
) -> tuple[dict[str, Any], list[FieldError]]:
    """Return the wanted values as they are kept, and what is wrong with them; what they refer to is not looked at."""
    given = {key: None if rules.is_blank(value) else value for key, value in wanted.items()}
    wrong = [*_misplaced(fields, applies_to, given)]
    usable = {key: value for key, value in given.items() if key in fields}
    values, unfit = _parsed([fields[key] for key in sorted(usable)], usable)
    wrong += unfit
    wrong += [
        _error(key, "archived_choice", "this choice is no longer offered")
        for key, value in values.items()
        if value is not None and rules.newly_archived(fields[key], value, present.get(key))
    ]
    return values, wrong


def _error(key: str, code: str, detail: str) -> FieldError:
    return FieldError(pointer=f"/custom/{key}", code=code, detail=detail)


def _misplaced(
    fields: Mapping[str, FieldView], applies_to: str, given: Mapping[str, Any]
) -> list[FieldError]:
    usable = {field.id for field in rules.applying(fields.values(), applies_to)}
    wrong = []
    for key, value in given.items():
        if key not in fields:
            wrong.append(_error(key, "not_found", "no such field"))
        elif value is not None and key not in usable:
            wrong.append(_error(key, "not_applicable", "this record has no such field"))
        elif value is not None and fields[key].is_archived:
            wrong.append(_error(key, "archived", "the field is archived"))
    return wrong


def _parsed(fields: list[FieldView], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldError]]:
    try:
        checked = rules.model_of(fields).model_validate(given)
    except ValidationError as error:
        return {}, [
            FieldError(
                pointer="/custom/" + "/".join(str(part) for part in item["loc"]),
                code=item["type"],
                detail=item["msg"],
                params={
                    key: value for key, value in item.get("ctx", {}).items() if isinstance(value, (str, int))
                },
            )
            for item in error.errors(include_url=False, include_input=False)
        ]
    # Each kind's own check has left plain JSON behind.
    return {field.id: getattr(checked, f"field_{number}") for number, field in enumerate(fields)}, []


async def _referred(
    session: AsyncSession, fields: Mapping[str, FieldView], values: dict[str, Any]
) -> list[FieldError]:
    """Bring phones into one form, and see that the people named work here."""
    of_kind = partial(_of_kind, fields, values)
    workspace_id = workspace_of(session)
    phones, people = of_kind(FieldKind.PHONE), of_kind(FieldKind.PERSON)
    if phones and SURROUNDINGS.phone_region is not None:
        region = await SURROUNDINGS.phone_region(session, workspace_id)
        for key in phones:
            values[key] = normalize_phone(values[key], region) or values[key]
    if not people or SURROUNDINGS.colleagues is None:
        return []
    wanted = {key: _uuid(values[key]) for key in people}
    known = await SURROUNDINGS.colleagues(session, workspace_id, {one for one in wanted.values() if one})
    return [_error(key, "not_found", "no such colleague") for key in people if wanted[key] not in known]


async def _filed(
    session: AsyncSession, fields: Mapping[str, FieldView], values: dict[str, Any], record_id: UUID | None
) -> list[FieldError]:
    """See that the files named stand with the record."""
    named = {key: values[key] for key in _of_kind(fields, values, FieldKind.FILE)}
    ids = {_uuid(one) for found in named.values() for one in found}
    known: set[UUID] = set()
    if ids and record_id is not None and SURROUNDINGS.files is not None:
        wanted = {one for one in ids if one is not None}
        known = await SURROUNDINGS.files(session, workspace_of(session), record_id, wanted)
    return [
        _error(key, "not_found", "no such file of this record")
        for key, found in named.items()
        if {_uuid(one) for one in found} - known
    ]


def _of_kind(fields: Mapping[str, FieldView], values: Mapping[str, Any], kind: FieldKind) -> list[str]:
    return [key for key, value in values.items() if value is not None and fields[key].kind is kind]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def changed(present: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what differs, as events tell it: by `custom.<id>`, old and new value."""
    return {
        PREFIX + key: (present.get(key), merged.get(key))
        for key in sorted({*present, *merged})
        if present.get(key) != merged.get(key)
    }


async def mask(session: AsyncSession, actor: Actor, *subject_types: str) -> Mask:
    """Return what the actor may see of records with fields of the workspace's own; asks only if she may not see all."""
    if not hides_something(actor):
        return Mask(actor)
    fields = [field for subject in subject_types for field in await definitions(session, subject)]
    return Mask(actor, {field.id: field.group_id for field in fields})
