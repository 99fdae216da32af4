"""Telling somebody all that is known of her, and forgetting it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.platform.erasure import queries
from app.platform.erasure.rules import pattern, spellings
from app.platform.erasure.traces import TRACES, Person

Eraser = Callable[[AsyncSession, Person], Awaitable[None]]
_erasers: list[Eraser] = []


def erase_with(eraser: Eraser) -> None:
    """Have a domain forget in a way of its own, before its rows are blanked. Called by the registry only."""
    if eraser not in _erasers:
        _erasers.append(eraser)


async def collect(session: AsyncSession, person: Person) -> None:
    """Find her records of every kind."""
    for trace in TRACES:
        if trace.kind is not None:
            found = await queries.find(session, trace, person)
            person.ids.setdefault(trace.kind, set()).update(found)


async def told(session: AsyncSession, person: Person) -> dict[str, Any]:
    """Return all that is known of her, by table, and what happened."""
    await collect(session, person)
    tables = {trace.of.name: await queries.rows(session, trace, person) for trace in TRACES if trace.is_told}
    return {**tables, "events": await queries.events(session, person)}


async def erase(session: AsyncSession, person: Person, kept_events: Sequence[str]) -> None:
    """Forget her: her rows are removed or blanked, and her words are taken out wherever else they stand."""
    await session.execute(text("SET LOCAL statement_timeout = '30min'"))
    await collect(session, person)
    for eraser in _erasers:
        await eraser(session, person)
    for trace in TRACES:
        await queries.blank(session, trace, person)
    await queries.blank_events(session, person, kept_events)
    await queries.blank_machinery(session, person)
    wanted = spellings(person.numbers, person.words)
    if wanted:
        await queries.sweep(session, person, pattern(wanted))
