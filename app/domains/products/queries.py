"""Every SELECT of the catalogue."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.orm import among
from app.core.paging import Paging, SortKey, fetch_page
from app.domains.identity.models import Workspace
from app.domains.products import rules
from app.domains.products.models import PriceList, Product, ProductPrice

SORTS = {"name": SortKey(Product.name, str), "created_at": SortKey(Product.created_at, datetime)}


def _prices() -> Any:
    """A product's prices by price list, as JSON; numbers are texts, or they would come back as floats."""
    by_list = func.jsonb_object_agg(cast(ProductPrice.price_list_id, Text), cast(ProductPrice.price, Text))
    found = (
        select(by_list)
        .where(ProductPrice.workspace_id == Product.workspace_id, ProductPrice.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery()
    )
    return func.coalesce(found, literal({}, JSONB)).label("prices")


_COLUMNS = (
    Product.id,
    Product.name,
    Product.sku,
    Product.unit,
    Product.tax_rate,
    Product.description,
    Product.is_active,
    _prices(),
    Product.created_at,
    Product.version,
)


def _wanted(q: str | None, is_active: bool | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if is_active is not None:
        found.append(Product.is_active.is_(is_active))
    found += [Product.search_text.contains(word, autoescape=True) for word in rules.searched(q or "")]
    return found


async def listed(
    session: AsyncSession, actor: Actor, page: Paging, q: str | None, is_active: bool | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of products, and the next page's cursor; raises as `fetch_page`."""
    statement = select(*_COLUMNS).where(Product.workspace_id == actor.workspace_id, *_wanted(q, is_active))
    return await fetch_page(session, statement, page, sorts=SORTS, default="name", row_id=Product.id)


async def count(session: AsyncSession, actor: Actor, q: str | None, is_active: bool | None) -> int:
    """Return how many products there are."""
    statement = select(func.count()).where(Product.workspace_id == actor.workspace_id, *_wanted(q, is_active))
    return int((await session.execute(statement)).scalar_one())


async def full(session: AsyncSession, actor: Actor, product_id: UUID) -> dict[str, Any] | None:
    """Return a product with its prices."""
    statement = select(*_COLUMNS).where(Product.workspace_id == actor.workspace_id, Product.id == product_id)
    row = (await session.execute(statement)).mappings().one_or_none()
    return dict(row) if row else None


async def lock(session: AsyncSession, actor: Actor, product_id: UUID) -> Product | None:
    """Return a product, locked."""
    statement = select(Product).where(Product.workspace_id == actor.workspace_id, Product.id == product_id)
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def named(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Product]:
    """Return those of the products that there are."""
    if not ids:
        return ()
    statement = select(Product).where(Product.workspace_id == actor.workspace_id, among(Product.id, ids))
    return (await session.execute(statement)).scalars().all()


async def offered(session: AsyncSession, actor: Actor, most: int) -> dict[UUID, str]:
    """Return names of products by id, those that are sold now first; at most so many."""
    statement = (
        select(Product.id, Product.name)
        .where(Product.workspace_id == actor.workspace_id)
        .order_by(Product.is_active.desc(), Product.name, Product.id)
        .limit(most)
    )
    return {row.id: row.name for row in await session.execute(statement)}


async def prices_of(session: AsyncSession, product: Product) -> dict[UUID, ProductPrice]:
    """Return a product's prices by price list."""
    statement = select(ProductPrice).where(
        ProductPrice.workspace_id == product.workspace_id, ProductPrice.product_id == product.id
    )
    return {row.price_list_id: row for row in (await session.execute(statement)).scalars()}


async def price_lists(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    """Return the price lists, the default one first, those in use before the others."""
    priced = (
        select(func.count())
        .where(
            ProductPrice.workspace_id == PriceList.workspace_id, ProductPrice.price_list_id == PriceList.id
        )
        .correlate(PriceList)
        .scalar_subquery()
    )
    statement = (
        select(*PriceList.__table__.c, priced.label("products"))
        .where(PriceList.workspace_id == actor.workspace_id)
        .order_by(PriceList.is_default.desc(), PriceList.is_active.desc(), PriceList.name, PriceList.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def lock_price_lists(session: AsyncSession, actor: Actor) -> Sequence[PriceList]:
    """Return all price lists, locked: which one is the default is a matter between them."""
    statement = (
        select(PriceList)
        .where(PriceList.workspace_id == actor.workspace_id)
        .order_by(PriceList.id)
        .with_for_update(key_share=True)
    )
    return (await session.execute(statement)).scalars().all()


async def known_lists(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return those of the price lists that there are, each with its currency."""
    statement = select(PriceList.id, PriceList.currency).where(
        PriceList.workspace_id == actor.workspace_id, among(PriceList.id, ids)
    )
    return {row.id: row.currency for row in await session.execute(statement)}


async def currency(session: AsyncSession, workspace_id: UUID) -> str:
    """Return the workspace's currency."""
    statement = select(Workspace.currency).where(Workspace.id == workspace_id)
    return str((await session.execute(statement)).scalar_one())


async def prices_in(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID], currency_: str
) -> dict[UUID, Decimal]:
    """Return what products cost in a currency: in the default price list if it is in it, else in another one."""
    on = and_(PriceList.workspace_id == ProductPrice.workspace_id, PriceList.id == ProductPrice.price_list_id)
    statement = (
        select(ProductPrice.product_id, ProductPrice.price)
        .join(PriceList, on)
        .where(
            ProductPrice.workspace_id == workspace_id,
            among(ProductPrice.product_id, ids),
            PriceList.currency == currency_,
            PriceList.is_active,
        )
        .order_by(PriceList.is_default, PriceList.id.desc())
    )
    return {row.product_id: row.price for row in await session.execute(statement)}


async def taxed_by_default(session: AsyncSession, workspace_id: UUID, currency_: str) -> bool:
    """Return whether prices in a currency hold the tax: as its price list says, the default one's before others'."""
    statement = (
        select(PriceList.tax_included)
        .where(and_(PriceList.workspace_id == workspace_id, PriceList.is_active))
        .order_by((PriceList.currency == currency_).desc(), PriceList.is_default.desc(), PriceList.id)
        .limit(1)
    )
    found = (await session.execute(statement)).scalar_one_or_none()
    return True if found is None else bool(found)
