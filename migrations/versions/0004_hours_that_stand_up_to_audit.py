"""Hours that stand up to audit

What the provider has set, a life with changes, time entered once, sessions held for many, and the employer's one link.

Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _provider_settings()
    _changes_in_a_life()
    _time_entered_once()
    _sessions()
    _employer_place()


def _provider_settings() -> None:
    op.create_table(
        "provider_setting",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_provider_setting_by_person")),
        sa.PrimaryKeyConstraint("key", "seq", name=op.f("pk_provider_setting")),
    )


def _changes_in_a_life() -> None:
    pass


def _time_entered_once() -> None:
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("paid_time", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="in_paid_hours")
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_time_entry_paid_time"), "paid_time IN ('in_paid_hours', 'time_off_in_lieu', 'unpaid')"
        )


def _sessions() -> None:
    pass


def _employer_place() -> None:
    pass


def downgrade() -> None:
    _without_employer_place()
    _without_sessions()
    _without_time_entered_once()
    _without_changes_in_a_life()
    _without_provider_settings()


def _without_provider_settings() -> None:
    op.drop_table("provider_setting")


def _without_changes_in_a_life() -> None:
    pass


def _without_time_entered_once() -> None:
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_time_entry_paid_time"), type_="check")
        batch_op.drop_column("paid_time")


def _without_sessions() -> None:
    pass


def _without_employer_place() -> None:
    pass
