"""How an apprentice's hours are worked out, step by step, to be printed for an auditor: today, or on a day gone by."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.hours import hours_on, minimum_of, published_for
from app.answers.minimum import SourcedStep, sourced
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.provider_settings import DEFAULTS, KEYS
from app.domain.refusals import Fault
from app.domain.standards import Source
from app.rendering.words import date_words, hours
from app.web.access import installation, member_who_may, reading, visitor
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.setting_words import settings_in_words

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class WorkingView:
    """Every figure with its steps. `facts` and `settings` are (what, value) that the sums start from."""

    lede: str
    back: str
    here: str
    on: date
    typed: str
    faults: tuple[Fault, ...]
    facts: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    rule_source: Source
    rule_notes: tuple[str, ...]
    minimum_steps: tuple[SourcedStep, ...]
    summary: HoursSummary


@router.get("/a/{apprenticeship}/off-the-job/working")
def show(request: Request, on: str = "", member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """The working; `on` a day gone by, from what was on record at its end."""
    today = visitor(request).today
    day, faults = _day(on.strip()[:40], today)
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = hours_on(session, catalogue, member.apprenticeship, day, today)
    one = found.apprenticeship
    around = record_frame(request, one, member, "Off-the-job", "How the hours are worked out", has_error=bool(faults))
    view = _view(catalogue, one, found.summary, on.strip()[:40], faults)
    return page(request, "off_the_job/working.html", around, status=422 if faults else 200, view=view)


def _day(text: str, today: date) -> tuple[date, tuple[Fault, ...]]:
    if not text:
        return today, ()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today, (Fault("on", "Enter a date, such as 2026-03-31."),)
    return (day, ()) if day <= today else (today, (Fault("on", "Choose today or a day gone by."),))


def _view(
    catalogue: Catalogue, one: Apprenticeship, summary: HoursSummary, typed: str, faults: tuple[Fault, ...]
) -> WorkingView:
    rule = catalogue.funding_rules.by_id(one.rule_id)
    standard = catalogue.standard(one.standard, one.version)
    here = record_address(one.id, "off-the-job/working")
    ways = {way.id: way.name for each in catalogue.funding_rules.rules for way in each.roundings}
    held = {key: one.settings.text(key) for key in KEYS}
    return WorkingView(
        lede=f"{one.apprentice.name}, {standard.title}, {one.standard} version {one.version}. "
        f"As it stood on {date_words(summary.on)}.",
        back=record_address(one.id, "off-the-job"),
        here=here,
        on=summary.on,
        typed=typed,
        faults=faults,
        facts=(
            ("Start", date_words(one.start)),
            ("Planned end", date_words(one.planned_end)),
            ("Paid hours a week", hours(one.weekly_minutes)),
            ("Weeks a year", f"{one.terms.weeks_a_year:g}"),
            ("Employer", one.terms.employer.name),
            ("Funding rule", rule.name),
        ),
        settings=settings_in_words(held, {key: DEFAULTS.text(key) for key in KEYS}, ways),
        rule_source=rule.source,
        rule_notes=rule.notes,
        minimum_steps=sourced(minimum_of(catalogue, one), published_for(catalogue, one)),
        summary=summary,
    )
