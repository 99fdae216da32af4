"""What clients can be asked about their calls, as far as the asker may see these."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.core.auth import Actor, visible
from app.core.filters import FieldSpec, Kind
from app.domains.clients.models import Client
from app.domains.telephony.models import Call
from app.domains.telephony.permissions import TelephonyPermission
from app.domains.telephony.rules.signals import CallResult


def _of_client(actor: Actor) -> Any:
    return visible(actor, TelephonyPermission.CALLS_READ, Call.workspace_id, Call.owner_id) & (
        (Call.workspace_id == Client.workspace_id) & (Call.client_id == Client.id)
    )


def _last(actor: Actor) -> Any:
    return select(func.max(Call.started_at)).where(_of_client(actor)).correlate(Client).scalar_subquery()


def _counted(actor: Actor) -> Any:
    return select(func.count()).select_from(Call).where(_of_client(actor)).correlate(Client).scalar_subquery()


def _missed(actor: Actor) -> Any:
    return (
        select(func.count())
        .select_from(Call)
        .where(_of_client(actor), Call.direction == "in", Call.result == CallResult.MISSED)
        .correlate(Client)
        .scalar_subquery()
    )


def _field(name: str, kind: Kind, expression: Any, *, nullable: bool = False) -> FieldSpec:
    return FieldSpec(
        f"calls.{name}",
        kind,
        expression,
        group="",
        permission=TelephonyPermission.CALLS_READ,
        nullable=nullable,
        sortable=False,
    )


CLIENT_FIELDS: Sequence[FieldSpec] = (
    _field("last_at", Kind.DATETIME, _last, nullable=True),
    _field("count", Kind.NUMBER, _counted),
    _field("missed_count", Kind.NUMBER, _missed),
)
