"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import AppError, ConflictError


class ImportStateError(ConflictError):
    """What was asked for does not fit where the import stands; `params.state` says where."""

    code: ClassVar[str] = "import_state"
    title: ClassVar[str] = "The import is not at that point"


class BadFileError(AppError):
    """The file can't be read as a table; `params.reason` says why."""

    code: ClassVar[str] = "bad_file"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "This can't be read as a table"
