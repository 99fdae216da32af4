"""The one source of the present moment."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, always aware and in UTC."""
    return datetime.now(UTC)
