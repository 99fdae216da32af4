"""Money: how small it gets in each currency, and how it is rounded."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_WHOLE = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
    *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
)
_THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_TEN_THOUSANDTHS = ("CLF", "UYW")
MINOR_UNITS: Mapping[str, int] = {
    **dict.fromkeys(_WHOLE, 0),
    **dict.fromkeys(_THOUSANDTHS, 3),
    **dict.fromkeys(_TEN_THOUSANDTHS, 4),
}
"""How many digits after the point a currency has, of those that do not have two (ISO 4217)."""
USUAL = 2
FINEST = 4
"""More digits after the point no currency has."""
GREATEST = Decimal("9999999999999999.99")
"""What an amount is at most."""
DIGITS = 16 + FINEST
"""How many digits an amount has at most, before and after the point."""


def minor_units(currency: str) -> int:
    """Return how many digits an amount in a currency has after the point."""
    return MINOR_UNITS.get(currency, USUAL)


def kept_digits(currency: str) -> int:
    """Return with how many digits after the point a currency's amounts are kept and shown: never fewer than two."""
    return max(minor_units(currency), USUAL)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return an amount rounded half up to the currency's minor units, written as amounts are kept."""
    exponent = Decimal(1).scaleb(-minor_units(currency))
    return as_kept(amount.quantize(exponent, ROUND_HALF_UP), currency)


def as_kept(amount: Decimal, currency: str) -> Decimal:
    """Return an amount written as amounts in a currency are kept."""
    return amount.quantize(Decimal(1).scaleb(-kept_digits(currency)), ROUND_HALF_UP)


def is_too_fine(amount: Decimal, currency: str) -> bool:
    """Tell whether nobody can pay an amount, because the currency does not get so small."""
    return amount != rounded(amount, currency)


def is_price_too_fine(price: Decimal, currency: str) -> bool:
    """Tell whether a price of a unit has more digits than are kept; it may be finer than what can be paid."""
    return price != as_kept(price, currency)
