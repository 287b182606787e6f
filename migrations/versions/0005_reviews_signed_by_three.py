"""Reviews signed by three

Reviews with their sections and facts, signatures, concerns, the skills scan, the training plan, calendars and nudges.

Revises: 0004
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _concerns()
    _signatures()
    _targets()
    _reviews()
    _training_plan()
    _portfolio()
    _skills_scans()
    _calendar()


def _signatures() -> None:
    op.create_table(
        "signed_record",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("completed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("erased_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('review', 'training_plan', 'declaration', 'employer_statement')",
            name=op.f("ck_signed_record_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_signed_record_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["put_by"], ["person.id"], name=op.f("fk_signed_record_put_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "kind", "number", "version", name=op.f("pk_signed_record")),
    )
    op.create_table(
        "signature",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("means", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Text(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("answer IN ('signed', 'refused', 'unobtainable')", name=op.f("ck_signature_answer")),
        sa.CheckConstraint("means IN ('link', 'account')", name=op.f("ck_signature_means")),
        sa.CheckConstraint("role IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_signature_role")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "kind", "number", "version"],
            ["signed_record.apprenticeship_id", "signed_record.kind", "signed_record.number", "signed_record.version"],
            name="fk_signature_signed_record",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_signature_by_person")),
        sa.PrimaryKeyConstraint(
            "apprenticeship_id", "kind", "number", "version", "role", "answer", name=op.f("pk_signature")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_signature_code")),
    )
    op.create_index("ix_signature_by", "signature", ["by"], unique=False)


def _targets() -> None:
    op.create_table(
        "target",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("state IN ('proposed', 'open', 'met', 'dropped')", name=op.f("ck_target_state")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_target_apprenticeship_id_apprenticeship")
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_target")),
    )
    op.create_table(
        "target_change",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("change", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ksbs", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("duty", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review", sa.Integer(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "change IN ('set', 'proposed', 'agreed', 'changed', 'said_done', 'not_done', 'met', 'dropped', "
            "'opened_again')",
            name=op.f("ck_target_change_change"),
        ),
        sa.CheckConstraint("who IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_target_change_who")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["target.apprenticeship_id", "target.number"],
            name=op.f("fk_target_change_apprenticeship_id_number_target"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_target_change_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "seq", name=op.f("pk_target_change")),
    )


def _reviews() -> None:
    op.create_table(
        "review",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("moved_reason", sa.Text(), nullable=False),
        sa.Column("missed_reason", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("present", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("rag_reason", sa.Text(), nullable=False),
        sa.Column("computed_rag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("computed_reasons", sa.Text(), nullable=False),
        sa.Column("held_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("facts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("revision_reason", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("computed_rag IN ('red', 'amber', 'green')", name=op.f("ck_review_computed_rag")),
        sa.CheckConstraint("rag IN ('red', 'amber', 'green')", name=op.f("ck_review_rag")),
        sa.CheckConstraint(
            "state IN ('planned', 'draft', 'awaiting_signatures', 'complete', 'missed', 'superseded')",
            name=op.f("ck_review_state"),
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_review_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["held_by"], ["person.id"], name=op.f("fk_review_held_by_person")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_review_opened_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "version", name=op.f("pk_review")),
    )
    op.create_table(
        "review_planned",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_review_planned_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_review_planned_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "seq", name=op.f("pk_review_planned")),
    )
    op.create_table(
        "review_section",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("section", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_review_section_role")
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["review.apprenticeship_id", "review.number", "review.version"],
            name="fk_review_section_review",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_review_section_by_person")),
        sa.PrimaryKeyConstraint(
            "apprenticeship_id", "number", "version", "section", "role", name=op.f("pk_review_section")
        ),
    )


def _portfolio() -> None:
    op.create_table(
        "portfolio_version",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=False),
        sa.Column("frozen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_portfolio_version_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["frozen_by"], ["person.id"], name=op.f("fk_portfolio_version_frozen_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_portfolio_version")),
    )
    op.create_table(
        "portfolio_choice",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_portfolio_choice_position")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["evidence.apprenticeship_id", "evidence.number"],
            name="fk_portfolio_choice_evidence",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_portfolio_choice_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_portfolio_choice")),
    )
    op.create_table(
        "portfolio_text",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_portfolio_text_portfolio_version",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "key", name=op.f("pk_portfolio_text")),
    )
    op.create_table(
        "portfolio_tombstone",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_portfolio_tombstone_portfolio_version",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "what", name=op.f("pk_portfolio_tombstone")),
    )


def _skills_scans() -> None:
    op.create_table(
        "skills_scan",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("scale", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("purpose IN ('start', 'during', 'gateway')", name=op.f("ck_skills_scan_purpose")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_skills_scan_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["begun_by"], ["person.id"], name=op.f("fk_skills_scan_begun_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_skills_scan")),
    )
    op.create_table(
        "skills_scan_draft",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["skills_scan.apprenticeship_id", "skills_scan.number"],
            name="fk_skills_scan_draft_skills_scan",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_skills_scan_draft_person_id_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "person_id", name=op.f("pk_skills_scan_draft")),
    )
    op.create_table(
        "skills_scan_given",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('apprentice', 'tutor', 'employer', 'assessor')", name=op.f("ck_skills_scan_given_role")
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["skills_scan.apprenticeship_id", "skills_scan.number"],
            name="fk_skills_scan_given_skills_scan",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_skills_scan_given_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "role", name=op.f("pk_skills_scan_given")),
    )
    op.create_table(
        "skills_scan_rating",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ksb", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("prior_what", sa.Text(), nullable=False),
        sa.Column("prior_when", sa.Text(), nullable=False),
        sa.Column("prior_seen", sa.Text(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 10", name=op.f("ck_skills_scan_rating_points")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "role"],
            ["skills_scan_given.apprenticeship_id", "skills_scan_given.number", "skills_scan_given.role"],
            name="fk_skills_scan_rating_skills_scan_given",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "role", "ksb", name=op.f("pk_skills_scan_rating")),
    )


def downgrade() -> None:
    _without_calendar()
    _without_skills_scans()
    _without_training_plan()
    _without_portfolio()
    _without_reviews()
    _without_targets()
    _without_concerns()
    _without_signatures()


def _without_signatures() -> None:
    op.drop_index("ix_signature_by", table_name="signature")
    op.drop_table("signature")
    op.drop_table("signed_record")


def _without_targets() -> None:
    op.drop_table("target_change")
    op.drop_table("target")


def _without_reviews() -> None:
    op.drop_table("review_section")
    op.drop_table("review_planned")
    op.drop_table("review")


def _training_plan() -> None:
    op.create_table(
        "plan_activity",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("indicative_grade", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("(state = 'held') = (held_on IS NOT NULL)", name=op.f("ck_plan_activity_held")),
        sa.CheckConstraint(
            "kind IN ('initial_assessment', 'induction', 'module', 'tutorial', 'mock_assessment', 'functional_skills')",
            name=op.f("ck_plan_activity_kind"),
        ),
        sa.CheckConstraint("result IN ('passed', 'not_passed')", name=op.f("ck_plan_activity_result")),
        sa.CheckConstraint("state IN ('planned', 'held', 'missed')", name=op.f("ck_plan_activity_state")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_plan_activity_minutes")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_plan_activity_apprenticeship_id_apprenticeship")
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", name=op.f("pk_plan_activity")),
    )
    op.create_table(
        "plan_fact",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "key IN ('induction_shape', 'organisation', 'contact', 'arrangements', 'subcontractor', 'price', 'in_plan', 'certificate', 'exception', 'exception_basis', 'certificate_level', 'tick')",
            name=op.f("ck_plan_fact_key"),
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_plan_fact_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_plan_fact_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_plan_fact")),
    )
    op.create_table(
        "mock_feedback",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ksb", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["plan_activity.apprenticeship_id", "plan_activity.number"],
            name="fk_mock_feedback_plan_activity",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "ksb", name=op.f("pk_mock_feedback")),
    )
    op.create_table(
        "plan_event",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "what IN ('planned', 'moved', 'held', 'missed', 'reopened')", name=op.f("ck_plan_event_what")
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["plan_activity.apprenticeship_id", "plan_activity.number"],
            name="fk_plan_event_plan_activity",
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_plan_event_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "seq", name=op.f("pk_plan_event")),
    )
    op.create_table(
        "plan_evidence",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "evidence"],
            ["evidence.apprenticeship_id", "evidence.number"],
            name="fk_plan_evidence_evidence",
        ),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["plan_activity.apprenticeship_id", "plan_activity.number"],
            name="fk_plan_evidence_plan_activity",
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "evidence", name=op.f("pk_plan_evidence")),
    )


def _without_training_plan() -> None:
    op.drop_table("plan_evidence")
    op.drop_table("plan_event")
    op.drop_table("mock_feedback")
    op.drop_table("plan_fact")
    op.drop_table("plan_activity")


def _concerns() -> None:
    op.create_index("ix_provider_role_role", "provider_role", ["role"], unique=False)
    op.create_table(
        "concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("raised_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("danger", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("erased_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("erased_by", sa.Uuid(), nullable=True),
        sa.Column("erased_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("about IN ('client', 'apprentice', 'other')", name=op.f("ck_concern_about")),
        sa.CheckConstraint("danger IN ('yes', 'no', 'unsure')", name=op.f("ck_concern_danger")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_concern_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["erased_by"], ["person.id"], name=op.f("fk_concern_erased_by_person")),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"], name=op.f("fk_concern_raised_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("number", name=op.f("uq_concern_number")),
    )
    op.create_index("ix_concern_raised_by", "concern", ["raised_by"], unique=False)
    op.create_table(
        "concern_note",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("referred_to", sa.Text(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("kind IN ('note', 'outcome', 'closed', 'opened_again')", name=op.f("ck_concern_note_kind")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_concern_note_by_person")),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_note_concern_id_concern")),
        sa.PrimaryKeyConstraint("concern_id", "seq", name=op.f("pk_concern_note")),
    )
    op.create_table(
        "concern_reading",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("means", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("means IN ('page', 'call', 'file')", name=op.f("ck_concern_reading_means")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_concern_reading_by_person")),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_reading_concern_id_concern")),
        sa.PrimaryKeyConstraint("concern_id", "seq", name=op.f("pk_concern_reading")),
    )
    op.create_table(
        "concern_setting",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_concern_setting_by_person")),
        sa.PrimaryKeyConstraint("key", "seq", name=op.f("pk_concern_setting")),
    )


def _without_concerns() -> None:
    op.drop_index("ix_provider_role_role", table_name="provider_role")
    op.drop_table("concern_setting")
    op.drop_table("concern_reading")
    op.drop_table("concern_note")
    op.drop_index("ix_concern_raised_by", table_name="concern")
    op.drop_table("concern")


def _without_portfolio() -> None:
    for table in ("portfolio_tombstone", "portfolio_text", "portfolio_choice", "portfolio_version"):
        op.drop_table(table)


def _without_skills_scans() -> None:
    op.drop_table("skills_scan_rating")
    op.drop_table("skills_scan_given")
    op.drop_table("skills_scan_draft")
    op.drop_table("skills_scan")


def _calendar() -> None:
    op.create_table(
        "calendar_address",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_address_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_address_secret_hash")),
    )
    op.create_table(
        "review_reminder",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("ahead", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("ahead IN ('week', 'day')", name=op.f("ck_review_reminder_ahead")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"],
            ["apprenticeship.id"],
            name=op.f("fk_review_reminder_apprenticeship_id_apprenticeship"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_reminder_person_id_person")),
        sa.PrimaryKeyConstraint(
            "apprenticeship_id", "number", "on_day", "ahead", "person_id", name=op.f("pk_review_reminder")
        ),
    )
    op.create_table(
        "nudge",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_nudge_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_nudge_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "item", "seq", name=op.f("pk_nudge")),
    )


def _without_calendar() -> None:
    op.drop_table("nudge")
    op.drop_table("review_reminder")
    op.drop_table("calendar_address")
