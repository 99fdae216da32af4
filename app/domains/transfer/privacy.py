"""What imports hold about people: the rows that became her, and the samples shown while they were mapped."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.orm import among
from app.domains.transfer.models import Import, ImportRow
from app.platform.erasure.traces import Person, Trace

TRACES = (
    Trace(
        ImportRow.__table__,
        {"client_id": "client"},
        kept=frozenset({"outcome"}),
    ),
)


async def forget(session: AsyncSession, person: Person) -> None:
    """Drop the samples of the imports that brought her in or changed her."""
    brought = select(ImportRow.import_id).where(
        ImportRow.workspace_id == person.workspace_id,
        among(ImportRow.client_id, sorted(person.ids["client"])),
    )
    statement = select(Import.id, Import.columns).where(
        Import.workspace_id == person.workspace_id, Import.id.in_(brought)
    )
    for row in (await session.execute(statement)).all():
        columns = [{**column, "samples": []} for column in row.columns]
        await session.execute(
            update(Import)
            .where(Import.workspace_id == person.workspace_id, Import.id == row.id)
            .values(columns=columns)
            .execution_options(synchronize_session=False)
        )
