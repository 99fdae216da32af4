"""Where contents lie: in the data directory, by workspace and hash. The only module that knows of paths."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import time
from typing import BinaryIO
from uuid import UUID, uuid4

from app.core.config import Settings
from app.core.errors import TooLargeError
from app.platform.files.rules import HEAD

_INCOMING = "incoming"
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Received:
    """What was sent, before it is kept."""

    path: Path
    sha256: str
    size: int
    head: bytes


class FileStore:
    """Keeps contents. Whoever keeps or removes one holds the lock of its hash (`queries.hold`)."""

    def __init__(self, settings: Settings) -> None:
        """Know where and how much; nothing is touched yet."""
        self._root = settings.var_dir / "files"
        self.most = settings.max_file_bytes

    async def receive(self, workspace_id: UUID, pieces: AsyncIterator[bytes]) -> Received:
        """Write what comes to a place of its own; raises `TooLargeError`, and then nothing of it is left."""
        path = self._root / str(workspace_id) / _INCOMING / uuid4().hex
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        digest, size, head = hashlib.sha256(), 0, b""
        file = await asyncio.to_thread(path.open, "xb")
        try:
            async for piece in pieces:
                size += self._within(size, piece)
                head += piece[: max(0, HEAD - len(head))]
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
            await asyncio.to_thread(_settle, file)
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise
        return Received(path, digest.hexdigest(), size, head)

    def _within(self, size: int, piece: bytes) -> int:
        if size + len(piece) > self.most:
            raise TooLargeError(params={"most": self.most})
        return len(piece)

    async def keep(self, workspace_id: UUID, received: Received) -> None:
        """Put what was received in its place, over the same content if that is there already."""
        await asyncio.to_thread(_move, received.path, self._place(workspace_id, received.sha256))

    async def drop(self, received: Received) -> None:
        """Remove what was received and not kept; does nothing after `keep`."""
        await asyncio.to_thread(received.path.unlink, missing_ok=True)

    def has(self, workspace_id: UUID, sha256: str) -> bool:
        """Tell whether a content is there."""
        return self._place(workspace_id, sha256).is_file()

    async def read(self, workspace_id: UUID, sha256: str) -> AsyncIterator[bytes]:
        """Yield a content; raises FileNotFoundError."""
        with self._place(workspace_id, sha256).open("rb") as file:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece

    async def remove(self, workspace_id: UUID, hashes: Sequence[str]) -> None:
        """Remove contents; those that aren't there are passed over."""
        for sha256 in hashes:
            await asyncio.to_thread(self._place(workspace_id, sha256).unlink, missing_ok=True)

    async def older(self, workspace_id: UUID, age: timedelta, after: str, most: int) -> list[str]:
        """Return the hashes of contents that have lain for a while, in their order; broken uploads of that age go."""
        return await asyncio.to_thread(self._older, workspace_id, time() - age.total_seconds(), after, most)

    def _older(self, workspace_id: UUID, before: float, after: str, most: int) -> list[str]:
        home = self._root / str(workspace_id)
        for path in _files(home / _INCOMING):
            if _written(path) < before:
                path.unlink(missing_ok=True)
        found: list[str] = []
        for folder in sorted(home.glob("[0-9a-f][0-9a-f]")):
            if folder.name < after[:2]:
                continue
            found += [one.name for one in _files(folder) if one.name > after and _written(one) < before]
            if len(found) >= most:
                break
        return found[:most]

    def _place(self, workspace_id: UUID, sha256: str) -> Path:
        return self._root / str(workspace_id) / sha256[:2] / sha256


def _settle(file: BinaryIO) -> None:
    """Have a written file survive a power cut."""
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _move(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _files(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
