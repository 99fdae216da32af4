"""Who may read figures and set plans."""

from enum import StrEnum


class ReportPermission(StrEnum):
    """Rights over figures."""

    READ = "reports:read"
    PLANS_MANAGE = "plans:manage"
