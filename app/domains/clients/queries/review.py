"""The review list of records that may be one client: finding and reading pairs."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Select,
    and_,
    delete,
    func,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.types import Uuid

from app.core.auth import Actor, visible
from app.core.clock import now
from app.core.ids import uuid7
from app.core.orm import among
from app.core.paging import SortKey
from app.domains.clients.models import Client, ContactPoint, DuplicateCheck, DuplicatePair
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import COMPANY_ON, PRESENT, Company, Record
from app.domains.clients.queries.matching import points_of
from app.domains.clients.rules import EMAIL, PHONE

CROWD = 20
"""What more records than this have in common (a switchboard, a common name) tells nothing about two of them."""
One, Other = aliased(Client, name="one"), aliased(Client, name="other")
OneCompany, OtherCompany = aliased(Client, name="one_company"), aliased(Client, name="other_company")
SORTS = {"score": SortKey(DuplicatePair.score, int)}


class Found(NamedTuple):
    """Two records that may be one client."""

    one_id: UUID
    other_id: UUID
    score: int
    reasons: list[str]


async def next_clients(
    session: AsyncSession, workspace_id: UUID, after: UUID | None, most: int
) -> Sequence[UUID]:
    """Return the clients that follow one, in the order of their ids."""
    statement = select(Client.id).where(Client.workspace_id == workspace_id, PRESENT)
    if after is not None:
        statement = statement.where(Client.id > after)
    return (await session.execute(statement.order_by(Client.id).limit(most))).scalars().all()


async def with_something_in_common(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]
) -> Sequence[Record]:
    """Return each of these clients with every later one that has a number, an address, a name or a company in common."""
    near = union_all(_by_points(workspace_id, ids), *_by_themselves(workspace_id, ids)).subquery("near")
    other = func.unnest(near.c.holders).column_valued("other_id")
    statement = (
        select(near.c.one_id, other)
        .where(func.cardinality(near.c.holders).between(2, CROWD), near.c.one_id < other)
        .distinct()
    )
    return (await session.execute(statement)).all()


def _by_points(workspace_id: UUID, ids: Collection[UUID]) -> Select[Any]:
    one, theirs = aliased(ContactPoint), aliased(ContactPoint)
    holders = select(theirs.client_id).where(
        theirs.workspace_id == workspace_id, theirs.kind == one.kind, theirs.normalized == one.normalized
    )
    return select(one.client_id.label("one_id"), _first(holders, one)).where(
        one.workspace_id == workspace_id, among(one.client_id, ids), one.normalized.is_not(None)
    )


def _by_themselves(workspace_id: UUID, ids: Collection[UUID]) -> list[Select[Any]]:
    one, theirs = aliased(Client), aliased(Client)
    ways = (
        (theirs.tax_id == one.tax_id, one.tax_id.is_not(None)),
        ((theirs.kind == one.kind) & (theirs.name_key == one.name_key), one.name_key != ""),
        (theirs.company_id == one.company_id, one.company_id.is_not(None)),
    )
    return [
        select(
            one.id.label("one_id"),
            _first(select(theirs.id).where(theirs.workspace_id == workspace_id, alike), one),
        ).where(one.workspace_id == workspace_id, among(one.id, ids), is_known)
        for alike, is_known in ways
    ]


def _first(holders: Select[Any], one: Any) -> Any:
    """Return the holders as an array, of a crowd only as many as show that it is one."""
    few = holders.limit(CROWD + 1).correlate(one).scalar_subquery()
    return func.array(few, type_=ARRAY(Uuid())).label("holders")


async def forget_findings(session: AsyncSession, workspace_id: UUID) -> None:
    """Drop what the last check found; what people said about pairs stays."""
    await session.execute(text("SET LOCAL statement_timeout = '20min'"))
    statement = delete(DuplicatePair).where(
        DuplicatePair.workspace_id == workspace_id, DuplicatePair.state == "open"
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def profiles(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> Sequence[Record]:
    """Return what of clients is compared."""
    statement = (
        select(
            Client.id,
            Client.kind,
            Client.name,
            Client.tax_id,
            Company.name.label("company_name"),
            points_of(PHONE).label("phones"),
            points_of(EMAIL).label("emails"),
        )
        .outerjoin(Company, COMPANY_ON)
        .where(Client.workspace_id == workspace_id, among(Client.id, ids), PRESENT)
    )
    return (await session.execute(statement)).all()


async def open_pairs_found(session: AsyncSession, workspace_id: UUID, found: Sequence[Found]) -> int:
    """Put pairs on the review list; returns how many. What a person called two clients stays as it is."""
    if not found:
        return 0
    rows = [
        {"workspace_id": workspace_id, "id": uuid7(), "state": "open", "created_at": now(), **pair._asdict()}
        for pair in found
    ]
    statement = insert(DuplicatePair).on_conflict_do_nothing().returning(DuplicatePair.id)
    return len((await session.execute(statement, rows)).all())


async def count_clients(session: AsyncSession, workspace_id: UUID) -> int:
    """Return how many clients there are to compare."""
    statement = select(func.count()).select_from(Client)
    present = (Client.workspace_id == workspace_id) & PRESENT
    return int((await session.execute(statement.where(present))).scalar_one())


def _reach(actor: Actor) -> Any:
    return and_(
        DuplicatePair.workspace_id == actor.workspace_id,
        *(
            visible(actor, ClientPermission.WRITE, side.workspace_id, side.owner_id)
            & side.merged_into_id.is_(None)
            & side.erased_at.is_(None)
            for side in (One, Other)
        ),
    )


def _joined(statement: Select[Any]) -> Select[Any]:
    for side, key in ((One, DuplicatePair.one_id), (Other, DuplicatePair.other_id)):
        statement = statement.join(
            side, and_(side.workspace_id == DuplicatePair.workspace_id, side.id == key)
        )
    return statement


def _side(side: Any, company: Any) -> Any:
    return func.jsonb_build_object(
        "id", side.id,
        "name", side.name,
        "company_name", company.name,
        "phone", side.phone,
        "email", side.email,
        "owner_id", side.owner_id,
        "version", side.version,
    )  # fmt: skip


def open_pairs(actor: Actor) -> Select[Any]:
    """Select the pairs to review that the actor may merge."""
    statement = _joined(
        select(
            DuplicatePair.id,
            DuplicatePair.score,
            DuplicatePair.reasons,
            _side(One, OneCompany).label("one"),
            _side(Other, OtherCompany).label("other"),
        ).select_from(DuplicatePair)
    )
    for company, side in ((OneCompany, One), (OtherCompany, Other)):
        same = and_(company.workspace_id == side.workspace_id, company.id == side.company_id)
        statement = statement.outerjoin(company, same)
    return statement.where(_reach(actor), DuplicatePair.state == "open")


async def count_open(session: AsyncSession, actor: Actor) -> int:
    """Return how many pairs there are to review."""
    statement = _joined(select(func.count()).select_from(DuplicatePair))
    mine = (DuplicatePair.workspace_id == actor.workspace_id) & _reach(actor)
    statement = statement.where(mine, DuplicatePair.state == "open")
    return int((await session.execute(statement)).scalar_one())


async def locked_pair(session: AsyncSession, actor: Actor, pair_id: UUID) -> DuplicatePair | None:
    """Return a pair that the actor may decide on, locked."""
    mine = (DuplicatePair.workspace_id == actor.workspace_id) & _reach(actor)
    statement = _joined(select(DuplicatePair)).where(mine, DuplicatePair.id == pair_id)
    found: DuplicatePair | None = (
        await session.execute(statement.with_for_update(of=DuplicatePair))
    ).scalar_one_or_none()
    return found


async def pairs_of(
    session: AsyncSession, workspace_id: UUID, client_id: UUID, *, state: str | None = None
) -> Sequence[DuplicatePair]:
    """Return the pairs that a client is one of, locked."""
    part = or_(DuplicatePair.one_id == client_id, DuplicatePair.other_id == client_id)
    statement = select(DuplicatePair).where(DuplicatePair.workspace_id == workspace_id, part)
    if state is not None:
        statement = statement.where(DuplicatePair.state == state)
    return (await session.execute(statement.order_by(DuplicatePair.id).with_for_update())).scalars().all()


async def pairs(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> Sequence[DuplicatePair]:
    """Return these pairs, locked."""
    if not ids:
        return []
    statement = select(DuplicatePair).where(
        DuplicatePair.workspace_id == workspace_id, DuplicatePair.id.in_(ids)
    )
    return (await session.execute(statement.order_by(DuplicatePair.id).with_for_update())).scalars().all()


async def latest_check(session: AsyncSession, workspace_id: UUID) -> DuplicateCheck | None:
    """Return the check that runs or ran last."""
    statement = select(DuplicateCheck).where(DuplicateCheck.workspace_id == workspace_id)
    return (await session.execute(statement.order_by(DuplicateCheck.id.desc()).limit(1))).scalar_one_or_none()


async def check(session: AsyncSession, workspace_id: UUID, check_id: UUID) -> DuplicateCheck | None:
    """Return a check, locked."""
    statement = select(DuplicateCheck).where(
        DuplicateCheck.workspace_id == workspace_id, DuplicateCheck.id == check_id
    )
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()
