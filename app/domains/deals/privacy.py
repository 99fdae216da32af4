"""What deals hold about people. Stages, amounts and dates stay: they are the department's figures."""

from app.domains.deals.models import Deal, DealCompetitor, DealLine, DealParticipant
from app.platform.erasure.traces import NOBODY, Trace

NOTHING_SAID = "—"
TRACES = (
    Trace(
        Deal.__table__,
        {"client_id": "client"},
        kind="deal",
        kept=frozenset({"currency", "status", "source", "campaign"}),
        blanks={"title": NOBODY, "search_text": NOBODY.lower()},
    ),
    Trace(DealParticipant.__table__, {"client_id": "client"}, is_removed=True),
    Trace(DealCompetitor.__table__, {"deal_id": "deal"}, kept=frozenset({"status"})),
    # Free texts of lines may speak of her; products and figures stay.
    Trace(DealLine.__table__, {"deal_id": "deal"}, kept=frozenset({"unit"}), blanks={"name": NOTHING_SAID}),
)
