"""What deals hold about people. Stages, amounts and dates stay: they are the department's figures."""

from app.domains.deals.models import Deal
from app.platform.erasure.traces import NOBODY, Trace

TRACES = (
    Trace(
        Deal.__table__,
        {"client_id": "client"},
        kind="deal",
        kept=frozenset({"currency", "status"}),
        blanks={"title": NOBODY, "search_text": NOBODY.lower()},
    ),
)
