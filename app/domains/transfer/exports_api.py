"""Routes of exports. The question travels in the body: values never stand in addresses."""

from typing import Annotated

from fastapi.responses import StreamingResponse

from app.core.auth import Actor, requires
from app.core.http import RuntimeDep
from app.core.http import router as domain_router
from app.domains.transfer.permissions import TransferPermission
from app.domains.transfer.schemas import ExportInput
from app.domains.transfer.service import exports

router = domain_router("transfer", "/exports")
Exporter = Annotated[Actor, requires(TransferPermission.EXPORT)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


@router.post(
    "/clients",
    name="exports_clients",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
            },
            "description": "The table",
        }
    },
)
async def export_clients(runtime: RuntimeDep, actor: Exporter, body: ExportInput) -> StreamingResponse:
    """Download a list of clients as a table: any filter, order and columns, however many rows there are.

    What the caller sees masked is masked in the table too. Each export stands in the audit log.
    """
    pieces = await exports.start(runtime, actor, body)
    headers = {"Content-Disposition": f'attachment; filename="clients.{body.format}"'}
    return StreamingResponse(pieces, headers=headers, media_type=MEDIA_TYPES[body.format])
