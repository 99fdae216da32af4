"""Refusals of erasing."""

from app.core.errors import ConflictError


class NotAPersonError(ConflictError):
    """Only people have personal data: a company is no person."""

    code = "not_a_person"
    title = "A company has no personal data of its own"
