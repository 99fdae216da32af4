"""What clients can be asked about their deals, as far as the asker may see these."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, exists, func, select

from app.core.auth import Actor, visible
from app.core.filters import FieldSpec, Kind
from app.domains.clients.models import Client
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.identity.models import Workspace


def _of_client(actor: Actor, status: str) -> Any:
    return visible(actor, DealPermission.READ, Deal.workspace_id, Deal.owner_id) & (
        (Deal.workspace_id == Client.workspace_id) & (Deal.client_id == Client.id) & (Deal.status == status)
    )


def _counted(status: str) -> Any:
    return lambda actor: (
        select(func.count())
        .select_from(Deal)
        .where(_of_client(actor, status))
        .correlate(Client)
        .scalar_subquery()
    )


def _summed(status: str) -> Any:
    """In the workspace's currency: sums of different ones mean nothing."""

    def expression(actor: Actor) -> Any:
        currency = select(Workspace.currency).where(Workspace.id == actor.workspace_id).scalar_subquery()
        own = case((Deal.currency == currency, Deal.amount))
        total = func.coalesce(func.sum(own), 0)
        return select(total).where(_of_client(actor, status)).correlate(Client).scalar_subquery()

    return expression


def _last_won(actor: Actor) -> Any:
    return (
        select(func.max(Deal.closed_at)).where(_of_client(actor, "won")).correlate(Client).scalar_subquery()
    )


def _has_open(actor: Actor) -> Any:
    return exists().where(_of_client(actor, "open")).correlate(Client)


def _field(name: str, kind: Kind, expression: Any, *, nullable: bool = False) -> FieldSpec:
    return FieldSpec(
        f"deals.{name}",
        kind,
        expression,
        group="",
        permission=DealPermission.READ,
        nullable=nullable,
        sortable=False,
    )


CLIENT_FIELDS: Sequence[FieldSpec] = (
    _field("has_open", Kind.YES_NO, _has_open),
    _field("open_count", Kind.NUMBER, _counted("open")),
    _field("open_sum", Kind.MONEY, _summed("open")),
    _field("won_count", Kind.NUMBER, _counted("won")),
    _field("won_sum", Kind.MONEY, _summed("won")),
    _field("last_won_at", Kind.DATETIME, _last_won, nullable=True),
)
