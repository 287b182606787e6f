"""The view of one apprentice's hours, put together from its parts."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from app.db import off_the_job as db
from app.db.off_the_job.settling import open_questions
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.rendering.frame import Chip, Link
from app.rendering.states import TIME_STATES
from app.rendering.words import hours, in_words, plural
from app.web.cursors import cursor
from app.web.pages.off_the_job import shown
from app.web.pages.off_the_job.choices import readers_of
from app.web.pages.off_the_job.rows import EntryRow, rows_of
from app.web.pages.off_the_job.share import share_view
from app.web.pages.off_the_job.shown import Asked
from app.web.pages.off_the_job.view import HoursView, Waiting
from app.web.pages.off_the_job.yardsticks import yardsticks
from app.web.record import record_address
from app.web.sessions_shown import sessions_shown

A_PAGE = 15
_FILTERS = (TimeState.WAITING, TimeState.QUERIED, TimeState.CONFIRMED, TimeState.SUPERSEDED, TimeState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the page is asked for, and after a refusal what was typed."""

    state: TimeState | None = None
    after: tuple[date, int] | None = None
    tick_all: bool = False
    ticked: frozenset[str] = frozenset()
    note: str = ""
    faults: tuple[Fault, ...] = ()
    on: str = ""


def hours_view(session: Session, asked: Asked, wanted: Wanted) -> HoursView:
    """Everything on the page."""
    waiting = _waiting(session, asked, wanted)
    entries, older = _entries(session, asked, wanted)
    return HoursView(
        lede=shown.lede(asked, waiting.minutes),
        said="",
        faults=wanted.faults,
        may_log=shown.new_address(asked) if may(asked.member, Permission.LOG_TIME) else "",
        week=record_address(asked.apprenticeship.id, "off-the-job/week"),
        from_file=record_address(asked.apprenticeship.id, "off-the-job/import"),
        to_settle=_to_settle(session, asked),
        may_confirm=may(asked.member, Permission.CONFIRM_TIME),
        asking=_asking(asked),
        waiting=waiting,
        sessions=sessions_shown(asked.sessions, asked.apprenticeship, asked.plan, own=asked.own, back="off-the-job"),
        facts=shown.facts(asked),
        share=share_view(asked),
        yardsticks=yardsticks(asked),
        months=asked.summary.by_month,
        month_rows=shown.month_rows(asked),
        month_plan=shown.month_plan(asked),
        month_words=shown.month_sentence(asked),
        course=shown.course(asked),
        course_words=shown.course_sentence(asked),
        duties=shown.duties(asked),
        duty_total=shown.duty_total(asked),
        duty_note=shown.duty_note(asked),
        entries=entries,
        chips=_chips(asked, wanted.state),
        filtered=TIME_STATES[wanted.state.value].word if wanted.state else "",
        older=older,
        newest=_address(asked, wanted.state) if wanted.after else "",
        working=asked.summary.working,
        minimum_steps=shown.minimum_steps(asked),
        minimum_readings=asked.summary.minimum_readings,
        calculator=shown.calculator(asked),
        active=asked.summary.active,
        exports=shown.exports(asked),
        here=record_address(asked.apprenticeship.id, "off-the-job"),
        agreed=record_address(asked.apprenticeship.id, "agreed"),
        on=wanted.on,
    )


def _asking(asked: Asked) -> str:
    may_ask = may(asked.member, Permission.ASK_EMPLOYER) and asked.summary.waiting_minutes > 0
    return record_address(asked.apprenticeship.id, "off-the-job/asking") if may_ask else ""


def _to_settle(session: Session, asked: Asked) -> Link | None:
    """What is asked about entries beside each other, with the way to it; None where nothing is."""
    one = asked.apprenticeship
    open_ = open_questions(session, one.id, one.settings.plausible_day_minutes)
    if not open_:
        return None
    parts = [plural(len(open_.doubles), "pair") + " of entries that may be the same time"] if open_.doubles else []
    if open_.long_days:
        most = hours(one.settings.plausible_day_minutes)
        parts.append(f"{plural(len(open_.long_days), 'day')} with more than {most}")
    return Link(in_words(parts), record_address(one.id, "off-the-job/to-settle"))


def _waiting(session: Session, asked: Asked, wanted: Wanted) -> Waiting:
    confirms = may(asked.member, Permission.CONFIRM_TIME)
    as_tutor = Role.EMPLOYER not in asked.member.roles
    person = asked.member.person
    found = db.waiting_of(session, asked.apprenticeship.id, person, as_tutor=as_tutor) if confirms else []
    rows = rows_of(asked.catalogue, found)
    here = record_address(asked.apprenticeship.id, "off-the-job")
    return Waiting(
        rows=rows,
        minutes=sum(row.minutes for row in rows),
        ticked=frozenset(row.key for row in rows) if wanted.tick_all else wanted.ticked,
        tick_all="" if wanted.tick_all or len(rows) < 2 else f"{here}?tick=all",
        address=f"{here}/decision",
        statement=asked.plan.confirmation_statement,
        readers=readers_of(asked.apprenticeship, asked.member),
        note=wanted.note,
    )


def _entries(session: Session, asked: Asked, wanted: Wanted) -> tuple[tuple[EntryRow, ...], str]:
    """One page of entries, and the address of older ones."""
    found = db.page_of_entries(
        session,
        asked.apprenticeship.id,
        asked.member.person,
        states=(wanted.state,) if wanted.state else (),
        after=wanted.after,
        limit=A_PAGE + 1,
        with_ksbs=False,
    )
    older = ""
    if len(found) > A_PAGE:
        last = found[A_PAGE - 1]
        older = _address(asked, wanted.state, cursor(last.happened_on, last.number))
    return rows_of(asked.catalogue, found[:A_PAGE]), older


def _address(asked: Asked, state: TimeState | None, after: str = "") -> str:
    here = record_address(asked.apprenticeship.id, "off-the-job")
    wanted = ({"state": state.value} if state else {}) | ({"after": after} if after else {})
    return f"{here}{f'?{urlencode(wanted)}' if wanted else ''}#entries"


def _chips(asked: Asked, current: TimeState | None) -> tuple[Chip, ...]:
    chips: list[Chip] = [("All", None, _address(asked, None), current is None, "")]
    for state in _FILTERS:
        word = TIME_STATES[state.value]
        chips.append((word.word, None, _address(asked, state), current is state, word.shape))
    return tuple(chips)
