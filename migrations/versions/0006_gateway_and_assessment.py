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
    _review_meetings()
    _assessment()
    _packs()
    _waivers()
    _case_study()
    _concerns_of_witnesses()
    _forecast()
    _adjustments()
    _components()
    _sampling()
    _grants()


def downgrade() -> None:
    _without_grants()
    _without_sampling()
    _without_components()
    _without_adjustments()
    _without_forecast()
    _without_concerns_of_witnesses()
    _without_case_study()
    _without_waivers()
    _without_packs()
    _without_assessment()
    _without_review_meetings()


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


def _waivers() -> None:
    op.create_table(
        "waiver",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("check_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Text(), nullable=False),
        sa.Column("covers", sa.Integer(), nullable=True),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.Column("taken_back_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(taken_back_at IS NULL) = (taken_back_by IS NULL)", name=op.f("ck_waiver_taken_back")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_waiver_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_waiver_by_person")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["person.id"], name=op.f("fk_waiver_taken_back_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_waiver")),
    )
    op.create_index(
        "uq_waiver_standing",
        "waiver",
        ["apprenticeship_id", "check_id"],
        unique=True,
        sqlite_where=sa.text("taken_back_at IS NULL"),
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )


def _without_waivers() -> None:
    op.drop_table("waiver")


def _case_study() -> None:
    op.create_table(
        "case_study",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("erased_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_case_study_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_case_study_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "version", name=op.f("pk_case_study")),
    )
    op.create_table(
        "case_study_agreement",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_case_study_agreement_role")
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "version"],
            ["case_study.apprenticeship_id", "case_study.version"],
            name="fk_case_study_agreement_case_study",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_case_study_agreement_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "version", "role", name=op.f("pk_case_study_agreement")),
    )
    op.create_table(
        "case_study_kept",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('name', 'email', 'phone', 'postcode', 'address', 'nhs_number', 'ni_number', 'date_of_birth', 'case_number', 'marking', 'hidden', 'other')",
            name=op.f("ck_case_study_kept_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "version"],
            ["case_study.apprenticeship_id", "case_study.version"],
            name="fk_case_study_kept_case_study",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "version", "field", "start", name=op.f("pk_case_study_kept")),
    )


def _without_case_study() -> None:
    op.drop_table("case_study_kept")
    op.drop_table("case_study_agreement")
    op.drop_table("case_study")


def _concerns_of_witnesses() -> None:
    op.create_table(
        "concern_witness",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_witness_concern_id_concern")),
        sa.PrimaryKeyConstraint("concern_id", name=op.f("pk_concern_witness")),
    )


def _without_concerns_of_witnesses() -> None:
    op.drop_table("concern_witness")


def _review_meetings() -> None:
    op.create_table(
        "review_meeting_draft",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_review_meeting_draft_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_review_meeting_draft_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_review_meeting_draft")),
    )


def _without_review_meetings() -> None:
    op.drop_table("review_meeting_draft")


def _forecast() -> None:
    op.create_table(
        "forecast_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast_measure")),
    )


def _without_forecast() -> None:
    op.drop_table("forecast_measure")


def _adjustments() -> None:
    op.create_table(
        "adjustment",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_whom", sa.Text(), nullable=False),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('time', 'format', 'clip_length', 'other')", name=op.f("ck_adjustment_kind")),
        sa.CheckConstraint("state IN ('proposed', 'agreed', 'refused', 'ended')", name=op.f("ck_adjustment_state")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 240", name=op.f("ck_adjustment_minutes")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_adjustment_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_adjustment_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_adjustment")),
    )


def _without_adjustments() -> None:
    op.drop_table("adjustment")


def _components() -> None:
    op.create_table(
        "gateway_component",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("(attempt = 0) = (state = 'waived')", name=op.f("ck_gateway_component_attempt")),
        sa.CheckConstraint(
            "state IN ('not_started', 'submitted', 'accepted', 'returned', 'waived')",
            name=op.f("ck_gateway_component_state"),
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_gateway_component_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_gateway_component_by_person")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_gateway_component_decided_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "code", "attempt", name=op.f("pk_gateway_component")),
    )
    op.create_table(
        "learner_record",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_learner_record_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_learner_record_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", name=op.f("pk_learner_record")),
    )


def _without_components() -> None:
    for table in ("learner_record", "gateway_component"):
        op.drop_table(table)


def _sampling() -> None:
    op.create_table(
        "sample_draw",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("risk_percent", sa.Integer(), nullable=False),
        sa.Column("each_ksb", sa.Boolean(), nullable=False),
        sa.Column("each_kind", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name=op.f("ck_sample_draw_percent")),
        sa.CheckConstraint("risk_percent BETWEEN 1 AND 100", name=op.f("ck_sample_draw_risk_percent")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_sample_draw_by_person")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sample_draw")),
    )
    op.create_table(
        "sample_tutor",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("tutor", sa.Uuid(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draw"], ["sample_draw.number"], name=op.f("fk_sample_tutor_draw_sample_draw")),
        sa.ForeignKeyConstraint(["tutor"], ["person.id"], name=op.f("fk_sample_tutor_tutor_person")),
        sa.PrimaryKeyConstraint("draw", "tutor", name=op.f("pk_sample_tutor")),
    )
    op.create_table(
        "sampled_decision",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ksb", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tutor", sa.Uuid(), nullable=False),
        sa.Column("reasons", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'disagreed', 'answered', 'settled')", name=op.f("ck_sampled_decision_state")
        ),
        sa.CheckConstraint("verdict IN ('accepted', 'returned', 'declined')", name=op.f("ck_sampled_decision_verdict")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "seq"],
            ["tag_decision.apprenticeship_id", "tag_decision.seq"],
            name="fk_sampled_decision_tag_decision",
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_sampled_decision_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["draw"], ["sample_draw.number"], name=op.f("fk_sampled_decision_draw_sample_draw")),
        sa.ForeignKeyConstraint(["tutor"], ["person.id"], name=op.f("fk_sampled_decision_tutor_person")),
        sa.PrimaryKeyConstraint("draw", "place", name=op.f("pk_sampled_decision")),
    )
    op.create_index("ix_sampled_decision_tutor_state", "sampled_decision", ["tutor", "state"])

    op.create_table(
        "sample_said",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("what IN ('agreed', 'disagreed', 'answered', 'settled')", name=op.f("ck_sample_said_what")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_sample_said_by_person")),
        sa.ForeignKeyConstraint(
            ["draw", "place"],
            ["sampled_decision.draw", "sampled_decision.place"],
            name="fk_sample_said_sampled_decision",
        ),
        sa.PrimaryKeyConstraint("draw", "place", "seq", name=op.f("pk_sample_said")),
    )
    op.create_index("ix_tag_decision_at", "tag_decision", ["at"])


def _without_sampling() -> None:
    op.drop_index("ix_tag_decision_at", table_name="tag_decision")
    for table in ("sample_said", "sampled_decision", "sample_tutor", "sample_draw"):
        op.drop_table(table)


def _grants() -> None:
    op.create_table(
        "assessor_grant",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("may_take", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("stated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("since <= last_day", name=op.f("ck_assessor_grant_days")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "version"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_assessor_grant_portfolio_version",
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_assessor_grant_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_assessor_grant_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assessor_grant_person_id_person")),
        sa.ForeignKeyConstraint(["revoked_by"], ["person.id"], name=op.f("fk_assessor_grant_revoked_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_assessor_grant")),
        sa.UniqueConstraint("id", name=op.f("uq_assessor_grant_id")),
    )
    with op.batch_alter_table("assessor_grant", schema=None) as batch_op:
        batch_op.create_index("ix_assessor_grant_person_id", ["person_id", "last_day"], unique=False)


def _without_grants() -> None:
    with op.batch_alter_table("assessor_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_assessor_grant_person_id")
    op.drop_table("assessor_grant")
