"""Who may read the logs."""

from enum import StrEnum


class HistoryPermission(StrEnum):
    """Rights over the workspace's logs."""

    AUDIT_READ = "audit:read"
    EVENTS_READ = "events:read"
