"""Fetching a Google Sheets table that everybody with the link may read; no other address is ever asked."""

import re

import httpx

from app.domains.transfer.errors import BadFileError

_HOSTS = re.compile(r"^(docs\.google\.com|[a-z0-9-]+\.googleusercontent\.com)$")
_REDIRECTS = 3
_TIMEOUT_SECONDS = 20
TRANSPORT: httpx.AsyncBaseTransport | None = None
"""What carries the requests; null: the network."""


async def fetch(address: str, most_bytes: int) -> bytes:
    """Return a sheet as CSV; asks Google's own hosts only, whatever a redirection says.

    Raises:
        BadFileError: it can't be read, is private, or is too large.
    """
    try:
        async with httpx.AsyncClient(
            timeout=_TIMEOUT_SECONDS, follow_redirects=False, transport=TRANSPORT, trust_env=TRANSPORT is None
        ) as http:
            for _ in range(_REDIRECTS):
                url = httpx.URL(address)
                if url.scheme != "https" or not _HOSTS.match(url.host) or url.port not in {None, 443}:
                    raise BadFileError("sheet_private")
                async with http.stream("GET", url) as answer:
                    if answer.is_redirect:
                        address = str(url.join(answer.headers["location"]))
                        continue
                    is_csv = "csv" in answer.headers.get("content-type", "")
                    if answer.status_code != httpx.codes.OK or not is_csv:
                        raise BadFileError("sheet_private")
                    return await _limited(answer, most_bytes)
    except httpx.HTTPError as error:
        raise BadFileError("sheet_unreachable") from error
    raise BadFileError("sheet_private")


async def _limited(answer: httpx.Response, most_bytes: int) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > most_bytes:
            raise BadFileError("too_large")
    return bytes(data)
