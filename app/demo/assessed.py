"""The assessment of the one who has gone the whole way: read by an assessor, sat, one method resat, and passed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from app.actions.acting import Acting
from app.actions.apprenticeships import set_status
from app.actions.assessment import book_method, record_outcome
from app.actions.assessors import (
    Invitation,
    invite_assessor,
    open_granted_file,
    open_version,
    revoke_access,
    state_conflict,
)
from app.db import assessor_grants, people
from app.demo.cast import ASSESSOR, ENDED_AGO, address
from app.demo.reviewed import As, Step
from app.demo.sessions import workday
from app.demo.unsent import post_nothing
from app.domain.assessment import Booking, Means, Outcome, SittingKind
from app.domain.assessor_grants import Ask
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Person, Role

ORGANISATION = "Keystone Assessment (invented for this demonstration)"
TOLD = "Keystone Assessment, by e-mail"
OPEN_FOR = timedelta(days=56)
READ_FOR = timedelta(minutes=7)
READ = 5
"""So many pieces the assessor opens, beside the annex."""


def steps_of_assessment(administrator: Person, now: datetime) -> list[Step]:
    """From the invitation of an assessor to the day on which the provider records that it is done."""
    today = london_date(now)

    def step(days: int, hour: int, doing: partial[None]) -> Step:
        return Step(datetime.combine(workday(today, -days), time(hour), UTC), doing)

    def book(method: str, kind: SittingKind, days: int) -> partial[None]:
        place = "Thornbeck, the small meeting room, 10:00" if method == "case_study" else "10:00, by video"
        means = Means.IN_PERSON if method == "case_study" else Means.ONLINE
        agreed = kind is not SittingKind.FIRST
        booking = Booking(method, kind, workday(today, -days), means, place, ORGANISATION, employer_agreed=agreed)
        return partial(_book, administrator, booking)

    def came(number: int, grade: str) -> partial[None]:
        return partial(_record, administrator, number, grade)

    return [
        step(46, 9, partial(_invite, administrator)),
        step(45, 11, partial(_read)),
        step(45, 14, book("professional_discussion", SittingKind.FIRST, 38)),
        step(45, 15, book("case_study", SittingKind.FIRST, 35)),
        step(32, 12, came(1, "distinction")),
        step(30, 12, came(2, "fail")),
        step(28, 12, book("case_study", SittingKind.RESIT, 17)),
        step(12, 12, came(3, "pass")),
        step(10, 9, partial(_done, administrator, today - ENDED_AGO)),
    ]


def _invite(administrator: Person, play: As, one: UUID) -> None:
    acting = replace(play(Role.TUTOR), person=administrator)
    ask = Ask(1, acting.today, acting.today + OPEN_FOR, may_take=True)
    invite_assessor(acting, one, Invitation(ASSESSOR, address(ASSESSOR), ask))
    post_nothing(acting)


def _read(play: As, one: UUID) -> None:
    """She states that there is no conflict, and opens the annex and the first files at their places."""
    acting = _as_assessor(play(Role.TUTOR))
    [grant] = assessor_grants.of_record(acting.session, one)
    state_conflict(acting, grant.id, conflict=False)
    _, shown = open_version(acting, grant.id)
    files = [file for piece in shown.annex.pieces[:READ] for file in piece.files]
    for number, file in enumerate(files, 1):
        then = replace(acting, now=acting.now + number * READ_FOR)
        open_granted_file(then, grant.id, file.file.path)


def _as_assessor(acting: Acting) -> Acting:
    helen = people.find_by_email(acting.session, address(ASSESSOR), acting.today)
    assert helen is not None
    return replace(acting, person=helen)


def _book(administrator: Person, booking: Booking, play: As, one: UUID) -> None:
    acting = replace(play(Role.TUTOR), person=administrator)
    book_method(acting, one, booking)
    post_nothing(acting)


def _record(administrator: Person, number: int, grade: str, play: As, one: UUID) -> None:
    acting = replace(play(Role.TUTOR), person=administrator)
    record_outcome(acting, one, number, Outcome(grade, acting.today, TOLD))
    post_nothing(acting)


def _done(administrator: Person, since: date, play: As, one: UUID) -> None:
    """The access ends, and learning is recorded as completed on the day after gateway."""
    acting = replace(play(Role.TUTOR), person=administrator)
    [grant] = assessor_grants.of_record(acting.session, one)
    revoke_access(acting, one, grant.seq)
    set_status(acting, one, ApprenticeshipStatus.COMPLETED, since, reason="Gone through gateway, and passed")
    post_nothing(acting)
