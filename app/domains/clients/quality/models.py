"""What a record should hold, and how well the bases were kept day by day."""

from datetime import date
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import TenantModel, VersionedModel, tenant_foreign_key, tenant_index


class ClientStandard(VersionedModel):
    """The fields that a client's record should hold; a workspace without a row has the usual ones."""

    __tablename__ = "client_standards"
    __table_args__ = (tenant_index("client_standards", "subject", unique=True),)

    subject: Mapped[str]
    """`client`, so that there is one row."""
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text))


class QualitySnapshot(TenantModel):
    """How one manager's clients were kept on one day; nobody's when there is no owner."""

    __tablename__ = "quality_snapshots"
    __table_args__ = (
        tenant_foreign_key("owner_id", "users"),
        tenant_index("quality_snapshots", "day", "owner_id", unique=True, postgresql_nulls_not_distinct=True),
    )

    day: Mapped[date]
    owner_id: Mapped[UUID | None]
    clients: Mapped[int]
    complete: Mapped[int]
    """How many hold all that they should."""
    share_sum: Mapped[int]
    """The sum of the shares, in percent: a mean over several managers is this over `clients`."""
    no_phone: Mapped[int]
    bad_phone: Mapped[int]
    bad_email: Mapped[int]
