"""Pure decisions: how a file may be called, and what its first bytes say it is."""

import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

LONGEST_NAME = 200
NAMELESS = "file"
BINARY, TEXT = "application/octet-stream", "text/plain"
HEAD = 4096
"""How many of the first bytes are looked at."""
_ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_STARTS: Sequence[tuple[int, bytes, str]] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"PK\x03\x04", _ZIP),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_IN_ZIP: Sequence[tuple[bytes, str]] = (
    (b"word/", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)


def safe_name(name: str) -> str:
    """Return a name as it may be kept: no folders, nothing invisible, and not longer than people read.

    What turns the direction of writing goes too: by it `exe` can be made to look like the end of another name.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in last if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    shown = " ".join(shown.split()).strip(". ")
    if len(shown) > LONGEST_NAME:
        stem, dot, extension = shown.rpartition(".")
        fits = dot and stem and len(extension) < LONGEST_NAME // 2
        shown = f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}" if fits else shown[:LONGEST_NAME]
    return shown or NAMELESS


def media_type(head: bytes) -> str:
    """Return what a file is by its first bytes; pages and pictures that can run scripts are plain text."""
    for place, mark, found in _STARTS:
        if head[place : place + len(mark)] == mark:
            return _in_zip(head) if found == _ZIP else found
    return TEXT if _is_text(head) else BINARY


def _in_zip(head: bytes) -> str:
    return next((found for mark, found in _IN_ZIP if mark in head), _ZIP)


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # The last letter may be cut in two.
        return len(head) == HEAD and error.start >= HEAD - 3
    return True


def disposition(name: str) -> str:
    """Return the header by which a browser keeps a file instead of opening it (RFC 6266)."""
    plain = "".join(one if one.isascii() and one.isprintable() and one not in '"\\%' else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
