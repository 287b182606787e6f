"""Telling an employer's contact by mail that something waits for them: because somebody asks, or by the clock.

A mail counts everything that waits and names nobody. It is kept that it was sent, so that nobody is told twice of the
same by the clock, nor more than once a week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Acting, Installation
from app.db import apprenticeships, due, history, installation, sign_in
from app.db.due import WaitingOn
from app.db.sign_in import LinkKind
from app.domain.london import LONDON
from app.domain.people import ENDED, Person
from app.domain.permissions import Permission
from app.domain.refusals import WrongState
from app.settings import Settings

LINK_LASTS = timedelta(days=14)
REMIND_EVERY = timedelta(days=7)
ASK_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a round of reminders came to, in contacts: mailed, told of it less than a week ago, and told of it all."""

    mailed: int
    lately: int
    nothing_new: int


def ask_employer(acting: Acting, apprenticeship: UUID) -> int:
    """Mail the employer's contacts of an apprenticeship now; returns how many were mailed.

    Raises WrongState where nothing waits for them, or each was mailed within a day.
    """
    acting.insist(Permission.ASK_EMPLOYER, apprenticeship)
    acting.lock(apprenticeship)
    mailed, lately = 0, 0
    # In the order of ids, so that two who ask the same contacts cannot wait for each other.
    contacts = due.contacts_of(acting.session, apprenticeship, acting.today)
    for contact in sorted(contacts, key=lambda one: one.id):
        installation.one_at_a_time(acting.session, contact.id)
        waiting = _running(acting.session, due.waiting_on(acting.session, contact.id, acting.today), acting.today)
        here = [one for one in waiting if one.apprenticeship == apprenticeship]
        if not here:
            continue
        if _mailed_within(acting.session, contact.id, ASK_EVERY, acting.now):
            lately += 1
            continue
        _mail(acting.session, acting.settings, contact, waiting, by=acting.person.id, at=acting.now)
        body = {"entries": here[0].entries, "minutes": here[0].minutes}
        acting.record(apprenticeship, "employer_asked", str(contact.id), **body)
        mailed += 1
    if not mailed and lately:
        raise WrongState("The employer was asked within the last day. Give them until tomorrow.")
    if not mailed:
        raise WrongState("Nothing waits for the employer, so there is nothing to ask.")
    return mailed


def remind(house: Installation) -> Reminded:
    """Mail every contact for whom something waits that no mail has told them of; at most once in seven days each."""
    with house.database.reading() as session:
        contacts = due.contacts_waited_for(session, house.today())
    outcomes = [_remind(house, contact) for contact in contacts]
    return Reminded(*(outcomes.count(one) for one in ("mailed", "lately", "nothing new")))


def _remind(house: Installation, contact: Person) -> str:
    now = house.now()
    with house.database.writing() as session:
        of = [one.apprenticeship for one in due.waiting_on(session, contact.id, house.today())]
        for apprenticeship in sorted(of):
            apprenticeships.lock(session, apprenticeship)
        installation.one_at_a_time(session, contact.id)
        waiting = [one for one in due.waiting_on(session, contact.id, house.today()) if one.apprenticeship in of]
        waiting = _running(session, waiting, house.today())
        if _mailed_within(session, contact.id, REMIND_EVERY, now):
            return "lately"
        told = due.last_mailed(session, contact.id)
        if not any(told is None or _due_since(one) > told for one in waiting):
            return "nothing new"
        _mail(session, house.settings, contact, waiting, by=None, at=now)
        for one in waiting:
            body = {"entries": one.entries, "minutes": one.minutes}
            history.append(
                session,
                one.apprenticeship,
                at=now,
                by=None,
                action="employer_asked",
                subject=str(contact.id),
                body=body,
            )
    return "mailed"


def mail_link(
    session: Session,
    settings: Settings,
    contact: Person,
    entries: int,
    at: datetime,
    *,
    records: int = 0,
    asked_by: str = "",
) -> None:
    """Send a contact a new link; `entries` of hours and `records` to sign wait, `asked_by` is the colleague who passed
    it on to them."""
    secret = sign_in.issue_link(session, LinkKind.DUE, contact.id, at, LINK_LASTS)
    mail = {
        "to": contact.email,
        "template": "colleague" if asked_by else "due",
        "asked_by": asked_by,
        "name": contact.first_name,
        "entries": entries,
        "records": records,
        "provider": settings.provider_name,
        "address": f"{settings.base_url}/due/link/{secret}",
        "days": LINK_LASTS.days,
    }
    installation.add_job(session, "mail", mail, at)


def _mail(
    session: Session,
    settings: Settings,
    contact: Person,
    waiting: Sequence[WaitingOn],
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    entries = sum(one.entries for one in waiting)
    due.add_mail(session, contact.id, at=at, by=by, entries=entries)
    mail_link(session, settings, contact, entries, at)


def _mailed_within(session: Session, person: UUID, window: timedelta, at: datetime) -> bool:
    """Whether a mail went out so lately. One from the future was dated by a clock that was wrong, and says nothing."""
    last = due.last_mailed(session, person)
    return last is not None and at - window < last <= at + sign_in.CLOCKS_DIFFER


def _due_since(one: WaitingOn) -> datetime:
    """Since when the newest of it waits for this contact: not before they became one."""
    return max(one.newest, datetime.combine(one.since, time(), LONDON).astimezone(UTC))


def _running(session: Session, waiting: Sequence[WaitingOn], today: date) -> list[WaitingOn]:
    """What waits on apprenticeships that have not ended: about others nothing is asked any more."""
    every = apprenticeships.load_many(session, today, [one.apprenticeship for one in waiting])
    running = {one.id for one in every if one.status not in ENDED}
    return [one for one in waiting if one.apprenticeship in running]
