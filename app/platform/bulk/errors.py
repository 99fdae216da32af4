"""Refusals of bulk work."""

from typing import ClassVar

from app.core.errors import ConflictError


class BulkStateError(ConflictError):
    """The command makes no sense in the present state, which `params.state` names."""

    code: ClassVar[str] = "bulk_state"
    title: ClassVar[str] = "The work is not in a state for this"
