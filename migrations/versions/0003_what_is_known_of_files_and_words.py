"""What is known of files and words

Scans, checks and findings; uploads and forms not saved yet; witnesses, breaches and an employer's own vocabulary.

Revises: 0002
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_choice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("vocabulary", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_practice_choice_by_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_practice_choice_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "vocabulary", "since", name=op.f("pk_practice_choice")),
    )
    op.create_table(
        "breach",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("found_by", sa.Uuid(), nullable=True),
        sa.Column("found_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('quarantined', 'released', 'erased')", name=op.f("ck_breach_state")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_breach_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_breach_ended_by_person")),
        sa.ForeignKeyConstraint(["found_by"], ["person.id"], name=op.f("fk_breach_found_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", name=op.f("pk_breach")),
    )
    op.create_table(
        "form_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("use", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("writer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_form_draft_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_form_draft_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_draft")),
        sa.UniqueConstraint("form", name=op.f("uq_form_draft_form")),
    )
    with op.batch_alter_table("form_draft", schema=None) as batch_op:
        batch_op.create_index(
            "ix_form_draft_person_id_apprenticeship_id", ["person_id", "apprenticeship_id"], unique=False
        )
        batch_op.create_index("ix_form_draft_saved_at", ["saved_at"], unique=False)

    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("touched_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("turn", sa.Uuid(), nullable=True),
        sa.Column("staged_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("size >= 0", name=op.f("ck_upload_size")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_upload_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index("ix_upload_person_id_form", ["person_id", "form"], unique=False)
        batch_op.create_index("ix_upload_touched_at", ["touched_at"], unique=False)

    op.create_table(
        "watch_name",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("keyed_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id"], ["apprenticeship.id"], name=op.f("fk_watch_name_apprenticeship_id_apprenticeship")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_watch_name_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "keyed_hash", name=op.f("pk_watch_name")),
    )
    op.create_table(
        "breach_file",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("erased_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "seq"],
            ["breach.apprenticeship_id", "breach.seq"],
            name=op.f("fk_breach_file_apprenticeship_id_seq_breach"),
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", "sha256", name=op.f("pk_breach_file")),
    )
    op.create_table(
        "breach_words",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "seq"],
            ["breach.apprenticeship_id", "breach.seq"],
            name=op.f("fk_breach_words_apprenticeship_id_seq_breach"),
        ),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", "place", name=op.f("pk_breach_words")),
    )
    op.create_table(
        "breach_told",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "seq"],
            ["breach.apprenticeship_id", "breach.seq"],
            name=op.f("fk_breach_told_apprenticeship_id_seq_breach"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_breach_told_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "seq", "at", name=op.f("pk_breach_told")),
    )
    op.create_table(
        "upload_part",
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_upload_part_upload_id_upload")),
        sa.PrimaryKeyConstraint("upload_id", "start", name=op.f("pk_upload_part")),
    )
    op.create_table(
        "evidence_practice",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("term", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
            name=op.f("fk_evidence_practice_apprenticeship_id_number_version_evidence_version"),
        ),
        sa.PrimaryKeyConstraint(
            "apprenticeship_id", "number", "version", "vocabulary", "term", name=op.f("pk_evidence_practice")
        ),
    )
    op.create_table(
        "finding",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("found_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('name', 'email', 'phone', 'postcode', 'address', 'nhs_number', 'ni_number', 'date_of_birth', 'case_number', 'marking', 'hidden', 'other')",
            name=op.f("ck_finding_kind"),
        ),
        sa.CheckConstraint("state IN ('open', 'fixed', 'kept')", name=op.f("ck_finding_state")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
            name=op.f("fk_finding_apprenticeship_id_number_version_evidence_version"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_finding_decided_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "version", "seq", name=op.f("pk_finding")),
        sa.UniqueConstraint("id", name=op.f("uq_finding_id")),
    )
    op.create_table(
        "testimony",
        sa.Column("apprenticeship_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("witness_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("witness_email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("witness_role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("link_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("signed_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("signed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("signed_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'signed', 'declined', 'ended')", name=op.f("ck_testimony_state")),
        sa.ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
            name=op.f("fk_testimony_apprenticeship_id_number_version_evidence_version"),
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_testimony_asked_by_person")),
        sa.PrimaryKeyConstraint("apprenticeship_id", "number", "version", "seq", name=op.f("pk_testimony")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_testimony_link_hash")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provider_only", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("case_study", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("quarantined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table("evidence_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("original_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.alter_column("size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=False)

    with op.batch_alter_table("evidence_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("authenticity", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("ai_use", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("ai_words", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("legal_matter", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("lead_role", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("clearance_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("clearance_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("looked", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("others_appear", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("tutor_looked", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("checked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("signature", sa.Text(), nullable=False, server_default=""))
        batch_op.create_foreign_key(batch_op.f("fk_evidence_version_made_by_person"), "person", ["made_by"], ["id"])

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_number_pattern", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("staged_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("original_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.alter_column("size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=False)

    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("scan", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="pending")
        )
        batch_op.add_column(sa.Column("scanned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("checked", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="pending")
        )
        batch_op.add_column(sa.Column("checked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("pages", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("milliseconds", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sheets", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("signature", sa.Text(), nullable=False, server_default=""))
        batch_op.create_check_constraint(
            batch_op.f("ck_stored_file_scan"), "scan IN ('pending', 'clean', 'not_scanned', 'infected')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_stored_file_checked"), "checked IN ('pending', 'machine', 'not_by_machine', 'unreadable')"
        )
        batch_op.create_index("ix_stored_file_scan_scanned_at", ["scan", "scanned_at"], unique=False)
        batch_op.alter_column("size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.alter_column("size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=False)
        batch_op.drop_index("ix_stored_file_scan_scanned_at")
        batch_op.drop_constraint(batch_op.f("ck_stored_file_scan"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_stored_file_checked"), type_="check")
        batch_op.drop_column("signature")
        batch_op.drop_column("sheets")
        batch_op.drop_column("milliseconds")
        batch_op.drop_column("pages")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("checked")
        batch_op.drop_column("scanned_at")
        batch_op.drop_column("scan")

    with op.batch_alter_table("staged_file", schema=None) as batch_op:
        batch_op.alter_column("size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=False)
        batch_op.drop_column("original_sha256")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("case_number_pattern")

    with op.batch_alter_table("evidence_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_evidence_version_made_by_person"), type_="foreignkey")
        batch_op.drop_column("signature")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("tutor_looked")
        batch_op.drop_column("others_appear")
        batch_op.drop_column("looked")
        batch_op.drop_column("clearance_on")
        batch_op.drop_column("clearance_by")
        batch_op.drop_column("lead_role")
        batch_op.drop_column("legal_matter")
        batch_op.drop_column("ai_words")
        batch_op.drop_column("ai_use")
        batch_op.drop_column("authenticity")
        batch_op.drop_column("made_by")

    with op.batch_alter_table("evidence_file", schema=None) as batch_op:
        batch_op.alter_column("size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=False)
        batch_op.drop_column("original_sha256")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("quarantined_at")
        batch_op.drop_column("case_study")
        batch_op.drop_column("provider_only")

    op.drop_table("testimony")
    op.drop_table("finding")
    op.drop_table("evidence_practice")
    op.drop_table("upload_part")
    op.drop_table("breach_told")
    op.drop_table("breach_words")
    op.drop_table("breach_file")
    op.drop_table("watch_name")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index("ix_upload_touched_at")
        batch_op.drop_index("ix_upload_person_id_form")

    op.drop_table("upload")
    with op.batch_alter_table("form_draft", schema=None) as batch_op:
        batch_op.drop_index("ix_form_draft_saved_at")
        batch_op.drop_index("ix_form_draft_person_id_apprenticeship_id")

    op.drop_table("form_draft")
    op.drop_table("breach")
    op.drop_table("practice_choice")
