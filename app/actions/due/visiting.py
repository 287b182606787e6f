"""The e-mailed link of an employer's contact: looking at it, opening a visit with it once, having a new one sent.

Whatever is wrong with a link (spent, forwarded, too old, its contact's access over, never there) is answered alike.
A visit belongs to the browser in which it was opened, lasts an hour, and is no session: it opens what is due alone.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.actions.due.asking import mail_link
from app.db import due, people, sign_in, signatures
from app.db.due import Contact
from app.db.sign_in import LinkKind
from app.domain.people import Person, Role
from app.domain.refusals import TooOften

VISIT_LASTS = timedelta(minutes=60)
WINDOW = timedelta(minutes=15)
TRIES_A_PLACE = 60
RENEWED_FOR = timedelta(days=1)
RENEWALS = 5


def link_works(house: Installation, secret: str) -> bool:
    """Whether a link is still good. Looking spends nothing: mail scanners look."""
    with house.database.reading() as session:
        return due.let_in(session, LinkKind.DUE, secret, house.now(), house.today()) is not None


def begin_visit(house: Installation, secret: str, *, place: str) -> str | None:
    """Spend a link; returns the secret for the browser's cookie, None where the link opens nothing.

    `place` is the network address asked from. Raises TooOften after sixty tries from one within 15 minutes.
    """
    now = house.now()
    with house.database.writing() as session:
        _insist_on_few(session, place, now)
        contact = due.let_in(session, LinkKind.DUE, secret, now, house.today())
        if contact is None or sign_in.spend_link(session, LinkKind.DUE, secret, now) is None:
            return None
        return sign_in.issue_link(session, LinkKind.DUE_VISIT, contact.person.id, now, VISIT_LASTS)


def visiting(house: Installation, visit: str, *, link: str = "") -> Contact | None:
    """Who visits by this secret of a cookie, while the visit lasts and they are a contact; with `link`, only where
    that link was theirs."""
    if not visit:
        return None
    with house.database.reading() as session:
        contact = due.let_in(session, LinkKind.DUE_VISIT, visit, house.now(), house.today())
        if contact is None or (link and due.link_of(session, LinkKind.DUE, link) != contact.person.id):
            return None
        return contact


def leave_visit(house: Installation, visit: str) -> None:
    """End a visit."""
    with house.database.writing() as session:
        sign_in.spend_link(session, LinkKind.DUE_VISIT, visit, house.now())


def insist_on_few_checks(house: Installation, *, place: str) -> None:
    """Raises TooOften where a place holds very many receipts against the record."""
    with house.database.writing() as session:
        if sign_in.count_try(session, f"receipt-check:{place}", house.now(), WINDOW) > TRIES_A_PLACE:
            raise TooOften("There were too many tries. Wait 15 minutes, then try again.")


def renew_link(house: Installation, *, secret: str = "", email: str = "", place: str) -> None:
    """Send a contact a new link, to the address on record: known by an old link, or by that address.

    The caller says the same whatever happens. Raises TooOften as `begin_visit` does.
    """
    now, today = house.now(), house.today()
    with house.database.writing() as session:
        _insist_on_few(session, place, now)
        whose = due.link_of(session, LinkKind.DUE, secret) if secret else None
        contact = people.find(session, whose, today) if whose else people.find_by_email(session, email, today)
        if contact is None or not _is_contact(house, session, contact):
            return
        if sign_in.count_try(session, f"due-renewal:{contact.id}", now, RENEWED_FOR) > RENEWALS:
            return
        entries = sum(one.entries for one in due.waiting_on(session, contact.id, today))
        held = people.memberships(session, contact.id, today)
        asked = [one.apprenticeship for one in held if one.role is Role.EMPLOYER]
        records = len(signatures.waiting_for(session, asked, Role.EMPLOYER))
        mail_link(session, house.settings, contact, entries, now, records=records)


def _is_contact(house: Installation, session: Session, person: Person) -> bool:
    return any(held.role is Role.EMPLOYER for held in people.memberships(session, person.id, house.today()))


def _insist_on_few(session: Session, place: str, at: datetime) -> None:
    if sign_in.count_try(session, f"due-place:{place}", at, WINDOW) > TRIES_A_PLACE:
        raise TooOften("There were too many tries. Wait 15 minutes, then try again.")
