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
    op.create_table(
        "time_double",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=True),
        *_said("time_double"),
        sa.CheckConstraint("verdict IN ('both', 'same', 'asked')", name=op.f("ck_time_double_verdict")),
        sa.CheckConstraint("first < second", name=op.f("ck_time_double_order")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_time_double")),
    )
    op.create_index("ix_time_double_apprenticeship_id_second", "time_double", ["apprenticeship_id", "second"])
    op.create_table(
        "long_day",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *_said("long_day"),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_long_day")),
    )
    op.create_index("ix_long_day_apprenticeship_id_happened_on", "long_day", ["apprenticeship_id", "happened_on"])


def _said(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Who said why, and when, of an apprenticeship."""
    return (
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f(f"fk_{table}_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f(f"fk_{table}_by_person")),
    )


def _sessions() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tutor_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("activity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("duty", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ksbs", sa.Text(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("planned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_training_session_minutes")),
        sa.CheckConstraint("state IN ('planned', 'held', 'cancelled')", name=op.f("ck_training_session_state")),
        sa.ForeignKeyConstraint(["tutor_id"], ["person.id"], name=op.f("fk_training_session_tutor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
    )
    op.create_index("ix_training_session_tutor_id_happens_on", "training_session", ["tutor_id", "happens_on"])
    op.create_table(
        "session_move",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_session_move_by_person")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_session_move_session_id_training_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "seq", name=op.f("pk_session_move")),
    )
    op.create_table(
        "session_place",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("attendance", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("acknowledged", sa.Integer(), nullable=True),
        sa.Column("invited_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "attendance IN ('invited', 'present', 'part', 'absent')", name=op.f("ck_session_place_attendance")
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_session_place_minutes")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_session_place_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_session_place_session_id_training_session")
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "session_id", name=op.f("pk_session_place")),
    )
    op.create_index("ix_session_place_session_id", "session_place", ["session_id"])
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("session_id", sa.Uuid(), nullable=True))
        batch_op.create_index(
            "ix_time_entry_apprenticeship_id_session_id", ["apprenticeship_id", "session_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_time_entry_session_id_training_session"), "training_session", ["session_id"], ["id"]
        )


def _employer_place() -> None:
    op.create_table(
        "due_mail",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.CheckConstraint("entries >= 1", name=op.f("ck_due_mail_entries")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_due_mail_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_due_mail_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "seq", name=op.f("pk_due_mail")),
    )
    op.create_table(
        "receipt",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("means", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("means IN ('link', 'account')", name=op.f("ck_receipt_means")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_receipt_person_id_person")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_person_id_at", "receipt", ["person_id", "at"], unique=False)
    op.create_table(
        "receipt_entry",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["time_entry.apprenticeship_id", "time_entry.number"],
            name=op.f("fk_receipt_entry_apprenticeship_id_number_time_entry"),
        ),
        sa.ForeignKeyConstraint(["code"], ["receipt.code"], name=op.f("fk_receipt_entry_code_receipt")),
        sa.PrimaryKeyConstraint("code", "apprenticeship_id", "number", name=op.f("pk_receipt_entry")),
    )
    op.create_index(
        "ix_receipt_entry_apprenticeship_id_number", "receipt_entry", ["apprenticeship_id", "number"], unique=False
    )


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
    op.drop_table("long_day")
    op.drop_table("time_double")
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_time_entry_paid_time"), type_="check")
        batch_op.drop_column("paid_time")


def _without_sessions() -> None:
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_time_entry_session_id_training_session"), type_="foreignkey")
        batch_op.drop_index("ix_time_entry_apprenticeship_id_session_id")
        batch_op.drop_column("session_id")
    op.drop_index("ix_session_place_session_id", table_name="session_place")
    op.drop_table("session_place")
    op.drop_table("session_move")
    op.drop_index("ix_training_session_tutor_id_happens_on", table_name="training_session")
    op.drop_table("training_session")


def _without_employer_place() -> None:
    for table in ("receipt_entry", "receipt", "due_mail"):
        op.drop_table(table)
