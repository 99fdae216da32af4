"""What can be done to many clients at once."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters import FilterNode, fields_of
from app.core.schemas import Input, Line
from app.domains.clients import rules
from app.domains.clients.fields import SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import shaped
from app.domains.clients.queries.shaped import Shape
from app.domains.clients.schemas import MAX_TAGS, Language, Tag
from app.domains.clients.service import rights, writing
from app.domains.clients.service.many import Changed, change_many
from app.domains.clients.service.writing import References
from app.domains.identity.schemas import TimeZone
from app.platform.bulk.actions import BulkAction, BulkSubject, Done, Outcome
from app.platform.customfields import service as customfields
from app.platform.customfields.rules import FieldView


class Selection(Input):
    """Which clients, as lists are asked."""

    q: Line | None = None
    filter: FilterNode | None = None


async def select_ids(session: AsyncSession, actor: Actor, wish: Selection) -> Select[Any]:
    """Select the ids of the clients that a list of this question shows; raises `InvalidRequestError`."""
    shape = Shape(wish.filter, wish.q)
    fields = await fields_of(session, actor, SUBJECT, shape.names)
    return await shaped.narrowed(
        session, actor, shaped.matching(actor), shape, fields, pointer="/selection/filter"
    )


class OwnerParams(Input):
    """Whose the clients will be; null: nobody's."""

    owner_id: UUID | None


class TagParams(Input):
    """Which tag."""

    tag: Tag


class FieldParams(Input):
    """Which field gets which value; null empties it."""

    field: Literal["source", "language", "time_zone", "position"]
    value: str | None


class CustomParams(Input):
    """Which of the workspace's own fields gets which value; null empties it."""

    field: UUID
    value: Any


_VALUES: Mapping[str, TypeAdapter[Any]] = {
    "source": TypeAdapter(Line),
    "position": TypeAdapter(Line),
    "language": TypeAdapter(Language),
    "time_zone": TypeAdapter(TimeZone),
}


async def _check_owner(session: AsyncSession, actor: Actor, params: OwnerParams) -> None:
    wish = References("company", None, company_chosen=False, owner_id=params.owner_id, owner_chosen=True)
    try:
        await writing.check(session, actor, wish)
    except InvalidRequestError as error:
        wrong = [one.model_copy(update={"pointer": f"/params{one.pointer}"}) for one in error.errors]
        raise InvalidRequestError(errors=wrong) from error


async def _check_nothing(_session: AsyncSession, _actor: Actor, _params: Any) -> None:
    """There is nothing to ask the database."""


async def _check_field(_session: AsyncSession, _actor: Actor, params: FieldParams) -> None:
    if params.value is not None:
        try:
            _VALUES[params.field].validate_python(params.value)
        except ValidationError as error:
            first = error.errors()[0]
            wrong = FieldError(pointer="/params/value", code=first["type"], detail=first["msg"])
            raise InvalidRequestError(errors=[wrong]) from error


async def _own_field(session: AsyncSession, params: CustomParams) -> FieldView:
    for field in await customfields.definitions(session, SUBJECT):
        if field.id == str(params.field):
            return field
    detail = "no such field"
    raise InvalidRequestError(
        detail, errors=[FieldError(pointer="/params/field", code="not_found", detail=detail)]
    )


async def _kept_value(session: AsyncSession, field: FieldView, params: CustomParams) -> Any:
    """Return the value as it is kept, for whichever kind of client has the field."""
    kind = next(iter(sorted(field.applies_to)), rules.COMPANY)
    try:
        values = await customfields.validated(session, SUBJECT, kind, {}, {field.id: params.value})
    except InvalidRequestError as error:
        wrong = [one.model_copy(update={"pointer": "/params/value"}) for one in error.errors]
        raise InvalidRequestError(errors=wrong) from error
    return values.get(field.id)


async def _check_custom(session: AsyncSession, actor: Actor, params: CustomParams) -> None:
    field = await _own_field(session, params)
    rights.require(actor, field.group_id)
    await _kept_value(session, field, params)


def _outcomes(found: Sequence[Changed]) -> list[Outcome]:
    return [Outcome(one.client_id, one.before, one.after, one.error) for one in found]


async def _assign(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: OwnerParams
) -> list[Outcome]:
    return _outcomes(
        await change_many(session, actor, ids, lambda _: {"owner_id": params.owner_id}, gives=True)
    )


async def _tag(session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: TagParams) -> list[Outcome]:
    def wish(client: Client) -> dict[str, Any]:
        wanted = rules.normalize_tags([*client.tags, params.tag])
        return {"tags": wanted} if len(wanted) <= MAX_TAGS else {}

    return _outcomes(await change_many(session, actor, ids, wish))


async def _untag(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: TagParams
) -> list[Outcome]:
    plain = params.tag.casefold()

    def wish(client: Client) -> dict[str, Any]:
        return {"tags": [tag for tag in client.tags if tag.casefold() != plain]}

    return _outcomes(await change_many(session, actor, ids, wish))


async def _set(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: FieldParams
) -> list[Outcome]:
    return _outcomes(await change_many(session, actor, ids, lambda _: {params.field: params.value}))


async def _set_custom(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: CustomParams
) -> list[Outcome]:
    field = await _own_field(session, params)
    value = await _kept_value(session, field, params)

    def wish(client: Client) -> dict[str, Any]:
        if value is not None and field.applies_to and client.kind not in field.applies_to:
            detail = "this record has no such field"
            wrong = FieldError(pointer="/params/field", code="not_applicable", detail=detail)
            raise InvalidRequestError(detail, errors=[wrong])
        return {"custom": _with_value(client, field.id, value)}

    return _outcomes(await change_many(session, actor, ids, wish))


def _with_value(client: Client, field_id: str, value: Any) -> dict[str, Any]:
    merged = {**client.custom, field_id: value}
    return {key: one for key, one in merged.items() if one is not None}


async def _restore(session: AsyncSession, actor: Actor, done: Sequence[Done], _params: Any) -> list[Outcome]:
    """Put back what was, wherever the field still has what the work gave it."""
    by_id = {one.record_id: one for one in done}
    stale: set[UUID] = set()

    def wish(client: Client) -> dict[str, Any]:
        one = by_id[client.id]
        if any(_present(client, name) != value for name, value in one.after.items()):
            stale.add(client.id)
            return {}
        return dict(_former(client, name, value) for name, value in one.before.items())

    gives = any("owner_id" in one.before for one in done)
    found = await change_many(session, actor, list(by_id), wish, gives=gives, restores=True)
    return [
        Outcome(one.client_id, error="changed_since")
        if one.client_id in stale
        else Outcome(one.client_id, one.before, one.after, one.error)
        for one in found
    ]


def _present(client: Client, name: str) -> Any:
    """Return a field's value as the work wrote it down; one of the workspace's own is named `custom.<id>`."""
    if name.startswith(customfields.PREFIX):
        return client.custom.get(name.removeprefix(customfields.PREFIX))
    return writing.plain(getattr(client, name))


def _former(client: Client, name: str, value: Any) -> tuple[str, Any]:
    if name.startswith(customfields.PREFIX):
        return "custom", _with_value(client, name.removeprefix(customfields.PREFIX), value)
    return name, UUID(value) if name == "owner_id" and value is not None else value


BULK_SUBJECT = BulkSubject(SUBJECT, Selection, select_ids)
_WRITE = ClientPermission.WRITE
BULK_ACTIONS: Sequence[BulkAction] = (
    BulkAction("assign_owner", _WRITE, OwnerParams, _check_owner, _assign, _restore),
    BulkAction("add_tag", _WRITE, TagParams, _check_nothing, _tag, _restore),
    BulkAction("remove_tag", _WRITE, TagParams, _check_nothing, _untag, _restore),
    BulkAction("set_field", _WRITE, FieldParams, _check_field, _set, _restore),
    BulkAction("set_custom", _WRITE, CustomParams, _check_custom, _set_custom, _restore),
)
