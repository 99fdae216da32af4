"""Pure decisions: whom a text mentions, and how it reads with their names."""

import re
from collections.abc import Mapping
from uuid import UUID

_MENTION = re.compile(r"<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>")


def mentioned(text: str) -> list[UUID]:
    """Return the people whom a text mentions, each once, in its order."""
    return list(dict.fromkeys(UUID(one) for one in _MENTION.findall(text)))


def with_names(text: str, names: Mapping[UUID, str]) -> str:
    """Return a text with names in the place of ids."""
    return _MENTION.sub(lambda found: f"@{names.get(UUID(found[1]), '…')}", text)
