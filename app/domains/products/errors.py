"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import ConflictError


class SkuTakenError(ConflictError):
    """Another product has this code."""

    code: ClassVar[str] = "sku_taken"
    title: ClassVar[str] = "Another product has this code"


class PriceListNameTakenError(ConflictError):
    """Another price list is called so."""

    code: ClassVar[str] = "price_list_name_taken"
    title: ClassVar[str] = "Another price list has this name"


class DefaultPriceListError(ConflictError):
    """There is always one price list that prices are taken from by default; another is chosen instead of it."""

    code: ClassVar[str] = "default_price_list"
    title: ClassVar[str] = "Choose another default price list first"
