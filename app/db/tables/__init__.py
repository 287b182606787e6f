"""Every table. These classes never leave `app.db`; they do not validate, the database's own constraints do."""

from sqlmodel import SQLModel

from app.db.tables import (
    apprenticeships,
    concerns,
    confidentiality,
    employer,
    evidence,
    hours_import,
    installation,
    life,
    off_the_job,
    people,
    portfolio,
    practice,
    provider_settings,
    record,
    reviews,
    sessions,
    settling,
    shortfall,
    signatures,
    targets,
    testimony,
    training_plan,
    unsaved,
)

metadata = SQLModel.metadata

__all__ = [
    "apprenticeships",
    "concerns",
    "confidentiality",
    "employer",
    "evidence",
    "hours_import",
    "installation",
    "life",
    "metadata",
    "off_the_job",
    "people",
    "portfolio",
    "practice",
    "provider_settings",
    "record",
    "reviews",
    "sessions",
    "settling",
    "shortfall",
    "signatures",
    "targets",
    "testimony",
    "training_plan",
    "unsaved",
]
