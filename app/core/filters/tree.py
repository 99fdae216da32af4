"""The filter tree: the one form of a question about records, in lists, views, segments, bulk work and exports.

`{"all": [...]}`, `{"any": [...]}`, `{"not": ...}`, and leaves such as `{"field": "source", "is": "exhibition"}`, whose
second key is the operator. Which operators a field knows follows from its kind; that is checked when it is compiled.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from app.core.schemas import Input, Line

MAX_LEAVES = 50
MAX_DEPTH = 5
MAX_CHOICES = 200
MOST_DAYS = 36_500
EXAMPLE: Any = {
    "all": [
        {"field": "source", "any_of": ["exhibition", "site"]},
        {"not": {"field": "tags", "contains": "supplier"}},
        {"any": [{"field": "last_contact_at", "older_than_days": 30}, {"field": "phone", "is_empty": True}]},
    ]
}
"""Shown in the published document."""
_LONGEST = 1000


def _scalar(value: Any) -> Any:
    if isinstance(value, str):
        if len(value) > _LONGEST or "\x00" in value:
            raise PydanticCustomError("bad_value", "too long a text, or one with a zero byte")
        return value
    if isinstance(value, (bool, int)) or (isinstance(value, float) and abs(value) < float("inf")):
        return value
    raise PydanticCustomError("bad_value", "a text, a number, or true or false")


Scalar: TypeAlias = Annotated[
    Any,
    BeforeValidator(_scalar),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}),
]
Choices = Annotated[list[Scalar], Field(min_length=1, max_length=MAX_CHOICES)]
Two = Annotated[list[Scalar], Field(min_length=2, max_length=2)]


class Leaf(Input):
    """A test of one field."""

    operator: ClassVar[str]
    field: Line = Field(examples=["source"])
    value: Any


class FilterIs(Leaf):
    """The field equals the value; letters count. Of a moment, a date: it lies in that day."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"field": "source", "is": "exhibition"}]})
    operator: ClassVar[str] = "is"
    value: Scalar = Field(alias="is")


class FilterIsNot(Leaf):
    """The field does not equal the value, or is empty."""

    operator: ClassVar[str] = "is_not"
    value: Scalar = Field(alias="is_not")


class FilterAnyOf(Leaf):
    """The field equals one of the values; a list holds one of them."""

    operator: ClassVar[str] = "any_of"
    value: Choices = Field(alias="any_of")


class FilterNoneOf(Leaf):
    """The field equals none of the values, or is empty; a list holds none of them."""

    operator: ClassVar[str] = "none_of"
    value: Choices = Field(alias="none_of")


class FilterContains(Leaf):
    """The text contains the value, whatever the case; a list holds it."""

    operator: ClassVar[str] = "contains"
    value: Scalar = Field(alias="contains")


class FilterStartsWith(Leaf):
    """The text starts with the value, whatever the case."""

    operator: ClassVar[str] = "starts_with"
    value: Scalar = Field(alias="starts_with")


class FilterGreater(Leaf):
    """The field is greater or later than the value; than a date: after that day."""

    operator: ClassVar[str] = "gt"
    value: Scalar = Field(alias="gt")


class FilterAtLeast(Leaf):
    """The field is at least the value; of a date: on that day or later."""

    operator: ClassVar[str] = "gte"
    value: Scalar = Field(alias="gte")


class FilterLess(Leaf):
    """The field is less or earlier than the value; than a date: before that day."""

    operator: ClassVar[str] = "lt"
    value: Scalar = Field(alias="lt")


class FilterAtMost(Leaf):
    """The field is at most the value; of a date: on that day or earlier."""

    operator: ClassVar[str] = "lte"
    value: Scalar = Field(alias="lte")


class FilterBetween(Leaf):
    """The field lies between the two values, both included."""

    operator: ClassVar[str] = "between"
    value: Two = Field(alias="between")


class FilterIsEmpty(Leaf):
    """Nothing is known."""

    operator: ClassVar[str] = "is_empty"
    value: Literal[True] = Field(alias="is_empty")


class FilterIsFilled(Leaf):
    """Something is known."""

    operator: ClassVar[str] = "is_filled"
    value: Literal[True] = Field(alias="is_filled")


class FilterWithinDays(Leaf):
    """The moment lies within the last so many days; of a negative number, within the next ones."""

    operator: ClassVar[str] = "within_days"
    value: int = Field(alias="within_days", ge=-MOST_DAYS, le=MOST_DAYS)


class FilterOlderThanDays(Leaf):
    """The moment lies more than so many days back."""

    operator: ClassVar[str] = "older_than_days"
    value: int = Field(alias="older_than_days", ge=0, le=MOST_DAYS)


class FilterInSegment(Leaf):
    """The record is a member of the segment."""

    operator: ClassVar[str] = "in_segment"
    value: UUID = Field(alias="in_segment")


class FilterAll(Input):
    """Every part holds; of no parts, always."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    parts: list["FilterNode"] = Field(alias="all", max_length=MAX_LEAVES)


class FilterAny(Input):
    """At least one part holds; of no parts, never."""

    parts: list["FilterNode"] = Field(alias="any", max_length=MAX_LEAVES)


class FilterNot(Input):
    """The part does not hold."""

    part: "FilterNode" = Field(alias="not")


LEAVES: tuple[type[Leaf], ...] = (
    FilterIs, FilterIsNot, FilterAnyOf, FilterNoneOf, FilterContains, FilterStartsWith, FilterGreater,
    FilterAtLeast, FilterLess, FilterAtMost, FilterBetween, FilterIsEmpty, FilterIsFilled, FilterWithinDays,
    FilterOlderThanDays, FilterInSegment,
)  # fmt: skip
_BRANCHES: dict[type, str] = {FilterAll: "all", FilterAny: "any", FilterNot: "not"}
_KEYS = (*_BRANCHES.values(), *(leaf.operator for leaf in LEAVES))


def _tag(value: Any) -> str | None:
    """Return which form a part has. The tags stand in braces: no pointer into the tree ever shows one."""
    if isinstance(value, dict):
        return next((f"{{{key}}}" for key in _KEYS if key in value), None)
    return f"{{{value.operator}}}" if isinstance(value, Leaf) else f"{{{_BRANCHES.get(type(value))}}}"


FilterNode = TypeAliasType(
    "FilterNode",
    Annotated[
        Annotated[FilterAll, Tag("{all}")]
        | Annotated[FilterAny, Tag("{any}")]
        | Annotated[FilterNot, Tag("{not}")]
        | Annotated[FilterIs, Tag("{is}")]
        | Annotated[FilterIsNot, Tag("{is_not}")]
        | Annotated[FilterAnyOf, Tag("{any_of}")]
        | Annotated[FilterNoneOf, Tag("{none_of}")]
        | Annotated[FilterContains, Tag("{contains}")]
        | Annotated[FilterStartsWith, Tag("{starts_with}")]
        | Annotated[FilterGreater, Tag("{gt}")]
        | Annotated[FilterAtLeast, Tag("{gte}")]
        | Annotated[FilterLess, Tag("{lt}")]
        | Annotated[FilterAtMost, Tag("{lte}")]
        | Annotated[FilterBetween, Tag("{between}")]
        | Annotated[FilterIsEmpty, Tag("{is_empty}")]
        | Annotated[FilterIsFilled, Tag("{is_filled}")]
        | Annotated[FilterWithinDays, Tag("{within_days}")]
        | Annotated[FilterOlderThanDays, Tag("{older_than_days}")]
        | Annotated[FilterInSegment, Tag("{in_segment}")],
        Discriminator(
            _tag,
            custom_error_type="bad_filter",
            custom_error_message="one of all, any, not, or a field with one operator",
        ),
    ],
)
for _model in _BRANCHES:
    # The keys are pydantic models, though the table types them as plain classes.
    _model.model_rebuild()  # type: ignore[attr-defined]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(FilterNode)


def read(stored: Any) -> Any:
    """Return the tree that was kept as JSON."""
    return _ADAPTER.validate_python(stored)


def dump(node: Any) -> Any:
    """Return a tree as it is kept in JSON columns."""
    return _ADAPTER.dump_python(node, mode="json", by_alias=True)


def leaves(node: Any) -> list[Leaf]:
    """Return the leaves of a tree in their order."""
    match node:
        case FilterAll() | FilterAny():
            return [leaf for part in node.parts for leaf in leaves(part)]
        case FilterNot():
            return leaves(node.part)
        case _:
            return [node]
