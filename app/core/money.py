"""Money: how small it gets in each currency, and how it is rounded."""

from decimal import ROUND_HALF_UP, Decimal

WHOLE = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
        *("RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
"""Currencies without minor units (ISO 4217)."""
KEPT = 2
"""Amounts are kept to hundredths: what a currency divides further is rounded to them as well."""
GREATEST = Decimal("9999999999999999.99")
"""What an amount's column holds at most."""


def minor_units(currency: str) -> int:
    """Return how many digits an amount in a currency has after the point."""
    return 0 if currency in WHOLE else KEPT


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return an amount rounded half up to the currency's minor units, written as amounts are kept."""
    exponent = Decimal(1).scaleb(-minor_units(currency))
    return amount.quantize(exponent, ROUND_HALF_UP).quantize(Decimal(1).scaleb(-KEPT))
