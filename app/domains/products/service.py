"""Keeping the catalogue and its prices."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import amounts, events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.products import queries, rules
from app.domains.products.errors import DefaultPriceListError, PriceListNameTakenError, SkuTakenError
from app.domains.products.events import PriceListChanged, ProductAdded, ProductChanged
from app.domains.products.models import PriceList, Product, ProductPrice
from app.domains.products.queries import named, offered, taxed_by_default
from app.domains.products.schemas import PriceListChange, PriceListInput, ProductChange, ProductInput

Changes = dict[str, tuple[Any, Any]]
__all__ = [
    "change",
    "change_price_list",
    "create",
    "create_price_list",
    "get",
    "named",
    "offered",
    "prices",
    "start",
    "taxed_by_default",
]


async def start(session: AsyncSession, actor: Actor, locale: str) -> None:
    """Give a new workspace its first price list."""
    name = rules.FIRST_PRICE_LIST.get(locale, rules.FIRST_PRICE_LIST["en"])
    currency = await queries.currency(session, actor.workspace_id)
    await create_price_list(session, actor, PriceListInput(name=name, currency=currency, is_default=True))


async def get(session: AsyncSession, actor: Actor, product_id: UUID) -> dict[str, Any]:
    """Return a product in the shape of `ProductOut`; raises `NotFoundError`."""
    found = await queries.full(session, actor, product_id)
    if found is None:
        raise NotFoundError
    return found


async def prices(
    session: AsyncSession, actor: Actor, ids: Collection[UUID], currency: str
) -> dict[UUID, Decimal]:
    """Return what products cost in a currency, those that have a price in it."""
    return await queries.prices_in(session, actor.workspace_id, ids, currency)


async def create(session: AsyncSession, actor: Actor, wish: ProductInput) -> Product:
    """Add a product; raises `SkuTakenError`, and `InvalidRequestError` for prices in no price list of ours."""
    product = Product(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        sku=wish.sku,
        sku_key=rules.sku_key(wish.sku),
        unit=wish.unit,
        tax_rate=wish.tax_rate,
        description=wish.description,
        is_active=True,
        search_text=rules.search_text(wish.name, wish.sku),
        version=1,
    )
    session.add(product)
    await _save(session)
    await _price(session, actor, product, wish.prices)
    events.publish(session, actor, ProductAdded(product_id=product.id, name=product.name, sku=product.sku))
    await session.flush()
    return product


async def change(
    session: AsyncSession, actor: Actor, product_id: UUID, based_on: int, wish: ProductChange
) -> Product:
    """Change a product and its prices. Deals keep what they were sold with.

    Raises:
        NotFoundError, VersionConflictError: as everywhere.
        SkuTakenError: another product has this code.
        InvalidRequestError: a price in no price list of ours.
    """
    product = await queries.lock(session, actor, product_id)
    if product is None:
        raise NotFoundError
    check_version(product.version, based_on)
    changes = _assign(product, wish.model_dump(exclude_unset=True, exclude={"prices"}))
    product.sku_key = rules.sku_key(product.sku)
    product.search_text = rules.search_text(product.name, product.sku)
    changes |= await _price(session, actor, product, wish.prices)
    if changes:
        product.touch()
        told = ProductChanged(product_id=product.id, name=product.name, sku=product.sku, changes=changes)
        events.publish(session, actor, told)
    await _save(session)
    return product


def _assign(record: Any, wanted: Mapping[str, Any]) -> Changes:
    changes: Changes = {}
    for field, value in wanted.items():
        old = getattr(record, field)
        if old != value:
            setattr(record, field, value)
            changes[field] = (old, value)
    return changes


async def _price(
    session: AsyncSession, actor: Actor, product: Product, wanted: Mapping[UUID, Decimal | None]
) -> Changes:
    """Set prices by price list; returns what changed."""
    if not wanted:
        return {}
    _check_prices(wanted, await queries.known_lists(session, actor, wanted))
    present = await queries.prices_of(session, product)
    before: dict[str, Decimal | None] = {}
    after: dict[str, Decimal | None] = {}
    for price_list_id, price in wanted.items():
        row = present.get(price_list_id)
        old = row.price if row else None
        if old == price:
            continue
        before[str(price_list_id)], after[str(price_list_id)] = old, price
        await _set_price(session, product, price_list_id, row, price)
    return {"prices": (before, after)} if after else {}


def _check_prices(wanted: Mapping[UUID, Decimal | None], currencies: Mapping[UUID, str]) -> None:
    wrong: list[FieldError] = []
    for price_list_id, price in wanted.items():
        pointer = f"/prices/{price_list_id}"
        if price_list_id in currencies:
            wrong += amounts.price_too_fine(pointer, price, currencies[price_list_id])
        else:
            wrong.append(FieldError(pointer=pointer, code="not_found", detail="no such price list"))
    if wrong:
        raise InvalidRequestError(errors=wrong)


async def _set_price(
    session: AsyncSession, product: Product, list_id: UUID, row: ProductPrice | None, price: Decimal | None
) -> None:
    if row is None and price is not None:
        new = ProductPrice(
            workspace_id=product.workspace_id, product_id=product.id, price_list_id=list_id, price=price
        )
        session.add(new)
    elif row is not None and price is None:
        await session.delete(row)
    elif row is not None and price is not None:
        row.price = price


async def _save(session: AsyncSession) -> None:
    """Send what was changed; the database has the last word on codes that two give at once."""
    try:
        await session.flush()
    except IntegrityError as error:
        if "uq_products_sku_key" in str(error.orig):
            raise SkuTakenError(
                errors=[FieldError(pointer="/sku", code="taken", detail=SkuTakenError.title)]
            ) from error
        if "uq_price_lists_name" in str(error.orig):
            title = PriceListNameTakenError.title
            raise PriceListNameTakenError(
                errors=[FieldError(pointer="/name", code="taken", detail=title)]
            ) from error
        raise


# --- price lists -----------------------------------------------------------------------------------------------------


async def create_price_list(session: AsyncSession, actor: Actor, wish: PriceListInput) -> PriceList:
    """Make a price list; raises `PriceListNameTakenError`."""
    others = await queries.lock_price_lists(session, actor)
    if wish.is_default:
        await _resign(session, actor, [row for row in others if row.is_default])
    made = PriceList(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        currency=wish.currency,
        tax_included=wish.tax_included,
        is_default=wish.is_default or not others,
        is_active=True,
        version=1,
    )
    session.add(made)
    _tell(session, actor, made, {"name": (None, made.name), "currency": (None, made.currency)})
    await _save(session)
    return made


async def change_price_list(
    session: AsyncSession, actor: Actor, price_list_id: UUID, based_on: int, wish: PriceListChange
) -> PriceList:
    """Change a price list.

    Raises:
        NotFoundError, VersionConflictError: as everywhere.
        PriceListNameTakenError: another is called so.
        DefaultPriceListError: there would be no default one, or it would be out of use.
    """
    rows = await queries.lock_price_lists(session, actor)
    found = next((row for row in rows if row.id == price_list_id), None)
    if found is None:
        raise NotFoundError
    check_version(found.version, based_on)
    wanted = wish.model_dump(exclude_unset=True)
    stays = wanted.get("is_default", found.is_default)
    if (found.is_default and not stays) or (stays and not wanted.get("is_active", found.is_active)):
        raise DefaultPriceListError
    if stays and not found.is_default:
        await _resign(session, actor, [row for row in rows if row.is_default])
    changes = _assign(found, wanted)
    if changes:
        found.touch()
        _tell(session, actor, found, changes)
    await _save(session)
    return found


async def _resign(session: AsyncSession, actor: Actor, former: list[PriceList]) -> None:
    """Have the default one be so no longer, before another is: the database allows one at a time."""
    for row in former:
        row.is_default = False
        row.touch()
        _tell(session, actor, row, {"is_default": (True, False)})
    await session.flush()


def _tell(session: AsyncSession, actor: Actor, row: PriceList, changes: Changes) -> None:
    events.publish(session, actor, PriceListChanged(price_list_id=row.id, name=row.name, changes=changes))
