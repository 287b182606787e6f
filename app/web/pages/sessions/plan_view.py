"""The form for planning sessions, as it is shown: filled in from the delivery plan, from an address, or as typed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from app.domain.apprenticeships import Apprenticeship
from app.domain.delivery_plan import PlanPart, plan_parts
from app.domain.programmes import Programme
from app.domain.refusals import Fault
from app.domain.standards import Ksb
from app.rendering.frame import Link
from app.rendering.words import date_words, hours, in_words
from app.web.access import Visitor, installation
from app.web.pages.off_the_job.choices import Option, activity_groups, ksb_groups
from app.web.pages.sessions.listing import HERE

MOST_TIMES = 26
EVERY = (("0", "Once"), ("1", "Every week"), ("2", "Every 2 weeks"), ("4", "Every 4 weeks"), ("8", "Every 8 weeks"))
"""How often a session comes again, in weeks."""
FIELDS = ("on", "hours", "minutes", "activity", "title", "place", "online", "duty", "every", "times")


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the delivery plan, with the form filled in from it behind its address."""

    name: str
    how: str
    counts: str
    address: str


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One apprentice who may be invited."""

    key: str
    name: str
    employer: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class PlanView:
    """The form. `programmes` are the other ones that this tutor's apprentices are on."""

    typed: Mapping[str, str]
    chosen: frozenset[str]
    faults: tuple[Fault, ...]
    once: str
    programme: str
    programme_title: str
    programmes: tuple[Link, ...]
    parts: tuple[PartRow, ...]
    activities: tuple[tuple[str, tuple[Option, ...]], ...]
    duties: tuple[tuple[str, str], ...]
    ksb_groups: tuple[tuple[str, tuple[Ksb, ...]], ...]
    every: tuple[tuple[str, str], ...]
    most_times: int
    people: tuple[WhoRow, ...]
    tick_all: str


def plan_view(
    request: Request,
    who: Visitor,
    people: list[Apprenticeship],
    others: set[str],
    typed: Mapping[str, str],
    ticked: frozenset[str] | None,
    faults: tuple[Fault, ...],
    chosen: frozenset[str],
) -> PlanView:
    """The form for planning for these people; `others` are programmes of which it could be shown instead.

    `ticked` None ticks everybody.
    """
    catalogue = installation(request).catalogue
    plan = catalogue.programme(people[0].programme)
    standard = catalogue.standard(people[0].standard, people[0].version)
    given = {name: typed.get(name, "") for name in FIELDS}
    given["on"] = given["on"] or who.today.isoformat()
    return PlanView(
        typed=given,
        chosen=chosen,
        faults=faults,
        once=typed.get("once", "") or secrets.token_urlsafe(16),
        programme=plan.code,
        programme_title=plan.title,
        programmes=tuple(Link(catalogue.programme(code).title, _address(programme=code)) for code in sorted(others)),
        parts=tuple(_part(plan, part) for part in plan_parts(plan)),
        activities=activity_groups(plan),
        duties=tuple((duty.code, f"{duty.code} {duty.short}") for duty in standard.duties),
        ksb_groups=ksb_groups(standard),
        every=EVERY,
        most_times=MOST_TIMES,
        people=tuple(_who(one, ticked) for one in people),
        tick_all=""
        if ticked is None
        else _address(**{n: v for n, v in given.items() if v}, programme=plan.code, who="all"),
    )


def _part(plan: Programme, part: PlanPart) -> PartRow:
    activity = plan.activity_by_code.get(part.activity)
    length = f"{hours(part.minutes)} each" if part.minutes else ""
    filled = {"title": part.name, "activity": part.activity, "programme": plan.code}
    if part.minutes:
        filled |= {"hours": str(part.minutes // 60), "minutes": str(part.minutes % 60)}
    if part.sessions > 1:
        filled |= {"every": "1", "times": str(part.sessions)}
    counts = "Counts" if activity and activity.counts else "Does not count"
    return PartRow(part.name, in_words([words for words in (part.how, length) if words]), counts, _address(**filled))


def _who(one: Apprenticeship, ticked: frozenset[str] | None) -> WhoRow:
    starts = f", starts on {date_words(one.start)}" if one.status.value == "planned" else ""
    return WhoRow(
        str(one.id), one.apprentice.name, one.terms.employer.name + starts, ticked is None or str(one.id) in ticked
    )


def _address(**given: str) -> str:
    return f"{HERE}/new?{urlencode(given)}"
