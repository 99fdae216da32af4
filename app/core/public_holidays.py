"""Public holidays by country: the one place that knows the library of them."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the countries whose holidays are known, by their two letters."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=512)
def of_year(country: str | None, year: int) -> frozenset[date]:
    """Return the public holidays of a year; none for an unknown country, or for none."""
    return frozenset(day for day, _ in named(country, year))


@lru_cache(maxsize=512)
def named(country: str | None, year: int, locale: str = "en") -> tuple[tuple[date, str], ...]:
    """Return the public holidays of a year in order, with their names in a language where the library has them."""
    if country is None or country not in countries():
        return ()
    known = holidays.country_holidays(country, years=year)
    language = next((one for one in known.supported_languages if one.split("_")[0] == locale), None)
    if language is not None:
        known = holidays.country_holidays(country, years=year, language=language)
    return tuple((day, known[day]) for day in sorted(known) if day.year == year)
