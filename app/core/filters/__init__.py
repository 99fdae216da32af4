"""Filtering, sorting and grouping of records by the fields of one registry."""

from app.core.filters.compiling import compiled, leaf_condition
from app.core.filters.evaluating import holds
from app.core.filters.fields import Fields, FieldSpec, Kind, add_fields, add_source, fields_of
from app.core.filters.ordering import MAX_KEYS, Order, order_of
from app.core.filters.tree import EXAMPLE, FilterNode, Leaf, dump, leaves, read
from app.core.filters.values import Frame

__all__ = [
    "EXAMPLE",
    "MAX_KEYS",
    "FieldSpec",
    "Fields",
    "FilterNode",
    "Frame",
    "Kind",
    "Leaf",
    "Order",
    "add_fields",
    "add_source",
    "compiled",
    "dump",
    "fields_of",
    "holds",
    "leaf_condition",
    "leaves",
    "order_of",
    "read",
]
