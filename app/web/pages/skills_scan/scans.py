"""Every skills scan of one apprenticeship: what waits for whom, beginning another, and how far it goes."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.skills_scan import begin_scan
from app.answers.skills_scan import ScansSeen, distance_of, scans_seen
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED, Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault
from app.domain.skills_scan import PARTIES, ScanPurpose, SkillsScan, StartingPoints, parties_of
from app.domain.skills_scan import starting_points as start_from
from app.rendering.frame import Link
from app.rendering.words import date_short, london_date
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.skills_scan.distance_view import DistanceView, distance_view
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect
from app.web.scan_in_brief import ScanInBrief, scan_in_brief
from app.web.skills_scans import PURPOSES, RATINGS, party_names, rating_rows, waits_words
from app.web.tables_sent import form_in, table_response

router = APIRouter(prefix="/a/{apprenticeship}/skills-scan", include_in_schema=False)


class BeginForm(Form):
    """A scan to begin."""

    purpose: ScanPurpose
    on: date


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan: what it is for, its day, and what each party has given of it."""

    number: int
    address: str
    purpose: str
    on: date
    parties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BeginView:
    """The form that begins one. `open` shows it at once."""

    address: str
    purposes: tuple[tuple[str, str], ...]
    purpose: str
    on: str
    latest: date
    open: bool


@dataclass(frozen=True, slots=True)
class NotedView:
    """Prior learning that somebody noted."""

    code: str
    short: str
    name: str
    what: str
    when: str
    seen: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    """The scale, where it comes from and what others do."""

    points: tuple[tuple[str, str], ...]
    note: str
    validation: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScansView:
    """The page. `to_rate` leads to one's own form, None where nothing waits for whoever looks."""

    lede: str
    to_rate: Link | None
    rows: tuple[ScanRow, ...]
    begin: BeginView | None
    brief: ScanInBrief | None
    distance: DistanceView | None
    prior: tuple[NotedView, ...]
    agreed_address: str
    files: tuple[Link, ...]
    scale: ScaleView
    faults: tuple[Fault, ...]


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_SCAN)) -> Response:
    """Scans, distance, and what waits."""
    return _shown(request, member)


@router.post("")
def begin(
    request: Request, member: Member = member_who_may(Permission.RATE_KSBS), typed: Typed = Depends(typed_form)
) -> Response:
    """Begin a scan; on to one's own ratings in it."""
    try:
        form = checked(BeginForm, typed)
        with acting(request) as who:
            number = begin_scan(who, member.apprenticeship, form.purpose, form.on)
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    return redirect(request, record_address(member.apprenticeship, f"skills-scan/{number}/ratings"))


@router.get("/exports/ratings.{form}")
def table(request: Request, form: str, member: Member = member_who_may(Permission.VIEW_SCAN)) -> Response:
    """Everything given that this person may see, as a table."""
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        seen = scans_seen(session, installation(request).catalogue, one, member.roles)
    name = f"skills-scan-{today.isoformat()}"
    return table_response(name, form_in(form), RATINGS, rating_rows(seen), sheet="Skills scan")


def _shown(request: Request, member: Member, typed: Typed | None = None, faults: tuple[Fault, ...] = ()) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        seen = scans_seen(session, catalogue, one, member.roles)
        found = distance_of(session, catalogue, one, seen)
    names = party_names(one)
    begins = start_from(seen.standard.ksbs, seen.scans, seen.scale)
    view = ScansView(
        lede=_lede(seen, names, member),
        to_rate=_to_rate(seen, one, member),
        rows=tuple(_row(scan, one, names) for scan, _ in reversed(seen.scans)),
        begin=_begin(seen, one, member, typed, today),
        brief=scan_in_brief(seen, begins, one, elsewhere=False),
        distance=distance_view(seen, found, names),
        prior=_prior(seen, begins, names),
        agreed_address=record_address(one.id, "agreed"),
        files=_files(one) if any(given for _, given in seen.scans) else (),
        scale=_scale(catalogue, one, seen),
        faults=faults,
    )
    around = record_frame(request, one, member, "Skills scan", "Skills scan", has_error=bool(faults))
    return page(request, "skills_scan/index.html", around, status=422 if faults else 200, view=view)


def _own(member: Member) -> Role | None:
    return next(iter(parties_of(member.roles)), None)


def _lede(seen: ScansSeen, names: dict[Role, str], member: Member) -> str:
    """Where the newest scan stands, for whoever looks."""
    scan = seen.newest
    if not seen.standard.ksbs:
        return "This standard lists no statements that could be rated."
    if scan is None:
        return "Nobody has rated the KSBs yet. A scan at the start says where learning begins."
    waits = waits_words(scan, names, _own(member))
    if not waits:
        stands = "is complete" if len(scan.given) == len(PARTIES) else "takes no more ratings"
        return f"Scan {scan.number}, {PURPOSES[scan.purpose].lower()}, {stands}."
    hidden = [names[one.role] for one in scan.given] if _own(member) in scan.waits_for else []
    gave = f" What {' and '.join(hidden)} gave shows once you have given yours." if hidden else ""
    return f"Scan {scan.number}, {PURPOSES[scan.purpose].lower()}, waits for {waits}.{gave}"


def _to_rate(seen: ScansSeen, one: Apprenticeship, member: Member) -> Link | None:
    scan, own = seen.newest, _own(member)
    waits = scan is not None and own in scan.waits_for and scan.scale == seen.scale.code
    if scan is None or not waits or one.status in ENDED:
        return None
    whose = "yourself" if own is Role.APPRENTICE else one.apprentice.name.split()[0]
    return Link(f"Rate {whose} in scan {scan.number}", record_address(one.id, f"skills-scan/{scan.number}/ratings"))


def _row(scan: SkillsScan, one: Apprenticeship, names: dict[Role, str]) -> ScanRow:
    parties = []
    for role in PARTIES:
        given = scan.of(role)
        waits = "Waiting" if scan.latest else "Not given"
        parties.append((names[role], f"Given {date_short(london_date(given.at))}" if given else waits))
    address = record_address(one.id, f"skills-scan/{scan.number}")
    return ScanRow(scan.number, address, PURPOSES[scan.purpose], scan.on, tuple(parties))


def _begin(seen: ScansSeen, one: Apprenticeship, member: Member, typed: Typed | None, today: date) -> BeginView | None:
    """The form, where this person may begin a scan now."""
    scan = seen.newest
    goes_on = scan is not None and not scan.given and scan.scale == seen.scale.code
    if not may(member, Permission.RATE_KSBS) or one.status in ENDED or goes_on or not seen.standard.ksbs:
        return None
    purposes = [one for one in ScanPurpose if scan is None or one is not ScanPurpose.START]
    said = typed or Typed()
    return BeginView(
        record_address(one.id, "skills-scan"),
        tuple((purpose.value, PURPOSES[purpose]) for purpose in purposes),
        said.get("purpose", purposes[0].value),
        said.get("on", today.isoformat()),
        today,
        scan is None or typed is not None,
    )


def _prior(seen: ScansSeen, found: StartingPoints, names: dict[Role, str]) -> tuple[NotedView, ...]:
    by_code = seen.standard.ksb_by_code
    return tuple(
        NotedView(one.ksb, by_code[one.ksb].short, names[one.role], one.prior.what, one.prior.when, one.prior.seen)
        for one in found.prior
    )


def _files(one: Apprenticeship) -> tuple[Link, ...]:
    files = record_address(one.id, "skills-scan/exports/ratings")
    return Link("CSV", f"{files}.csv"), Link("Excel", f"{files}.xlsx")


def _scale(catalogue: Catalogue, one: Apprenticeship, seen: ScansSeen) -> ScaleView:
    plan = catalogue.programme(one.programme)
    points = tuple((f"{point.points} {point.word}", point.words) for point in seen.scale.points)
    source = plan.sources["skills_scan"]
    said_by = plan.sources["skills_scan.validation"].name
    return ScaleView(points, source.note, f"{seen.scale.validation} ({said_by})", plan.conflicts.get("skills_scan", ()))
