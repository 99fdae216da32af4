"""The review list of records that may be one client: collecting, scoring and reading pairs."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    Text,
    and_,
    cast,
    column,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
    update,
    values,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.types import Integer, Uuid

from app.core.auth import Actor, visible
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


def _keys(workspace_id: UUID) -> Any:
    """Select what each present client is recognised by: one row for each key of each."""
    present = (Client.workspace_id == workspace_id) & PRESENT
    of_client = and_(Client.workspace_id == ContactPoint.workspace_id, Client.id == ContactPoint.client_id)
    ways = [
        select(Client.id, func.concat(ContactPoint.kind, ":", ContactPoint.normalized).label("key"))
        .join(ContactPoint, of_client)
        .where(present, ContactPoint.workspace_id == workspace_id, ContactPoint.normalized.is_not(None)),
        select(Client.id, func.concat("tax:", Client.tax_id)).where(present, Client.tax_id.is_not(None)),
        select(Client.id, func.concat("name:", Client.kind, ":", Client.name_key)).where(
            present, Client.name_key != ""
        ),
        select(Client.id, func.concat("firm:", Client.company_id)).where(
            present, Client.company_id.is_not(None)
        ),
    ]
    return union_all(*ways)


async def collect(session: AsyncSession, workspace_id: UUID) -> int:
    """Write every two clients that have something in common as candidates; returns how many.

    Pairs that a person called two clients stay as they are.
    """
    keyed = _keys(workspace_id).cte("keyed").prefix_with("MATERIALIZED")
    shared = (
        select(keyed.c.key)
        .group_by(keyed.c.key)
        .having(func.count() > 1, func.count() <= CROWD)
        .cte("shared")
    )
    one, other = keyed.alias("left_key"), keyed.alias("right_key")
    pairs = (
        select(one.c.id.label("one_id"), other.c.id.label("other_id"))
        .select_from(shared)
        .join(one, one.c.key == shared.c.key)
        .join(other, other.c.key == shared.c.key)
        .where(one.c.id < other.c.id)
        .distinct()
        .subquery("pairs")
    )
    found = select(
        literal(workspace_id, Uuid),
        func.gen_random_uuid(),
        pairs.c.one_id,
        pairs.c.other_id,
        literal("candidate"),
        literal(0),
        cast([], ARRAY(Text)),
        func.now(),
    )
    names = ["workspace_id", "id", "one_id", "other_id", "state", "score", "reasons", "created_at"]
    statement = insert(DuplicatePair).from_select(names, found, include_defaults=False)
    await session.execute(text("SET LOCAL statement_timeout = '20min'"))
    written: Any = await session.execute(statement.on_conflict_do_nothing())
    return int(written.rowcount)


async def forget_findings(session: AsyncSession, workspace_id: UUID) -> None:
    """Drop what the last check found; what people said about pairs stays."""
    await session.execute(text("SET LOCAL statement_timeout = '20min'"))
    statement = delete(DuplicatePair).where(
        DuplicatePair.workspace_id == workspace_id, DuplicatePair.state.in_(("open", "candidate"))
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def candidates(session: AsyncSession, workspace_id: UUID, most: int) -> Sequence[Record]:
    """Return pairs that are not scored yet."""
    statement = select(DuplicatePair.id, DuplicatePair.one_id, DuplicatePair.other_id).where(
        DuplicatePair.workspace_id == workspace_id, DuplicatePair.state == "candidate"
    )
    return (await session.execute(statement.limit(most))).all()


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
        .where(Client.workspace_id == workspace_id, Client.id.in_(ids))
    )
    return (await session.execute(statement)).all()


async def write_scores(
    session: AsyncSession, workspace_id: UUID, scored: Sequence[tuple[UUID, int, list[str]]]
) -> None:
    """Open pairs with their scores and reasons."""
    if not scored:
        return
    given = values(
        column("id", Uuid), column("score", Integer), column("reasons", ARRAY(Text)), name="given"
    ).data(list(scored))
    statement = (
        update(DuplicatePair)
        .where(DuplicatePair.workspace_id == workspace_id, DuplicatePair.id == given.c.id)
        .values(state="open", score=given.c.score, reasons=given.c.reasons)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def drop(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> None:
    """Remove pairs that are not alike enough."""
    statement = delete(DuplicatePair).where(
        DuplicatePair.workspace_id == workspace_id, DuplicatePair.id.in_(ids)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


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
