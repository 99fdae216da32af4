"""The one reckoning of lines: its examples, and what holds whatever is sold."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import kept_digits, minor_units, rounded
from app.domains.deals.rules.totals import (
    Priced,
    Totals,
    discount,
    full_price,
    is_too_large,
    of_line,
    summed,
    weighted,
    wrong,
)

D = Decimal
CURRENCIES = ("UZS", "USD", "JPY", "KRW", "GEL", "KWD", "BHD", "TND", "JOD", "OMR", "CLF")


def decimals(most: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(D(0), D(most), places=places, allow_nan=False)


@st.composite
def lines(draw: st.DrawFn) -> Priced:
    percent = draw(st.none() | decimals("100", 2))
    amount = draw(decimals("1000000", 4)) if percent is None else None
    return Priced(
        quantity=draw(decimals("100000", 3).filter(bool)),
        unit_price=draw(decimals("100000000", 4)),
        tax_rate=draw(decimals("100", 2)),
        discount_percent=percent,
        discount_amount=amount,
    )


@pytest.mark.parametrize(
    ("line", "included", "expected"),
    [
        (Priced(D(2), D("1250000.50"), D(12)), True, ("2232143.75", "267857.25", "2500001.00")),
        (Priced(D(2), D("1250000.50"), D(12)), False, ("2500001.00", "300000.12", "2800001.12")),
        (Priced(D("0.333"), D("10"), D(0)), True, ("3.33", "0.00", "3.33")),
        (Priced(D("0.335"), D("1"), D(0)), True, ("0.34", "0.00", "0.34")),
        (Priced(D(3), D("9.99"), D(20), discount_percent=D(10)), False, ("26.97", "5.39", "32.36")),
        (Priced(D(1), D("100"), D(20), discount_amount=D("99.99")), True, ("0.01", "0.00", "0.01")),
        (Priced(D(1), D("100"), D(20), discount_percent=D(100)), False, ("0.00", "0.00", "0.00")),
    ],
)
def test_examples(line: Priced, included: bool, expected: tuple[str, str, str]) -> None:
    assert of_line(line, "USD", tax_included=included) == Totals(*(D(one) for one in expected))


def test_a_currency_without_minor_units_is_reckoned_in_whole_ones() -> None:
    assert of_line(Priced(D("1.5"), D("99"), D(10)), "JPY", tax_included=False) == Totals(
        D("149.00"), D("15.00"), D("164.00")
    )
    assert (minor_units("JPY"), minor_units("UZS"), rounded(D("2.5"), "KRW")) == (0, 2, D("3.00"))


def test_a_currency_of_thousandths_is_reckoned_in_them() -> None:
    line = Priced(D("0.333"), D("1.255"), D(5), discount_percent=D("2.5"))
    assert of_line(line, "KWD", tax_included=False) == Totals(D("0.408"), D("0.020"), D("0.428"))
    assert of_line(line, "USD", tax_included=False) == Totals(D("0.41"), D("0.02"), D("0.43"))


@given(line=lines(), currency=st.sampled_from(CURRENCIES), included=st.booleans())
def test_a_line_is_whole_in_its_currency_and_adds_up(line: Priced, currency: str, included: bool) -> None:
    worth = of_line(line, currency, tax_included=included)
    assert worth.net + worth.tax == worth.gross
    for amount in (worth.net, worth.tax, worth.gross):
        assert amount >= 0
        assert amount == rounded(amount, currency)
        assert amount.as_tuple().exponent == -kept_digits(currency)
    paid = worth.gross if included else worth.net
    assert paid == full_price(line, currency) - discount(line, currency)
    assert 0 <= discount(line, currency) <= full_price(line, currency)


@given(line=lines(), currency=st.sampled_from(CURRENCIES))
def test_the_tax_is_right_to_half_a_minor_unit(line: Priced, currency: str) -> None:
    half = D(1).scaleb(-minor_units(currency)) / 2
    on_top = of_line(line, currency, tax_included=False)
    assert abs(on_top.tax - on_top.net * line.tax_rate / 100) <= half
    inside = of_line(line, currency, tax_included=True)
    assert abs(inside.tax - inside.gross * line.tax_rate / (100 + line.tax_rate)) <= half


@given(sold=st.lists(lines(), max_size=8), currency=st.sampled_from(CURRENCIES), included=st.booleans())
def test_totals_are_the_sums_of_the_lines_in_any_order(
    sold: list[Priced], currency: str, included: bool
) -> None:
    worths = [of_line(line, currency, tax_included=included) for line in sold]
    total = summed(worths)
    assert total == summed(reversed(worths))
    assert total.net + total.tax == total.gross
    for name in ("net", "tax", "gross"):
        assert getattr(total, name) == sum((getattr(one, name) for one in worths), D(0))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Priced(D("999999999"), D("9999999999999999.99")), ("unit_price", "too_large")),
        (Priced(D(1), D("10"), discount_amount=D("10.01")), ("discount_amount", "more_than_price")),
        (Priced(D(1), D("10"), discount_amount=D("10")), None),
    ],
)
def test_what_can_not_be_reckoned_with_is_named(line: Priced, expected: Any) -> None:
    assert wrong(line, "USD") == expected


@given(
    amount=decimals("1000000000", 2), probability=st.integers(0, 100), currency=st.sampled_from(CURRENCIES)
)
def test_what_is_likely_to_come_is_never_more_than_all(
    amount: Decimal, probability: int, currency: str
) -> None:
    whole = rounded(amount, currency)
    likely = weighted(whole, probability, currency)
    assert 0 <= likely <= whole
    assert likely == rounded(likely, currency)
    assert (weighted(whole, 100, currency), weighted(whole, 0, currency)) == (whole, Decimal(0))


def test_a_total_may_be_too_large_though_no_line_is() -> None:
    great = of_line(Priced(D(1), D("4999999999999999.99"), D(100)), "USD", tax_included=False)
    assert not is_too_large(great)
    assert is_too_large(summed([great, great]))
