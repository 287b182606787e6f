"""What was given in one scan: each KSB with what every party says of it."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.skills_scan import ScansSeen, scans_seen
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.skills_scan import PARTIES, GivenRatings, PriorLearning, SkillsScan
from app.rendering.words import date_words, london_date
from app.web.access import installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.skills_scans import PARTY_WORDS, party_names, rating_words, scan_words

router = APIRouter(prefix="/a/{apprenticeship}/skills-scan", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class GivenBy:
    """Who gave the ratings of one column, and when."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One KSB: each column's rating by name, and the notes on prior learning."""

    code: str
    short: str
    cells: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenView:
    """One scan. `waits` says what is still to come or not shown yet; `groups` are rows by the name of their kind."""

    heading: str
    on: date
    back: str
    columns: tuple[GivenBy, ...]
    waits: str
    groups: tuple[tuple[str, tuple[GivenRow, ...]], ...]
    by_link: str = ""


@router.get("/" + NUMBER)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_SCAN)) -> Response:
    """What may be seen of one scan."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        seen = scans_seen(session, installation(request).catalogue, one, member.roles)
    found = next((each for each in seen.scans if each[0].number == number), None)
    if found is None:
        raise NotFound
    view = given_view(seen, *found, one, record_address(one.id, "skills-scan"))
    around = record_frame(request, one, member, "Skills scan", view.heading)
    return page(request, "skills_scan/given.html", around, view=view)


def given_view(
    seen: ScansSeen,
    scan: SkillsScan,
    given: tuple[GivenRatings, ...],
    one: Apprenticeship,
    back: str,
    by_link: str = "",
) -> GivenView:
    """One scan as whoever looks may see it."""
    names = party_names(one)
    columns = sorted(given, key=lambda each: PARTIES.index(each.role))
    groups = []
    for kind in seen.standard.kinds:
        asked = [ksb for ksb in seen.standard.ksbs_of(kind.code) if any(ksb.code in each.ratings for each in columns)]
        rows = tuple(_row(seen, scan, ksb.code, ksb.short, columns, names) for ksb in asked)
        if rows:
            groups.append((kind.name, rows))
    return GivenView(
        heading=scan_words(scan),
        on=scan.on,
        back=back,
        columns=tuple(GivenBy(names[each.role], _by(each)) for each in columns),
        waits=_waits(scan, given, names),
        groups=tuple(groups),
        by_link=by_link,
    )


def _by(given: GivenRatings) -> str:
    return f"{given.by.name}, as the {PARTY_WORDS[given.role].lower()}, on {date_words(london_date(given.at))}"


def _waits(scan: SkillsScan, given: tuple[GivenRatings, ...], names: dict[Role, str]) -> str:
    hidden = [names[each.role] for each in scan.given if each not in given]
    if hidden:
        where = "" if scan.latest else " in a later scan"
        return f"{' and '.join(hidden)} gave ratings too. They show once you have given yours{where}."
    missing = [names[role] for role in PARTIES if scan.of(role) is None]
    if not missing:
        return ""
    who = " and ".join(missing)
    return f"Still to come: {who}." if scan.latest else f"Never given: {who}. This scan takes no more ratings."


def _row(
    seen: ScansSeen, scan: SkillsScan, code: str, short: str, columns: list[GivenRatings], names: dict[Role, str]
) -> GivenRow:
    same = scan.scale == seen.scale.code
    cells = tuple((names[each.role], rating_words(each.points(code), seen.scale, same_scale=same)) for each in columns)
    notes = tuple(
        f"{names[each.role]}: {prior_words(each.ratings[code].prior)}"
        for each in columns
        if code in each.ratings and each.ratings[code].prior
    )
    return GivenRow(code, short, cells, notes)


def prior_words(prior: PriorLearning) -> str:
    """A note on prior learning in one line."""
    parts = [prior.what, f"When: {prior.when}" if prior.when else "", f"Shown by: {prior.seen}" if prior.seen else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
