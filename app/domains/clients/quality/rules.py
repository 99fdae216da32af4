"""Pure decisions: which fields a standard may name, and of whom each is asked."""

from collections.abc import Mapping, Sequence

USUAL = ("phone", "email", "source")
"""What a record should hold until an administrator says otherwise."""
BUILT_IN = (
    "phone",
    "email",
    "company",
    "position",
    "language",
    "source",
    "owner_id",
    "tax_id",
    "qualification",
    "tags",
    "note",
)
"""The name is always there."""
OF_KINDS: Mapping[str, Sequence[str]] = {
    "company": ("person",),
    "position": ("person",),
    "tax_id": ("company",),
}
"""Fields that only one kind of client has."""
MOST_FIELDS = 30
