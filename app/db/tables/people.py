"""People and organisations, how they sign in, and what keeps guessing slow."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import ProviderRole


class PersonRow(SQLModel, table=True):
    """Somebody with an account. The email address is case folded."""

    __tablename__ = "person"
    id: UUID = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    date_of_birth: date | None = None
    password_hash: str | None = None
    created_at: datetime
    ended_at: datetime | None = None


class ProviderRoleRow(SQLModel, table=True):
    """A role across the provider, from a date, until the first day without it."""

    __tablename__ = "provider_role"
    __table_args__ = (one_of("role", ProviderRole), Index("ix_provider_role_role", "role"))
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    role: str = Field(primary_key=True)
    since: date = Field(primary_key=True)
    ended_on: date | None = None


class OrganisationRow(SQLModel, table=True):
    """An employer's organisation. Its name gives nobody access.

    `case_number_pattern` is how the numbers of its case system look, such as AA-999999; "" where nobody said.
    """

    __tablename__ = "organisation"
    id: UUID = Field(primary_key=True)
    name: str
    folded_name: str = Field(unique=True)
    case_number_pattern: str = text_column()


class SessionRow(SQLModel, table=True):
    """Somebody signed in on one device. The key is the SHA-256 of the secret in the cookie."""

    __tablename__ = "session"
    secret_hash: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime
    last_used_at: datetime
    ends_at: datetime
    kept: bool
    device: str = ""


class TokenRow(SQLModel, table=True):
    """A bearer token for programs, kept as a SHA-256."""

    __tablename__ = "token"
    secret_hash: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


class OneTimeLinkRow(SQLModel, table=True):
    """A link that does one thing once: set a password, or sign in."""

    __tablename__ = "one_time_link"
    secret_hash: str = Field(primary_key=True)
    kind: str
    person_id: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


class ThrottleRow(SQLModel, table=True):
    """How many tries in the current window. The key is a digest, so the table names nobody."""

    __tablename__ = "throttle"
    __table_args__ = (Index("ix_throttle_window_ends_at", "window_ends_at"),)
    key: str = Field(primary_key=True)
    tries: int
    window_ends_at: datetime
