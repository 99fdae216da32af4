"""Folding of names and reading of phone numbers."""

import random
import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import digits, fold, normalize_phone, readings

SAME_NAME = (
    "Иванов Ivanov IVANÓV Ива́нов",
    "გიორგი Giorgi Гиорги ᲒᲘᲝᲠᲒᲘ",
    "Ғуломов Gʻulomov G'ulomov Gʼulomov Gulomov Ghulomov Гуломов",
    "Бахтиёр Bakhtiyor Bahtiyor Бахтиер",
    "Жамшид Jamshid Djamshid Dzhamshid Джамшид Zhamshid",
    "Қодиров Qodirov Kodirov Кодиров",
    "Ҳасан Hasan Хасан Khasan",
    "Ўктам O'ktam Oʻktam Oktam",
    "Юлия Yulia Yuliya Iuliia",
    "Алексей Aleksey Aleksei",
    "Щукин Shchukin Schukin Shukin",
    "Семён Semyon Семен Semen",
    "Пётр Pyotr Petr Петр",
    "Елена Yelena Elena",
    "Дмитрий Dmitry Dmitriy Dmitrii",
    "Татьяна Tatyana Tatiana",
    "Филипп Philipp Filip",
    "Цой Tsoy Tsoi",
    "Мөнхбат Munkhbat",
    "ღვინიაშვილი Ghviniashvili Gviniashvili Гвиниашвили",
    "ყიფიანი Qipiani Kipiani Кипиани",
    "წიკლაური Tsiklauri Циклаури",
    "Muñoz MUNOZ munõz",
    "Großmann Grossmann",
)
SCRIPTS = st.text(
    st.sampled_from(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳөү"
        "abcdefghijklmnopqrstuvwxyzʻʼ'’áéíóúñü"
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
        "0123456789 -.@+_«»"
    )
)


@pytest.mark.parametrize("names", SAME_NAME)
def test_one_name_in_many_spellings_folds_to_one(names: str) -> None:
    assert len({fold(name) for name in names.split()}) == 1


def test_different_names_stay_different() -> None:
    names = [
        "Иванов",
        "Иванова",
        "Петров",
        "Anna",
        "Ana",
        "Nana",
        "Шерзод",
        "Сардор",
        "გიორგი",
        "ნინო",
        "Bold",
        "Bolor",
    ]
    folded = {fold(name) for name in names}
    assert len(folded) == len(names) - 1  # of Anna and Ana one remains: double letters are single ones


def test_an_x_is_read_both_ways() -> None:
    assert readings("Baxtiyor") == [fold("Бахтиёр"), "bakstier"]
    assert fold("Алексей") in readings("Alexey")
    assert fold("Ксения") in readings("Xenia")
    assert readings("Anna") == [fold("Anna")]


def test_digits_are_never_taken_for_letters() -> None:
    assert fold("Дом 1100, кв. 22") == "dom 1100 kv. 22"
    assert digits("+998 (90) 123-45-67") == "998901234567"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_is_plain(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower().strip()
    assert "  " not in folded
    assert not set(folded) & set("'\"%\\|\x00")


@given(SCRIPTS)
def test_case_and_composition_don_t_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.lists(SCRIPTS, min_size=1, max_size=4))
def test_words_fold_by_themselves(words: list[str]) -> None:
    assert fold(" ".join(words)) == " ".join(filter(None, map(fold, words)))


@given(st.text())
def test_each_reading_is_folded_and_the_first_is_the_fold(text: str) -> None:
    found = readings(text)
    assert found[0] == fold(text)
    assert [fold(reading) for reading in found] == found


@pytest.mark.parametrize(
    ("region", "expected", "written"),
    [
        ("UZ", "+998901234567", "90 123 45 67"),
        ("UZ", "+998901234567", "(90) 123-45-67"),
        ("UZ", "+998901234567", "998901234567"),
        ("UZ", "+998901234567", "+998 90 123-45-67"),
        ("UZ", "+998901234567", "00998901234567"),
        ("UZ", "+998901234567", "8 90 123 45 67"),
        ("UZ", "+998901234567", "+901234567"),
        ("UZ", "+79123456789", "79123456789"),
        ("RU", "+79123456789", "8 (912) 345-67-89"),
        ("RU", "+79123456789", "9123456789"),
        ("RU", "+79123456789", "+89123456789"),
        ("RU", "+74951234567", "+7 (495) 123-45-67 доб. 12"),
        ("RU", "+998901234567", "810 998 90 123 45 67"),
        ("GE", "+995599123456", "0599 12 34 56"),
        ("MN", "+97699112233", "9911-2233"),
        ("ES", "+34612345678", "612 345 678"),
        ("US", "+12125552368", "(212) 555-2368"),
    ],
)
def test_phones_are_read_from_any_form(region: str, expected: str, written: str) -> None:
    assert normalize_phone(written, region) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "+", "101", "1234", "anna", "000000000000", "9" * 40, "😀", "\x00"]
)
def test_what_is_no_number_has_no_form(text: str) -> None:
    assert normalize_phone(text, "UZ") is None


@given(
    st.text(st.sampled_from("0123456789+-() .доbx"), max_size=25), st.sampled_from(["UZ", "RU", "GE", "MN"])
)
def test_a_normalized_number_stays_as_it_is(text: str, region: str) -> None:
    normalized = normalize_phone(text, region)
    if normalized is not None:
        assert normalize_phone(normalized, region) == normalized
        assert normalize_phone(normalized.removeprefix("+"), "GB") == normalized


def test_the_short_way_to_read_a_number_says_what_the_long_one_does() -> None:
    chance, compared = random.Random(1), 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in phonenumbers.PhoneNumberType.values():
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            for form in (0, 1):
                plain = phonenumbers.format_number(example, form)
                at = chance.randrange(1, len(plain))
                for written in (
                    plain,
                    plain[:at] + chance.choice("0123456789") + plain[at + 1 :],
                    f"+0{plain[1:]}",
                ):
                    # A space that no number has sends the second one the long way.
                    found, long = (
                        normalize_phone(written, region),
                        normalize_phone(f"{written}\u00a0;", region),
                    )
                    assert found == long, written
                    compared += found is not None
    assert compared > 1000


_ADDRESS_PART = st.text(st.sampled_from("abcdehjkstxyzqw019._+"), min_size=1, max_size=12)


@given(_ADDRESS_PART, _ADDRESS_PART)
def test_an_address_folds_part_by_part(own: str, domain: str) -> None:
    assert fold(f"{own}@{domain}") == f"{fold(own)}@{fold(domain)}"
    # An apostrophe, which is left out, sends it the way of every other word.
    assert readings(f"{own}@{domain}") == readings(f"'{own}@{domain}")
