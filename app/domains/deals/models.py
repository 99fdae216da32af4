"""Pipelines, what their stages demand, deals, and the history of their stages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.orm import Base, Money, TenantModel, VersionedModel, tenant_foreign_key, tenant_index

_SEMANTICS = "IN ('open', 'won', 'lost')"


class Pipeline(VersionedModel):
    """A way that deals go."""

    __tablename__ = "pipelines"
    __table_args__ = (
        CheckConstraint("next_step_mode IN ('strict', 'guided', 'off')", name="next_step_mode"),
        CheckConstraint("second_deal IN ('allow', 'ask', 'refuse')", name="second_deal"),
    )

    name: Mapped[str]
    position: Mapped[int]
    next_step_mode: Mapped[str] = mapped_column(default="strict")
    """`strict`: an open deal never lacks a dated open task; `guided`: only for a stated reason; `off`: it may."""
    second_deal: Mapped[str] = mapped_column(default="allow")
    """Whether a client may have a second open deal here: `allow`, `ask` first, or `refuse`."""
    restaging: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """While stages are being taken out in the background: how many deals move, how many have, and for whom."""


class Stage(VersionedModel):
    """A step of a pipeline, and its contract: what a deal must have to stand here.

    Whether it is open, won or lost never changes, so a deal's status always agrees with its stage.
    """

    __tablename__ = "stages"
    __table_args__ = (
        CheckConstraint(f"semantics {_SEMANTICS}", name="semantics"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
        tenant_foreign_key("pipeline_id", "pipelines"),
        tenant_index("stages", "pipeline_id", "position"),
    )

    pipeline_id: Mapped[UUID]
    name: Mapped[str]
    position: Mapped[int]
    semantics: Mapped[str]
    color: Mapped[str]
    hint: Mapped[str | None] = mapped_column(Text)
    probability: Mapped[int]
    required_fields: Mapped[list[str]] = mapped_column(JSONB, default=list)
    required_when: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Of the required fields, those demanded only while a filter tree holds: trees by field."""
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    next_stage_ids: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """Where deals may go from here; the next one when empty."""
    first_task: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What is planned by itself when a deal comes in: kind, title, in_hours."""
    time_limit: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """How long deals may stand here: hours, warn_before_hours, escalate, action. Hours are working hours."""
    successor_id: Mapped[UUID | None]
    """Where the deals go while the stage is being taken out; nothing enters it any more."""


class LossReason(TenantModel):
    """Why deals of a pipeline are lost. Those taken off the list stay, because lost deals name them."""

    __tablename__ = "loss_reasons"
    __table_args__ = (
        tenant_foreign_key("pipeline_id", "pipelines"),
        tenant_foreign_key("parent_id", "loss_reasons"),
        tenant_index("loss_reasons", "pipeline_id", "position"),
    )

    pipeline_id: Mapped[UUID]
    parent_id: Mapped[UUID | None]
    """The wider reason that it belongs to; who loses a deal names the narrower one."""
    name: Mapped[str]
    position: Mapped[int]
    return_after_days: Mapped[int | None]
    """After how long it is worth coming back to who was lost for it."""
    is_active: Mapped[bool] = mapped_column(default=True)


class WinBackRule(VersionedModel):
    """Which lost deals a pipeline is fed from, when, and whose they become."""

    __tablename__ = "win_back_rules"
    __table_args__ = (
        CheckConstraint("owner_kind IN ('former', 'person', 'team')", name="owner_kind"),
        tenant_foreign_key("pipeline_id", "pipelines"),
        tenant_index("win_back_rules", "pipeline_id"),
    )

    pipeline_id: Mapped[UUID]
    """Where the new deals are opened."""
    stage_id: Mapped[UUID | None]
    """In which of its stages; the first when none is named or that one is gone."""
    source_pipeline_ids: Mapped[list[str]] = mapped_column(JSONB, default=list)
    loss_reason_ids: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """For which reasons they were lost, a wider one stands for its narrower ones; for any when empty."""
    wait_days: Mapped[int | None]
    """How long after the loss; when none, the day that stands with the deal itself."""
    owner_kind: Mapped[str]
    owner_id: Mapped[UUID | None]
    """The person, or the team whose people take turns."""
    last_owner_id: Mapped[UUID | None]
    """Whose turn it was last."""
    task: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The first task: kind, title, in_hours (working hours)."""
    most_daily: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    last_run_on: Mapped[date | None]
    opened_count: Mapped[int] = mapped_column(default=0)
    refused_count: Mapped[int] = mapped_column(default=0)
    """On the last day: how many were opened, and how many could not be."""


class Deal(VersionedModel):
    """A client's intention to buy, on its way through a pipeline."""

    __tablename__ = "deals"
    __table_args__ = (
        CheckConstraint(f"status {_SEMANTICS}", name="status"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("status <> 'lost' OR loss_reason_id IS NOT NULL", name="loss_reason"),
        CheckConstraint("amount >= 0", name="amount"),
        tenant_foreign_key("pipeline_id", "pipelines"),
        tenant_foreign_key("stage_id", "stages"),
        tenant_foreign_key("client_id", "clients"),
        tenant_foreign_key("owner_id", "users"),
        tenant_foreign_key("loss_reason_id", "loss_reasons"),
        tenant_foreign_key("previous_deal_id", "deals"),
        tenant_index(
            "deals",
            "previous_deal_id",
            postgresql_where=text("previous_deal_id IS NOT NULL"),
            name="ix_deals_previous",
        ),
        # A lost deal is revived once, whatever runs at the same time.
        tenant_index(
            "deals",
            "previous_deal_id",
            unique=True,
            postgresql_where=text("is_revived"),
            name="uq_deals_revived",
        ),
        tenant_index(
            "deals",
            "created_at",
            "owner_id",
            postgresql_where=text("is_revived"),
            name="ix_deals_revived",
        ),
        tenant_index(
            "deals", "closed_at", "id", postgresql_where=text("status = 'lost'"), name="ix_deals_lost"
        ),
        tenant_index("deals", "stage_id", "stage_entered_at", "id"),
        tenant_index("deals", "stage_id", "owner_id", "stage_entered_at", "id", name="ix_deals_stage_owner"),
        tenant_index("deals", "created_at", "id"),
        tenant_index("deals", "owner_id", "created_at", "id"),
        tenant_index("deals", "client_id"),
        tenant_index("deals", "pipeline_id", "created_at", "id"),
        tenant_index(
            "deals", "closed_at", "owner_id", postgresql_where=text("status = 'won'"), name="ix_deals_won"
        ),
        tenant_index(
            "deals",
            "stage_alarm_at",
            postgresql_where=text("stage_alarm_at IS NOT NULL"),
            name="ix_deals_stage_alarm",
        ),
        tenant_index(
            "deals",
            "stage_due_at",
            postgresql_where=text("status = 'open' AND stage_due_at IS NOT NULL"),
            name="ix_deals_stage_due",
        ),
        tenant_index("deals", "custom", postgresql_using="gin", postgresql_ops={"custom": "jsonb_path_ops"}),
        tenant_index(
            "deals",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    pipeline_id: Mapped[UUID]
    stage_id: Mapped[UUID]
    client_id: Mapped[UUID]
    owner_id: Mapped[UUID]
    title: Mapped[str]
    amount: Mapped[Decimal | None] = mapped_column(Money())
    currency: Mapped[str]
    status: Mapped[str] = mapped_column(default="open")
    stage_entered_at: Mapped[datetime]
    stage_warn_at: Mapped[datetime | None]
    stage_due_at: Mapped[datetime | None]
    """When its time in the stage is almost over, and when it is over."""
    stage_alarm_at: Mapped[datetime | None]
    """Which of the two moments has not been acted on yet; none when both have."""
    expected_on: Mapped[date | None]
    description: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None]
    """Where the deal came from."""
    campaign: Mapped[str | None]
    line_count: Mapped[int] = mapped_column(default=0)
    """How many lines it has; as long as there are any, the amount is what they come to."""
    tax_amount: Mapped[Decimal | None] = mapped_column(Money())
    """The tax of the lines, which the amount holds."""
    tax_included: Mapped[bool | None]
    """Whether the prices of the lines hold the tax; nothing before the first line."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """The checklists' answers by the question's id."""
    custom: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """The workspace's own fields: values by the definition's id."""
    loss_reason_id: Mapped[UUID | None]
    return_on: Mapped[date | None]
    """When to come back to a lost client."""
    closed_at: Mapped[datetime | None]
    previous_deal_id: Mapped[UUID | None]
    """The client's deal that was closed before this one began."""
    is_revived: Mapped[bool] = mapped_column(default=False)
    """Whether the process opened it to win back who was lost with the one before."""
    search_text: Mapped[str] = mapped_column(Text)
    """The folded title; the service writes it with every change."""


class DealLine(TenantModel):
    """Something that a deal sells, with what it comes to: a product as it was then, or a thing in words."""

    __tablename__ = "deal_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("discount_percent IS NULL OR discount_amount IS NULL", name="one_discount"),
        CheckConstraint("net + tax = gross", name="gross"),
        tenant_foreign_key("deal_id", "deals"),
        tenant_foreign_key("product_id", "products"),
        tenant_index("deal_lines", "deal_id", "position", unique=True),
        tenant_index("deal_lines", "product_id", postgresql_where=text("product_id IS NOT NULL")),
    )

    deal_id: Mapped[UUID]
    position: Mapped[int]
    product_id: Mapped[UUID | None]
    name: Mapped[str]
    unit: Mapped[str | None]
    quantity: Mapped[Decimal] = mapped_column(Numeric(12, 3))
    unit_price: Mapped[Decimal] = mapped_column(Money())
    discount_percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    discount_amount: Mapped[Decimal | None] = mapped_column(Money())
    """Off the whole line."""
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    net: Mapped[Decimal] = mapped_column(Money())
    tax: Mapped[Decimal] = mapped_column(Money())
    gross: Mapped[Decimal] = mapped_column(Money())


class DealParticipant(Base):
    """A client who has to do with a deal besides the one whose deal it is, or who decides in it."""

    __tablename__ = "deal_participants"
    __table_args__ = (
        CheckConstraint(
            "role IN ('decision_maker', 'influencer', 'buyer', 'user', 'gatekeeper', 'other')", name="role"
        ),
        tenant_foreign_key("deal_id", "deals"),
        tenant_foreign_key("client_id", "clients"),
        tenant_index("deal_participants", "client_id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Competitor(VersionedModel):
    """Somebody who sells the same."""

    __tablename__ = "competitors"
    __table_args__ = (tenant_index("competitors", "name_key", unique=True),)

    name: Mapped[str]
    name_key: Mapped[str]
    """The name without regard to case."""
    is_active: Mapped[bool] = mapped_column(default=True)


class DealCompetitor(Base):
    """How a competitor stands in a deal."""

    __tablename__ = "deal_competitors"
    __table_args__ = (
        CheckConstraint("status IN ('running', 'out', 'won')", name="status"),
        tenant_foreign_key("deal_id", "deals"),
        tenant_foreign_key("competitor_id", "competitors"),
        tenant_index("deal_competitors", "competitor_id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(primary_key=True)
    competitor_id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[str]
    note: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DealStageFact(TenantModel):
    """A deal's stay in a stage, from entering to leaving: what funnels and durations are computed from.

    It keeps the stage's id and name without a foreign key, because facts outlive the stages of a pipeline.
    """

    __tablename__ = "deal_stage_history"
    __table_args__ = (
        tenant_foreign_key("deal_id", "deals"),
        tenant_index("deal_stage_history", "deal_id", "entered_at"),
        tenant_index("deal_stage_history", "pipeline_id", "entered_at"),
    )

    deal_id: Mapped[UUID]
    pipeline_id: Mapped[UUID]
    stage_id: Mapped[UUID]
    stage_name: Mapped[str]
    semantics: Mapped[str]
    owner_id: Mapped[UUID]
    """Whose deal it was when it came in."""
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    exceptions: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """By which exceptions it came in: `backward`, `skipped`, `incomplete`."""
    exception_reason: Mapped[str | None]
    exception_by: Mapped[str | None]
