"""Lookup by phone, from any written form."""

import pytest

from tests.conftest import MakeWorkspace
from tests.support.clients import add_client, phone
from tests.support.workspaces import Workspace


@pytest.mark.parametrize(
    ("region", "stored", "written"),
    [
        ("UZ", "+998901234567", ("90 123 45 67", "998901234567", "+998 (90) 123-45-67", "8 90 1234567", "00998901234567")),
        ("RU", "+79123456789", ("8 (912) 345-67-89", "89123456789", "9123456789", "79123456789", "+7 912 345 67 89", "+89123456789")),
        ("RU", "+998901234567", ("998901234567", "810 998 90 123-45-67", "+998 90 123 45 67")),
        ("GE", "+995599123456", ("599 12 34 56", "0599123456", "995599123456")),
        ("MN", "+97699112233", ("9911 2233", "+976 9911-2233")),
        ("ES", "+34612345678", ("612 345 678", "0034612345678")),
    ],
)  # fmt: skip
async def test_a_phone_is_found_however_it_is_written(
    make: MakeWorkspace, region: str, stored: str, written: tuple[str, ...]
) -> None:
    workspace = await make(phone_region=region)
    http = workspace.http()
    card = await add_client(http, "Anna", phone(stored))
    for form in written:
        answer = (await http.get("/clients/lookup", params={"phone": form})).json()
        assert answer["normalized"] == stored, form
        assert [row["id"] for row in answer["items"]] == [card["id"]], form


async def test_what_is_no_number_finds_nobody(workspace: Workspace) -> None:
    http = workspace.http()
    for text in ("anna", "101", "+", "😀", "+998 90"):
        answer = await http.get("/clients/lookup", params={"phone": text})
        assert answer.json() == {"normalized": None, "items": []}
    assert (await http.get("/clients/lookup")).status_code == 422
    assert (await http.get("/clients/lookup", params={"phone": "1" * 61})).status_code == 422
