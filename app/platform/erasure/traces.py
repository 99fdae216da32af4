"""Where a person leaves traces: each domain says what its tables hold about her, and the rest follows from that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table

NOBODY = "Erased person"
"""What stands in the place of a name, which may not be empty."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one table holds about people."""

    table: Any
    by: Mapping[str, str]
    """Columns by which its rows are found, and the kind of record that each names."""
    kind: str | None = None
    """The kind of its own records, by which further ones are found."""
    numbers: Sequence[str] = ()
    """Columns with phone numbers, by which rows are found too."""
    is_removed: bool = False
    """Whether its rows go as a whole; otherwise what they say of her goes, and the figures stay."""
    kept: frozenset[str] = frozenset()
    """Texts that say nothing about anybody."""
    blanks: Mapping[str, Any] = field(default_factory=dict)
    """What stands afterwards, where nothing can't."""
    is_told: bool = True
    """Whether she is told of it when she asks what is known."""

    @property
    def of(self) -> Table:
        """Return the table."""
        found: Table = self.table
        return found


@dataclass(slots=True)
class Person:
    """Somebody to be told of or erased: her records by kind, and what she is recognised by."""

    workspace_id: UUID
    ids: dict[str, set[UUID]]
    numbers: set[str] = field(default_factory=set)
    """Phones by which nobody else is reached, in the form in which they are compared."""
    words: set[str] = field(default_factory=set)
    """Numbers, addresses and names that are hers alone, as written."""

    @property
    def all_ids(self) -> list[UUID]:
        """Return the ids of all her records."""
        return sorted({one for found in self.ids.values() for one in found})


TRACES: list[Trace] = []
EXEMPT: set[str] = set()
"""Tables, or single columns (`clients.name`), that are others' own: a colleague's number, a company called after her."""


def add_traces(traces: Sequence[Trace]) -> None:
    """Say what a domain's tables hold about people; those by which others are found come first. By the registry only."""
    known = {trace.table.name for trace in TRACES}
    TRACES.extend(trace for trace in traces if trace.table.name not in known)


def exempt(*places: str) -> None:
    """Say which tables and columns are not swept. Called by the registry only."""
    EXEMPT.update(places)
