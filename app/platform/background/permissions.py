"""Who looks after background work: whoever looks after the workspace."""

from enum import StrEnum


class BackgroundPermission(StrEnum):
    """Rights over background work."""

    WORKSPACE_MANAGE = "workspace:manage"
