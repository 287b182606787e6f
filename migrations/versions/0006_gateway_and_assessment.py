"""Gateway and end-point assessment

What stands between practice and assessment, who may look at a frozen portfolio, and what came of it.

Revises: 0005
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
