"""Money of currencies that divide differently: how it is rounded, and that the columns keep it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect

from app.core.amounts import price_too_fine, too_fine
from app.core.money import (
    FINEST,
    GREATEST,
    MINOR_UNITS,
    as_kept,
    is_price_too_fine,
    is_too_fine,
    kept_digits,
    minor_units,
    rounded,
)
from app.core.orm import Money

D = Decimal
POSTGRES: Dialect = PGDialect()  # type: ignore[no-untyped-call] # SQLAlchemy has left it untyped
currencies = st.sampled_from([*MINOR_UNITS, "USD", "EUR", "UZS", "GEL", "MNT"])
amounts = st.decimals(D(0), D("9999999999999"), places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("currency", "digits"),
    [
        ("JPY", 0),
        ("KRW", 0),
        ("USD", 2),
        ("UZS", 2),
        ("KWD", 3),
        ("BHD", 3),
        ("TND", 3),
        ("JOD", 3),
        ("OMR", 3),
    ],
)
def test_a_currency_has_its_digits(currency: str, digits: int) -> None:
    assert minor_units(currency) == digits
    assert kept_digits(currency) == max(digits, 2)


def test_examples() -> None:
    assert [str(rounded(D("2.5455"), one)) for one in ("JPY", "USD", "KWD")] == ["3.00", "2.55", "2.546"]
    assert str(as_kept(D("2.5"), "JPY")) == "2.50"
    assert str(rounded(GREATEST, "KWD")) == "9999999999999999.990"


@given(amount=amounts, currency=currencies)
def test_rounding_is_to_the_nearest_that_can_be_paid(amount: Decimal, currency: str) -> None:
    unit = D(1).scaleb(-minor_units(currency))
    paid = rounded(amount, currency)
    assert abs(paid - amount) <= unit / 2
    assert paid % unit == 0
    assert rounded(paid, currency) == paid
    assert not is_too_fine(paid, currency)
    assert is_too_fine(paid + unit / 10, currency)
    assert paid.as_tuple().exponent == -kept_digits(currency)


@given(amount=amounts, more=amounts, currency=currencies)
def test_rounding_keeps_the_order(amount: Decimal, more: Decimal, currency: str) -> None:
    assert rounded(amount, currency) <= rounded(amount + more, currency)


@given(price=amounts, currency=currencies)
def test_a_price_may_be_as_fine_as_is_kept(price: Decimal, currency: str) -> None:
    kept = as_kept(price, currency)
    assert not is_price_too_fine(kept, currency)
    assert price_too_fine("/p", kept, currency) == []
    assert is_price_too_fine(kept + D(1).scaleb(-kept_digits(currency) - 1), currency)


@pytest.mark.parametrize(
    ("amount", "currency", "places"), [("0.5", "JPY", 0), ("1.001", "USD", 2), ("1.0001", "KWD", 3)]
)
def test_what_no_currency_knows_is_refused_with_its_digits(amount: str, currency: str, places: int) -> None:
    (wrong,) = too_fine("/amount", D(amount), currency)
    assert (wrong.pointer, wrong.code, wrong.params) == (
        "/amount",
        "decimal_max_places",
        {"decimal_places": places},
    )
    assert too_fine("/amount", None, currency) == []


@given(amount=st.decimals(D(0), GREATEST, places=FINEST, allow_nan=False) | st.integers(0, 10**15).map(D))
def test_a_column_keeps_an_amount_and_writes_two_digits_at_least(amount: Decimal) -> None:
    written = Money().process_bind_param(amount, POSTGRES)
    assert written == amount
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)
    assert exponent <= -2
    assert Money().impl_instance.compile(POSTGRES) == "NUMERIC"
