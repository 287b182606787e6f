"""The header over somebody else's record: whose it is, on what, until when, and the pages of it one may open."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import Request

from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.standards import Standard
from app.rendering.frame import Link, PageFrame, RecordHeader, Tab
from app.rendering.words import date_words
from app.web.access import installation
from app.web.responses import frame

_TABS = (
    ("Overview", "", Permission.VIEW_APPRENTICESHIP),
    ("Evidence", "evidence", Permission.LIST_EVIDENCE),
    ("Coverage", "coverage", Permission.VIEW_COVERAGE),
    ("Skills scan", "skills-scan", Permission.VIEW_SCAN),
    ("Practice", "practice", Permission.SEE_PRACTICE),
    ("Off-the-job", "off-the-job", Permission.VIEW_HOURS),
    ("Plan", "plan", Permission.VIEW_PLAN),
    ("Reviews", "reviews", Permission.VIEW_REVIEWS),
    ("Targets", "targets", Permission.VIEW_TARGETS),
    ("Portfolio", "portfolio", Permission.VIEW_PORTFOLIO),
    ("Gateway", "gateway", Permission.VIEW_GATEWAY),
    ("Assessment", "assessment", Permission.VIEW_ASSESSMENT),
    ("History", "history", Permission.VIEW_HISTORY),
)
_LINKED = {"Coverage", "Assessment"}
"""What an employer's contact opens from the overview and from the gateway page: of fewer tabs, each is found sooner."""


def record_address(apprenticeship: UUID, name: str = "") -> str:
    """The address of a page of a record: `record_address(id, "coverage")`; the overview without a name."""
    return f"/a/{apprenticeship}/{name}"


def evidence_address(apprenticeship: UUID, number: int) -> str:
    """Where a piece of evidence is shown, by the number people say: E13."""
    return record_address(apprenticeship, f"evidence/E{number}")


@dataclass(frozen=True, slots=True)
class PieceLink:
    """A piece of evidence by its number, and where it is."""

    number: int
    address: str


def piece_link(apprenticeship: UUID, number: int) -> PieceLink:
    """A piece of evidence as a link."""
    return PieceLink(number, evidence_address(apprenticeship, number))


def record_header(
    request: Request, apprenticeship: Apprenticeship, member: Member, current_tab: str
) -> RecordHeader | None:
    """The header for everyone but the apprentice herself, for whom it is None.

    `current_tab` is the tab's words, such as "Coverage"; "" where the page is none of them.
    """
    if Role.APPRENTICE in member.roles:
        return None
    standard = installation(request).catalogue.standard(apprenticeship.standard, apprenticeship.version)
    return RecordHeader(
        name=apprenticeship.apprentice.name,
        meta=record_meta(apprenticeship, standard),
        tabs=_tabs(apprenticeship.id, member, current_tab),
        back=_back(member),
    )


def _tabs(apprenticeship: UUID, member: Member, current: str) -> tuple[Tab, ...]:
    without = _LINKED if member.roles == {Role.EMPLOYER} else set()
    return tuple(
        Tab(words, record_address(apprenticeship, name), words == current)
        for words, name, permission in _TABS
        if may(member, permission) and words not in without
    )


def record_frame(
    request: Request,
    apprenticeship: Apprenticeship,
    member: Member,
    tab: str,
    title: str,
    *,
    compact: bool = True,
    wide: bool = False,
    form: bool = False,
    has_error: bool = False,
) -> PageFrame:
    """What a page of a record has around it. `compact` is the denser type, for everyone but the apprentice herself."""
    header = record_header(request, apprenticeship, member, tab)
    here = next((name for words, name, _ in _TABS if words == tab), "")
    return frame(
        request,
        title,
        current=record_address(apprenticeship.id, here),
        record=header,
        compact=compact and header is not None,
        wide=wide,
        form=form,
        has_error=has_error,
    )


def record_meta(apprenticeship: Apprenticeship, standard: Standard) -> str:
    """Employer, standard and planned gateway, in one line of sentences."""
    named = f"{standard.title}, level {standard.level} ({standard.reference} version {standard.version})"
    gateway = f"Planned gateway {date_words(apprenticeship.planned_end)}"
    return f"{apprenticeship.terms.employer.name}. {named}. {gateway}."


def _back(member: Member) -> Link:
    """The list that a person in this role came from."""
    if Role.TUTOR in member.roles:
        return Link("Back to caseload", "/caseload")
    if Role.EMPLOYER in member.roles:
        return Link("Back to your apprentices", "/apprentices")
    return Link("Back to apprenticeships", "/apprenticeships")
