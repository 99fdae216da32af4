"""What the routes of files have in common, whichever record's they are."""

from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import StreamingResponse

from app.core.errors import NotFoundError, TooLargeError
from app.core.http import problems
from app.core.runtime import Runtime
from app.platform.files import service
from app.platform.files.errors import (
    ContentLostError,
    EmptyFileError,
    FileExistsAlreadyError,
    TooManyFilesError,
)
from app.platform.files.models import File
from app.platform.files.schemas import FileOut
from app.platform.files.storage import FileStore

_BINARY = {"schema": {"type": "string", "format": "binary"}}
FileName = Annotated[str, Query(min_length=1, max_length=1000, examples=["Plan of the kitchen.pdf"])]
SENDING: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}
}
"""The body of a request that brings a file."""
REFUSALS = (TooLargeError, EmptyFileError, TooManyFilesError, FileExistsAlreadyError)
"""Why a file may not be taken in."""
THERE_ALREADY: dict[int | str, dict[str, Any]] = {
    200: {"model": FileOut, "description": "It was there already"}
}
HANDED_OUT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": _BINARY}, "description": "The content; to be kept, never to be shown as a page"},
    **problems(NotFoundError, ContentLostError),
}


def handed_out(runtime: Runtime, file: File) -> StreamingResponse:
    """Answer with a file's content."""
    body = service.content(FileStore(runtime.settings), file)
    return StreamingResponse(body, headers=service.headers(file), media_type=file.media_type)
