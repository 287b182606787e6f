"""Whom a visit shows something of, on the form: found a part at a time, chosen one by one or all that are found.

Without a script: each button sends the whole form, and whoever is ticked is kept.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.whom_to_see import Looking, WhomToSee, everybody_found
from app.domain.apprenticeships import Apprenticeship
from app.domain.refusals import Fault
from app.domain.visits import MOST
from app.rendering.words import date_words, month_words, plural
from app.web.addresses import number_in
from app.web.forms import Typed
from app.web.paging import LONGEST_SEARCH

SHOWN = 25
LOOKING = ("q", "began", "page", "find")
"""Fields that only look: they are no part of what is granted."""
Choice = tuple[str, str, str]
"""An apprenticeship's id, the apprentice's name, and what tells them from another."""


@dataclass(frozen=True, slots=True)
class WhomView:
    """Who is chosen, what is looked for, and who is found beside them. `earlier` and `later` are pages, 0 for none."""

    chosen: tuple[Choice, ...]
    found: tuple[Choice, ...]
    q: str
    began: str
    months: tuple[tuple[str, str], ...]
    words: str
    all_words: str
    earlier: int
    later: int


def looked_for(typed: Typed) -> Looking:
    """What the form looks for; a month or a page that makes no sense is none."""
    search = " ".join(typed.get("q").split())[:LONGEST_SEARCH]
    try:
        began = date.fromisoformat(f"{typed.get('began')}-01")
    except ValueError:
        began = None
    page = max(1, min(number_in(typed.get("page")) or 1, 10_000))
    return Looking(search, began, (page - 1) * SHOWN, SHOWN)


def chosen_in(typed: Typed) -> frozenset[UUID]:
    """Whom the form has ticked; what names nobody is left out."""
    found = set()
    for text in typed.all("apprenticeship"):
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return frozenset(found)


def choosing(session: Session, typed: Typed) -> tuple[Typed, tuple[Fault, ...]]:
    """The form once everybody who is found was chosen, or nobody, where that was asked for."""
    asked, chosen = typed.get("find"), chosen_in(typed)
    if asked == "none":
        return _with(typed, frozenset()), ()
    if asked != "all":
        return typed, ()
    more = chosen | frozenset(everybody_found(session, looked_for(typed), MOST + 1))
    if len(more) > MOST:
        return typed, (Fault("apprenticeship", f"One visit can show {MOST} apprentices at the most. Find fewer."),)
    return _with(typed, more), ()


def for_granting(typed: Typed) -> Typed:
    """What is granted, without what only looks."""
    return Typed([(name, value) for name, value in typed.fields if name not in LOOKING])


def whom_view(found: WhomToSee, looking: Looking) -> WhomView:
    """What the form shows; where nothing is asked for and there are many, nobody before something is."""
    too_many = looking.for_anybody and found.total > SHOWN
    chosen = {one.id for one in found.chosen}
    free = () if too_many else tuple(one for one in found.found if one.id not in chosen)
    page = looking.first // SHOWN + 1
    return WhomView(
        chosen=tuple(map(_choice, found.chosen)),
        found=tuple(map(_choice, free)),
        q=looking.search,
        began=looking.began.strftime("%Y-%m") if looking.began else "",
        months=tuple((day.strftime("%Y-%m"), f"{month_words(day)}: {count:,}") for day, count in found.months),
        words=_words(found, looking, too_many=too_many),
        all_words=f"Choose all {found.total} found" if free and 1 < found.total <= MOST else "",
        earlier=page - 1 if not too_many else 0,
        later=page + 1 if not too_many and looking.first + SHOWN < found.total else 0,
    )


def _words(found: WhomToSee, looking: Looking, *, too_many: bool) -> str:
    if not found.total:
        return "There is no apprenticeship yet." if looking.for_anybody else "Nobody is found. Ask for less of it."
    if too_many:
        return f"{found.total:,} apprentices are here. Find those that the visit is about."
    chosen = {one.id for one in found.chosen}
    taken = sum(one.id in chosen for one in found.found)
    said = f"{plural(found.total, 'apprentice')} found"
    if len(found.found) < found.total:
        said += f", {looking.first + 1} to {looking.first + len(found.found)} here"
    return said + (f", {taken} of these chosen already." if taken else ".")


def _choice(one: Apprenticeship) -> Choice:
    tutor = f", tutor {one.tutor.name}" if one.tutor else ""
    began = f"{one.standard} version {one.version}, began {date_words(one.start)}"
    return str(one.id), one.apprentice.name, f"{one.terms.employer.name}{tutor}. {began}."


def _with(typed: Typed, chosen: frozenset[UUID]) -> Typed:
    kept = [(name, value) for name, value in typed.fields if name != "apprenticeship"]
    return Typed([*kept, *(("apprenticeship", str(one)) for one in sorted(chosen))])
