"""Filling in what a deal's stage demands to be known about the client and her company."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.core.schemas import Line
from app.domains.clients import rules
from app.domains.clients.models import Client
from app.domains.clients.queries import records
from app.domains.clients.rules import Wish
from app.domains.clients.schemas import ClientFields, ContactPointInput
from app.domains.clients.service import contacts, guards, rights, writing
from app.platform.customfields import service as customfields

CLIENT, COMPANY = "client.", "company."
_COMPANY_NAME = "company"
_POINTS = (rules.PHONE, rules.EMAIL)
_TYPES: Mapping[str, TypeAdapter[Any]] = {
    _COMPANY_NAME: TypeAdapter(Line),
    **{
        name: TypeAdapter(ClientFields.__annotations__[name])
        for name in ("position", "source", "language", "qualification", "tax_id")
    },
}
"""What each plain fact must be: as the form of a client has it."""


async def apply_required(
    session: AsyncSession, actor: Actor, client_id: UUID, values: Mapping[str, Any]
) -> list[guards.Change]:
    """Fill in what another record's rules demand of its client, and of the company she belongs to.

    It only adds: what is known stays, and a person who has a company keeps it. Visibility is not asked: whoever may
    write the record may complete its client.

    Args:
        session: the caller's write transaction.
        actor: who fills it in.
        client_id: whose facts.
        values: by `client.phone`, `client.company` (the company's name), `company.tax_id`, `client.custom.<id>` …;
            other keys are ignored.

    Returns:
        What was and is known of each: what other records make of it is the caller's to see to.

    Raises:
        NotFoundError: no such client.
        FieldForbiddenError: the role may not fill in one of these fields.
        InvalidRequestError: what doesn't fit its field, with pointers `/values/<key>`.
    """
    own, companys = _of(CLIENT, values), _of(COMPANY, values)
    if not own and not companys:
        return []
    client = await records.locked_any(session, actor.workspace_id, client_id)
    if client is None:
        raise NotFoundError
    changes = []
    if own:
        changes.append(await _fill(session, actor, client, own, CLIENT))
    if not companys:
        return changes
    company = client
    if client.kind != rules.COMPANY:
        found = await _company_of(session, client)
        if found is None:
            wrong = FieldError(pointer="/values/client.company", code="required", detail="name the company")
            raise InvalidRequestError(errors=[wrong])
        company = found
    return [*changes, await _fill(session, actor, company, companys, COMPANY)]


def _of(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}


async def _company_of(session: AsyncSession, client: Client) -> Client | None:
    if client.company_id is None:
        return None
    return await records.locked_any(session, client.workspace_id, client.company_id)


async def _fill(
    session: AsyncSession, actor: Actor, client: Client, values: Mapping[str, Any], prefix: str
) -> guards.Change:
    before = guards.known_of(client)
    wishes, plain = _parse(values, prefix)
    company_name = plain.pop(_COMPANY_NAME, None)
    changes: writing.Changes = {}
    if company_name is not None and client.kind != rules.COMPANY and client.company_id is None:
        client.company_id = await _company(session, actor, company_name, client.owner_id)
        changes["company_id"] = (None, str(client.company_id))
    filled: dict[str, Any] = {name: value for name, value in plain.items() if not getattr(client, name)}
    if (custom := await _custom(session, client, values, prefix)) != client.custom:
        filled["custom"] = custom
    added = writing.assign(client, filled)
    await rights.check(session, actor, added)
    references = await records.surroundings(session, actor, client.company_id, chosen=False, owner_id=None)
    present = await records.points(session, actor.workspace_id, client.id)
    known = [Wish(row.kind, row.value, row.label, row.is_main) for row in present]
    judged = {contacts.key_of(point): point for point in contacts.points_of(present)}
    arranged = rules.arrange([*known, *wishes], references.phone_region)
    points = [judged.get(contacts.key_of(point), point) for point in arranged]
    changes |= added | await writing.replace_points(session, client, present, points)
    await writing.save(session, actor, client, points, references.company_name, changes)
    return before, guards.known_of(client)


async def _custom(
    session: AsyncSession, client: Client, values: Mapping[str, Any], prefix: str
) -> dict[str, Any]:
    """Return the client's own fields with those filled in that said nothing."""
    given = {key.removeprefix(customfields.PREFIX): value for key, value in values.items() if "." in key}
    fresh = {key: value for key, value in given.items() if key not in client.custom}
    try:
        return await customfields.validated(session, writing.SUBJECT, client.kind, client.custom, fresh)
    except InvalidRequestError as error:
        raise customfields.pointing(error, f"/values/{prefix}{customfields.PREFIX}") from error


def _parse(values: Mapping[str, Any], prefix: str) -> tuple[list[Wish], dict[str, str]]:
    """Return the wished contact points and the plain texts; raises `InvalidRequestError`."""
    wishes: list[Wish] = []
    plain: dict[str, str] = {}
    wrong: list[FieldError] = []
    for name, value in values.items():
        try:
            if name in _POINTS:
                point = ContactPointInput.model_validate({"kind": name, "value": value})
                wishes.append(Wish(point.kind, point.value))
            elif name in _TYPES:
                plain[name] = _TYPES[name].validate_python(value)
        except ValidationError as error:
            first = error.errors()[0]
            wrong.append(
                FieldError(pointer=f"/values/{prefix}{name}", code=first["type"], detail=first["msg"])
            )
    if wrong:
        raise InvalidRequestError(errors=wrong)
    return wishes, plain


async def _company(session: AsyncSession, actor: Actor, name: str, owner_id: UUID | None) -> UUID:
    """Return the company of this name, a new one if there is none; two at once make one."""
    key = rules.sort_name(name)
    await records.lock_keys(session, actor.workspace_id, [(rules.COMPANY, key)])
    found = await records.company_named(session, actor, key)
    if found is not None:
        company_id: UUID = found.id
        return company_id
    company = Client(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        kind=rules.COMPANY,
        name=name,
        owner_id=owner_id,
        tags=[],
        custom={},
    )
    await writing.insert(session, actor, company, [], None)
    return company.id
