"""What a deal sells: its lines, written as a whole, and the amount that they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import amounts, events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.deals import offer_queries, queries
from app.domains.deals.errors import AmountFromLinesError
from app.domains.deals.events import DealLinesChanged
from app.domains.deals.line_schemas import DealLines, LineInput, LineOut, LinesInput
from app.domains.deals.models import Deal, DealLine
from app.domains.deals.rules import totals
from app.domains.deals.rules.stages import enforced
from app.domains.deals.rules.totals import Priced, Totals
from app.domains.deals.schemas import StageValues
from app.domains.deals.service import gate, records, standing
from app.domains.products import service as products
from app.domains.products.models import Product

AMOUNT, PRODUCTS = "deal.amount", "deal.products"
_POINTERS = {AMOUNT: "/lines", PRODUCTS: "/lines"}
IN_DEAL = {"amount": "/amount", "currency": "/currency"}
IN_MOVE = {"amount": f"/values/{AMOUNT}", "currency": "/currency"}
_NO_PRICE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Offer:
    """Lines that may be written, and what they come to."""

    lines: Sequence[dict[str, Any]]
    total: Totals
    tax_included: bool


async def shown(session: AsyncSession, actor: Actor, deal_id: UUID) -> DealLines:
    """Return what a deal sells; raises `NotFoundError`."""
    deal = await queries.readable(session, actor, deal_id)
    if deal is None:
        raise NotFoundError
    return await _shown(session, deal)


async def _shown(session: AsyncSession, deal: Any) -> DealLines:
    rows = await offer_queries.lines(session, deal.workspace_id, deal.id)
    included = deal.tax_included
    if included is None:
        included = await products.taxed_by_default(session, deal.workspace_id, deal.currency)
    total = totals.summed(Totals(row.net, row.tax, row.gross) for row in rows)
    return DealLines(
        deal_id=deal.id,
        currency=deal.currency,
        tax_included=included,
        lines=[LineOut.model_validate(row) for row in rows],
        net=total.net,
        tax=total.tax,
        gross=total.gross,
        version=deal.version,
    )


async def write(
    session: AsyncSession, actor: Actor, deal_id: UUID, based_on: int, wish: LinesInput
) -> DealLines:
    """Write all lines of an open deal; its amount becomes what they come to, and stays when the last one goes.

    Raises:
        NotFoundError: no such deal within reach.
        VersionConflictError: changed meanwhile.
        DealClosedError: won or lost.
        StageRequirementsMissingError: the stage demands products, or an amount.
        InvalidRequestError: a line that can't be reckoned with.
    """
    deal = await records.locked(session, actor, deal_id)
    check_version(deal.version, based_on)
    records.require_open(deal)
    included = deal.tax_included if wish.tax_included is None else wish.tax_included
    before = await offer_queries.lines(session, deal.workspace_id, deal.id)
    offer = await drafted(session, actor, wish.lines, deal.currency, tax_included=included, present=before)
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    demanding = enforced(stages, gate.stage_of(stages, deal.stage_id))
    await standing.require(session, actor, deal, demanding, as_values(offer), {}, _POINTERS)
    changes = await put(session, deal, offer, before)
    if changes:
        deal.touch()
        told = DealLinesChanged(
            **records.facts(deal), changes=changes, net=offer.total.net, tax=offer.total.tax
        )
        events.publish(session, actor, told)
    await session.flush()
    return await _shown(session, deal)


async def drafted(
    session: AsyncSession,
    actor: Actor,
    wishes: Sequence[LineInput],
    currency: str,
    *,
    tax_included: bool | None = None,
    present: Sequence[DealLine] = (),
    pointer: str = "/lines",
) -> Offer:
    """Return lines as they would be written: completed from the catalogue and reckoned.

    Args:
        session: the caller's transaction.
        actor: who sells.
        wishes: the lines.
        currency: in which the deal is.
        tax_included: whether prices hold the tax; as the price list says when None.
        present: the lines there are, whose products may have gone out of the catalogue since.
        pointer: where the lines stand in the request.

    Raises:
        InvalidRequestError: everything that doesn't fit, at once.
    """
    included = tax_included
    if included is None:
        included = await products.taxed_by_default(session, actor.workspace_id, currency)
    ids = {wish.product_id for wish in wishes if wish.product_id is not None}
    known = {row.id: row for row in await products.named(session, actor, ids)}
    prices = await products.prices(session, actor, ids, currency) if ids else {}
    sold = {row.product_id for row in present}
    lines: list[dict[str, Any]] = []
    wrong: list[FieldError] = []
    for number, wish in enumerate(wishes):
        product = known.get(wish.product_id) if wish.product_id else None
        place = f"{pointer}/{number}"
        wrong += _product_wrong(wish, product, sold, place)
        columns = _columns(wish, product, prices)
        wrong += _price_wrong(columns, currency, place)
        lines.append(columns)
    if wrong:
        raise InvalidRequestError(errors=wrong)
    reckoned = [totals.of_line(_priced(line), currency, tax_included=included) for line in lines]
    total = totals.summed(reckoned)
    if totals.is_too_large(total):
        raise InvalidRequestError(errors=[_error(pointer, "too_large", "the total is too large")])
    for line, worth in zip(lines, reckoned, strict=True):
        line |= {"net": worth.net, "tax": worth.tax, "gross": worth.gross}
    return Offer(lines, total, included)


def _error(pointer: str, code: str, detail: str) -> FieldError:
    return FieldError(pointer=pointer, code=code, detail=detail)


def _product_wrong(
    wish: LineInput, product: Product | None, sold: set[UUID | None], place: str
) -> list[FieldError]:
    if wish.product_id is None:
        return []
    if product is None:
        return [_error(f"{place}/product_id", "not_found", "no such product")]
    if not product.is_active and product.id not in sold:
        return [_error(f"{place}/product_id", "inactive", "the product is not sold any more")]
    return []


def _columns(wish: LineInput, product: Product | None, prices: Mapping[UUID, Decimal]) -> dict[str, Any]:
    price, tax_rate, unit, name = wish.unit_price, wish.tax_rate, wish.unit, wish.name
    if product is not None:
        price = prices.get(product.id) if price is None else price
        tax_rate = product.tax_rate if tax_rate is None else tax_rate
        unit = product.unit if unit is None else unit
        name = name or product.name
    return {
        "product_id": wish.product_id,
        "name": name,
        "unit": unit or None,
        "quantity": wish.quantity.quantize(Decimal("0.001")),
        "unit_price": _NO_PRICE if price is None else price,
        "discount_percent": _hundredths(wish.discount_percent),
        "discount_amount": wish.discount_amount,
        "tax_rate": _hundredths(tax_rate or Decimal(0)),
    }


def _hundredths(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))


def _price_wrong(columns: Mapping[str, Any], currency: str, place: str) -> list[FieldError]:
    if columns["unit_price"] == _NO_PRICE:
        return [_error(f"{place}/unit_price", "required", "there is no price in this currency")]
    wrong = [
        one
        for name in ("unit_price", "discount_amount")
        for one in amounts.price_too_fine(f"{place}/{name}", columns[name], currency)
    ]
    if wrong:
        return wrong
    found = totals.wrong(_priced(columns), currency)
    return [_error(f"{place}/{found[0]}", found[1], "this can't be reckoned with")] if found else []


def _priced(columns: Mapping[str, Any]) -> Priced:
    names = ("quantity", "unit_price", "tax_rate", "discount_percent", "discount_amount")
    return Priced(**{name: columns[name] for name in names})


async def present(session: AsyncSession, deal: Deal) -> Sequence[DealLine]:
    """Return the lines there are."""
    return await offer_queries.lines(session, deal.workspace_id, deal.id) if deal.line_count else ()


async def brought(
    session: AsyncSession, actor: Actor, deal: Deal, wish: StageValues
) -> tuple[dict[str, Any], Offer | None]:
    """Return the values that a move brings, by field key, and the lines among them.

    Raises:
        AmountFromLinesError: an amount that is not what the lines come to.
        InvalidRequestError: a line that can't be reckoned with.
    """
    values = wish.given()
    given = {"amount": values[AMOUNT]} if AMOUNT in values else {}
    if wrong := amounts.too_fine(IN_MOVE["amount"], values.get(AMOUNT), deal.currency):
        raise InvalidRequestError(errors=wrong)
    if not wish.products:
        refuse_manual(deal, given, IN_MOVE)
        return values, None
    before = await present(session, deal)
    comes = await drafted(
        session,
        actor,
        wish.products,
        deal.currency,
        tax_included=deal.tax_included,
        present=before,
        pointer=f"/values/{PRODUCTS}",
    )
    refuse_manual(deal, given, IN_MOVE, comes=comes)
    return values | as_values(comes), comes


def as_values(offer: Offer) -> dict[str, Any]:
    """Return what the lines mean to the contracts of stages."""
    if not offer.lines:
        return {PRODUCTS: None}
    return {PRODUCTS: len(offer.lines), AMOUNT: offer.total.gross}


async def put(
    session: AsyncSession, deal: Deal, offer: Offer, before: Sequence[DealLine] = ()
) -> records.Changes:
    """Write lines into a deal in the place of those before; returns what changed."""
    old = [_facts(row) for row in before]
    new = [_facts(line) for line in offer.lines]
    wanted: dict[str, Any] = {"line_count": len(new)}
    if new:
        wanted |= {
            "amount": offer.total.gross,
            "tax_amount": offer.total.tax,
            "tax_included": offer.tax_included,
        }
    else:
        wanted |= {"tax_amount": None}
    changes = records.assign(deal, wanted)
    changes = {name: pair for name, pair in changes.items() if name == "amount"}
    if old == new:
        return changes
    if before:
        await offer_queries.drop(session, deal.workspace_id, deal.id)
    for position, line in enumerate(offer.lines):
        session.add(
            DealLine(workspace_id=deal.workspace_id, id=uuid7(), deal_id=deal.id, position=position, **line)
        )
    return {**changes, "products": (old, new)}


_TOLD = (
    "product_id",
    "name",
    "quantity",
    "unit_price",
    "discount_percent",
    "discount_amount",
    "tax_rate",
    "gross",
)


def _facts(line: Any) -> dict[str, Any]:
    """Return what events tell of a line."""
    values = [line[name] if isinstance(line, dict) else getattr(line, name) for name in _TOLD]
    return dict(zip(_TOLD, values, strict=True))


def refuse_manual(
    deal: Deal, wanted: Mapping[str, Any], pointers: Mapping[str, str], *, comes: Offer | None = None
) -> None:
    """Refuse an amount or a currency that is not what the deal's lines come to; raises `AmountFromLinesError`."""
    if comes is not None and comes.lines:
        present: dict[str, Any] = {"amount": comes.total.gross, "currency": deal.currency}
    elif deal.line_count:
        present = {"amount": deal.amount, "currency": deal.currency}
    else:
        return
    errors = [
        _error(pointers[name], "from_lines", AmountFromLinesError.title)
        for name in present
        if name in wanted and wanted[name] != present[name]
    ]
    if errors:
        raise AmountFromLinesError(params={"amount": str(present["amount"])}, errors=errors)
