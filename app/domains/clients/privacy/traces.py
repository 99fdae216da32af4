"""What the tables of clients hold about people."""

from app.domains.clients.models import (
    Client,
    ClientMerge,
    ClientShare,
    Consent,
    ContactPoint,
    DuplicatePair,
    Employment,
    PinnedNote,
)
from app.domains.clients.segments.models import SegmentMember
from app.platform.bulk.models import BulkChange
from app.platform.erasure.traces import NOBODY, Trace
from app.platform.files.models import File

CLIENT = "client"
TRACES = (
    Trace(
        Client.__table__,
        {"id": CLIENT},
        kept=frozenset({"kind"}),
        blanks={"name": NOBODY, "sort_name": NOBODY.lower(), "company_id": None},
    ),
    Trace(ContactPoint.__table__, {"client_id": CLIENT}, is_removed=True),
    Trace(Consent.__table__, {"client_id": CLIENT}, is_removed=True),
    Trace(Employment.__table__, {"person_id": CLIENT}, is_removed=True),
    Trace(File.__table__, {"client_id": CLIENT}, is_removed=True),
    Trace(PinnedNote.__table__, {"client_id": CLIENT}, is_removed=True, is_told=False),
    Trace(ClientShare.__table__, {"client_id": CLIENT}, is_removed=True, is_told=False),
    Trace(SegmentMember.__table__, {"client_id": CLIENT}, is_removed=True),
    Trace(DuplicatePair.__table__, {"one_id": CLIENT, "other_id": CLIENT}, is_removed=True, is_told=False),
    Trace(ClientMerge.__table__, {"winner_id": CLIENT, "loser_id": CLIENT}, is_removed=True),
)
BULK_TRACES = (
    Trace(
        BulkChange.__table__,
        {"record_id": CLIENT},
        is_removed=True,
        is_told=False,
    ),
)
FILE_MARKS = ("files.sha256", "files.media_type")
"""Told by contents, not by people: digits in them are no number of anybody's."""
OWN_NAMES = tuple(
    f"clients.{column}" for column in ("name", "given_name", "family_name", "sort_name", "search_text")
)
"""How others are called, though it be after her."""
