"""What a role may do with groups of fields: deciding whether such a table may be given."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import EVENTS, PERSONAL, Access, Actor
from app.core.errors import FieldError, InvalidRequestError
from app.domains.identity.errors import LastAdministratorError, ScopeExceededError
from app.domains.identity.models import Role
from app.platform.customfields import queries as customfields

BUILT_IN = (PERSONAL, EVENTS)
_ORDER = list(Access)


async def check(session: AsyncSession, actor: Actor, role: Role, wanted: Mapping[str, Access]) -> None:
    """Refuse a table that can't be given.

    Raises:
        InvalidRequestError: an unknown group, or one of the built-in ones left out.
        ScopeExceededError: more than the actor has herself.
        LastAdministratorError: administrators would lose what only they can give back.
    """
    known = {*BUILT_IN, *(str(group.id) for group in await customfields.groups(session, actor.workspace_id))}
    wrong = [_error(group, "not_found", "no such group of fields") for group in sorted(set(wanted) - known)]
    wrong += [_error(group, "required", "must be said") for group in BUILT_IN if group not in wanted]
    if wrong:
        raise InvalidRequestError(errors=wrong)
    if role.key == "administrator" and set(wanted.values()) != {Access.EDIT}:
        raise LastAdministratorError
    excess = sorted(
        group
        for group, access in wanted.items()
        if _ORDER.index(access) > _ORDER.index(actor.field_access(group))
    )
    if excess:
        raise ScopeExceededError(params={"fields": excess})


def _error(group: str, code: str, detail: str) -> FieldError:
    return FieldError(pointer=f"/fields/{group}", code=code, detail=detail)
