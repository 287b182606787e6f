"""What the check has to know of an apprenticeship: who is on its record, and which names it watches for."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db import known_names
from app.domain.confidentiality import Known
from app.domain.confidentiality.own_numbers import regular
from app.domain.confidentiality.watching import Watched, words_in
from app.settings import Settings


def known_of(session: Session, settings: Settings, apprenticeship: UUID) -> Known:
    """Names that stay quiet, names that are watched for, and how the employer's case numbers look; one statement."""
    record = known_names.on_record(session, apprenticeship)
    words = words_in(record.watched)
    watched = {"watched": Watched(settings.secret, apprenticeship, words)} if words else {}
    return Known(
        apprentice=record.apprentice,
        colleagues=record.colleagues,
        organisations=(*record.organisations, settings.provider_name),
        case_numbers=regular(record.case_numbers),
        **watched,
    )
