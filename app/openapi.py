"""The published contract: `openapi/openapi.json` for HTTP, `openapi/events.json` for the socket and the event log."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr, TypeAdapter
from pydantic.json_schema import models_json_schema

from app.core.config import ROOT, Settings
from app.core.events import EVENT_TYPES
from app.main import create_app
from app.platform.realtime.api import ClientMessage, Frame, Resync, Subscribed, Welcome
from app.platform.realtime.frames import FRAME_TYPES, TOPICS

DIRECTORY = ROOT / "openapi"
REFERENCE = "#/components/schemas/{model}"
CLOSE_CODES = {
    "1012": "the server restarts, or your rights changed: come back with jitter",
    "4400": "the message was not one of ours",
    "4401": "the session ended",
    "4403": "the page is not Baton's own",
    "4408": "the connection was too slow for what it subscribed to",
}


def documents() -> dict[str, dict[str, Any]]:
    """Return both documents by file name; needs no running server."""
    nowhere = Settings(
        database_url="postgresql+asyncpg://baton_app@/baton",
        redis_url="redis://localhost",
        secret_key=SecretStr("the documents need no secret, only its length"),
        frontend_dir=Path("no-frontend"),
    )
    return {"openapi.json": create_app(nowhere).openapi(), "events.json": socket_document()}


def socket_document() -> dict[str, Any]:
    """Return what travels over the WebSocket, and the events of the log, as JSON Schema."""
    frames = {f"{topic}/{kind}": schema for (topic, kind), schema in sorted(FRAME_TYPES.items())}
    events = dict(sorted(EVENT_TYPES.items()))
    server = {"welcome": Welcome, "subscribed": Subscribed, "resync": Resync, "frame": Frame}
    models: list[Any] = [*server.values(), *frames.values(), *events.values()]
    references, definitions = models_json_schema(
        [(model, "serialization") for model in dict.fromkeys(models)], ref_template=REFERENCE
    )

    def refer(model: Any) -> Any:
        return references[model, "serialization"]

    client = TypeAdapter(ClientMessage).json_schema(ref_template=REFERENCE)
    return {
        "title": "Baton realtime",
        "path": "/api/v1/ws",
        "topics": {
            name: {
                "address": f"{name}:<id>" if topic.authorize else name,
                "permission": topic.permission,
                "frames": {
                    kind: refer(schema) for (of, kind), schema in sorted(FRAME_TYPES.items()) if of == name
                },
            }
            for name, topic in sorted(TOPICS.items())
        },
        "client_messages": {key: value for key, value in client.items() if key != "$defs"},
        "server_messages": {name: refer(model) for name, model in server.items()},
        "close_codes": CLOSE_CODES,
        "events": {
            name: {"permission": event.permission, "data": refer(event)} for name, event in events.items()
        },
        "components": {"schemas": {**definitions.get("$defs", {}), **client.get("$defs", {})}},
    }


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def export(directory: Path = DIRECTORY) -> None:
    """Write both documents."""
    directory.mkdir(exist_ok=True)
    for name, document in documents().items():
        (directory / name).write_text(_text(document), encoding="utf-8")


def drifted(directory: Path = DIRECTORY) -> list[str]:
    """Return the names of the committed documents that differ from the code."""
    return [
        name
        for name, document in documents().items()
        if not (directory / name).exists()
        or (directory / name).read_text(encoding="utf-8") != _text(document)
    ]


if __name__ == "__main__":
    if "--check" not in sys.argv:
        export()
    elif names := drifted():
        sys.exit(
            f"openapi/ differs from the code: {', '.join(names)}. Run `make openapi` and commit the result."
        )
