"""What the form shows in which somebody rates every KSB."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.answers.skills_scan import ScansSeen
from app.domain.filled_in import FilledIn
from app.domain.people import Role
from app.domain.programmes import CANNOT_SAY
from app.domain.refusals import Fault
from app.domain.skills_scan import CANNOT_SAY_VALUE, GivenRatings, SkillsScan, may_leave_open
from app.domain.standards import Ksb
from app.rendering.words import plural, time_words
from app.web.skills_scans import rating_words, scan_words

MOST_TOLD = 5
"""So many missing ratings are named at the top; the rest are counted."""


class AnswerShown(NamedTuple):
    """One answer of the scale: the form's value, its digit ("" for one without), a word and the whole sentence."""

    value: str
    digit: str
    word: str
    words: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """One KSB to rate. `last` is what this party said last time; `beside` words typed in another window, by label."""

    code: str
    short: str
    plain: str
    text: str
    value: str
    last: str
    what: str
    when: str
    seen: str
    beside: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class RateGroup:
    """The KSBs of one kind. `same` counts those not rated yet of which there is a rating of last time."""

    code: str
    name: str
    standing: str
    rows: tuple[RateRow, ...]
    same: int


@dataclass(frozen=True, slots=True)
class RateView:
    """The form. `base` is what was kept when it was made, as JSON; `kept` says so in words, "" where nothing was.

    `apprentice` is whose KSBs they are, "" where it is oneself. `open` counts KSBs without an answer, `last_scan` names
    the scan that last time is of, "" where there was none.
    """

    heading: str
    lede: str
    apprentice: str
    address: str
    typed_address: str
    back: str
    readers: str
    answers: tuple[AnswerShown, ...]
    groups: tuple[RateGroup, ...]
    standing: str
    kept: str
    base: str
    open: int
    may_leave_open: bool
    last_scan: str
    validation: str
    summary: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    by_link: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the form stands: its addresses, whose it is to fill in, and who will read it."""

    address: str
    back: str
    apprentice: str
    readers: str
    role: Role
    by_link: str = ""


def rate_view(seen: ScansSeen, scan: SkillsScan, draft: FilledIn, place: Place, faults: Sequence[Fault]) -> RateView:
    """The form as it is kept."""
    last = seen.last_of(place.role, scan.number)
    groups = tuple(
        _group(seen, kind.code, kind.name, draft, last[1] if last else None, faults)
        for kind in seen.standard.kinds
        if seen.standard.ksbs_of(kind.code)
    )
    missing = [ksb.code for ksb in seen.standard.ksbs if not draft.fields.get(f"rating.{ksb.code}")]
    return RateView(
        heading="Rate yourself" if not place.apprentice else f"Rate {place.apprentice}",
        lede=f"{scan_words(scan)}.",
        apprentice=place.apprentice,
        address=place.address,
        typed_address=f"{place.address}/typed",
        back=place.back,
        readers=place.readers,
        answers=answers_of(seen, place.role),
        groups=groups,
        standing=standing_words(seen, draft.fields),
        kept=kept_words(draft),
        base=json.dumps(dict(draft.fields)),
        open=len(missing),
        may_leave_open=may_leave_open(place.role),
        last_scan=scan_words(last[0]) if last else "",
        validation=seen.scale.validation if place.role is Role.EMPLOYER else "",
        summary=_summary(faults),
        faults=tuple(faults),
        by_link=place.by_link,
    )


def answers_of(seen: ScansSeen, role: Role) -> tuple[AnswerShown, ...]:
    """The answers that this party may choose from."""
    points = [AnswerShown(str(one.points), str(one.points), one.word, one.words) for one in seen.scale.points]
    if may_leave_open(role):
        points.append(AnswerShown(CANNOT_SAY_VALUE, "–", CANNOT_SAY, "Not seen enough of it to say."))
    return tuple(points)


def standing_words(seen: ScansSeen, fields: Mapping[str, str]) -> str:
    """How far it is filled in: 14 of 38 rated."""
    rated = sum(bool(fields.get(f"rating.{ksb.code}")) for ksb in seen.standard.ksbs)
    return f"{rated} of {len(seen.standard.ksbs)} rated"


def kept_words(draft: FilledIn) -> str:
    """When it was kept last; "" where it never was."""
    return f"Kept for you alone at {time_words(draft.saved_at)}." if draft.saved_at else ""


def _group(
    seen: ScansSeen, kind: str, name: str, draft: FilledIn, last: GivenRatings | None, faults: Sequence[Fault]
) -> RateGroup:
    ksbs = seen.standard.ksbs_of(kind)
    rows = tuple(_row(seen, ksb, draft, last, faults) for ksb in ksbs)
    rated = sum(bool(row.value) for row in rows)
    same = sum(not row.value and bool(row.last) for row in rows)
    return RateGroup(kind, name, f"{rated} of {len(rows)} rated", rows, same)


def _row(seen: ScansSeen, ksb: Ksb, draft: FilledIn, last: GivenRatings | None, faults: Sequence[Fault]) -> RateRow:
    fields = draft.fields
    what, when, shown = (fields.get(f"{part}.{ksb.code}", "") for part in ("what", "when", "seen"))
    beside = tuple(words for part in ("what", "when", "seen") for words in draft.beside.get(f"{part}.{ksb.code}", ()))
    wrong = any(fault.path == f"{part}.{ksb.code}" for fault in faults for part in ("what", "when", "seen"))
    before = last.ratings.get(ksb.code) if last else None
    return RateRow(
        code=ksb.code,
        short=ksb.short,
        plain=ksb.plain,
        text=ksb.text,
        value=fields.get(f"rating.{ksb.code}", ""),
        last=rating_words(before.points, seen.scale) if before else "",
        what=what,
        when=when,
        seen=shown,
        beside=beside,
        open=bool(what or when or shown or beside or wrong),
    )


def _summary(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults that are told at the top: what is not rated yet, shortly."""
    unrated = [fault for fault in faults if fault.path.startswith("rating.")]
    others = [fault for fault in faults if not fault.path.startswith("rating.")]
    if len(unrated) <= MOST_TOLD:
        return tuple(faults)
    more = Fault(unrated[MOST_TOLD].path, f"{plural(len(unrated) - MOST_TOLD, 'more KSB')} to rate.")
    return (*others, *unrated[:MOST_TOLD], more)
