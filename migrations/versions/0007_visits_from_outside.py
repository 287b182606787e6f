"""Visits from outside

Who looks at the record from outside for a time, who agreed to a waiver, why something found in words stays,
who marked a method and when, who was mailed of a disagreement, what was sampled, found by record, and which piece was put
in order though nobody took it in.

Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _waivers_agreed()
    _visits()
    _words_kept()
    _marking()
    _mailed()
    _sampled_by_record()
    _ordered_alone()


def downgrade() -> None:
    _chosen_as_ordered()
    _without_sampled_by_record()
    op.drop_table("sample_mailed")
    _without_marking()
    op.drop_table("words_kept")
    _without_visits()
    _without_waivers_agreed()


def _waivers_agreed() -> None:
    op.add_column("waiver", sa.Column("agreed_by", sa.Text(), nullable=True))
    op.add_column("waiver", sa.Column("agreed_on", sa.Date(), nullable=True))


def _without_waivers_agreed() -> None:
    op.drop_column("waiver", "agreed_on")
    op.drop_column("waiver", "agreed_by")


def _visits() -> None:
    op.create_table(
        "visit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sights", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("since <= last_day", name=op.f("ck_visit_days")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_visit_by_person")),
        sa.ForeignKeyConstraint(["draw"], ["sample_draw.number"], name=op.f("fk_visit_draw_sample_draw")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_visit_ended_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id_person")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_visit")),
        sa.UniqueConstraint("id", name=op.f("uq_visit_id")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_person_id", ["person_id", "last_day"], unique=False)
    op.create_table(
        "visit_record",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_visit_record_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["visit"], ["visit.number"], name=op.f("fk_visit_record_visit_visit")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "visit", name=op.f("pk_visit_record")),
    )
    with op.batch_alter_table("visit_record", schema=None) as batch_op:
        batch_op.create_index("ix_visit_record_visit", ["visit"], unique=False)


def _without_visits() -> None:
    with op.batch_alter_table("visit_record", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_record_visit")
    op.drop_table("visit_record")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_person_id")
    op.drop_table("visit")


def _marking() -> None:
    op.add_column("assessment_outcome", sa.Column("marked_by", sa.Text(), nullable=True))
    op.add_column("assessment_outcome", sa.Column("marked_on", sa.Date(), nullable=True))


def _without_marking() -> None:
    op.drop_column("assessment_outcome", "marked_on")
    op.drop_column("assessment_outcome", "marked_by")


def _words_kept() -> None:
    kinds = "'name', 'email', 'phone', 'postcode', 'address', 'nhs_number', 'ni_number', 'date_of_birth', 'case_number'"
    op.create_table(
        "words_kept",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"kind IN ({kinds}, 'marking', 'hidden', 'other')", name=op.f("ck_words_kept_kind")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_words_kept_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_words_kept_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "name", "at", "field", "start", name=op.f("pk_words_kept")),
    )


def _mailed() -> None:
    op.create_table(
        "sample_mailed",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draw", "place", "seq"],
            ["sample_said.draw", "sample_said.place", "sample_said.seq"],
            name="fk_sample_mailed_sample_said",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sample_mailed_person_id_person")),
        sa.PrimaryKeyConstraint("draw", "place", "seq", "person_id", name=op.f("pk_sample_mailed")),
    )


def _sampled_by_record() -> None:
    op.create_index("ix_sampled_decision_apprenticeship_id", "sampled_decision", ["apprenticeship_id", "seq"])
    op.create_index("ix_sampled_decision_state", "sampled_decision", ["state", "apprenticeship_id"])


def _without_sampled_by_record() -> None:
    op.drop_index("ix_sampled_decision_state", "sampled_decision")
    op.drop_index("ix_sampled_decision_apprenticeship_id", "sampled_decision")


def _ordered_alone() -> None:
    with op.batch_alter_table("portfolio_choice", schema=None, table_args=_position()) as batch_op:
        batch_op.alter_column("included", existing_type=sa.Boolean(), nullable=True)


def _chosen_as_ordered() -> None:
    op.execute("UPDATE portfolio_choice SET included = true WHERE included IS NULL")
    with op.batch_alter_table("portfolio_choice", schema=None, table_args=_position()) as batch_op:
        batch_op.alter_column("included", existing_type=sa.Boolean(), nullable=False)


def _position() -> tuple[sa.CheckConstraint]:
    return (sa.CheckConstraint("position >= 1", name=op.f("ck_portfolio_choice_position")),)
