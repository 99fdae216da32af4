"""Filling in what a deal's stage demands to be known about the client."""

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
from app.domains.clients.rules import COMPANY_FACT, EMAIL_FACT, FACTS, PHONE_FACT, Wish
from app.domains.clients.schemas import ContactPointInput
from app.domains.clients.service import contacts, writing

_KINDS = {PHONE_FACT: rules.PHONE, EMAIL_FACT: rules.EMAIL}
_company_name: TypeAdapter[str] = TypeAdapter(Line)


async def apply_required(
    session: AsyncSession, actor: Actor, client_id: UUID, values: Mapping[str, Any]
) -> None:
    """Add a phone, an e-mail and the company that another record's rules demand of its client.

    It only adds: what is known stays, and a person who has a company keeps it. Visibility is not asked: whoever may
    write the record may complete its client.

    Args:
        session: the caller's write transaction.
        actor: who fills it in.
        client_id: whose facts.
        values: by `client.phone`, `client.email`, `client.company` (the company's name); other keys are ignored.

    Raises:
        NotFoundError: no such client.
        InvalidRequestError: what is no phone, e-mail or name, with pointers `/values/<fact>`.
    """
    wishes, company_name = _parse(values)
    if not wishes and company_name is None:
        return
    client = await records.locked_any(session, actor.workspace_id, client_id)
    if client is None:
        raise NotFoundError
    changes: writing.Changes = {}
    if company_name is not None and client.kind != rules.COMPANY and client.company_id is None:
        client.company_id = await _company(session, actor, company_name, client.owner_id)
        changes["company_id"] = (None, str(client.company_id))
    references = await records.surroundings(session, actor, client.company_id, chosen=False, owner_id=None)
    present = await records.points(session, actor.workspace_id, client.id)
    known = [Wish(row.kind, row.value, row.label, row.is_main) for row in present]
    judged = {contacts.key_of(point): point for point in contacts.points_of(present)}
    arranged = rules.arrange([*known, *wishes], references.phone_region)
    points = [judged.get(contacts.key_of(point), point) for point in arranged]
    changes |= await writing.replace_points(session, client, present, points)
    await writing.save(session, actor, client, points, references.company_name, changes)


def _parse(values: Mapping[str, Any]) -> tuple[list[Wish], str | None]:
    """Return the wished contact points and the company's name; raises `InvalidRequestError`."""
    wishes: list[Wish] = []
    company_name: str | None = None
    wrong: list[FieldError] = []
    for fact in FACTS:
        if fact not in values:
            continue
        try:
            if fact == COMPANY_FACT:
                company_name = _company_name.validate_python(values[fact])
            else:
                point = ContactPointInput.model_validate({"kind": _KINDS[fact], "value": values[fact]})
                wishes.append(Wish(point.kind, point.value))
        except ValidationError as error:
            first = error.errors()[0]
            wrong.append(FieldError(pointer=f"/values/{fact}", code=first["type"], detail=first["msg"]))
    if wrong:
        raise InvalidRequestError(errors=wrong)
    return wishes, company_name


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
