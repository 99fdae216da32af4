"""Search: other spellings, other scripts, parts of phones, the best first."""

from typing import Any

import pytest

from tests.support.clients import add_client, email, phone
from tests.support.workspaces import Workspace

PEOPLE = (
    ("Иванов Пётр", phone("+7 912 555-67-89")),
    ("გიორგი ღვინიაშვილი", phone("+995 599 12 34 56")),
    ("Gʻulomov Baxtiyor", phone("+998 90 123-45-67")),
    ("Ғуломов Шерзод", phone("+998 93 765 43 21")),
    ("Мөнхбат Өлзийсайхан", phone("+976 9911 2233")),
    ("José Muñoz", email("jose.munoz@example.com")),
    ("Алексей Щукин", phone("+998 71 200 00 01")),
    ("Alexander Yelkin", phone("+998 71 200 00 02")),
)


@pytest.fixture
async def crowd(workspace: Workspace) -> Workspace:
    for name, point in PEOPLE:
        await add_client(workspace.http(), name, point)
    return workspace


async def titles(workspace: Workspace, query: str, **params: Any) -> list[str]:
    answer = await workspace.http().get("/search", params={"q": query, **params})
    assert answer.status_code == 200, answer.text
    return [hit["title"] for hit in answer.json()["items"] if hit["type"] == "client"]


@pytest.mark.slow
async def test_names_are_found_in_any_spelling(crowd: Workspace) -> None:
    gulomov = {"Gʻulomov Baxtiyor", "Ғуломов Шерзод"}
    for query, expected in {
        "ivanov": {"Иванов Пётр"},
        "ИВАНОВ": {"Иванов Пётр"},
        "petr ivan": {"Иванов Пётр"},
        "Pyotr": {"Иванов Пётр"},
        "giorgi": {"გიორგი ღვინიაშვილი"},
        "Гвиниашвили": {"გიორგი ღვინიაშვილი"},
        "ghvini": {"გიორგი ღვინიაშვილი"},
        "g'ulomov": gulomov,
        "Ғуломов": gulomov,
        "gʻulomov": gulomov,
        "гулом": gulomov,
        "бахтиёр": {"Gʻulomov Baxtiyor"},
        "munkhbat": {"Мөнхбат Өлзийсайхан"},
        "munoz": {"José Muñoz"},
        "jose.munoz@example": {"José Muñoz"},
        "alexey": {"Алексей Щукин"},
        "shchukin": {"Алексей Щукин"},
        "Schukin": {"Алексей Щукин"},
        "elkin": {"Alexander Yelkin"},
        "ёлкин": {"Alexander Yelkin"},
        "al": {"Алексей Щукин", "Alexander Yelkin"},
        "nobody": set(),
        "%": set(),
        "_": set(),
        "ivanov giorgi": set(),
    }.items():
        assert set(await titles(crowd, query)) == expected, query


async def test_phones_are_found_by_any_part(crowd: Workspace) -> None:
    for query, expected in {
        "1234567": {"Gʻulomov Baxtiyor"},
        "123-45-67": {"Gʻulomov Baxtiyor"},
        "+998 (90) 123": {"Gʻulomov Baxtiyor"},
        "8 912 555": {"Иванов Пётр"},
        "00998937": {"Ғуломов Шерзод"},
        "2233": {"Мөнхбат Өлзийсайхан"},
        "123": {"Gʻulomov Baxtiyor", "გიორგი ღვინიაშვილი"},
        "5554443": set(),
    }.items():
        assert set(await titles(crowd, query)) == expected, query


async def test_a_find_says_what_was_matched(crowd: Workspace) -> None:
    hits = (await crowd.http().get("/search", params={"q": "1234567"})).json()["items"]
    assert [(hit["type"], hit["subtitle"], hit["matched"]) for hit in hits] == [
        ("client", "+998901234567", "+998901234567")
    ]


async def test_a_slip_of_the_fingers_is_forgiven_when_nothing_else_matches(crowd: Workspace) -> None:
    assert await titles(crowd, "shukim") == ["Алексей Щукин"]
    assert await titles(crowd, "olzisaihan") == ["Мөнхбат Өлзийсайхан"]


async def test_the_best_come_first(workspace: Workspace) -> None:
    http = workspace.http()
    for name in ("Roman Banana", "Susanna Ivanova", "Maria Anna", "Annabella Long", "Anna"):
        await add_client(http, name)
    # "an" begins the name, then another word, then (by more letters) stands inside a word.
    assert await titles(workspace, "anna") == [
        "Anna", "Annabella Long", "Maria Anna", "Roman Banana", "Susanna Ivanova"
    ]  # fmt: skip
    assert await titles(workspace, "anna", limit=2) == ["Anna", "Annabella Long"]


async def test_the_companies_name_finds_its_people(workspace: Workspace) -> None:
    http = workspace.http()
    company = await add_client(http, "ООО «Ромашка»", kind="company")
    await add_client(http, "Anna", company_id=company["id"])
    assert await titles(workspace, "romashka") == ["Anna", "ООО «Ромашка»"]
    hits = (await http.get("/search", params={"q": "anna"})).json()["items"]
    assert hits[0]["subtitle"] == "ООО «Ромашка»"


async def test_a_whole_address_finds_who_has_it(crowd: Workspace) -> None:
    await add_client(crowd.http(), "Another", email("jose.munoz@example.com.mx"))
    assert await titles(crowd, " Jose.Munoz@Example.com ") == ["José Muñoz"]
    assert set(await titles(crowd, "munoz@example.com")) == {"José Muñoz", "Another"}
    assert await titles(crowd, "nobody@example.com") == []
