"""Hours that stand up to audit

What the provider has set, a life with changes, time entered once, sessions held for many, and the employer's one link.

Revises: 0003
"""

import json
from datetime import date
from uuid import UUID

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

    op.create_table(
        "shortfall_statement",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column("confirmed_minutes", sa.Integer(), nullable=False),
        sa.Column("minimum_minutes", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_shortfall_statement_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_shortfall_statement_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_shortfall_statement")),
    )
    op.create_table(
        "shortfall_agreement",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_shortfall_agreement_role")
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["shortfall_statement.apprenticeship_id", "shortfall_statement.number"],
            name=op.f("fk_shortfall_agreement_apprenticeship_id_shortfall_statement"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_shortfall_agreement_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "role", name=op.f("pk_shortfall_agreement")),
    )


def _changes_in_a_life() -> None:
    op.create_table(
        "pause",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('break_in_learning', 'no_employer')", name=op.f("ck_pause_kind")),
        sa.CheckConstraint('"until" IS NULL OR "until" > since', name=op.f("ck_pause_until")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_pause_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_pause_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_pause")),
    )
    _keep_what_was_said_of_breaks()


def _keep_what_was_said_of_breaks() -> None:
    """Breaks were written over until now; the history tells what was said of each, and when."""
    connection = op.get_bind()
    a, pause, history = _table_of("apprenticeship"), _table_of("pause"), _table_of("history")
    told = history.select().where(history.c.action.in_(["break_begun", "break_ended"]))
    said: dict[str, list[dict[str, object]]] = {}
    for row in connection.execute(told.order_by(history.c.chain, history.c.seq)):
        body = json.loads(row.body)
        back_on = date.fromisoformat(body["back_on"]) if body.get("back_on") else None
        since = date.fromisoformat(body["since"])
        said.setdefault(row.chain, []).append({"since": since, "until": back_on, "by": row.by, "at": row.at})
    standing = _table_of("break_in_learning")
    breaks = sa.select(standing, a.c.created_at).join(a, a.c.id == standing.c.apprenticeship_id)
    for row in connection.execute(breaks.order_by(standing.c.apprenticeship_id, standing.c.since)):
        rows = said.setdefault(str(row.apprenticeship_id), [])
        if (row.since, row.back_on) not in {(one["since"], one["until"]) for one in rows}:
            rows.append({"since": row.since, "until": row.back_on, "by": None, "at": row.created_at})
    found = [
        {"apprenticeship_id": UUID(chain), "seq": seq, "kind": "break_in_learning", "dropped": False, "reason": ""}
        | one
        for chain, rows in said.items()
        for seq, one in enumerate(rows, 1)
    ]
    if found:
        connection.execute(pause.insert(), found)


def _table_of(name: str) -> sa.Table:
    """What this step needs of a table, as it is at this revision."""
    stamp, text = sqlmodel.sql.sqltypes.UTCDateTime(), sa.Text()
    columns = {
        "apprenticeship": {"id": sa.Uuid(), "created_at": stamp},
        "break_in_learning": {"apprenticeship_id": sa.Uuid(), "since": sa.Date(), "back_on": sa.Date()},
        "history": {"chain": text, "seq": sa.Integer(), "at": stamp, "by": sa.Uuid(), "action": text, "body": text},
        "pause": {
            "apprenticeship_id": sa.Uuid(),
            "seq": sa.Integer(),
            "kind": text,
            "since": sa.Date(),
            "until": sa.Date(),
            "dropped": sa.Boolean(),
            "by": sa.Uuid(),
            "at": stamp,
            "reason": text,
        },
    }
    return sa.Table(name, sa.MetaData(), *(sa.Column(key, kind) for key, kind in columns[name].items()))


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
    op.create_table(
        "hours_import",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("done_rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("already", sa.Integer(), nullable=False),
        sa.Column("mistakes", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'adding', 'done', 'stopped')", name=op.f("ck_hours_import_state")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_hours_import_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_hours_import_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_hours_import")),
    )
    op.create_index("ix_hours_import_state_at", "hours_import", ["state", "at"])
    op.create_table(
        "imported_row",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("import_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["time_entry.apprenticeship_id", "time_entry.number"],
            name=op.f("fk_imported_row_apprenticeship_id_time_entry"),
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "digest", name=op.f("pk_imported_row")),
    )
    op.create_index("ix_imported_row_apprenticeship_id_number", "imported_row", ["apprenticeship_id", "number"])


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
    op.drop_table("shortfall_agreement")
    op.drop_table("shortfall_statement")
    op.drop_table("provider_setting")


def _without_changes_in_a_life() -> None:
    op.drop_table("pause")


def _without_time_entered_once() -> None:
    op.drop_table("imported_row")
    op.drop_table("hours_import")
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
