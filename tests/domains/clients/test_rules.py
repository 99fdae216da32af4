"""The pure decisions: contact points, search texts and terms, tags."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domains.clients import rules
from app.domains.clients.rules import EMAIL, PHONE, Wish

WISHES = st.lists(
    st.one_of(
        st.builds(
            Wish, st.just(PHONE), st.from_regex(r"(\+998|8)?9[01] ?12345[0-3]\d", fullmatch=True), is_main=st.booleans()
        ),
        st.builds(Wish, st.just(EMAIL), st.sampled_from(["a@x.uz", "A@x.uz", "b@x.uz "]), is_main=st.booleans()),
    ),
    max_size=8,
)  # fmt: skip


@given(WISHES)
def test_each_kind_has_one_main_and_nothing_stands_twice(wishes: list[Wish]) -> None:
    points = rules.arrange(wishes, "UZ")
    for kind in (PHONE, EMAIL):
        of_kind = [point for point in points if point.kind == kind]
        assert sum(point.is_main for point in of_kind) == bool(of_kind)
        assert bool(of_kind) == any(wish.kind == kind for wish in wishes)
        wanted = {
            rules.normalize(kind, wish.value, "UZ") for wish in wishes if wish.kind == kind and wish.is_main
        }
        if wanted:
            assert next(point.normalized for point in of_kind if point.is_main) in wanted
    normalized = [(point.kind, point.normalized) for point in points if point.normalized]
    assert len(set(normalized)) == len(normalized)
    kept = [Wish(point.kind, point.value, point.label, point.is_main) for point in points]
    assert rules.arrange(kept, "UZ") == points


def test_what_is_no_number_is_kept_as_written() -> None:
    points = rules.arrange([Wish(PHONE, "101"), Wish(PHONE, "1 01"), Wish(PHONE, "90 123 45 67")], "UZ")
    assert [(point.value, point.normalized) for point in points] == [
        ("101", None), ("90 123 45 67", "+998901234567")
    ]  # fmt: skip
    assert rules.main_value(points, PHONE) == "101"
    assert rules.main_value(points, EMAIL) is None


def like(text: str, pattern: str) -> bool:
    """Do what PostgreSQL's LIKE does."""
    parts = re.findall(r"\\.|%|_|[^\\%_]+", pattern)
    expression = "".join(
        ".*" if p == "%" else "." if p == "_" else re.escape(p.removeprefix("\\")) for p in parts
    )
    return re.fullmatch(expression, text, re.DOTALL) is not None


def found(text: str, query: str) -> bool:
    terms = rules.search_terms(query)
    return terms is not None and (
        all(like(text, pattern) for pattern in terms.patterns)
        or (bool(terms.alternatives) and all(like(text, pattern) for pattern in terms.alternatives))
    )


NAMES = st.lists(
    st.text(st.sampled_from("абвгёжхцщюяқғabcxyzhsk'გიორნ_%\\"), min_size=1, max_size=8),
    min_size=1,
    max_size=3,
)


@given(NAMES, st.sampled_from(["901234567", "998935550011"]), st.data())
def test_a_client_is_found_by_her_own_words_and_phone(
    words: list[str], number: str, data: st.DataObject
) -> None:
    name = " ".join(words)
    points = rules.arrange([Wish(PHONE, number), Wish(EMAIL, "x_y@example.com")], "UZ")
    text = rules.search_text([name, None], points, "Ромашка 100%")
    word = data.draw(st.sampled_from(words))
    assert rules.search_terms(word) is None or found(text, word)
    assert found(text, number)
    assert found(text, number[2:6])
    assert found(text, f"8 {number[-9:-6]}")
    assert found(text, "x_y@example")
    assert found(text, "romashka 100%")
    assert not found(text, "xzy@example")


@pytest.mark.parametrize("query", ["", " ", "'", "%", "!?", "«»", "|", "\\"])
def test_what_holds_nothing_looks_for_nothing(query: str) -> None:
    assert rules.search_terms(query) is None


def test_two_digits_are_no_part_of_a_phone() -> None:
    two, three = rules.search_terms("12"), rules.search_terms("1-2 3")
    assert two is not None
    assert three is not None
    assert not two.is_phone
    assert three.is_phone
    assert three.patterns == ["%123%"]


def test_the_company_stands_behind_the_bar() -> None:
    text = rules.search_text(["Anna | Bold"], [], "Anor|Mebel")
    assert text.partition("|")[2] == rules.company_part("Anor|Mebel") == " anor mebel"
    assert text.count("|") == 1
    assert rules.search_text(["Anna"], [], None) == " ana|"


@given(st.lists(st.text(max_size=12)))
def test_tags_stand_once_whatever_their_case(tags: list[str]) -> None:
    kept = rules.normalize_tags(tags)
    assert rules.normalize_tags(kept) == kept
    assert len({tag.casefold() for tag in kept}) == len(kept)
    assert {tag.casefold() for tag in kept} == {" ".join(tag.split()).casefold() for tag in tags} - {""}


@given(st.text(max_size=200))
def test_the_sort_name_fits_into_a_cursor(name: str) -> None:
    key = rules.sort_name(name)
    assert len(key) <= rules.SORT_NAME_LENGTH
    assert rules.sort_name(name.upper().lower()) == rules.sort_name(name.lower())


def test_an_address_is_looked_for_by_what_is_before_its_at_first() -> None:
    terms = rules.search_terms("i.petrov@mail.ru")
    assert terms is not None
    assert terms.patterns == ["%i.petrov@%", "%i.petrov@mail.ru%"]
    short = rules.search_terms("ab@mail.ru")
    assert short is not None
    assert short.patterns == ["%ab@mail.ru%"]
