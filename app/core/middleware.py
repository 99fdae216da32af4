"""What frames every request: its trace id, security headers, size limit, and place in the metrics."""

import re
import time
import uuid

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import TooLargeError
from app.core.http import problem_response
from app.core.observability import REQUEST_SECONDS

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


class RequestFrame:
    """Gives each request its trace id, security headers and a place in the metrics."""

    def __init__(self, app: ASGIApp, max_body_bytes: int, max_file_bytes: int) -> None:
        """Wrap the application; files may be larger than other requests."""
        self.app = app
        self.max_body_bytes = max_body_bytes
        self.max_file_bytes = max_file_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        trace = _trace_of(Headers(scope=scope)) or uuid.uuid4().hex
        scope.setdefault("state", {})["trace_id"] = trace
        status = 500

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(scope, MutableHeaders(scope=message), trace)
            await send(message)

        with structlog.contextvars.bound_contextvars(trace_id=trace):
            try:
                most = self.max_file_bytes if _is_file(scope) else self.max_body_bytes
                if _declared_size(scope) > most:
                    refusal = problem_response(TooLargeError().problem(trace))
                    await refusal(scope, receive, send_framed)
                else:
                    await self.app(scope, _limited(receive, most), send_framed)
            finally:
                route = getattr(scope.get("route"), "path", "unmatched")
                elapsed = time.perf_counter() - started
                REQUEST_SECONDS.labels(scope["method"], route, status).observe(elapsed)


def _limited(receive: Receive, most: int) -> Receive:
    """Stop reading a body that grows beyond the limit without having declared its size."""
    read = 0

    async def receive_limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(413, TooLargeError.title)
        return message

    return receive_limited


_FILE = re.compile(r"^/api/v1/[a-z]+/[0-9a-f-]{36}/files/[0-9a-f-]{36}$")
"""Where files of whichever record are sent to."""


def _is_file(scope: Scope) -> bool:
    return scope["method"] == "PUT" and _FILE.match(scope["path"]) is not None


def _declared_size(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    return int(declared) if declared.isdigit() else 0


def _trace_of(headers: Headers) -> str | None:
    """Return the caller's trace id (W3C Trace Context, `traceparent`), if it sent a well-formed one."""
    parts = headers.get("traceparent", "").split("-")
    well_formed = len(parts) == 4 and len(parts[1]) == 32  # noqa: PLR2004 - the format of traceparent
    return parts[1] if well_formed and all(c in "0123456789abcdef" for c in parts[1]) else None


def _add_headers(scope: Scope, headers: MutableHeaders, trace: str) -> None:
    headers["X-Trace-Id"] = trace
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    if scope["path"].startswith("/api/"):
        headers.setdefault("Cache-Control", "no-store")
    for name, value in scope.get("state", {}).get("rate_headers", {}).items():
        headers.setdefault(name, value)
