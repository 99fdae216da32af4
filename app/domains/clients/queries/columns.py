"""Which columns a client is read by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from app.core.auth import Actor, Scope, Viewer, visible
from app.domains.clients.models import Client, ClientShare

Record = Any
"""A row of named columns, on its way into a type that checks it."""

SCOPE = (Client.workspace_id, Client.owner_id)
"""The columns by which `visible` decides."""


PRESENT: ColumnElement[bool] = Client.merged_into_id.is_(None) & Client.erased_at.is_(None)
"""Neither merged into another nor erased."""


def visible_clients(actor: Actor | Viewer, permission: str) -> ColumnElement[bool]:
    """Return the predicate with which each read of clients begins: within reach or shared with the reader, and present."""
    reach = visible(actor, permission, *SCOPE)
    if actor.scope(permission) in {Scope.OWN, Scope.TEAM}:
        reach |= (Client.workspace_id == actor.workspace_id) & _shared_with(actor)
    return reach & PRESENT


def _shared_with(actor: Actor | Viewer) -> ColumnElement[bool]:
    """Match the clients shared with somebody: an array read once, so that their rows are still found by key."""
    shares = select(ClientShare.client_id).where(
        ClientShare.workspace_id == actor.workspace_id, ClientShare.user_id == actor.user_id
    )
    return Client.id == func.any(func.array(shares.scalar_subquery()))


Company = aliased(Client, name="company")
COMPANY_ON = and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)

ROW_COLUMNS: Sequence[Any] = (
    Client.id,
    Client.kind,
    Client.name,
    Client.company_id,
    Company.name.label("company_name"),
    Client.phone,
    Client.email,
    Client.owner_id,
    Client.tags,
    Client.source,
    Client.last_contact_at,
    Client.created_at,
    Client.version,
)
# In the order of `ClientRef`.
REF_COLUMNS: Sequence[Any] = (
    Client.id,
    Client.kind,
    Client.name,
    Client.company_id,
    Company.name.label("company_name"),
    Client.owner_id,
    Client.phone,
    Client.email,
    Client.version,
)
