"""A Google Sheets table is fetched over HTTP from a real server, and nothing else is ever asked."""

import threading
from collections.abc import AsyncIterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpx
import pytest
from typing_extensions import override

from app.core.runtime import Runtime
from app.domains.transfer.errors import BadFileError
from app.domains.transfer.service import sheets
from tests.domains.transfer.test_importing import state
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

EXPORT = "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/export?format=csv&gid=7"
ELSEWHERE = {
    "moved": "https://doc-0s-9k-sheets.googleusercontent.com/export/table",
    "private": "https://accounts.google.com/ServiceLogin",
    "inner": "https://169.254.169.254/latest/meta-data",
    "plain": "http://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/export",
    "port": "https://docs.google.com:8443/export",
    "circle": EXPORT,
}


class Google(BaseHTTPRequestHandler):
    """A server that answers as Google does; `behaviour` says how."""

    behaviour = "table"
    asked: ClassVar[list[str]]

    def do_GET(self) -> None:
        """Answer with a table, a redirection, a page or too much."""
        self.asked.append(f"{self.headers['Host']}{self.path}")
        behaviour = type(self).behaviour
        if behaviour in ELSEWHERE and self.path.startswith("/spreadsheets"):
            self.send_response(307)
            self.send_header("Location", ELSEWHERE[behaviour])
            self.end_headers()
            return
        self.send_response(404 if behaviour == "gone" else 200)
        self.send_header("Content-Type", "text/html" if behaviour == "page" else "text/csv; charset=utf-8")
        self.end_headers()
        self.wfile.write("Имя,Телефон\nАнна,901234567\n".encode() * (100 if behaviour == "large" else 1))

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class ToHere(httpx.AsyncBaseTransport):
    """Carries every request to the server here, whichever host it was meant for."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._network = httpx.AsyncHTTPTransport()

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return await self._network.handle_async_request(request)

    @override
    async def aclose(self) -> None:
        await self._network.aclose()


@pytest.fixture
async def google(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[type[Google]]:
    """Run the server; requests to Google come to it."""

    class Here(Google):
        asked: ClassVar[list[str]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setattr(sheets, "TRANSPORT", ToHere(server.server_port))
    yield Here
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("behaviour", ["table", "moved"])
async def test_a_sheet_becomes_an_import(
    workspace: Workspace, runtime: Runtime, google: type[Google], behaviour: str
) -> None:
    google.behaviour = behaviour
    http = workspace.http()
    link = {"link": "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/edit?usp=sharing#gid=7"}
    begun = await http.post("/imports/sheet", json=link)
    assert begun.status_code == 201, begun.text
    await run_jobs(runtime, workspace.id)
    record = await state(http, begun.json()["id"])
    assert (record["state"], record["total"]) == ("mapping", 1), record
    assert [one["field"] for one in record["mapping"]] == ["name", "phone"]
    hosts = ["docs.google.com", "doc-0s-9k-sheets.googleusercontent.com"]
    assert [one.split("/")[0] for one in google.asked] == hosts[: 1 if behaviour == "table" else 2]
    assert google.asked[0].endswith("export?format=csv&gid=7")


@pytest.mark.parametrize("behaviour", ["private", "inner", "plain", "port", "circle", "page", "gone"])
async def test_what_is_not_open_to_everybody_is_told_and_no_other_host_is_asked(
    google: type[Google], behaviour: str
) -> None:
    google.behaviour = behaviour
    with pytest.raises(BadFileError, match="sheet_private"):
        await sheets.fetch(EXPORT, 1000)
    assert {one.split("/")[0] for one in google.asked} == {"docs.google.com"}


async def test_too_much_is_not_read_to_its_end(google: type[Google]) -> None:
    google.behaviour = "large"
    with pytest.raises(BadFileError, match="too_large"):
        await sheets.fetch(EXPORT, 1000)


async def test_a_failed_sheet_is_told_on_the_import(
    workspace: Workspace, runtime: Runtime, google: type[Google]
) -> None:
    google.behaviour = "page"
    http = workspace.http()
    begun = await http.post(
        "/imports/sheet", json={"link": "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/edit"}
    )
    await run_jobs(runtime, workspace.id)
    record = await state(http, begun.json()["id"])
    assert (record["state"], record["error"]) == ("failed", "sheet_private")
