"""Time entries as JSON: listing and logging them, and confirming, querying, answering, correcting, withdrawing one."""

from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.actions import off_the_job as time
from app.answers.hours import hours_on
from app.db import off_the_job as db
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.programmes import PaidTime
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import id_in, number_in
from app.web.api.bodies import PAGE, SentJson, idempotent, json_body, listed, sent_json
from app.web.api.off_the_job.said import decided_said, entry_said, summary_said
from app.web.cursors import cursor, day_and_number_after
from app.web.forms import Form, WordsBody

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/off-the-job", tags=["off-the-job"])
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
"""The days that a summary may be asked for."""


class TimeBody(Form):
    """Time on one day. `record_only`: it is known not to count; time before the start is taken only so."""

    on: date
    minutes: int
    activity: str
    duty: str | None = None
    ksbs: list[str] = Field(default=[])
    description: str = ""
    paid_time: str = PaidTime.IN_PAID_HOURS.value
    record_only: bool = False


class LoggedBody(TimeBody, WordsBody):
    """Time to log by itself."""


class CorrectionBody(TimeBody, WordsBody):
    """The corrected entry, and why it is corrected (`note`, or `reason`)."""

    note: str = ""
    reason: str = ""


class NoteBody(Form):
    """A few words with what is done; `reason` is another name for `note`."""

    note: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """Whichever was sent."""
        return self.note or self.reason


@router.get("")
def show(
    request: Request, state: str = "", after: str = "", member: Member = member_who_may(Permission.VIEW_HOURS)
) -> dict[str, Any]:
    """Entries, newest day first. Drafts are their maker's alone."""
    with reading(request) as session:
        found = db.page_of_entries(
            session,
            member.apprenticeship,
            member.person,
            states=_states(state),
            after=day_and_number_after(after),
            limit=PAGE + 1,
        )
    following = cursor(found[PAGE - 1].happened_on, found[PAGE - 1].number) if len(found) > PAGE else None
    return listed([entry_said(one) for one in found[:PAGE]], following)


@router.post("", status_code=201)
def log(
    request: Request,
    member: Member = member_who_may(Permission.LOG_TIME),
    body: LoggedBody = json_body(LoggedBody),
) -> Response:
    """Log time; what does not count is kept as a record only, and says so."""
    with acting(request) as who:

        def do() -> dict[str, Any]:
            number = time.log_time(
                who,
                member.apprenticeship,
                on=body.on,
                minutes=body.minutes,
                activity=body.activity,
                duty=body.duty,
                ksbs=body.ksbs,
                description=body.description,
                paid_time=body.paid_time,
                record_only=body.record_only,
            )
            return _said(who.session, member, number)

        return idempotent(request, who, body, do)


@router.get("/summary")
def summary(request: Request, on: str = "", member: Member = member_who_may(Permission.VIEW_HOURS)) -> dict[str, Any]:
    """The hours as they stand today, or `on` a day: for one gone by, exactly what was shown at its end."""
    today = visitor(request).today
    with reading(request) as session:
        found = hours_on(session, installation(request).catalogue, member.apprenticeship, _day(on) or today, today)
        return summary_said(found.summary)


@router.get("/{entry}")
def show_one(request: Request, entry: str, member: Member = member_who_may(Permission.VIEW_HOURS)) -> dict[str, Any]:
    """One entry with everything that was done to it."""
    with reading(request) as session:
        number = _number(session, member, entry)
        decisions = db.decisions(session, member.apprenticeship, [number])
        return _said(session, member, number) | {"decisions": [decided_said(one) for one in decisions]}


@router.post("/{entry}/confirmation")
def confirm(
    request: Request,
    entry: str,
    member: Member = member_who_may(Permission.CONFIRM_TIME),
    sent: SentJson = Depends(sent_json),
) -> dict[str, Any]:
    """Agree that this time was spent so, in paid hours, on new learning."""
    with acting(request) as who:
        number = _number(who.session, member, entry)
        time.confirm(who, member.apprenticeship, number, sent.as_form(NoteBody).words)
        return _said(who.session, member, number)


@router.post("/{entry}/query")
def query(
    request: Request,
    entry: str,
    member: Member = member_who_may(Permission.QUERY_TIME),
    sent: SentJson = Depends(sent_json),
) -> dict[str, Any]:
    """Ask whoever logged it."""
    with acting(request) as who:
        number = _number(who.session, member, entry)
        time.query(who, member.apprenticeship, number, sent.as_form(NoteBody).words)
        return _said(who.session, member, number)


@router.post("/{entry}/answer")
def answer(
    request: Request,
    entry: str,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    sent: SentJson = Depends(sent_json),
) -> dict[str, Any]:
    """Answer the query; it waits again."""
    with acting(request) as who:
        number = _number(who.session, member, entry)
        time.answer(who, member.apprenticeship, number, sent.as_form(NoteBody).words)
        return _said(who.session, member, number)


@router.post("/{entry}/withdrawal")
def withdraw(
    request: Request,
    entry: str,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    sent: SentJson = Depends(sent_json),
) -> dict[str, Any]:
    """Take it back, with the reason."""
    with acting(request) as who:
        number = _number(who.session, member, entry)
        time.withdraw(who, member.apprenticeship, number, sent.as_form(NoteBody).words)
        return _said(who.session, member, number)


@router.post("/{entry}/correction")
def correct(
    request: Request,
    entry: str,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    sent: SentJson = Depends(sent_json),
) -> dict[str, Any]:
    """Put it right, with the reason: answers the new entry, which waits; the old one is superseded."""
    with acting(request) as who:
        number = _number(who.session, member, entry)
        body = sent.as_form(CorrectionBody)
        new_number = time.correct(
            replace(who, keeping=body.keeping),
            member.apprenticeship,
            number,
            reason=body.note or body.reason,
            on=body.on,
            minutes=body.minutes,
            activity=body.activity,
            duty=body.duty,
            ksbs=body.ksbs,
            description=body.description,
            paid_time=body.paid_time,
            record_only=body.record_only,
        )
        return _said(who.session, member, new_number)


def _said(session: Session, member: Member, number: int) -> dict[str, Any]:
    found = db.entry_listed(session, member.apprenticeship, number, member.person)
    if found is None:
        raise NotFound
    return entry_said(found)


def _number(session: Session, member: Member, entry: str) -> int:
    """The number of an entry named by its id or by its number. Raises NotFound; a draft is its maker's alone."""
    number = number_in(entry)
    if number is None:
        number = db.number_of(session, member.apprenticeship, id_in(entry))
    _said(session, member, number)
    return number


def _states(text: str) -> tuple[TimeState, ...]:
    if text and text not in set(TimeState):
        raise BadInput([Fault("state", f"Choose one of: {', '.join(TimeState)}.")])
    return (TimeState(text),) if text else ()


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput([Fault("on", "Enter a date, such as 2026-11-23.")]) from None
    if day is not None and not EARLIEST <= day <= LATEST:
        raise BadInput([Fault("on", f"Enter a date from {EARLIEST} to {LATEST}.")])
    return day
