"""Who a client may already be: asked while she is being added, by whichever way in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.domains.clients import rules
from app.domains.clients.errors import ClientExistsError
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import matching as queries
from app.domains.clients.queries import records, sharing
from app.domains.clients.rules import Point, matching
from app.domains.clients.rules.matching import Match, Profile, Reason
from app.domains.clients.schemas import MAX_SIMILAR, DuplicateCandidate, Matched, SimilarInput

TAX_ID = "tax_id"
_MATCHED: dict[Reason, Matched] = {
    Reason.TAX_ID: "tax_id",
    Reason.PHONE: "phone",
    Reason.EMAIL: "email",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A client, and how like she is."""

    id: UUID
    name: str
    owner_id: UUID | None
    owner_name: str | None
    match: Match


def profile_of(
    kind: str, name: str, points: Iterable[Point], tax_id: str | None, company_name: str | None
) -> Profile:
    """Return what of a client is compared."""
    known = [(point.kind, point.normalized) for point in points if point.normalized]
    return Profile(
        kind,
        name,
        frozenset(value for kind_, value in known if kind_ == rules.PHONE),
        frozenset(value for kind_, value in known if kind_ == rules.EMAIL),
        tax_id,
        company_name,
    )


async def candidates(
    session: AsyncSession, actor: Actor, profile: Profile, *, by_name: bool, except_id: UUID | None = None
) -> list[Candidate]:
    """Return whom a client may be among all of the workspace, the likeliest first.

    Args:
        session: any transaction.
        actor: in whose workspace; what she may see is left to the caller.
        profile: what is known.
        by_name: also look for names that are alike; else only for phones, e-mails and tax ids in common.
        except_id: a record to pass over.
    """
    found = [
        Candidate(
            row["id"],
            row["name"],
            row["owner_id"],
            row["owner_name"],
            matching.score(profile, profile_from(row)),
        )
        for row in await queries.candidates(session, actor, profile, by_name=by_name)
        if row["id"] != except_id
    ]
    likely = [one for one in found if one.match.is_strong or one.match.score >= matching.POSSIBLE]
    return sorted(likely, key=lambda one: (-one.match.score, one.id))


def profile_from(row: Mapping[str, Any]) -> Profile:
    """Return what of a row that was read is compared."""
    return Profile(
        row["kind"],
        row["name"],
        frozenset(row["phones"]),
        frozenset(row["emails"]),
        row["tax_id"],
        row["company_name"],
    )


def keys_of(profile: Profile) -> set[tuple[str, str]]:
    """Return what a client is recognised by for sure, as it is locked while she is being added."""
    keys = {(rules.PHONE, value) for value in profile.phones}
    keys |= {(rules.EMAIL, value) for value in profile.emails}
    return keys | ({(TAX_ID, profile.tax_id)} if profile.tax_id else set())


async def claim(session: AsyncSession, actor: Actor, profile: Profile, *, allow_duplicate: bool) -> None:
    """Make sure that nobody is this client already, and that nobody adds her before this transaction ends.

    All clients of the workspace count, also those that the actor may not see; of these only the owner is told.

    Raises:
        ClientExistsError: somebody has the phone, the e-mail or the tax id, and `allow_duplicate` is not set.
    """
    keys = keys_of(profile)
    await records.lock_keys(session, actor.workspace_id, keys)
    if allow_duplicate or not keys:
        return
    found = await candidates(session, actor, profile, by_name=False)
    if any(one.match.is_strong for one in found):
        shown = [one.model_dump(mode="json") for one in await told(session, actor, found)]
        raise ClientExistsError(params={"candidates": shown})


async def similar(session: AsyncSession, actor: Actor, wish: SimilarInput) -> list[DuplicateCandidate]:
    """Return whom somebody who is being added may be, as far as the actor may know.

    Raises:
        InvalidRequestError: no such company.
    """
    company_name = None
    region = await records.phone_region(session, actor)
    if wish.company_id is not None:
        company = await records.ref(session, actor, wish.company_id, ClientPermission.READ)
        if company is None:
            wrong = FieldError(pointer="/company_id", code="not_found", detail="no such company")
            raise InvalidRequestError(errors=[wrong])
        company_name = company["name"]
    wishes = [rules.Wish(rules.PHONE, value) for value in wish.phones if value.strip()]
    wishes += [rules.Wish(rules.EMAIL, value) for value in wish.emails if value.strip()]
    profile = profile_of(
        wish.kind, wish.name, rules.arrange(wishes, region), wish.tax_id or None, company_name
    )
    found = await candidates(session, actor, profile, by_name=bool(wish.name), except_id=wish.except_id)
    return await told(session, actor, found)


async def told(session: AsyncSession, actor: Actor, found: Sequence[Candidate]) -> list[DuplicateCandidate]:
    """Return what the actor may be told: of those out of her sight only whose they are, and only if it is sure."""
    shown = []
    shared = await sharing.shared_to(session, actor, [one.id for one in found])
    for one in found:
        seen = one.id in shared or actor.reaches(ClientPermission.READ, one.owner_id)
        if not seen and not one.match.is_strong:
            continue
        strong = [reason for reason in one.match.reasons if reason in matching.STRONG]
        shown.append(
            DuplicateCandidate(
                id=one.id if seen else None,
                name=one.name if seen else None,
                owner_name=one.owner_name,
                matched=_MATCHED[strong[0]] if strong else "name",
                score=one.match.score,
                reasons=list(one.match.reasons if seen else strong),
            )
        )
    return shown[:MAX_SIMILAR]
