"""Words for skills scans, and the table of what was given, the same for pages, files and the employer's place."""

from collections.abc import Iterable, Iterator

from app.answers.skills_scan import ScansSeen
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.programmes import SkillsScale
from app.domain.skills_scan import PARTIES, ScanPurpose, SkillsScan
from app.exchange.csv_table import Cell
from app.rendering.words import date_words, in_words

PURPOSES = {
    ScanPurpose.START: "At the start",
    ScanPurpose.DURING: "During the programme",
    ScanPurpose.GATEWAY: "Before gateway",
}
PARTY_WORDS = {Role.APPRENTICE: "Apprentice", Role.TUTOR: "Tutor", Role.EMPLOYER: "Employer"}
RATINGS = (
    "Scan", "Purpose", "Date", "Kind", "KSB", "Short name", "Rated as", "Rated by", "Given on", "Points", "Rating",
    "Prior learning", "When", "What shows it, and who has seen it",
)  # fmt: skip
"""The columns of the table of everything given."""


def scan_words(scan: SkillsScan) -> str:
    """Which scan it is: Scan 2, during the programme, of 3 November 2026."""
    return f"Scan {scan.number}, {PURPOSES[scan.purpose].lower()}, of {date_words(scan.on)}"


def party_names(one: Apprenticeship) -> dict[Role, str]:
    """What each party is called on this record: the person's first name, else what they are."""
    named = {Role.APPRENTICE: one.apprentice, Role.TUTOR: one.tutor, Role.EMPLOYER: one.employer_contact}
    return {role: person.name.split()[0] if person else PARTY_WORDS[role] for role, person in named.items()}


def waits_words(scan: SkillsScan, names: dict[Role, str], own: Role | None = None) -> str:
    """Who has still to give their ratings: you, Priya and Mark; "" where nobody has."""
    return in_words(
        [*(["you"] if own in scan.waits_for else []), *(names[role] for role in scan.waits_for if role is not own)]
    )


def rating_words(points: int | None, scale: SkillsScale, *, same_scale: bool = True) -> str:
    """A rating as it is read: 3, Alone. On another scale only its points are known."""
    if points is None:
        return scale.word(None)
    return f"{points}, {scale.word(points)}" if same_scale else f"{points} of another scale"


def rating_rows(seen: ScansSeen) -> Iterator[tuple[Cell, ...]]:
    """Everything given that may be seen, a row for each rating."""
    for scan, given in seen.scans:
        same = scan.scale == seen.scale.code
        for one in sorted(given, key=lambda each: PARTIES.index(each.role)):
            for ksb in (each for each in seen.standard.ksbs if each.code in one.ratings):
                rating = one.ratings[ksb.code]
                yield (
                    scan.number,
                    PURPOSES[scan.purpose],
                    scan.on,
                    _kind(seen, ksb.kind),
                    ksb.code,
                    ksb.short,
                    PARTY_WORDS[one.role],
                    one.by.name,
                    london_date(one.at),
                    rating.points,
                    seen.scale.word(rating.points) if same or rating.points is None else "",
                    *_noted(rating.prior.what, rating.prior.when, rating.prior.seen),
                )


def _noted(*words: str) -> Iterable[str]:
    return (one.replace("\n", " ") for one in words)


def _kind(seen: ScansSeen, code: str) -> str:
    return next((kind.name for kind in seen.standard.kinds if kind.code == code), code)
