"""Who may decide which fields there are."""

from enum import StrEnum


class FieldPermission(StrEnum):
    """Rights over the workspace's own fields."""

    MANAGE = "fields:manage"
