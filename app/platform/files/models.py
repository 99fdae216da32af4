"""Files that people added to records."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import TenantModel, tenant_foreign_key, tenant_index


class File(TenantModel):
    """One file on a card; the content may be that of other files too."""

    __tablename__ = "files"
    __table_args__ = (
        tenant_foreign_key("client_id", "clients"),
        tenant_foreign_key("deal_id", "deals"),
        tenant_index("files", "client_id", "created_at"),
        tenant_index("files", "deal_id", "created_at", postgresql_where="deal_id IS NOT NULL"),
        tenant_index("files", "sha256"),
        tenant_index("files", "removed_at", postgresql_where="removed_at IS NOT NULL"),
    )

    client_id: Mapped[UUID]
    """Whose card it stands on; of a deal's file, whose deal it is: it goes with her."""
    deal_id: Mapped[UUID | None]
    """On whose card it stands instead of the client's."""
    name: Mapped[str]
    media_type: Mapped[str]
    """As its first bytes say, whatever was claimed."""
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    added_by_id: Mapped[UUID | None]
    added_by: Mapped[str]
    removed_at: Mapped[datetime | None]
    """Since when it is shown nowhere; for a month it can be brought back."""
