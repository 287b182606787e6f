"""From how people stand to the page of a caseload."""

from dataclasses import dataclass
from datetime import date

from app.answers.caseload import Sort, Standing, chosen, in_order
from app.domain.rag import DEFAULT_THRESHOLDS, Colour, amber_rules, red_rules
from app.rendering.frame import Chip
from app.rendering.words import plural
from app.web.pages.caseload.filters import SORTS, Asked, chips
from app.web.pages.caseload.rows import ApartRow, CaseloadRow, apart_row, row_of
from app.web.waits_words import waits_words


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """A tutor's caseload. `waits` says what waits on whom and for how long; `count` says how many are
    shown; `part` is whether only the list was asked for."""

    lede: str
    waits: str
    count: str
    part: bool
    chips: tuple[Chip, ...]
    employers: tuple[tuple[str, str], ...]
    employer: str
    q: str
    rag: str
    review: str
    sort: str
    sorts: tuple[tuple[str, str], ...]
    sort_words: str
    sort_addresses: dict[str, str]
    rows: tuple[CaseloadRow, ...]
    apart: tuple[ApartRow, ...]
    all_address: str
    csv_address: str
    red_rules: tuple[str, ...]
    amber_rules: tuple[str, ...]


def caseload_view(every: tuple[Standing, ...], asked: Asked, today: date, *, part: bool) -> CaseloadView:
    """The page of a caseload under these filters."""
    found = in_order(chosen(every, asked.wanted), asked.sort)
    wanted = asked.wanted
    employers = {one.apprenticeship.terms.employer for one in every}
    rows = tuple(row for one in found if (row := row_of(one, today)))
    thresholds = every[0].apprenticeship.settings.thresholds if every else DEFAULT_THRESHOLDS
    return CaseloadView(
        lede=_lede(every),
        waits=waits_words([wait for one in every for wait in one.waits], today),
        count=f"{len(found)} of {plural(len(every), 'apprentice')} shown.",
        part=part,
        chips=chips(every, asked),
        employers=tuple(sorted(((str(one.id), one.name) for one in employers), key=lambda pair: pair[1].casefold())),
        employer=str(wanted.employer or ""),
        q=wanted.name,
        rag=wanted.colour.value if wanted.colour else "",
        review=wanted.review.value if wanted.review else "",
        sort=asked.sort.value,
        sorts=tuple((sort.value, words) for sort, words in SORTS),
        sort_words=dict(SORTS)[asked.sort].lower(),
        sort_addresses={sort.value: asked.sorted_by(sort).address() for sort in Sort},
        rows=rows,
        apart=tuple(apart_row(one) for one in found if one.hours is None),
        all_address=asked.only().address(),
        csv_address=asked.address("/caseload.csv"),
        red_rules=red_rules(thresholds),
        amber_rules=amber_rules(thresholds),
    )


def _lede(every: tuple[Standing, ...]) -> str:
    colours = [f"{sum(one.rag.colour is colour for one in every)} {colour.value}" for colour in Colour]
    apart = sum(one.rag.colour is None for one in every)
    rest = f", {apart} not learning just now" if apart else ""
    return f"{plural(len(every), 'apprentice')}: {', '.join(colours)}{rest}."
