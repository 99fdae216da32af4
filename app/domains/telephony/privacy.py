"""What calls hold about people. When they were, how long and with which outcome stays: these are figures."""

from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.orm import among
from app.domains.telephony.models import Call, ProviderEvent
from app.platform.erasure.rules import without_numbers
from app.platform.erasure.traces import Person, Trace

TRACES = (
    Trace(
        Call.__table__,
        {"client_id": "client"},
        kind="call",
        numbers=("client_number",),
        kept=frozenset(
            {
                "provider_call_id",
                "facts",
                "announced",
                "shown_to",
                "state",
                "direction",
                "result",
                "extension",
                "cause",
                "outcome",
            }
        ),
    ),
)


async def forget(session: AsyncSession, person: Person) -> None:
    """Take the numbers out of the calls' facts, and empty what the provider sent about them."""
    calls = select(Call.id, Call.provider_call_id, Call.facts).where(
        Call.workspace_id == person.workspace_id, among(Call.id, sorted(person.ids.get("call", ())))
    )
    names: set[str] = {number.lstrip("+") for number in person.numbers}
    for row in (await session.execute(calls)).all():
        names.add(row.provider_call_id)
        await session.execute(
            update(Call)
            .where(Call.workspace_id == person.workspace_id, Call.id == row.id)
            .values(facts=without_numbers(row.facts))
            .execution_options(synchronize_session=False)
        )
    for name in sorted(names):
        await session.execute(_empty(person, name))


def _empty(person: Person, name: str) -> Any:
    speaks = or_(ProviderEvent.body.contains(name.encode()), ProviderEvent.query.contains(name))
    return (
        update(ProviderEvent)
        .where(ProviderEvent.workspace_id == person.workspace_id, speaks)
        .values(body=b"", query="", error=None)
        .execution_options(synchronize_session=False)
    )
