"""Indexes over what counts

Coverage and hours are counted from these alone; what was sent last is found by apprenticeship.

Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNTING = {
    "tag": ("ix_tag_counting", ["apprenticeship_id", "counts", "ksb", "state", "number"]),
    "time_entry": (
        "ix_time_entry_counting",
        ["apprenticeship_id", "counts", "state", "happened_on", "duty", "minutes"],
    ),
}


def upgrade() -> None:
    for table, (name, columns) in COUNTING.items():
        op.create_index(name, table, columns)
    op.create_index(
        "ix_evidence_version_apprenticeship_id_submitted_at", "evidence_version", ["apprenticeship_id", "submitted_at"]
    )
    op.drop_index("ix_evidence_version_state_submitted_at", table_name="evidence_version")


def downgrade() -> None:
    op.create_index("ix_evidence_version_state_submitted_at", "evidence_version", ["state", "submitted_at"])
    op.drop_index("ix_evidence_version_apprenticeship_id_submitted_at", table_name="evidence_version")
    for table, (name, _) in COUNTING.items():
        op.drop_index(name, table_name=table)
