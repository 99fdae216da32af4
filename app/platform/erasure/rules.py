"""Pure decisions: what of a stored fact is personal, and how somebody's words are found wherever they stand."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

HARMLESS = frozenset(
    {
        "amount",
        "channel",
        "competitor_name",
        "currency",
        "direction",
        "from_stage_name",
        "how",
        "kind",
        "loss_reason",
        "outcome",
        "origin",
        "provider",
        "result",
        "role",
        "former_role",
        "segment_name",
        "semantics",
        "stage_name",
        "standing",
        "state",
        "status",
        "to_stage_name",
    }
)
"""Facts whose texts come from lists that the workspace keeps, and say nothing about anybody."""
_NUMBER = re.compile(r"^[+\d ()./-]+$")
_FEWEST_DIGITS = 6
_SHORTEST = 5


def without_person(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event's facts without what they say of anybody: ids, moments, figures and choices stay."""
    return {
        name: _changes(value) if name == "changes" else _plain(name, value) for name, value in data.items()
    }


def _changes(changes: Any) -> Any:
    return {name: [_pair(name, one) for one in pair] for name, pair in changes.items()}


def _pair(name: str, value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return None
    return None if isinstance(value, str) and _says(name, value) else value


def _plain(name: str, value: Any) -> Any:
    match value:
        case str():
            return "" if _says(name, value) else value
        case dict():
            return {key: _plain(key, one) for key, one in value.items()}
        case list():
            return [_plain(name, one) for one in value]
        case _:
            return value


def _says(name: str, value: str) -> bool:
    return name not in HARMLESS and not _is_id_or_moment(value)


def _is_id_or_moment(value: str) -> bool:
    for read in (UUID, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return "-" in value
    return False


def without_numbers(value: Any) -> Any:
    """Return facts of a call without the numbers."""
    match value:
        case str():
            digits = sum(character.isdigit() for character in value)
            return "" if _NUMBER.match(value) and digits >= _FEWEST_DIGITS else value
        case dict():
            return {key: without_numbers(one) for key, one in value.items()}
        case list():
            return [without_numbers(one) for one in value]
        case _:
            return value


def spellings(numbers: Collection[str], words: Collection[str]) -> list[str]:
    """Return what is to be looked for: words as written, numbers also without plus and spaces."""
    found = {word for word in words if len(word) >= _SHORTEST}
    found |= {number.lstrip("+") for number in numbers}
    return sorted((one for one in found if len(one) >= _SHORTEST), key=lambda one: (-len(one), one))


def pattern(found: Collection[str]) -> str:
    """Return them as one expression that PostgreSQL reads."""
    return "|".join(re.sub(r"([^\w\s@])", r"\\\1", one) for one in found)
