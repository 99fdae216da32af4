"""What the lines of a deal come to: the one reckoning of discounts, taxes and totals.

Each line is reckoned for itself, in the deal's currency, and rounded half up to its minor units: first quantity times
price, then the discount, then the tax. The deal's totals are the sums of its lines, so they never differ by a cent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.core.money import GREATEST, rounded

_NOTHING = Decimal("0.00")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Priced:
    """A line as far as reckoning needs it; of the two discounts at most one is given."""

    quantity: Decimal
    unit_price: Decimal
    tax_rate: Decimal = _NOTHING
    discount_percent: Decimal | None = None
    discount_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What is sold without the tax, the tax, and what the client pays."""

    net: Decimal = _NOTHING
    tax: Decimal = _NOTHING
    gross: Decimal = _NOTHING


def full_price(line: Priced, currency: str) -> Decimal:
    """Return what a line costs before its discount."""
    return rounded(line.quantity * line.unit_price, currency)


def discount(line: Priced, currency: str) -> Decimal:
    """Return what is taken off a line; never more than it costs."""
    full = full_price(line, currency)
    if line.discount_percent is not None:
        return rounded(full * line.discount_percent / _HUNDRED, currency)
    return min(rounded(line.discount_amount or _NOTHING, currency), full)


def of_line(line: Priced, currency: str, *, tax_included: bool) -> Totals:
    """Return what a line comes to: the tax is in its price, or comes on top."""
    paid = full_price(line, currency) - discount(line, currency)
    if tax_included:
        tax = rounded(paid * line.tax_rate / (_HUNDRED + line.tax_rate), currency)
        return Totals(paid - tax, tax, paid)
    tax = rounded(paid * line.tax_rate / _HUNDRED, currency)
    return Totals(paid, tax, paid + tax)


def summed(lines: Iterable[Totals]) -> Totals:
    """Return what lines come to together."""
    net = tax = gross = _NOTHING
    for line in lines:
        net, tax, gross = net + line.net, tax + line.tax, gross + line.gross
    return Totals(net, tax, gross)


def weighted(amount: Decimal, probability: int, currency: str) -> Decimal:
    """Return what is likely to come of an amount, by the probability of its stage in percent."""
    return rounded(amount * probability / _HUNDRED, currency)


def wrong(line: Priced, currency: str) -> tuple[str, str] | None:
    """Return which field of a line can't be reckoned with, and why; None when all can."""
    if line.quantity * line.unit_price > GREATEST / 2:
        return "unit_price", "too_large"
    if line.discount_amount is not None and line.discount_amount > full_price(line, currency):
        return "discount_amount", "more_than_price"
    return None


def is_too_large(totals: Totals) -> bool:
    """Tell whether a total is more than an amount can hold."""
    return totals.gross > GREATEST
