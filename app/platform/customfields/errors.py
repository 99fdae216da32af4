"""Refusals of this package."""

from typing import ClassVar

from app.core.errors import ConflictError


class GroupInUseError(ConflictError):
    """A group that still holds fields can't be removed."""

    code: ClassVar[str] = "field_group_in_use"
    title: ClassVar[str] = "The group still holds fields"


class TooManyFieldsError(ConflictError):
    """A workspace has as many fields as a card can bear."""

    code: ClassVar[str] = "too_many_fields"
    title: ClassVar[str] = "There are as many fields as there can be"
