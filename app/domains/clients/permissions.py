"""Rights of this domain."""

from enum import StrEnum


class ClientPermission(StrEnum):
    """Rights over clients; a role's scope says whose."""

    READ = "clients:read"
    WRITE = "clients:write"
