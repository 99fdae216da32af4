"""Clients: people and companies, and how to reach them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import Base, TenantModel, VersionedModel, tenant_foreign_key, tenant_index

REACHED_BY = """
CASE
    WHEN (phone COLLATE "C") >= '+' AND (phone COLLATE "C") < ',' THEN
    CASE
        WHEN email IS NULL THEN 1
        ELSE 3
    END
    ELSE
    CASE
        WHEN email IS NULL THEN 0
        ELSE 2
    END
END"""
"""Whether a client has a valid phone (1) and an e-mail (2): namesakes are told apart by it without reading their rows.

Made of comparisons alone, because under row level security an index is asked only for what can't tell of hidden rows.
Laid out as PostgreSQL tells it again: the schema and the models are compared by the letter.
"""
REACHED_BY_PHONE, REACHED_BY_EMAIL = 1, 2


class Client(VersionedModel):
    """A person or a company.

    `phone` and `email` repeat the main contact points, so that lists read one table; `sort_name`, `name_key` and
    `search_text` are derived from the rest. The service writes all five with every change.
    """

    __tablename__ = "clients"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'company')", name="kind"),
        tenant_foreign_key("company_id", "clients"),
        tenant_foreign_key("owner_id", "users"),
        tenant_foreign_key("merged_into_id", "clients"),
        tenant_index(
            "clients", "name_key", "kind", text(f"({REACHED_BY})"), "company_id", name="ix_clients_namesakes"
        ),
        tenant_index("clients", "tax_id", postgresql_where=text("tax_id IS NOT NULL")),
        tenant_index("clients", "merged_into_id", postgresql_where=text("merged_into_id IS NOT NULL")),
        tenant_index("clients", "created_at", "id"),
        tenant_index("clients", "sort_name", "id"),
        tenant_index(
            "clients",
            text("last_contact_at DESC NULLS LAST"),
            text("id DESC"),
            name="ix_clients_last_contact_at",
        ),
        # Only those who are present: so counts need not look at the rows.
        tenant_index(
            "clients",
            "owner_id",
            "created_at",
            "id",
            postgresql_where=text("merged_into_id IS NULL AND erased_at IS NULL"),
        ),
        tenant_index("clients", "company_id", postgresql_where=text("company_id IS NOT NULL")),
        tenant_index("clients", "tags", postgresql_using="gin"),
        tenant_index(
            "clients", "custom", postgresql_using="gin", postgresql_ops={"custom": "jsonb_path_ops"}
        ),
        tenant_index(
            "clients",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
            # Every search reads what is not sorted in yet: after an import, 4 MB of it by default.
            postgresql_with={"gin_pending_list_limit": 1024},
        ),
    )

    kind: Mapped[str]
    name: Mapped[str]
    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    company_id: Mapped[UUID | None]
    position: Mapped[str | None]
    owner_id: Mapped[UUID | None]
    """The manager responsible; nobody's clients are seen by whoever sees a whole team's."""
    phone: Mapped[str | None]
    email: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    source: Mapped[str | None]
    language: Mapped[str | None]
    time_zone: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    qualification: Mapped[str | None]
    tax_id: Mapped[str | None]
    last_contact_at: Mapped[datetime | None]
    last_note: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """The newest word about her, `{text, at, author}`, copied from its event: it must be there when the phone rings."""
    custom: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """The workspace's own fields: values by the definition's id."""
    merged_into_id: Mapped[UUID | None]
    """Who this record was found to be: it is shown no more, and its address answers with that one."""
    erased_at: Mapped[datetime | None]
    """Since when she is in no list: what was known of her is gone, the figures of her deals stay."""
    name_key: Mapped[str] = mapped_column(default="")
    """By which namesakes are found, however their names are spelt."""
    sort_name: Mapped[str]
    search_text: Mapped[str] = mapped_column(Text)


class ContactPoint(TenantModel):
    """A way to reach a client: as written, and in the form by which it is compared."""

    __tablename__ = "contact_points"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('phone', 'email', 'telegram', 'whatsapp', 'viber', 'signal', 'instagram', 'facebook', "
            "'website', 'address')",
            name="kind",
        ),
        tenant_foreign_key("client_id", "clients", ondelete="CASCADE"),
        tenant_index("contact_points", "client_id"),
        tenant_index("contact_points", "normalized", "kind"),
    )

    client_id: Mapped[UUID]
    kind: Mapped[str]
    value: Mapped[str]
    normalized: Mapped[str | None]
    """E.164, or the address in lower case; null for what is no valid number."""
    label: Mapped[str | None]
    is_main: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]
    """When somebody made sure that it reaches the client."""
    bad_reason: Mapped[str | None]
    """Why it does not reach her."""


class Consent(TenantModel):
    """What a client allowed or forbade for one channel; each word is kept, the last of a channel holds."""

    __tablename__ = "consents"
    __table_args__ = (
        tenant_foreign_key("client_id", "clients", ondelete="CASCADE"),
        tenant_index("consents", "client_id", "channel", "given_at"),
    )

    client_id: Mapped[UUID]
    channel: Mapped[str]
    is_granted: Mapped[bool]
    given_at: Mapped[datetime]
    how: Mapped[str]
    """By which way she said it: form, call, paper, message, other."""
    proof: Mapped[str | None] = mapped_column(Text)
    """Where it can be seen: a link, the number of a paper, her own words."""
    recorded_by: Mapped[str]


class Employment(TenantModel):
    """A further company that a person belongs to, besides the one that her record names, and her position there."""

    __tablename__ = "employments"
    __table_args__ = (
        tenant_foreign_key("person_id", "clients", ondelete="CASCADE"),
        tenant_foreign_key("company_id", "clients", ondelete="CASCADE"),
        tenant_index("employments", "person_id", "company_id", unique=True),
        tenant_index("employments", "company_id"),
    )

    person_id: Mapped[UUID]
    company_id: Mapped[UUID]
    position: Mapped[str | None]


class ClientShare(TenantModel):
    """A colleague who works with a client beside her owner: within reach as if she were her own."""

    __tablename__ = "client_shares"
    __table_args__ = (
        tenant_foreign_key("client_id", "clients", ondelete="CASCADE"),
        tenant_foreign_key("user_id", "users"),
        tenant_index("client_shares", "user_id", "client_id", unique=True),
        tenant_index("client_shares", "client_id"),
    )

    client_id: Mapped[UUID]
    user_id: Mapped[UUID]


class PinnedNote(TenantModel):
    """A note that stands above the others on its card; the note itself is an event."""

    __tablename__ = "pinned_notes"
    __table_args__ = (
        tenant_foreign_key("client_id", "clients", ondelete="CASCADE"),
        tenant_index("pinned_notes", "client_id", "note_id", unique=True),
    )

    client_id: Mapped[UUID]
    note_id: Mapped[UUID]


class ClientKey(Base):
    """What a client is recognised by while she is being added: the row is the lock for which two creations queue.

    A number may belong to several clients on purpose, so uniqueness can't be an index.
    """

    __tablename__ = "client_keys"

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class ClientMerge(TenantModel):
    """Two records found to be one client: what both were before, what the one became, and which rows went over.

    It names clients without foreign keys: it is what is known of the past, not of the present.
    """

    __tablename__ = "client_merges"
    __table_args__ = (
        tenant_index("client_merges", "winner_id", "id"),
        tenant_index("client_merges", "loser_id"),
    )

    winner_id: Mapped[UUID]
    loser_id: Mapped[UUID]
    loser_name: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """`winner`, `loser`: the rows; `points`: the contact points of both."""
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The same, of the winner alone."""
    moved: Mapped[dict[str, list[Any]]] = mapped_column(JSONB)
    """By foreign key: the keys of the rows that pointed to the loser and now point to the winner."""
    made_by: Mapped[UUID | None]
    made_by_name: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by_name: Mapped[str | None]


class DuplicatePair(TenantModel):
    """Two records that may be one client, as a check found them, and what a person said about it."""

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'dismissed')", name="state"),
        tenant_foreign_key("one_id", "clients", ondelete="CASCADE"),
        tenant_foreign_key("other_id", "clients", ondelete="CASCADE"),
        tenant_index("duplicate_pairs", "one_id", "other_id", unique=True),
        tenant_index("duplicate_pairs", "other_id"),
        tenant_index("duplicate_pairs", "state", "score", "id"),
    )

    one_id: Mapped[UUID]
    other_id: Mapped[UUID]
    score: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    state: Mapped[str]
    """`open`, or `dismissed`: said to be two, and never shown again."""
    decided_at: Mapped[datetime | None]
    decided_by_name: Mapped[str | None]


class DuplicateCheck(TenantModel):
    """One search through the whole base for records that may be one client."""

    __tablename__ = "duplicate_checks"
    __table_args__ = (tenant_index("duplicate_checks", "state"),)

    state: Mapped[str] = mapped_column(default="running")
    started_by_name: Mapped[str]
    clients: Mapped[int] = mapped_column(default=0)
    compared: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
