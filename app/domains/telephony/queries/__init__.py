"""Every SELECT of this domain."""

from app.domains.telephony.queries.connecting import (
    connection,
    connections,
    generic_connection,
    hook_by_digest,
    hook_of_connection,
)
from app.domains.telephony.queries.reading import (
    Record,
    call_row,
    call_to_change,
    calls,
    card_row,
    custom_outcomes,
    owes_outcome,
)
from app.domains.telephony.queries.taking import (
    any_client_number,
    call_for_job,
    client_owner,
    connection_to_call,
    extension_of,
    first_administrator,
    lock_call,
    lock_silent,
    provider_event,
    store_event,
    users_by_extension,
)

__all__ = [
    "Record",
    "any_client_number",
    "call_for_job",
    "call_row",
    "call_to_change",
    "calls",
    "card_row",
    "client_owner",
    "connection",
    "connection_to_call",
    "connections",
    "custom_outcomes",
    "extension_of",
    "first_administrator",
    "generic_connection",
    "hook_by_digest",
    "hook_of_connection",
    "lock_call",
    "lock_silent",
    "owes_outcome",
    "provider_event",
    "store_event",
    "users_by_extension",
]
