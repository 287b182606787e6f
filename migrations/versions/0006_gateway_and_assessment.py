"""Gateway and end-point assessment

What stands between practice and assessment, who may look at a frozen portfolio, and what came of it.

Revises: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _assessment()
    _packs()


def downgrade() -> None:
    _without_packs()
    _without_assessment()


def _assessment() -> None:
    op.create_table(
        "assessment_sitting",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("means", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("employer_agreed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('first', 'resit', 'retake')", name=op.f("ck_assessment_sitting_kind")),
        sa.CheckConstraint("means IN ('in_person', 'online', 'in_writing')", name=op.f("ck_assessment_sitting_means")),
        sa.CheckConstraint("state IN ('booked', 'cancelled', 'graded')", name=op.f("ck_assessment_sitting_state")),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_assessment_sitting_attempt")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_assessment_sitting_apprenticeship_id_apprenticeship"),
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_assessment_sitting")),
    )
    op.create_table(
        "assessment_event",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("what IN ('booked', 'moved', 'cancelled')", name=op.f("ck_assessment_event_what")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["assessment_sitting.apprenticeship_id", "assessment_sitting.number"],
            name="fk_assessment_event_assessment_sitting",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_assessment_event_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "seq", name=op.f("pk_assessment_event")),
    )
    op.create_table(
        "assessment_outcome",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("grade", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("exceptional", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["assessment_sitting.apprenticeship_id", "assessment_sitting.number"],
            name="fk_assessment_outcome_assessment_sitting",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_assessment_outcome_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "seq", name=op.f("pk_assessment_outcome")),
    )


def _without_assessment() -> None:
    for table in ("assessment_outcome", "assessment_event", "assessment_sitting"):
        op.drop_table(table)


def _packs() -> None:
    op.create_index("ix_portfolio_version_sha256", "portfolio_version", ["sha256"], unique=False)


def _without_packs() -> None:
    op.drop_index("ix_portfolio_version_sha256", table_name="portfolio_version")
