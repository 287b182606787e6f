"""Passing confirming on to a named colleague, for one apprentice or all, until a day.

The colleague is a contact of their own from then on, never the leading one, and confirms under their own name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.actions import people
from app.actions.acting import Acting
from app.actions.apprenticeships import insist_on_one_party
from app.actions.due.asking import mail_link
from app.db import apprenticeships, due, sign_in
from app.db import people as people_db
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, TooOften, WrongState
from app.domain.testimony import LONGEST_EMAIL, LONGEST_NAME

LONGEST = timedelta(days=366)
WINDOW = timedelta(days=1)
MOST_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Colleague:
    """Whom a contact names, and the last day on which they act."""

    name: str
    email: str
    last_day: date


def name_colleague(acting: Acting, records: Sequence[UUID], colleague: Colleague) -> UUID:
    """Make a colleague a contact on these apprenticeships until the end of a day, and mail them their own link.

    Of several, only those on which this person leads are passed on. Raises BadInput, NotFound to a stranger, WrongState
    where somebody who was named themselves would pass it on, or where the colleague acts there already; TooOften after
    ten a day.
    """
    keys = sorted(set(records))
    for record in keys:
        acting.insist(Permission.DELEGATE, record)
        acting.lock(record)
    if faults := _faults(acting, keys, colleague):
        raise BadInput(faults)
    if sign_in.count_try(acting.session, f"colleague:{acting.person.id}", acting.now, WINDOW) > MOST_A_DAY:
        raise TooOften("Too many colleagues were named today. Go on tomorrow.")
    keys = _led(acting, keys)
    person = people.known_or_added(acting, colleague.name, colleague.email)
    until = colleague.last_day + timedelta(days=1)
    joined = [record for record in keys if _joined(acting, record, person, until)]
    if not joined:
        raise WrongState("Your colleague can confirm these hours already.")
    found = people_db.find(acting.session, person, acting.today)
    if found is not None:
        entries = sum(one.entries for one in due.waiting_on(acting.session, person, acting.today))
        mail_link(acting.session, acting.settings, found, entries, acting.now, asked_by=acting.person.name)
    return person


def _joined(acting: Acting, record: UUID, person: UUID, until: date) -> bool:
    """Make somebody a contact on one apprenticeship; False where they are one for as long already."""
    insist_on_one_party(acting, record, person, Role.EMPLOYER, acting.today)
    held = [m for m in apprenticeships.members(acting.session, record) if m[0].id == person and m[1] is Role.EMPLOYER]
    if any(ended_on is None or ended_on >= until for _, _, _, ended_on, _ in held):
        return False
    apprenticeships.join(acting.session, record, person, Role.EMPLOYER, acting.today, until=until, leading=False)
    since = acting.today.isoformat()
    acting.record(record, "colleague_named", str(person), since=since, until=until.isoformat())
    return True


def _led(acting: Acting, records: Sequence[UUID]) -> list[UUID]:
    """Those of them on which this person is the leading contact. Raises WrongState where there is none: what was
    passed on is not passed on again."""
    led = [record for record in records if _leads(acting, record)]
    if not led:
        raise WrongState("Only the employer’s own contact names a colleague. Ask them, or the training provider.")
    return led


def _leads(acting: Acting, record: UUID) -> bool:
    return any(
        one.id == acting.person.id
        and role is Role.EMPLOYER
        and leading
        and since <= acting.today
        and (ended_on is None or acting.today < ended_on)
        for one, role, since, ended_on, leading in apprenticeships.members(acting.session, record)
    )


def _faults(acting: Acting, records: Sequence[UUID], colleague: Colleague) -> list[Fault]:
    faults = []
    if not records:
        faults.append(Fault("record", "Choose for which apprentices."))
    if not colleague.name or len(colleague.name) > LONGEST_NAME:
        faults.append(Fault("name", "Enter your colleague’s name."))
    before, at, after = colleague.email.partition("@")
    if not (before and at and "." in after) or len(colleague.email) > LONGEST_EMAIL or " " in colleague.email:
        faults.append(Fault("email", "Enter your colleague’s work e-mail address, such as name@example.org."))
    elif people_db.folded(colleague.email) == people_db.folded(acting.person.email):
        faults.append(Fault("email", "That is your own address. Name somebody else."))
    if not acting.today <= colleague.last_day <= acting.today + LONGEST:
        faults.append(Fault("last_day", "Choose a day from today on, within a year."))
    return faults
