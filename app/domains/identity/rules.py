"""Pure decisions: passwords, addresses, team trees, grants."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from uuid import UUID

from app.core.auth import Scope

MINIMUM_PASSWORD = 15
"""NIST SP 800-63B-4: fifteen characters where the password is the only factor; no composition rules, no expiry."""
MAXIMUM_PASSWORD = 256

_ORDER = (Scope.OWN, Scope.TEAM, Scope.ALL)
_COMMON = frozenset(files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8").split())
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def normalize_email(email: str) -> str:
    """Return the form under which an address is unique."""
    return email.strip().lower()


def password_weakness(password: str, known: Collection[str]) -> str | None:
    """Return why a password is too easy to guess, or None: `short`, `long`, `common`, `repeated`, `known`.

    Args:
        password: the wished password, any characters.
        known: what a guesser knows: the person's name, address, the workspace's name.
    """
    plain = password.strip().lower()
    if len(password) < MINIMUM_PASSWORD:
        return "short"
    if len(password) > MAXIMUM_PASSWORD:
        return "long"
    if len(set(plain)) < 5 or _is_repetition(plain):  # noqa: PLR2004 - fewer distinct characters are no secret
        return "repeated"
    letters = _NOT_LETTERS.sub("", plain)
    if plain in _COMMON or (letters and letters in _COMMON):
        return "common"
    words = {word for text in known for word in re.split(r"[\W_]+", text.lower()) if len(word) > 3}  # noqa: PLR2004
    remainder = plain
    for word in sorted(words, key=len, reverse=True):
        remainder = remainder.replace(word, "")
    return "known" if len(remainder) < MINIMUM_PASSWORD // 2 else None


def _is_repetition(text: str) -> bool:
    return any(len(text) % size == 0 and text == text[:size] * (len(text) // size) for size in range(1, 6))


def subtree(parents: Mapping[UUID, UUID | None], root: UUID) -> set[UUID]:
    """Return a team and every team below it."""
    found = {root}
    grown = True
    while grown:
        below = {team for team, parent in parents.items() if parent in found and team not in found}
        found |= below
        grown = bool(below)
    return found


def nearest_holders(
    team_id: UUID | None,
    holders: Sequence[tuple[UUID, UUID | None, str | None]],
    parents: Mapping[UUID, UUID | None],
) -> list[UUID]:
    """Return who answers for a team: those with a team-wide right in it or above it, else those with the whole right.

    Args:
        team_id: the team.
        holders: people, their teams, and how far the right in question reaches for each.
        parents: the tree of teams.
    """
    seen: set[UUID] = set()
    while team_id is not None and team_id not in seen:
        found = [person for person, team, scope in holders if team == team_id and scope == Scope.TEAM]
        if found:
            return found
        seen.add(team_id)
        team_id = parents.get(team_id)
    return [person for person, _, scope in holders if scope == Scope.ALL]


def exceeds(wanted: Mapping[str, str], held: Mapping[str, Scope]) -> list[str]:
    """Return the permissions that somebody would grant without holding them as far."""
    return sorted(
        permission
        for permission, scope in wanted.items()
        if permission not in held or _ORDER.index(Scope(scope)) > _ORDER.index(held[permission])
    )


def unknown_permissions(wanted: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the names that are no permission."""
    return sorted(set(wanted) - set(known))
