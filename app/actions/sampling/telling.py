"""Mailing whoever answers for a decision that a quality assurer disagreed with: its tutor, or the one who leads now."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.db import installation, people
from app.db import sampling as db
from app.db.sampling import SampledRow
from app.settings import Settings


def mail_who_answers(session: Session, settings: Settings, found: SampledRow, at: datetime, today: date) -> None:
    """Tell them that something is asked, once, and nothing of what: that stands behind the sign-in."""
    answers = db.answers_for(session, found, today)
    tutor = people.find(session, answers.id, today) if answers else None
    if tutor is None or not db.note_mailed(session, found.draw, found.place, tutor.id, at):
        return
    mail = {
        "to": tutor.email,
        "template": "sampled",
        "name": tutor.first_name,
        "own": tutor.id == found.tutor,
        "provider": settings.provider_name,
        "address": f"{settings.base_url}/sampled",
    }
    installation.add_job(session, "mail", mail, at)


def mail_what_passed(house: Installation) -> None:
    """Mail whoever a disagreement has passed to since: by a day that came, or because somebody left.

    Whoever made a decision was mailed of it when it was disagreed with, by versions that noted nobody, too.
    """
    with house.database.reading() as session:
        if not db.disagreed(session):
            return
    with house.database.writing() as session:
        installation.hold(session)
        for draw, place in db.disagreed(session):
            [found] = db.sampled_of(session, draw, place)
            answers = db.answers_for(session, found, house.today())
            if answers is not None and answers.id != found.tutor:
                mail_who_answers(session, house.settings, found, house.now(), house.today())
