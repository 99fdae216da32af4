"""What a file may be called, what it is, and where its content lies."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr

from app.core.config import Settings
from app.core.errors import TooLargeError
from app.core.ids import uuid7
from app.platform.files import rules
from app.platform.files.storage import FileStore


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\План кухни.docx", "План кухни.docx"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
        ("...", "file"),
        ("", "file"),
        ("y" * 300 + ".pdf", "y" * 196 + ".pdf"),
        ("გეგმა  .png", "გეგმა .png"),
    ],
)
def test_names_are_kept_but_harmless(sent: str, kept: str) -> None:
    assert rules.safe_name(sent) == kept


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">', "text/plain"),
        (b"MZ\x90\x00\x03", "application/octet-stream"),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", rules._IN_ZIP[1][1]),
        (b"PK\x03\x04....photo.jpg", "application/zip"),
        ("Прайс".encode(), "text/plain"),
        (("ж" * rules.HEAD).encode()[1 : rules.HEAD + 1], "application/octet-stream"),
        (("ж" * rules.HEAD).encode()[: rules.HEAD], "text/plain"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_say(head: bytes, found: str) -> None:
    assert rules.media_type(head) == found


def test_a_browser_keeps_it_under_its_own_name() -> None:
    assert (
        rules.disposition('План "x".pdf')
        == "attachment; filename=\"____ _x_.pdf\"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%22x%22.pdf"
    )


async def pieces(*given: bytes) -> AsyncIterator[bytes]:
    for one in given:
        yield one


def store(home: Path, most: int = 100) -> FileStore:
    return FileStore(
        Settings(
            database_url="postgresql+asyncpg://x",
            redis_url="redis://x",
            secret_key=SecretStr("x" * 32),
            var_dir=home,
            max_file_bytes=most,
        )
    )


def lying(home: Path) -> list[str]:
    return sorted(path.name for path in home.rglob("*") if path.is_file())


async def test_equal_contents_lie_there_once_and_too_large_ones_not_at_all(tmp_path: Path) -> None:
    kept, workspace_id = store(tmp_path), uuid7()
    first = await kept.receive(workspace_id, pieces(b"Kitch", b"en"))
    await kept.keep(workspace_id, first)
    second = await kept.receive(workspace_id, pieces(b"Kitchen"))
    await kept.keep(workspace_id, second)
    await kept.drop(second)
    assert (first.sha256, first.size, first.head) == (second.sha256, 7, b"Kitchen")
    assert lying(tmp_path) == [first.sha256]
    assert [piece async for piece in kept.read(workspace_id, first.sha256)] == [b"Kitchen"]
    with pytest.raises(TooLargeError):
        await kept.receive(workspace_id, pieces(b"x" * 60, b"x" * 60))
    assert lying(tmp_path) == [first.sha256]
    assert not kept.has(uuid4(), first.sha256)


async def test_what_has_lain_for_a_while_is_found_slice_by_slice(tmp_path: Path) -> None:
    kept, workspace_id = store(tmp_path), uuid7()
    hashes = []
    for number in range(5):
        received = await kept.receive(workspace_id, pieces(bytes([number])))
        await kept.keep(workspace_id, received)
        hashes.append(received.sha256)
    await kept.receive(workspace_id, pieces(b"broken off"))
    assert await kept.older(workspace_id, timedelta(days=1), "", 10) == []
    hashes.sort()
    past = timedelta(seconds=-5)
    assert await kept.older(workspace_id, past, "", 3) == hashes[:3]
    assert await kept.older(workspace_id, past, hashes[2], 3) == hashes[3:]
    assert lying(tmp_path) == hashes
    await kept.remove(workspace_id, [*hashes[:4], "0" * 64])
    assert lying(tmp_path) == hashes[4:]
