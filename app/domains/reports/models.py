"""Plans: what a person or a team is to reach in a month."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import Money, VersionedModel, tenant_foreign_key, tenant_index


class Plan(VersionedModel):
    """A target of one metric, for one person, one team, or the whole workspace."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint("user_id IS NULL OR team_id IS NULL", name="one_holder"),
        CheckConstraint("period IN ('month', 'day')", name="period"),
        tenant_foreign_key("user_id", "users"),
        tenant_foreign_key("team_id", "teams"),
        tenant_index(
            "plans",
            "month",
            "metric",
            "period",
            "user_id",
            "team_id",
            unique=True,
            name="uq_plans_holder",
            postgresql_nulls_not_distinct=True,
        ),
    )

    metric: Mapped[str]
    month: Mapped[date]
    period: Mapped[str]
    user_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    target: Mapped[Decimal] = mapped_column(Money)
