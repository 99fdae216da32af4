"""Rights of this domain."""

from enum import StrEnum


class TaskPermission(StrEnum):
    """Rights over tasks; a role's scope says whose."""

    READ = "tasks:read"
    WRITE = "tasks:write"
