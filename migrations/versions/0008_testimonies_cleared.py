"""Testimonies cleared

What a witness signed is cleared by itself, since it may be signed after its piece was. What had been signed by the
time that a version was cleared was on the page before the tutor who cleared it.

Revises: 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "testimony_clearing",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("cleared_by", sa.Uuid(), nullable=False),
        sa.Column("cleared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version", "seq"],
            ["testimony.apprenticeship_id", "testimony.number", "testimony.version", "testimony.seq"],
            name=op.f("fk_testimony_clearing_apprenticeship_id_testimony"),
        ),
        sa.ForeignKeyConstraint(["cleared_by"], ["person.id"], name=op.f("fk_testimony_clearing_cleared_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "version", "seq", name=op.f("pk_testimony_clearing")),
    )
    op.execute(
        "INSERT INTO testimony_clearing (apprenticeship_id, number, version, seq, cleared_by, cleared_at)"
        " SELECT said.apprenticeship_id, said.number, said.version, said.seq, v.cleared_by, v.cleared_at"
        " FROM testimony AS said JOIN evidence_version AS v ON v.apprenticeship_id = said.apprenticeship_id"
        " AND v.number = said.number AND v.version = said.version"
        " WHERE said.state = 'signed' AND said.signed_at <= v.cleared_at AND v.cleared_by IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("testimony_clearing")
