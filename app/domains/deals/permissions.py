"""Rights of this domain."""

from enum import StrEnum


class DealPermission(StrEnum):
    """Rights over deals; a role's scope says whose. Who configures changes pipelines and what stages demand."""

    CONFIGURE = "deals:configure"
    READ = "deals:read"
    WRITE = "deals:write"
