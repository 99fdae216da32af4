"""What tasks hold about people. Kinds, dates and outcomes stay: they are the department's figures."""

from app.domains.tasks.models import Task
from app.platform.erasure.traces import NOBODY, Trace

TRACES = (
    Trace(
        Task.__table__,
        {"client_id": "client", "deal_id": "deal"},
        kind="task",
        kept=frozenset({"kind", "status", "outcome", "origin"}),
        blanks={"title": NOBODY},
    ),
)
