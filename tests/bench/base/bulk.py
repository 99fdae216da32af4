"""Many clients at once: a hundred thousand are given a tag, and lose it again."""

from collections.abc import Iterator
from typing import Any

from tests.bench.base.background import MOST_MEGABYTES, watch
from tests.bench.base.laboratory import BaseLaboratory
from tests.bench.base.seed import SOURCES
from tests.bench.figures import Figure

BULK = "Bulk work"
AT_LEAST = 100_000
_TOLD = ("unchanged", "failed", "undone", "kept")


def tagged(laboratory: BaseLaboratory) -> Iterator[Figure]:
    """Give at least a hundred thousand clients a tag, and take it back, so that the base is as before."""
    worker = laboratory.stand.worker()
    worker.start()
    wish = {"action": "add_tag", "params": {"tag": "bench"}, "selection": _selection(laboratory)}
    begun = laboratory.call("POST", "/bulk", wish).json()["id"]
    for command, label in ((None, "tagged"), ("undo", "the tag taken back")):
        if command:
            laboratory.call("POST", f"/bulk/{begun}/{command}")
        seen = watch(
            worker,
            lambda: laboratory.call("GET", f"/bulk/{begun}").json(),
            lambda work: work["state"] in {"queued", "running"},
        )
        work = seen.last
        told = ", ".join(f"{work[name]:,} {name}" for name in _TOLD if work[name])
        yield Figure(
            BULK,
            f"{work['total']:,} clients {label}" + (f" ({told})" if told else ""),
            f"{seen.seconds:.0f} s, {work['total'] / seen.seconds:,.0f} clients/s",
        )
        yield Figure(
            BULK,
            "worker's memory at most",
            f"{seen.peak:.0f} MB",
            f"≤ {MOST_MEGABYTES} MB",
            seen.peak <= MOST_MEGABYTES,
        )
    worker.stop()


def _selection(laboratory: BaseLaboratory) -> dict[str, Any]:
    """Return a question that finds enough clients, or all whose source is known."""
    question: dict[str, Any] = {}
    for many in range(1, len(SOURCES) + 1):
        question = {"any": [{"field": "source", "is": source} for source in SOURCES[:many]]}
        found = laboratory.call("POST", "/clients/query/count", {"filter": question}).json()["count"]
        if found >= AT_LEAST:
            break
    return {"filter": question}
