"""The matcher: what its scores promise, for whatever records."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domains.clients.rules.matching import (
    EVIDENCE,
    LIKELY,
    POSSIBLE,
    Profile,
    Reason,
    likeness,
    name_key,
    score,
)

NAMES = st.sampled_from(
    [
        "Ғуломов Шерзод",
        "Sherzod G'ulomov",
        "Gʻulomov Sherzod",
        "Иванов Иван",
        "Ivan Ivanov",
        "გიორგი",
        "Bold",
        "",
    ]
) | st.text(max_size=20)
PHONES = st.frozensets(st.sampled_from(["+998901234567", "+998901234568", "+998901234569"]), max_size=2)
EMAILS = st.frozensets(st.sampled_from(["a@example.com", "b@example.com"]), max_size=2)
PROFILES = st.builds(
    Profile,
    kind=st.sampled_from(["person", "company"]),
    name=NAMES,
    phones=PHONES,
    emails=EMAILS,
    tax_id=st.none() | st.sampled_from(["301234567", "301234568"]),
    company=st.none() | st.sampled_from(["Anor Mebel", "OOO «Анор Мебель»"]),
)


@given(PROFILES, PROFILES)
def test_the_order_of_two_records_is_no_matter(one: Profile, other: Profile) -> None:
    assert score(one, other) == score(other, one)


@given(PROFILES, PROFILES)
def test_a_score_is_a_percentage_and_never_stands_without_a_reason(one: Profile, other: Profile) -> None:
    match = score(one, other)
    assert 0 <= match.score <= 100
    assert bool(match.score) == bool(match.reasons)
    assert not match.reasons or match.reasons[0] in EVIDENCE


@given(PROFILES, PROFILES)
def test_a_phone_in_common_never_lowers_the_score(one: Profile, other: Profile) -> None:
    number = frozenset({"+998700000000"})
    shared = score(
        Profile(one.kind, one.name, one.phones | number, one.emails, one.tax_id, one.company),
        Profile(other.kind, other.name, other.phones | number, other.emails, other.tax_id, other.company),
    )
    assert shared.is_strong
    assert shared.score >= score(one, other).score


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_whole_only_for_the_same_words(one: str, other: str) -> None:
    first, second = name_key("person", one), name_key("person", other)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first) == (1.0 if first else 0.0)


@given(st.lists(st.sampled_from(["Anna", "Maria", "ქეთი", "Болд", "Ғулом"]), min_size=1, max_size=4))
def test_the_order_of_words_is_no_matter(words: list[str]) -> None:
    keys = {name_key("person", " ".join(order)) for order in itertools.permutations(words)}
    assert len(keys) == 1


SAME_NAMES = [
    ("person", "Ғуломов Шерзод", "Sherzod G'ulomov"),
    ("person", "Гулрухсор Ўринова", "Oʻrinova Gulruxsor"),
    ("person", "გიორგი", "Giorgi"),
    ("person", "IVANÓV Iván", "Иван Иванов"),
    ("company", "ООО «Анор Мебель»", "Anor Mebel LLC"),
    ("company", "Anor Mebel MCHJ", "Анор Мебель"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME_NAMES)
def test_a_name_is_the_same_in_any_script(kind: str, one: str, other: str) -> None:
    assert (
        name_key(kind, one) == name_key(kind, other)
        or likeness(name_key(kind, one), name_key(kind, other)) > 0.7
    )


@pytest.mark.parametrize(
    "name",
    [
        "ООО Ромашка", "ООО «Ромашка»", "ООО«Ромашка»", '"Ромашка", ООО', "Ромашка LLC", "Romashka, L.L.C.", "OOO Romashka",
        "ЧП Ромашка", "МЧЖ Ромашка", "Romashka MCHJ", "შპს რომაშკა", "Ромашка ХХК", "ЗАО Ромашка", "Ромашка Co. Ltd.",
        "Romashka Inc", "Ромашка QK", "Romashka S.L.", "Romashka GmbH", "სს რომაშკა", "РОМАШКА КК", "TOO Romashka",
    ],
)  # fmt: skip
def test_a_legal_form_is_no_part_of_a_companys_name(name: str) -> None:
    assert name_key("company", name) == name_key("company", "Ромашка") == "romashka"


def test_what_only_looks_like_a_legal_form_is_a_name() -> None:
    assert name_key("company", "S Group") != name_key("company", "K Group")
    assert name_key("company", "ООО") == "o"
    assert name_key("person", "Ко Ли") == "ko li"
    assert name_key("company", "Anor") != ""


def test_what_a_reviewer_would_say() -> None:
    anna = Profile("person", "Anna Petrova", frozenset({"+998901234567"}), frozenset({"anna@example.com"}))
    again = Profile("person", "Петрова Анна", frozenset({"+998901234567"}))
    namesake = Profile("person", "Anna Petrova", frozenset({"+998907654321"}))
    husband = Profile("person", "Oleg Sidorov", frozenset({"+998901234567"}))
    bare = Profile("person", "Anna Petrova")
    assert score(anna, again).score >= LIKELY
    assert score(anna, again).reasons == (Reason.PHONE, Reason.NAME)
    assert score(anna, namesake).score < POSSIBLE
    assert score(anna, husband).score in range(POSSIBLE, LIKELY)
    assert POSSIBLE <= score(anna, bare).score < LIKELY


def test_other_tax_ids_are_other_companies() -> None:
    one = Profile("company", "Anor Mebel", tax_id="301234567")
    other = Profile("company", "Anor Mebel", tax_id="301234568")
    assert score(one, other).score < POSSIBLE
    assert score(one, Profile("company", "Something else", tax_id="301234567")).score >= LIKELY
