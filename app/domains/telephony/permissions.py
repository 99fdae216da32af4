"""Rights of this domain."""

from enum import StrEnum


class TelephonyPermission(StrEnum):
    """Rights over calls and over the connections that they come through."""

    CALLS_READ = "calls:read"
    CALLS_WRITE = "calls:write"
    TELEPHONY_MANAGE = "telephony:manage"
