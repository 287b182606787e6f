"""What the provider has set: how hours are worked out and judged."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class ProviderSettingRow(SQLModel, table=True):
    """One setting as it was set. The newest row of a key holds; the older ones stay."""

    __tablename__ = "provider_setting"
    key: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    value: str = text_column()
    by: UUID = Field(foreign_key="person.id")
    at: datetime
