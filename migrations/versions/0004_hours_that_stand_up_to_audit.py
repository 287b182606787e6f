"""Hours that stand up to audit

What the provider has set, a life with changes, time entered once, sessions held for many, and the employer's one link.

Revises: 0003
"""

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
    pass


def _changes_in_a_life() -> None:
    pass


def _time_entered_once() -> None:
    pass


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
    pass


def _without_changes_in_a_life() -> None:
    pass


def _without_time_entered_once() -> None:
    pass


def _without_sessions() -> None:
    pass


def _without_employer_place() -> None:
    pass
