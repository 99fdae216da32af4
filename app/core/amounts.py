"""Refusing amounts that their currency does not know, and figures finer than they are counted."""

from decimal import Decimal

from app.core.errors import FieldError
from app.core.money import is_price_too_fine, is_too_fine, kept_digits, minor_units


def too_fine(pointer: str, amount: Decimal | None, currency: str) -> list[FieldError]:
    """Return what is wrong with an amount to be paid: nothing, or that the currency does not get so small."""
    if amount is None or not is_too_fine(amount, currency):
        return []
    return [_error(pointer, minor_units(currency))]


def price_too_fine(pointer: str, price: Decimal | None, currency: str) -> list[FieldError]:
    """Return the same of a price of a unit, which may have as many digits as are kept."""
    if price is None or not is_price_too_fine(price, currency):
        return []
    return [_error(pointer, kept_digits(currency))]


def finer_than(pointer: str, value: Decimal, places: int) -> list[FieldError]:
    """Return the same of a figure that is no money, and has so many digits after the point at most."""
    return [_error(pointer, places)] if value != round(value, places) else []


def _error(pointer: str, places: int) -> FieldError:
    detail = f"Decimal input should have no more than {places} decimal places"
    return FieldError(
        pointer=pointer, code="decimal_max_places", detail=detail, params={"decimal_places": places}
    )
