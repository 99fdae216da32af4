"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import NotFoundError


class UnknownMetricError(NotFoundError):
    """There is no such figure."""

    code: ClassVar[str] = "unknown_metric"
    title: ClassVar[str] = "There is no such figure"
