"""Finding whom a client may be: by what she is recognised by, and by names that are alike."""

from typing import Any

from sqlalchemy import Text, Uuid, and_, any_, bindparam, case, cast, func, literal, null, select, true, union
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer
from app.core.prepared import Prepared
from app.core.text import fold
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import COMPANY_ON, Company, visible_clients
from app.domains.clients.rules import EMAIL, PHONE
from app.domains.clients.rules.matching import Profile, name_key
from app.domains.identity.models import User

CANDIDATES = 25
"""So many records are compared by each way of finding them."""
CROWD = 10
"""So many namesakes are enough: then names that are only alike are not looked for, which would take longest."""
_ANYBODY = Viewer(Scope.ALL)


async def candidates(
    session: AsyncSession, actor: Actor, profile: Profile, *, by_name: bool
) -> list[dict[str, Any]]:
    """Return the records to compare with a profile, whoever they belong to."""
    values = {
        **actor.parameters,
        "keys": sorted(profile.phones | profile.emails),
        "tax_id": profile.tax_id or "",
        "name_key": name_key(profile.kind, profile.name),
        "folded": fold(profile.name),
    }
    return await _CANDIDATES.rows(session, values, by_name)


def points_of(kind: str) -> Any:
    """Return the column of a client's phones or e-mails as they are compared."""
    listed = func.array_agg(ContactPoint.normalized).filter(ContactPoint.normalized.is_not(None))
    return (
        select(func.coalesce(listed, cast(literal([], ARRAY(Text)), ARRAY(Text))))
        .where(
            ContactPoint.workspace_id == Client.workspace_id,
            ContactPoint.client_id == Client.id,
            ContactPoint.kind == kind,
        )
        .correlate(Client)
        .scalar_subquery()
    )


def _candidates(by_name: bool) -> Any:
    workspace = bindparam("actor_workspace", type_=Uuid())
    tax_id, key = bindparam("tax_id", type_=Text()), bindparam("name_key", type_=Text())
    ways = [
        select(ContactPoint.client_id.label("id"))
        .where(
            ContactPoint.workspace_id == workspace,
            ContactPoint.normalized == any_(bindparam("keys", type_=ARRAY(Text))),
        )
        .limit(CANDIDATES),
        select(Client.id).where(Client.workspace_id == workspace, Client.tax_id == tax_id).limit(CANDIDATES),
    ]
    if by_name:
        # Alike by trigrams: through the owner's function, because under row level security no such index is used.
        namesakes = (
            select(Client.id)
            .where(Client.workspace_id == workspace, Client.name_key == key, key != "")
            .limit(CANDIDATES)
        )
        crowd = select(func.count()).select_from(namesakes.limit(CROWD).subquery()).scalar_subquery()
        alike = func.similar_clients(
            case((crowd < CROWD, bindparam("folded", type_=Text()))),
            cast(null(), ARRAY(Uuid)),
            true(),
            CANDIDATES,
        ).table_valued("id", "rank", name="alike")
        ways += [namesakes, select(alike.c.id)]
    found = union(*(way.subquery().select() for way in ways)).subquery("found")
    return (
        select(
            Client.id,
            Client.kind,
            Client.name,
            Client.tax_id,
            Client.owner_id,
            User.name.label("owner_name"),
            Company.name.label("company_name"),
            points_of(PHONE).label("phones"),
            points_of(EMAIL).label("emails"),
        )
        .select_from(found)
        .join(Client, Client.id == found.c.id)
        .outerjoin(User, and_(User.workspace_id == Client.workspace_id, User.id == Client.owner_id))
        .outerjoin(Company, COMPANY_ON)
        .where(visible_clients(_ANYBODY, ClientPermission.READ))
    )


_CANDIDATES = Prepared(_candidates)
