"""Pure decisions: what a product is found by, and what the first price list is called."""

from collections.abc import Mapping

from app.core.text import fold

_WHOLE_TRIGRAM = 3
"""Shorter words match beginnings of words only."""
FIRST_PRICE_LIST: Mapping[str, str] = {
    "en": "Main prices",
    "ru": "Основные цены",
    "es": "Precios principales",
    "uz": "Asosiy narxlar",
    "ka": "ძირითადი ფასები",
    "mn": "Үндсэн үнэ",
}


def search_text(name: str, sku: str | None) -> str:
    """Return what stands in the search column; each word begins with a space."""
    return f" {fold(name)} {fold(sku or '')}".rstrip()


def sku_key(sku: str | None) -> str | None:
    """Return the form in which codes are compared."""
    return sku.casefold() if sku else None


def searched(query: str) -> list[str]:
    """Return the parts that a product's search text must hold, each somewhere."""
    return [word if len(word) >= _WHOLE_TRIGRAM else f" {word}" for word in fold(query).split()]
