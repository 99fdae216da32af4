"""Each answer that a test receives is checked against the OpenAPI document: status, media type, and schema."""

import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

import httpx
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

PREFIX = "/api/v1"


class Document:
    """An OpenAPI document with its validators."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Compile the path templates."""
        self.document = document
        self._paths = sorted(
            (
                (re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"), path)
                for path in document["paths"]
            ),
            key=lambda item: item[1].count("{"),
        )
        self._validators: dict[str, Validator] = {}

    def operation(self, method: str, path: str) -> tuple[str, dict[str, Any]]:
        """Return the path template and the operation of a request; raises LookupError for one not documented."""
        for pattern, template in self._paths:
            if pattern.match(path) and method.lower() in self.document["paths"][template]:
                return template, self.document["paths"][template][method.lower()]
        message = f"{method} {path} is not in the OpenAPI document"
        raise LookupError(message)

    def check(self, response: httpx.Response) -> None:
        """Fail unless the answer is one that the document promises."""
        method, path = response.request.method, response.request.url.path
        if response.status_code in {404, 405} and not self._known(path):
            return
        template, operation = self.operation(method, path)
        promised = operation["responses"]
        status = str(response.status_code)
        assert status in promised, (
            f"{method} {template} answered {status}, not documented: {response.text[:300]}"
        )
        content = promised[status].get("content", {})
        if not content or not response.content:
            assert not response.content or status.startswith("4"), (
                f"{method} {template} {status}: undocumented body"
            )
            return
        media_type = response.headers["content-type"].split(";")[0]
        schema = (content.get(media_type) or content.get("*/*") or content["application/json"]).get("schema")
        if schema and "json" in media_type:
            self._validator(schema).validate(response.json())

    def _known(self, path: str) -> bool:
        return any(pattern.match(path) for pattern, _ in self._paths)

    def _validator(self, schema: dict[str, Any]) -> Validator:
        key = repr(schema)
        if key not in self._validators:
            whole = {**schema, "components": self.document["components"]}
            self._validators[key] = Draft202012Validator(whole)
        return self._validators[key]


@lru_cache
def _document_of(app: FastAPI) -> Document:
    return Document(app.openapi())


def conforming(app: FastAPI) -> Callable[[httpx.Response], Awaitable[None]]:
    """Return the hook that checks each answer of an application."""

    async def check(response: httpx.Response) -> None:
        await response.aread()
        _document_of(app).check(response)

    return check
