"""Which tags are frequent: clients with those are found by walking through a list in its order, not by an index."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Text

from app.core.db import workspace_of
from app.core.filters import Fields, leaves
from app.core.prepared import Prepared
from app.domains.clients.fields import tagged

TAGS = "tags"
_TESTS = ("contains", "any_of")
KNOWN_SECONDS = 60.0
MOST_KNOWN = 10_000
_frequent_until: dict[tuple[UUID, str], float] = {}


async def frequent(session: AsyncSession, tags: Collection[str]) -> frozenset[str]:
    """Return those of the tags that so many clients have that one of them soon comes in any order.

    Counting them costs more than the list itself, so who was frequent is taken for it a minute longer: it only says by
    which way the clients are found.
    """
    workspace_id, moment = workspace_of(session), monotonic()
    known = {tag for tag in tags if _frequent_until.get((workspace_id, tag), 0.0) > moment}
    asked = sorted(set(tags) - known)
    rows = await _FREQUENT.rows(session, {"tags": asked}) if asked else []
    if len(_frequent_until) + len(rows) > MOST_KNOWN:
        _frequent_until.clear()
    found = {row["tag"] for row in rows}
    _frequent_until.update({(workspace_id, tag): moment + KNOWN_SECONDS for tag in found})
    return frozenset(known | found)


def _frequent() -> Any:
    tag = func.unnest(bindparam("tags", type_=ARRAY(Text))).column_valued("tag")
    return select(tag).where(func.is_frequent_tag(tag))


_FREQUENT = Prepared(_frequent)


async def known(session: AsyncSession, fields: Fields, tree: Any) -> Fields:
    """Return the fields with tags that know which of those that the tree names are frequent."""
    if TAGS not in fields:
        return fields
    asked = [leaf.value for leaf in leaves(tree) if leaf.field == TAGS and leaf.operator in _TESTS]
    tags = {tag for value in asked for tag in (value if isinstance(value, list) else [value])}
    found = await frequent(session, {tag for tag in tags if isinstance(tag, str)})
    if not found:
        return fields
    test = partial(tagged, frequent=found)
    return {**fields, TAGS: replace(fields[TAGS], tests=dict.fromkeys(_TESTS, test))}
