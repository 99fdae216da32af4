"""Routes of imports."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Body, Depends, Path, Response
from fastapi.responses import StreamingResponse

from app.core.auth import Actor, requires
from app.core.errors import InvalidRequestError, NotFoundError, TooLargeError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems
from app.core.http import router as domain_router
from app.core.paging import Paging, fetch_page, page_response, paging
from app.core.schemas import Listing, Page
from app.domains.transfer import queries
from app.domains.transfer.errors import ImportStateError
from app.domains.transfer.models import Import
from app.domains.transfer.permissions import TransferPermission
from app.domains.transfer.rules.reading import MAX_COLUMNS
from app.domains.transfer.schemas import (
    MAX_VALUES,
    ColumnValue,
    ImportOut,
    ImportRowOut,
    PasteInput,
    PlanInput,
    SheetInput,
    UploadInput,
)
from app.domains.transfer.service import imports as service
from app.domains.transfer.service.reports import errors_as_csv

router = domain_router("transfer", "/imports")
Importer = Annotated[Actor, requires(TransferPermission.IMPORT)]
SAMPLES = 8


def _out(record: Import) -> ImportOut:
    return ImportOut.model_validate(record)


@router.get("", name="imports_list", response_model=Page[ImportOut])
async def list_imports(
    session: ReadSession, actor: Importer, page: Annotated[Paging, Depends(paging)]
) -> Any:
    """List the imports that the caller may see, the latest first."""
    rows, following = await fetch_page(
        session, queries.imports(actor), page, sorts=queries.SORTS, default="-created_at", row_id=Import.id
    )
    return page_response(rows, following)


@router.post("", name="imports_begin", status_code=201)
async def begin(session: WriteSession, actor: Importer, body: UploadInput) -> ImportOut:
    """Begin an import of a file (CSV, XLSX, ODS): its pieces follow, then `/read`."""
    record = service.start(session, actor, body.name, service.source_of(body.name))
    await session.flush()
    return _out(record)


@router.post("/paste", name="imports_paste", status_code=201)
async def paste(session: WriteSession, actor: Importer, body: PasteInput) -> ImportOut:
    """Begin an import of a pasted table."""
    record = service.start(session, actor, "paste", "paste")
    await session.flush()
    await service.put_chunk(session, actor, record.id, 0, body.text.encode())
    service.go(session, record, "reading")
    await session.flush()
    return _out(record)


@router.post("/sheet", name="imports_sheet", status_code=201)
async def sheet(session: WriteSession, actor: Importer, body: SheetInput) -> ImportOut:
    """Begin an import of a Google Sheets table that everybody with the link may read; no other address is asked."""
    record = service.start(session, actor, "Google Sheets", "sheet", link=service.check_sheet(body.link))
    await session.flush()
    service.go(session, record, "reading")
    await session.flush()
    return _out(record)


@router.put(
    "/{import_id}/chunks/{number}",
    name="imports_put_chunk",
    status_code=204,
    responses=problems(NotFoundError, ImportStateError, TooLargeError),
)
async def put_chunk(
    session: WriteSession,
    actor: Importer,
    import_id: UUID,
    number: Annotated[int, Path(ge=0, le=1000)],
    data: Annotated[bytes, Body(media_type="application/octet-stream")] = b"",
) -> Response:
    """Send a piece of the file, at most a megabyte; sent again it replaces the first one."""
    await service.put_chunk(session, actor, import_id, number, data)
    return Response(status_code=204)


@router.post(
    "/{import_id}/read",
    name="imports_read",
    status_code=202,
    responses=problems(NotFoundError, ImportStateError),
)
async def read(session: WriteSession, actor: Importer, import_id: UUID) -> ImportOut:
    """Have the file read, all pieces sent: encoding and delimiter are found out, and a mapping is proposed."""
    record = await service.locked(session, actor, import_id, {"uploading"})
    service.go(session, record, "reading")
    await session.flush()
    return _out(record)


@router.get("/{import_id}", name="imports_get", responses=problems(NotFoundError))
async def get_import(session: ReadSession, actor: Importer, import_id: UUID) -> ImportOut:
    """Read an import and how far it is."""
    record = await queries.find(session, actor, import_id)
    if record is None:
        raise NotFoundError
    return _out(record)


@router.post(
    "/{import_id}/check",
    name="imports_check",
    status_code=202,
    responses=problems(NotFoundError, ImportStateError, InvalidRequestError),
)
async def check(session: WriteSession, actor: Importer, import_id: UUID, body: PlanInput) -> ImportOut:
    """Say what is what, and have every row tried out without writing anything: a dry run."""
    record = await service.plan(session, actor, import_id, body)
    await session.flush()
    return _out(record)


@router.get(
    "/{import_id}/columns/{place}/values", name="imports_column_values", responses=problems(NotFoundError)
)
async def column_values(
    session: ReadSession, actor: Importer, import_id: UUID, place: Annotated[int, Path(ge=0, lt=MAX_COLUMNS)]
) -> Listing[ColumnValue]:
    """List the values of a column, the most frequent first, to say what each means."""
    record = await queries.find(session, actor, import_id)
    if record is None:
        raise NotFoundError
    rows = await queries.values_of_column(session, record, place, MAX_VALUES)
    return Listing(items=[ColumnValue(value=row.value, count=row.count) for row in rows])


@router.get("/{import_id}/samples", name="imports_samples", responses=problems(NotFoundError))
async def samples(session: ReadSession, actor: Importer, import_id: UUID) -> Listing[ImportRowOut]:
    """Show the first rows of each outcome, after a dry run or the real one."""
    record = await queries.find(session, actor, import_id)
    if record is None:
        raise NotFoundError
    rows = await queries.samples(session, record, SAMPLES)
    return Listing(
        items=[
            ImportRowOut(
                number=row.number,
                outcome=row.outcome,
                cells=row.cells,
                client_id=row.client_id,
                errors=row.errors or [],
            )
            for row in rows
        ]
    )


def _command(name: str, act: Any, summary: str) -> None:
    async def command(session: WriteSession, actor: Importer, import_id: UUID) -> ImportOut:
        record = await act(session, actor, import_id)
        await session.flush()
        return _out(record)

    router.post(
        f"/{{import_id}}/{name}",
        name=f"imports_{name}",
        status_code=202,
        description=summary,
        responses=problems(NotFoundError, ImportStateError),
    )(command)


_command("run", service.run, "Bring the rows in, in the background, after a dry run.")
_command("pause", service.pause, "Stop after the slice in hand.")
_command("resume", service.resume, "Go on where it was stopped.")
_command("cancel", service.cancel, "Stop for good; what is done stays and may be undone.")
_command(
    "undo",
    service.undo,
    "Take the whole import back, in the background: what it added is removed and what it changed is set back, "
    "unless somebody has worked with it since.",
)


@router.get(
    "/{import_id}/errors",
    name="imports_errors",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {"text/csv": {"schema": {"type": "string"}}},
            "description": "The rows with the reasons",
        },
        **problems(NotFoundError),
    },
)
async def errors(
    runtime: RuntimeDep, session: ReadSession, actor: Importer, import_id: UUID
) -> StreamingResponse:
    """Download the rows that failed or were passed over, with the reasons, as a table."""
    record = await queries.find(session, actor, import_id)
    if record is None:
        raise NotFoundError
    headers = {"Content-Disposition": 'attachment; filename="errors.csv"'}
    body = errors_as_csv(runtime, actor, record)
    return StreamingResponse(body, headers=headers, media_type="text/csv; charset=utf-8")
