"""Refusals of this package."""

from typing import ClassVar

from app.core.errors import ConflictError


class FileExistsAlreadyError(ConflictError):
    """Another file has this id."""

    code: ClassVar[str] = "file_exists"
    title: ClassVar[str] = "There is another file with this id"


class TooManyFilesError(ConflictError):
    """A card has as many files as it can bear."""

    code: ClassVar[str] = "too_many_files"
    title: ClassVar[str] = "There are as many files as there can be"


class EmptyFileError(ConflictError):
    """Nothing was sent."""

    code: ClassVar[str] = "empty_file"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The file is empty"


class FileInFieldError(ConflictError):
    """A field of the record names the file."""

    code: ClassVar[str] = "file_in_field"
    title: ClassVar[str] = "The file stands in a field; clear that first"


class ContentLostError(ConflictError):
    """The content isn't where it was put: the data directory was lost or isn't shared."""

    code: ClassVar[str] = "content_lost"
    title: ClassVar[str] = "The content of this file is gone from the server's disk"
