"""Clients for tests, made as a person makes them."""

from typing import Any
from uuid import uuid4

import httpx


def phone(value: str, **more: Any) -> dict[str, Any]:
    """Return a phone for a request."""
    return {"kind": "phone", "value": value, **more}


def email(value: str, **more: Any) -> dict[str, Any]:
    """Return an e-mail for a request."""
    return {"kind": "email", "value": value, **more}


async def add_client(
    http: httpx.AsyncClient, name: str, *points: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Add a client (a person unless said) and return her card."""
    body = {"kind": "person", "name": name, "contact_points": list(points), **more}
    answer = await http.post("/clients", json=body)
    assert answer.status_code == 201, answer.text
    card: dict[str, Any] = answer.json()
    return card


async def change_client(http: httpx.AsyncClient, card: dict[str, Any], **wish: Any) -> httpx.Response:
    """Change a client on the basis of a card."""
    headers = {"If-Match": f'"{card["version"]}"'}
    return await http.patch(f"/clients/{card['id']}", json=wish, headers=headers)


async def add_file(
    http: httpx.AsyncClient,
    record_id: str,
    name: str,
    content: bytes = b"Kitchen: 3 x 4 metres",
    on: str = "clients",
) -> str:
    """Add a file to a client's card, or a deal's, and return its id."""
    file_id = str(uuid4())
    answer = await http.put(f"/{on}/{record_id}/files/{file_id}", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    return file_id
