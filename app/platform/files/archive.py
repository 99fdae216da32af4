"""Many files as one archive, written while it is sent: whatever its size, only a piece of it is in memory."""

import io
from collections.abc import AsyncIterator, Iterable, Sequence
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from typing_extensions import override

from app.platform.files.models import File
from app.platform.files.storage import FileStore


class _Sink(io.RawIOBase):
    """Takes what is written, to be handed on."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: object, /) -> int:
        # The archive writes nothing but bytes, though its protocol says any object.
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        found, self._parts = b"".join(self._parts), []
        return found


async def archive(store: FileStore, files: Sequence[File]) -> AsyncIterator[bytes]:
    """Yield an archive of the files; of a content that is lost only the name."""
    sink = _Sink()
    # What cannot be sought in gets sizes and sums behind each content.
    with ZipFile(sink, "w", ZIP_STORED) as out:
        for name, file in _named(files):
            made = ZipInfo(name, file.created_at.timetuple()[:6])
            with out.open(made, "w", force_zip64=True) as entry:
                if store.has(file.workspace_id, file.sha256):
                    async for piece in store.read(file.workspace_id, file.sha256):
                        entry.write(piece)
                        yield sink.taken()
        yield sink.taken()
    yield sink.taken()


def _named(files: Iterable[File]) -> Iterable[tuple[str, File]]:
    """Give files of one name different ones."""
    used: set[str] = set()
    for number, file in enumerate(files, start=1):
        name = file.name if file.name not in used else f"{number} {file.name}"
        used.add(name)
        yield name, file
