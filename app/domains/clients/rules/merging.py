"""What of two records stays when they are one client."""

from collections.abc import Mapping, Sequence
from typing import Any

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_JOINED = frozenset({"note"})
"""Texts of which both may be kept, one after the other."""


def choices(field: str) -> tuple[str, ...]:
    """Return what may be chosen for a field."""
    return (MINE, THEIRS, BOTH) if field in _JOINED else (MINE, THEIRS)


def usual_choice(field: str, mine: Any, theirs: Any) -> str:
    """Return which value stays unless somebody chooses: one's own, but nothing that only the other has is lost."""
    if _is_empty(theirs):
        return MINE
    if _is_empty(mine):
        return THEIRS
    return BOTH if field in _JOINED and mine != theirs else MINE


def chosen(field: str, mine: Any, theirs: Any, choice: str | None) -> Any:
    """Return the value that stays."""
    taken = choice or usual_choice(field, mine, theirs)
    if taken == BOTH:
        return "\n\n".join(part for part in (mine, theirs) if part)
    return mine if taken == MINE else theirs


def united(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the tags of both, each once whatever its case."""
    found = {tag.casefold(): tag for tag in reversed([*mine, *theirs])}
    return [tag for key, tag in reversed(found.items()) if key]


def without_added(present: Sequence[str], before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return what a list is when an addition to it is taken back; what was done to it since stays."""
    if list(present) == list(after):
        return list(before)
    added = set(after) - set(before)
    return [one for one in present if one not in added]


def restored(
    present: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the fields to set back: those that still have what the merge gave them."""
    return {
        field: before[field]
        for field in before
        if field in after and before[field] != after[field] and present.get(field) == after[field]
    }


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
