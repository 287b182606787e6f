"""What is asked about concerns: where to call, who reads them, what waits, and until when each is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import apprenticeships, concerns
from app.db.concerns import ConcernLine, Shown
from app.domain.concerns import ConcernSettings, Place, kept_until
from app.domain.london import london_date
from app.domain.people import Member
from app.domain.permissions import is_member
from app.domain.programmes import ConcernWords, LocalLine, together
from app.rendering.words import possessive


@dataclass(frozen=True, slots=True)
class LineToCall:
    """A number to call, for whom it is and who says so. `number` is "" where the provider has not set it yet."""

    code: str
    name: str
    number: str
    what_for: str
    source: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A concern in the lead's list. `until` is the day until which it is kept, None where that is open."""

    line: ConcernLine
    until: date | None
    past: bool


def concern_words(catalogue: Catalogue) -> ConcernWords:
    """Lines and outcomes of every programme there is: a concern need not be about any apprenticeship."""
    return together(one.concerns for one in catalogue.programmes)


def national_lines(catalogue: Catalogue) -> tuple[LineToCall, ...]:
    """The numbers that are the same everywhere, without asking the database for anything."""
    return tuple(
        LineToCall(line.code, line.name, line.number, line.what_for, line.source.name)
        for line in concern_words(catalogue).help_lines
    )


def own_lines(catalogue: Catalogue) -> tuple[LocalLine, ...]:
    """The numbers that the provider fills in."""
    return concern_words(catalogue).local_lines


def lines_to_call(catalogue: Catalogue, settings: ConcernSettings) -> tuple[LineToCall, ...]:
    """The national numbers, then the provider's own."""
    own = (
        LineToCall(line.code, line.name, settings.lines.get(line.code, ""), line.what_for, "")
        for line in own_lines(catalogue)
    )
    return (*national_lines(catalogue), *own)


def readers(session: Session, today: date) -> tuple[str, ...]:
    """The names of those who read concerns today."""
    return tuple(lead.name for lead in concerns.leads(session, today))


def listed(session: Session, today: date) -> tuple[Listed, ...]:
    """Every concern, newest first, each with the day until which it is kept; two statements."""
    settings = concerns.current(session)
    return tuple(_listed(line, settings, today) for line in concerns.listed(session))


def kept(shown: Shown, today: date) -> tuple[date | None, bool]:
    """The day until which a concern is kept (None where that is open), and whether it is past that day."""
    concern = shown.concern
    until = kept_until(_day(concern.closed_at), shown.keep)
    return until, _is_past(until, concern.erased_at, today)


def place_shown(shown: Shown) -> str:
    """Where whoever raised it came from, in words: E13 in Chloe Marsden’s record; "" where from no record."""
    place = shown.concern.place
    return place_words(place, shown.apprentice) if place else ""


def place_known(session: Session, member: Member, place: Place, today: date) -> str:
    """A place in words, for somebody who is about to say that they came from there; "" where they may not know it."""
    if not is_member(member) or not apprenticeships.exists(session, place.apprenticeship):
        return ""
    return place_words(place, apprenticeships.load(session, place.apprenticeship, today).apprentice.name)


def place_words(place: Place, apprentice: str) -> str:
    """A place by whose record it is: E13 in Chloe Marsden’s record."""
    record = f"{possessive(apprentice)} record"
    return f"{place.what} in {record}" if place.what else record


def _listed(line: ConcernLine, settings: ConcernSettings, today: date) -> Listed:
    until = kept_until(_day(line.closed_at), settings)
    return Listed(line, until, _is_past(until, line.erased_at, today))


def _day(at: datetime | None) -> date | None:
    return london_date(at) if at else None


def _is_past(until: date | None, erased_at: datetime | None, today: date) -> bool:
    return until is not None and until <= today and erased_at is None
