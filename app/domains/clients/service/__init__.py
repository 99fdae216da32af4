"""Use cases of clients; what the domains above call stands here by name."""

from app.domains.clients.masking import contact_shown, rows_shown
from app.domains.clients.service import exporting
from app.domains.clients.service.guards import Known, guard_with
from app.domains.clients.service.handing import OwnerFollower, hand_on_with
from app.domains.clients.service.likeness import similar
from app.domains.clients.service.live import may_hear, project
from app.domains.clients.service.reading import (
    ImportSurroundings,
    client_facts,
    default_owner,
    find,
    find_by_phone,
    find_by_phones,
    ids_of,
    import_surroundings,
    known,
    lookup,
    may_change,
    may_give_to,
    owners_of,
    read_card,
    require_visible,
    resolve,
    timeline_ids,
)
from app.domains.clients.service.requirements import apply_required
from app.domains.clients.service.revealing import reveal
from app.domains.clients.service.rights import require_every_field
from app.domains.clients.service.writing import add_note, change, create, record_contact, record_note

__all__ = [
    "ImportSurroundings",
    "Known",
    "OwnerFollower",
    "add_note",
    "apply_required",
    "change",
    "client_facts",
    "contact_shown",
    "create",
    "default_owner",
    "exporting",
    "find",
    "find_by_phone",
    "find_by_phones",
    "guard_with",
    "hand_on_with",
    "ids_of",
    "import_surroundings",
    "known",
    "lookup",
    "may_change",
    "may_give_to",
    "may_hear",
    "owners_of",
    "project",
    "read_card",
    "record_contact",
    "record_note",
    "require_every_field",
    "require_visible",
    "resolve",
    "reveal",
    "rows_shown",
    "similar",
    "timeline_ids",
]
