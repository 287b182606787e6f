"""What the tables' columns have in common: constraint names, closed lists of codes, and text without a limit."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

# One name for each constraint, so that migrations can address it on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    """A column holds one of these codes and nothing else."""
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def text_column(default: str | None = "") -> Any:
    """Words a person wrote: no limit in the database, the forms have theirs."""
    return Field(default=default, sa_type=Text)
