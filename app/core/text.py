"""Folding of names, so that one is found by another spelling or script, and of phone numbers."""

import re
import unicodedata

import phonenumbers
from anyascii import anyascii

_APOSTROPHES = str.maketrans("", "", "ʻʼ‘’`´'ʹ\"«»“”„")
# Uzbek: what the two alphabets write differently is folded to one spelling before the scripts are.
_UZBEK_CYRILLIC = str.maketrans({"ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "х": "h", "ж": "j", "ё": "yo"})
_ALIKE = (
    ("shch", "sh"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dzh", "j"), ("dj", "j"), ("ts", "s"), ("x", "h"),
    ("iy", "i"), ("yi", "i"), ("y", "i"), ("w", "v"), ("c", "k"), ("ii", "i"),
)  # fmt: skip
_SPACES = re.compile(r"[^a-z0-9@.+_]+")
_NOT_DIGITS = re.compile(r"\D+")
_EXTENSION_DIGITS = 4


def fold(value: str) -> str:
    """Return the spelling-free form of a text: lower case, Latin, without accents, apostrophes and double spaces.

    `Иванов`, `Ivanov` and `IVANÓV` fold alike, and so do `გიორგი` and `Giorgi`, `Gʻulomov`, `G'ulomov` and `Ғуломов`.
    """
    lowered = unicodedata.normalize("NFKC", value).lower().translate(_APOSTROPHES).translate(_UZBEK_CYRILLIC)
    latin = anyascii(lowered).lower().translate(_APOSTROPHES)
    for spelling, plain in _ALIKE:
        latin = latin.replace(spelling, plain)
    return _SPACES.sub(" ", latin).strip()


def digits(value: str) -> str:
    """Return only the digits."""
    return _NOT_DIGITS.sub("", value)


def normalize_phone(value: str, region: str) -> str | None:
    """Return the E.164 form, or None for what is no valid number.

    Args:
        value: the number as somebody wrote it or a provider sent it.
        region: the workspace's country (ISO 3166), for numbers without a country code.
    """
    for candidate in _phone_candidates(value.strip()):
        try:
            parsed = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def _phone_candidates(value: str) -> list[str]:
    """Return the readings to try: as written, and with the plus that providers leave out."""
    plain = digits(value)
    if len(plain) <= _EXTENSION_DIGITS or value.startswith("+"):
        return [value]
    return [value, f"+{plain.removeprefix('00')}"]
