"""Rights of this domain, and what each built-in role may do."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.auth import EVENTS, PERSONAL, Access, Scope


class IdentityPermission(StrEnum):
    """Rights over people and access."""

    API_KEYS_MANAGE = "api_keys:manage"
    ROLES_MANAGE = "roles:manage"
    TEAMS_MANAGE = "teams:manage"
    USERS_MANAGE = "users:manage"
    USERS_READ = "users:read"
    WORKSPACE_MANAGE = "workspace:manage"


ALL, TEAM, OWN = Scope.ALL, Scope.TEAM, Scope.OWN

EVERY_PERMISSION = (
    "api_keys:manage",
    "audit:read",
    "calls:read",
    "calls:write",
    "clients:export",
    "clients:import",
    "clients:privacy",
    "clients:read",
    "clients:write",
    "deals:configure",
    "deals:override",
    "deals:read",
    "deals:write",
    "events:read",
    "fields:manage",
    "plans:manage",
    "products:manage",
    "products:read",
    "reports:read",
    "roles:manage",
    "tasks:read",
    "tasks:write",
    "teams:manage",
    "telephony:manage",
    "users:manage",
    "users:read",
    "workspace:manage",
)
"""Every permission of every domain, alphabetically; a test compares it with the domains' own lists."""

_WORK = ("calls:read", "calls:write", "deals:read", "deals:write", "tasks:read", "tasks:write")
_CLIENTS = ("clients:read", "clients:write")

BUILT_IN_ROLES: Mapping[str, Mapping[str, Scope]] = {
    "administrator": dict.fromkeys(EVERY_PERMISSION, ALL),
    "supervisor": {
        **dict.fromkeys(
            (
                *_WORK,
                *_CLIENTS,
                "reports:read",
                "plans:manage",
                "audit:read",
                "clients:export",
                "deals:override",
            ),
            TEAM,
        ),
        **dict.fromkeys(("clients:import", "products:manage", "products:read", "users:read"), ALL),
    },
    "manager": {**dict.fromkeys((*_WORK, *_CLIENTS, "reports:read"), OWN), "products:read": ALL},
    "operator": {
        **dict.fromkeys((*_CLIENTS, "clients:import"), ALL),
        **dict.fromkeys(("tasks:read", "tasks:write"), OWN),
    },
    "agent": dict.fromkeys(("calls:read", "calls:write", "tasks:read", "tasks:write"), OWN),
    "analyst": dict.fromkeys(
        ("calls:read", "clients:read", "deals:read", "products:read", "reports:read", "tasks:read"), ALL
    ),
}
"""What a new workspace's roles may do; administrators change the table afterwards."""

BUILT_IN_FIELDS: Mapping[str, Mapping[str, Access]] = {
    "administrator": {PERSONAL: Access.EDIT, EVENTS: Access.EDIT},
    "supervisor": {PERSONAL: Access.EDIT, EVENTS: Access.EDIT},
    "manager": {PERSONAL: Access.FILL, EVENTS: Access.EDIT},
    "operator": {PERSONAL: Access.EDIT, EVENTS: Access.READ},
    "agent": {PERSONAL: Access.MASKED, EVENTS: Access.READ},
    "analyst": {PERSONAL: Access.MASKED, EVENTS: Access.READ},
}
"""What a new workspace's roles may do with the built-in groups of fields; administrators change it afterwards."""
