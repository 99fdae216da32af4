"""Rights of this domain."""

from enum import StrEnum


class DealPermission(StrEnum):
    """Rights over deals; a role's scope says whose.

    Who configures changes pipelines and what stages demand; who overrides makes exceptions from that, with a reason.
    """

    CONFIGURE = "deals:configure"
    OVERRIDE = "deals:override"
    READ = "deals:read"
    WRITE = "deals:write"
