"""Bringing a table in: sending it, saying what is what, trying, doing, stopping, taking back."""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError, NotFoundError, TooLargeError
from app.core.ids import uuid7
from app.domains.clients import service as clients
from app.domains.transfer import queries
from app.domains.transfer.errors import BadFileError, ImportStateError
from app.domains.transfer.models import Import
from app.domains.transfer.rules import mapping, reading
from app.domains.transfer.rules.own import PREFIX
from app.domains.transfer.rules.reading import UnreadableError
from app.domains.transfer.schemas import PlanInput
from app.domains.transfer.service import drafting, running, sheets

STEP_JOB = "transfer.step"
MAX_FILE_BYTES = 200_000_000
SAMPLES = 5
READ_SLICE = 5000
SHEET = re.compile(
    r"^https://docs\.google\.com/spreadsheets/d/([A-Za-z0-9_-]{10,100})(?:/[^?#]*)?(?:[?#].*?gid=(\d{1,15}))?"
)
WORKING = frozenset({"reading", "checking", "running", "undoing"})


def start(session: AsyncSession, actor: Actor, name: str, source: str, *, link: str | None = None) -> Import:
    """Begin an import whose table is to come.

    Raises:
        FieldForbiddenError: not every field of a client is hers to edit; a table may bring any of them.
    """
    clients.require_every_field(actor)
    record = Import(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=name,
        source=source,
        link=link,
        state="uploading",
        created_by=actor.user_id,
        authority=running.authority_of(actor),
        columns=[],
        mapping=[],
        options={},
        total=0,
        position=0,
        reached=0,
        counts={},
        version=1,
    )
    session.add(record)
    return record


def source_of(name: str) -> str:
    """Return what kind of file a name promises."""
    ending = name.rsplit(".", 1)[-1].lower()
    return {"xlsx": "xlsx", "xlsm": "xlsx", "xls": "xlsx", "ods": "ods"}.get(ending, "csv")


def check_sheet(link: str) -> str:
    """Return the address from which a sheet is exported; raises `InvalidRequestError` for any other address."""
    found = SHEET.match(link)
    if found is None:
        wrong = FieldError(pointer="/link", code="bad_sheet_link", detail="not a Google Sheets address")
        raise InvalidRequestError(errors=[wrong])
    gid = f"&gid={found[2]}" if found[2] else ""
    return f"https://docs.google.com/spreadsheets/d/{found[1]}/export?format=csv{gid}"


async def locked(session: AsyncSession, actor: Actor, import_id: UUID, states: Collection[str]) -> Import:
    """Return an import to change, in one of these states; raises `NotFoundError` or `ImportStateError`."""
    record = await queries.locked(session, actor, import_id)
    if record is None:
        raise NotFoundError
    if record.state not in states:
        raise ImportStateError(params={"state": record.state})
    return record


async def put_chunk(session: AsyncSession, actor: Actor, import_id: UUID, number: int, data: bytes) -> None:
    """Keep a piece of the file."""
    record = await locked(session, actor, import_id, {"uploading"})
    if await queries.put_chunk(session, record, number, data) > MAX_FILE_BYTES:
        raise TooLargeError


def go(session: AsyncSession, record: Import, state: str) -> None:
    """Set an import going in the background, from its first row or, back again, from the last that it came to."""
    record.state, record.error = state, None
    if state == "undoing":
        record.position = record.total - record.reached
    else:
        record.position = record.reached = 0
    record.finished_at = None
    record.touch()
    enqueue(session, record)


def enqueue(session: AsyncSession, record: Import) -> None:
    """Have the next step of an import done."""
    key = f"{record.id}:{record.version}:{record.position}"
    jobs.enqueue(session, STEP_JOB, {"import_id": str(record.id)}, key=key)


async def plan(session: AsyncSession, actor: Actor, import_id: UUID, wish: PlanInput) -> Import:
    """Say what is what, and have it tried out on every row without writing anything."""
    record = await locked(session, actor, import_id, {"mapping", "checked", "failed"})
    await _check_plan(session, actor, record, wish)
    record.mapping = [one.model_dump() for one in wish.mapping]
    record.options = wish.model_dump(mode="json", exclude={"mapping"})
    headings = [column["heading"] for column in record.columns]
    await queries.remember_mapping(session, actor.workspace_id, mapping.signature(headings), record.mapping)
    await queries.forget_keys(session, record)
    record.counts = {}
    go(session, record, "checking")
    return record


async def _check_plan(session: AsyncSession, actor: Actor, record: Import, wish: PlanInput) -> None:
    wrong = [*_check_mapping(record, wish), *await _check_owners(session, actor, wish)]
    if any((one.field or "").startswith(PREFIX) for one in wish.mapping):
        known = await drafting.own_fields(session, actor)
        wrong += [
            FieldError(pointer=f"/mapping/{place}/field", code="not_found", detail="no such field")
            for place, one in enumerate(wish.mapping)
            if (one.field or "").startswith(PREFIX) and (one.field or "").removeprefix(PREFIX) not in known
        ]
    if wrong:
        raise InvalidRequestError(errors=wrong)


async def _check_owners(session: AsyncSession, actor: Actor, wish: PlanInput) -> list[FieldError]:
    named = [("/owner_id", wish.owner_id)] if wish.owner_id else []
    named += [(f"/owners/{place}", owner_id) for place, owner_id in enumerate(wish.owners)]
    if not named:
        return []
    known = set((await clients.import_surroundings(session, actor)).people.values())
    wrong = []
    for pointer, owner_id in named:
        if owner_id not in known:
            wrong.append(FieldError(pointer=pointer, code="not_found", detail="no such colleague"))
        elif not clients.may_give_to(actor, owner_id):
            detail = "whose clients the actor may not change"
            wrong.append(FieldError(pointer=pointer, code="owner_out_of_reach", detail=detail))
    return wrong


def _check_mapping(record: Import, wish: PlanInput) -> list[FieldError]:
    wrong = []
    if len(wish.mapping) != len(record.columns):
        detail = f"{len(record.columns)} columns are to be mapped"
        wrong.append(FieldError(pointer="/mapping", code="bad_length", detail=detail))
    taken: set[str] = set()
    for place, one in enumerate(wish.mapping):
        if one.field in taken and one.field not in mapping.REPEATABLE:
            detail = "another column goes there"
            wrong.append(FieldError(pointer=f"/mapping/{place}/field", code="mapped_twice", detail=detail))
        taken.add(one.field or "")
    if not taken & {"name", "given_name", "family_name", "phone", "email", "company"}:
        wrong.append(
            FieldError(pointer="/mapping", code="nothing_to_name", detail="no column names the client")
        )
    return wrong


async def run(session: AsyncSession, actor: Actor, import_id: UUID) -> Import:
    """Bring the rows in, after they were tried out."""
    record = await locked(session, actor, import_id, {"checked"})
    record.counts, record.started_at = {}, now()
    go(session, record, "running")
    return record


async def pause(session: AsyncSession, actor: Actor, import_id: UUID) -> Import:
    """Stop after the slice in hand."""
    record = await locked(session, actor, import_id, {"running"})
    record.state = "paused"
    record.touch()
    return record


async def resume(session: AsyncSession, actor: Actor, import_id: UUID) -> Import:
    """Go on where it was stopped."""
    record = await locked(session, actor, import_id, {"paused"})
    record.state = "running"
    record.touch()
    enqueue(session, record)
    return record


async def cancel(session: AsyncSession, actor: Actor, import_id: UUID) -> Import:
    """Stop for good; what is done stays and may be undone."""
    states = {"uploading", "mapping", "checking", "checked", "running", "paused"}
    record = await locked(session, actor, import_id, states)
    if record.state not in {"running", "paused"}:
        record.reached = 0
    record.state, record.finished_at = "cancelled", now()
    record.touch()
    return record


async def undo(session: AsyncSession, actor: Actor, import_id: UUID) -> Import:
    """Take a whole import back in the background."""
    record = await locked(session, actor, import_id, {"done", "cancelled", "paused"})
    go(session, record, "undoing")
    return record


async def step(session: AsyncSession, workspace_actor: Actor, import_id: UUID) -> Import | None:
    """Do the next step of an import, and have the one after it done; nothing when it was stopped meanwhile."""
    record = await queries.locked(session, workspace_actor, import_id)
    if record is None or record.state not in WORKING:
        return None
    if record.state == "reading":
        await _read(session, record)
        return record
    if record.state == "undoing":
        went_on = await running.undo_slice(session, record)
    else:
        went_on = await running.do_slice(session, record, dry=record.state == "checking")
    if went_on:
        enqueue(session, record)
    else:
        record.state = {"checking": "checked", "running": "done", "undoing": "undone"}[record.state]
        record.finished_at = now()
        record.touch()
    return record


async def _read(session: AsyncSession, record: Import) -> None:
    try:
        data = (
            await sheets.fetch(record.link, MAX_FILE_BYTES)
            if record.link
            else await queries.file(session, record)
        )
        await _read_rows(session, record, data)
    except (UnreadableError, BadFileError) as error:
        record.state, record.error = "failed", str(error)
        record.finished_at = now()
    record.touch()


async def _read_rows(session: AsyncSession, record: Import, data: bytes) -> None:
    if record.source in {"xlsx", "ods"}:
        rows = reading.rows_of_workbook(data)
    else:
        record.encoding = reading.sniff_encoding(data)
        first_lines = reading.beginning(data, record.encoding)
        is_pasted = record.source == "paste" and "\t" in first_lines
        record.delimiter = "\t" if is_pasted else reading.sniff_delimiter(first_lines)
        rows = reading.rows_of_text(reading.opened(data, record.encoding), record.delimiter)
    headings = next(rows, None)
    if headings is None:
        raise UnreadableError("empty")
    first: list[list[str]] = []
    slice_: list[list[str]] = []
    count = 0
    for row in rows:
        slice_.append(row)
        count += 1
        if len(first) < SAMPLES:
            first.append(row)
        if len(slice_) == READ_SLICE:
            await queries.add_rows(session, record, count - len(slice_) + 1, slice_)
            slice_ = []
    if slice_:
        await queries.add_rows(session, record, count - len(slice_) + 1, slice_)
    if not count:
        raise UnreadableError("empty")
    width = max(len(headings), *(len(row) for row in first))
    headings = [*headings, *[""] * (width - len(headings))]
    samples = [[row[place] for row in first if place < len(row)] for place in range(width)]
    record.columns = [
        {"heading": heading, "samples": values} for heading, values in zip(headings, samples, strict=True)
    ]
    record.total = count
    record.mapping = await _proposed(session, record, headings, samples)
    record.state = "mapping"
    await queries.drop_file(session, record)


async def _proposed(
    session: AsyncSession, record: Import, headings: list[str], samples: list[list[str]]
) -> list[dict[str, Any]]:
    known = await queries.remembered_mapping(session, record.workspace_id, mapping.signature(headings))
    if known is not None and len(known) == len(headings):
        return known
    return [{"field": one, "values": {}} for one in mapping.propose(headings, samples)]
