"""Where providers send their events."""

from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import PlainTextResponse

from app.core.auth import PUBLIC
from app.core.errors import NotFoundError
from app.core.http import RuntimeDep, problems
from app.core.http import router as domain_router
from app.core.runtime import Runtime
from app.domains.telephony.errors import MalformedPayloadError, SignatureRefusedError
from app.domains.telephony.service import hooks

router = domain_router("telephony", "/telephony/hooks")

_ECHO: dict[str, Any] = {
    "description": "The text that the provider expects back",
    "content": {"text/plain": {"schema": {"type": "string"}, "example": "3f2a"}},
}


@router.post(
    "/{key}",
    name="telephony_hooks_take",
    status_code=204,
    dependencies=[PUBLIC],
    responses=problems(NotFoundError, SignatureRefusedError, MalformedPayloadError),
)
async def take(runtime: RuntimeDep, request: Request, key: str) -> None:
    """Take a provider's event, signed as the provider documents it.

    The generic connection's format: JSON, `Baton-Timestamp` and `Baton-Signature: v1=<hex HMAC-SHA256 of
    "<timestamp>.<body>">`. A repeated event is accepted and changes nothing; any order gives the same call.
    """
    received = hooks.received_now(_public_url(runtime, request), request.headers.raw, await request.body())
    await hooks.take(runtime, key, received)


@router.get(
    "/{key}",
    name="telephony_hooks_check",
    response_model=None,
    dependencies=[PUBLIC],
    responses={**problems(NotFoundError), 200: _ECHO},
)
async def check(
    runtime: RuntimeDep,
    request: Request,
    key: str,
    zd_echo: Annotated[str | None, Query(max_length=256, description="Zadarma's check: is echoed")] = None,
) -> Response:
    """Answer a provider that checks the address before it uses it."""
    del zd_echo  # documented here, read by the adapter
    hook = await hooks.find_hook(runtime, key)
    text = hook.adapter.echo(request.query_params)
    if text is None:
        raise NotFoundError
    return PlainTextResponse(text)


def _public_url(runtime: Runtime, request: Request) -> str:
    """The address as the provider was told it: from the settings, never from the Host header."""
    path = request.scope.get("raw_path") or request.url.path.encode()
    query = request.scope.get("query_string", b"")
    called = path.partition(b"?")[0] + (b"?" + query if query else b"")
    return runtime.settings.public_url.rstrip("/") + called.decode("latin-1")
