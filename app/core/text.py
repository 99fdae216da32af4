"""Folding of names, so that one is found by another spelling or script, and of phone numbers."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

import phonenumbers
from anyascii import anyascii

_APOSTROPHES = str.maketrans("", "", "ʻʼ‘’`´'ʹ\"«»“”„")
# Letters that the languages' own Latin writes otherwise than a transliteration letter by letter does:
# Uzbek ў қ ғ ҳ х ж, Mongolian ө ү, and Russian ё, which is written as е more often than not.
_OWN_LATIN = str.maketrans(
    {"ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "х": "h", "ж": "j", "ё": "e", "ө": "u", "ү": "u"}
)
# What one sound is written as, and the one spelling kept. No spelling kept is a spelling replaced.
_SPELLINGS = {
    "shch": "sh", "sch": "sh", "dzh": "j", "dj": "j", "zh": "j", "kh": "h", "gh": "g", "ph": "f", "th": "t",
    "ts": "s", "yo": "e", "ye": "e", "y": "i", "w": "v", "q": "k", "x": "h",
}  # fmt: skip
_SPELLING = re.compile("|".join([*_SPELLINGS, "c(?!h)", r"([a-z])\1+"]))
_SEPARATORS = re.compile(r"[^a-z0-9@.+_]+")
_ADDRESS = re.compile(r"([a-z0-9._+]+)@([a-z0-9._+]+)")
_NOT_DIGITS = re.compile(r"\D+")
_SHORT_NUMBER = 4
_PLAIN_NUMBER = re.compile(r"\+[1-9][0-9 ().-]{5,24}")
_COUNTRY_CODE_LENGTH = 3
_NAME_LENGTH = 200
_TRUNK_EIGHT = frozenset({"AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "UA", "UZ"})
"""Where many still write 8 before a number of the country, also where the numbering plan has dropped it."""


def fold(value: str) -> str:
    """Return the spelling-free form of a text: lower case, Latin, without accents, apostrophes and double spaces.

    `Иванов`, `Ivanov` and `IVANÓV` fold alike, and so do `გიორგი` and `Giorgi`, `Gʻulomov`, `G'ulomov` and `Ғуломов`.
    Double letters become single ones; digits stay as they are.
    """
    return readings(value)[0]


def readings(value: str) -> list[str]:
    """Return the folded form, and a second one where a Latin x may stand for `ks` (Alexey) instead of `h` (Baxtiyor)."""
    read = [_read_often(word) if len(word) <= _NAME_LENGTH else _read(word) for word in value.split()]
    if len(read) == 1:
        ((first, other),) = read
        return [first, other or first] if other is not None else [first]
    found = [" ".join([first for first, _ in read if first])]
    if any([other is not None for _, other in read]):  # noqa: C419 - quicker than a generator for a few words
        found.append(" ".join([one for first, other in read if (one := other or first)]))
    return found


def _read(word: str) -> tuple[str, str | None]:
    if (address := _ADDRESS.fullmatch(word)) is not None:
        # No spelling reaches over the @, and what stands behind it is the same for many.
        own, domain = address.groups()
        other = f"{_spell(_with_ks(own))}@{_spell_often(_with_ks(domain))}" if "x" in word else None
        return f"{_spell(own)}@{_spell_often(domain)}", other
    latin = _latin(word)
    return _spell(latin), _spell(_with_ks(latin)) if "x" in latin else None


def _with_ks(latin: str) -> str:
    return latin.replace("x", "ks")


_read_often = lru_cache(maxsize=8192)(_read)
"""A word is folded for each of the ways in which it is found and compared, and names are shared by many."""


def _latin(value: str) -> str:
    if value.isascii():
        return _SEPARATORS.sub(" ", value.lower().translate(_APOSTROPHES)).strip()
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())
    latin = anyascii(plain.translate(_APOSTROPHES).translate(_OWN_LATIN))
    return _SEPARATORS.sub(" ", latin.lower().translate(_APOSTROPHES)).strip()


def _spell(latin: str) -> str:
    """Replace spellings until none is left, so that folding twice is folding once."""
    while (plain := _SPELLING.sub(_kept, latin)) != latin:
        latin = plain
    return plain


_spell_often = lru_cache(maxsize=2048)(_spell)


def _kept(found: re.Match[str]) -> str:
    spelling = found[0]
    return found[1] or _SPELLINGS.get(spelling, "k")


def digits(value: str) -> str:
    """Return only the digits."""
    return _NOT_DIGITS.sub("", value)


def normalize_phone(value: str, region: str) -> str | None:
    """Return the E.164 form, or None for what is no valid number.

    Args:
        value: the number as somebody wrote it or a provider sent it.
        region: the workspace's country (ISO 3166), for numbers without a country code.
    """
    written = value.strip()
    if (plain := _international(written)) is not None:
        return plain
    for candidate in _phone_candidates(written, region):
        try:
            parsed = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def _international(written: str) -> str | None:
    """Return a number with its country's code that is valid as it stands; None says nothing.

    Reading whatever people may write takes several times as long as this, and a table holds many numbers.
    """
    if _PLAIN_NUMBER.fullmatch(written) is None:
        return None
    plain = digits(written)
    for length in range(1, _COUNTRY_CODE_LENGTH + 1):
        code = int(plain[:length])
        if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            break
    else:
        return None
    national = plain[length:]
    trunk = _trunk(code)
    if not national or national[0] == "0" or (trunk is not None and trunk.match(national)):
        return None
    return f"+{plain}" if _is_valid(code, national) else None


@cache
def _trunk(code: int) -> re.Pattern[str] | None:
    """Return what may stand before a number within its country and is no part of it."""
    region = phonenumbers.region_code_for_country_code(code)
    known = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    prefix = known.national_prefix_for_parsing if known else None
    return re.compile(prefix) if prefix else None


def _is_valid(code: int, national: str) -> bool:
    """Tell what `phonenumbers.is_valid_number` does of a number without leading zeros, at a fraction of its cost.

    A country's code may be shared: a number belongs to the first region with its leading digits or a kind for it.
    """
    regions = _regions(code)
    for leading, kinds in regions:
        pattern = kinds.get(len(national))
        is_known = pattern is not None and pattern.fullmatch(national) is not None
        if is_known or len(regions) == 1 or (leading is not None and leading.match(national)):
            return is_known
    return False


@cache
def _regions(code: int) -> list[tuple[re.Pattern[str] | None, dict[int, re.Pattern[str]]]]:
    """Return of each region with this code its leading digits, and by length the pattern of all kinds of numbers."""
    found = []
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code, ()):
        known = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        if known is not None:
            leading = re.compile(known.leading_digits) if known.leading_digits else None
            found.append((leading, _patterns_by_length(known)))
    return found


def _patterns_by_length(known: Any) -> dict[int, re.Pattern[str]]:
    """Return the pattern of all kinds of numbers of a region, by their length."""
    general = known.general_desc
    kinds = [kind for name in _KINDS if (kind := getattr(known, name)) and kind.national_number_pattern]
    found = {}
    for length in general.possible_length:
        fit = [
            k.national_number_pattern for k in kinds if not k.possible_length or length in k.possible_length
        ]
        if fit:
            alternatives = "|".join(f"(?:{pattern})" for pattern in fit)
            found[length] = re.compile(f"(?=(?:{general.national_number_pattern})$)(?:{alternatives})")
    return found


_KINDS = (
    "mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
)  # fmt: skip


def _phone_candidates(value: str, region: str) -> list[str]:
    """Return the readings to try: as written, with the plus that providers leave out, without a plus or an 8 too many."""
    plain = digits(value)
    if len(plain) <= _SHORT_NUMBER:
        return [value]
    candidates = [value, plain if value.startswith("+") else f"+{plain.removeprefix('00')}"]
    if plain.startswith("8") and region in _TRUNK_EIGHT:
        candidates.append(plain[1:])
    return candidates
