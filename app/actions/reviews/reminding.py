"""Reminding of reviews by mail, by the clock: 7 days and 1 day before, whoever has something to do, never twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.actions.due.asking import LINK_LASTS
from app.answers.reviews import next_reviews_of_many
from app.answers.reviews.grid import ReviewPlace
from app.db import apprenticeships, history, installation, sign_in, signatures
from app.db.reviews import reminders as db
from app.db.sign_in import LinkKind
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ApprenticeshipStatus, Person, Role
from app.domain.reminding import ahead_of, reminded
from app.domain.wording import day_words


@dataclass(frozen=True, slots=True)
class Coming:
    """An apprenticeship whose next review somebody may be reminded of today."""

    apprenticeship: Apprenticeship
    review: ReviewPlace


def remind_of_reviews(house: Installation) -> int:
    """Mail everybody who has something to do for a review within the week; returns how many mails that made.

    Run often, run late, run twice at once: each is mailed once a week before a review and once the day before. A
    review that was moved is reminded of for its new day.
    """
    with house.database.reading() as session:
        coming = [one.apprenticeship.id for one in _coming(house, session)]
    return sum(_remind(house, one) for one in coming)


def _coming(house: Installation, session: Session, only: Sequence[UUID] | None = None) -> list[Coming]:
    """Nothing is asked about whoever is on a break, has not begun, or has ended."""
    today = house.today()
    every = apprenticeships.load_many(session, today, only)
    learning = [one for one in every if one.status is ApprenticeshipStatus.ACTIVE]
    standing = next_reviews_of_many(session, house.catalogue, learning, today)
    found = [(one, standing[one.id].next) for one in learning]
    return [Coming(one, review) for one, review in found if review and ahead_of(review.on, today)]


def _remind(house: Installation, apprenticeship: UUID) -> int:
    """One apprenticeship in a transaction of its own, asked anew once it is held."""
    with house.database.writing() as session:
        apprenticeships.lock(session, apprenticeship)
        for one in _coming(house, session, [apprenticeship]):
            return _mail_all(house, session, one)
    return 0


def _mail_all(house: Installation, session: Session, coming: Coming) -> int:
    id_, review, now = coming.apprenticeship.id, coming.review, house.now()
    ahead = ahead_of(review.on, house.today())
    if ahead is None:
        return 0
    asked = reminded(db.wrote_in(session, id_, review.number))
    told = db.reminded_people(session, id_, review.number, review.on, ahead)
    mailed = 0
    for person, role in signatures.holders(session, id_, house.today()):
        if role not in asked or person.id in told:
            continue
        told.add(person.id)
        db.add_reminder(session, id_, review.number, review.on, ahead, person.id, now)
        _mail(house, session, coming, person, role)
        history.append(
            session,
            id_,
            at=now,
            by=None,
            action="review_reminded",
            subject=str(person.id),
            body={"review": review.number, "on": review.on.isoformat(), "role": role.value},
        )
        mailed += 1
    return mailed


def _mail(house: Installation, session: Session, coming: Coming, person: Person, role: Role) -> None:
    """The employer's contact is sent a link that opens without an account; others sign in."""
    base, review = house.settings.base_url, coming.review
    by_link = role is Role.EMPLOYER
    address = f"{base}/a/{coming.apprenticeship.id}/reviews/{review.number}"
    if by_link:
        secret = sign_in.issue_link(session, LinkKind.DUE, person.id, house.now(), LINK_LASTS)
        address = f"{base}/due/link/{secret}"
    mail = {
        "to": person.email,
        "template": "review_reminder",
        "name": person.first_name,
        "provider": house.settings.provider_name,
        "number": review.number,
        "day": day_words(review.on),
        "of": "" if role is Role.APPRENTICE else coming.apprenticeship.apprentice.name.split()[0],
        "holds": role is Role.TUTOR,
        "tomorrow": (review.on - house.today()).days == 1,
        "by_link": by_link,
        "address": address,
        "days": LINK_LASTS.days,
    }
    installation.add_job(session, "mail", mail, house.now())
