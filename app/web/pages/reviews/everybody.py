"""The reviews of everybody that somebody goes with: what to hold this week, and what waits for signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.reviews import ReviewPlace, ReviewsStanding, next_reviews_of_many
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db.reviews import Prepared, prepared_of_many
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.people import ENDED, Role
from app.domain.programmes import SIGNERS
from app.domain.refusals import NotPermitted
from app.domain.reviews import ReviewState
from app.domain.reviews.coming import Coming, coming
from app.domain.signatures import ROLE_WORDS
from app.rendering.words import days_away, in_words, plural
from app.web.access import Visitor, installation, reading, signed_in
from app.web.pages.reviews.prepared import prepared_words
from app.web.record import record_address
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)

_GROUPS = {
    Coming.LATE: "Late",
    Coming.THIS_WEEK: "This week",
    Coming.NEXT_WEEK: "Next week",
    Coming.LATER: "Later",
}


@dataclass(frozen=True, slots=True)
class ToHold:
    """One review still to be held. `prepared` says for each party what it has written, and what is missing."""

    name: str
    employer: str
    address: str
    number: int
    on: date
    away: str
    rule_on: date | None
    rule_late: bool
    prepared: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Reviews of one week; `code` is its id on the page."""

    code: str
    words: str
    rows: tuple[ToHold, ...]


@dataclass(frozen=True, slots=True)
class ToSign:
    """One review that was held and waits for signatures, or for its new version: on whom, and for how long."""

    name: str
    address: str
    number: int
    waits_for: str
    since: date
    days: str
    yours: bool


@dataclass(frozen=True, slots=True)
class EverybodyView:
    """The reviews of all. `none` names those without a next review, with the reason."""

    lede: str
    groups: tuple[Group, ...]
    later: Group | None
    to_sign: tuple[ToSign, ...]
    none: tuple[tuple[str, str, str], ...]


@router.get("/reviews")
def show_all(request: Request, who: Visitor = signed_in()) -> Response:
    """The next review of everybody a tutor or an employer goes with."""
    mine = {m.apprenticeship: m.role for m in who.memberships if m.role in (Role.TUTOR, Role.EMPLOYER)}
    if not mine:
        raise NotPermitted("Only tutors and employers have reviews to prepare for several apprentices.")
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = [one for one in apprenticeships.load_many(session, who.today, mine) if one.status not in ENDED]
        standing = next_reviews_of_many(session, catalogue, found, who.today)
        prepared = prepared_of_many(session, [one.id for one in found])
    people = sorted(found, key=lambda one: one.apprentice.name.casefold())
    pairs = [(one, standing[one.id]) for one in people]
    rows = [row for one, of in pairs for row in _rows(catalogue, one, of, prepared, mine[one.id], who.today)]
    groups = tuple(_group(when, rows) for when in Coming)
    waiting = [row for one, of in pairs for row in _to_sign(one, of, mine[one.id], who.today)]
    view = EverybodyView(
        lede=_lede(groups, len(people)),
        groups=tuple(group for group in groups[:3] if group.rows),
        later=groups[3] if groups[3].rows else None,
        to_sign=tuple(sorted(waiting, key=lambda row: (row.since, row.name))),
        none=tuple(
            (one.apprentice.name, record_address(one.id, "reviews"), of.reason)
            for one, of in pairs
            if of.next is None and of.overdue is None
        ),
    )
    shown = frame(request, "Reviews", current="/reviews", compact=True)
    return page(request, "reviews/all.html", shown, view=view)


def _rows(
    catalogue: Catalogue,
    one: Apprenticeship,
    standing: ReviewsStanding,
    prepared: Prepared,
    mine: Role,
    today: date,
) -> Iterator[tuple[Coming, ToHold]]:
    """The one that is late, and the next one."""
    every = catalogue.programme(one.programme).review_sections
    sections = [section for section in every if mine in section.seen_by]
    for place in filter(None, (standing.overdue, standing.next)):
        deadline = place.rule_deadline
        row = ToHold(
            name=one.apprentice.name,
            employer=one.terms.employer.name,
            address=record_address(one.id, f"reviews/{place.number}"),
            number=place.number,
            on=place.on,
            away=days_away((place.on - today).days),
            rule_on=deadline.due_on if deadline else None,
            rule_late=place.days_over_rule > 0,
            prepared=prepared_words(sections, prepared.get((one.id, place.number), {}), one, {mine}),
        )
        yield coming(place.on, today), row


def _group(when: Coming, rows: Sequence[tuple[Coming, ToHold]]) -> Group:
    mine = sorted((row for found, row in rows if found is when), key=lambda row: (row.on, row.name))
    return Group(when.value.replace("_", "-"), _GROUPS[when], tuple(mine))


def _to_sign(one: Apprenticeship, standing: ReviewsStanding, mine: Role, today: date) -> Iterator[ToSign]:
    for place in standing.held:
        if place.record is None or not (place.state is ReviewState.AWAITING_SIGNATURES or place.is_put_right):
            continue
        waiting = [Role.TUTOR] if place.is_put_right else _waiting(place)
        began = place.record.opened_at if place.is_put_right else place.record.review.held_at
        since = london_date(began) if began else place.on
        whose = in_words(["you" if role is mine else f"the {ROLE_WORDS[role]}" for role in waiting])
        yield ToSign(
            name=one.apprentice.name,
            address=record_address(one.id, f"reviews/{place.number}"),
            number=place.number,
            waits_for=f"{whose}, to record the new version" if place.is_put_right else whose,
            since=since,
            days=plural((today - since).days, "day") if since < today else "since today",
            yours=mine in waiting,
        )


def _waiting(place: ReviewPlace) -> list[Role]:
    answered = {role for role, _ in place.record.answers} if place.record else set()
    return [role for role in SIGNERS if role not in answered]


def _lede(groups: Sequence[Group], people: int) -> str:
    if not people:
        return "Nobody is on programme."
    late, this_week, next_week = (len(group.rows) for group in groups[:3])
    late_words = f"{plural(late, 'review')} late, " if late else ""
    return f"{plural(people, 'apprentice')}: {late_words}{this_week} to hold this week, {next_week} next week."
