"""A visit as the provider, the apprentice and the tutor are told of it: a card with what was opened."""

from dataclasses import dataclass
from datetime import datetime

from app.answers.visits import VisitTold
from app.domain.access_given import NOT_ENDED
from app.rendering.words import in_words, plural, stamp_words
from app.web.visit_words import days_words, opened_on_visit, sights_words, standing_words


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One thing that was opened: of whom ("" where there is one apprentice alone), how often, first and last."""

    what: str
    whose: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class VisitCard:
    """One visit. `ending` is where it is ended, "" for whoever may not or where it has ended."""

    anchor: str
    name: str
    organisation: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    opened: tuple[OpenedRow, ...]
    opened_words: str
    ending: str


def visit_card(told: VisitTold, *, ending: str = "", alone: bool = False) -> VisitCard:
    """The card of a visit; `alone`: on the page of one apprentice, where nobody else's is told."""
    visit, ask = told.visit, told.visit.ask
    facts = [
        ("What for", ask.purpose),
        ("May see", sights_words(visit)),
        ("Open", days_words(ask)),
        ("Granted by", f"{visit.by.name}, {stamp_words(visit.at)}"),
    ]
    if not alone:
        of = in_words(sorted(told.names.values()))
        drawn = f", with those of draw {ask.draw}" if ask.draw else ""
        facts[1:1] = [("Email address", visit.email), ("Of whom", f"{of}{drawn}")]
    opened = tuple(
        OpenedRow(
            opened_on_visit(one.what),
            "" if alone or len(told.names) == 1 else told.names.get(one.apprenticeship, ""),
            one.times,
            one.first_at,
            one.last_at,
        )
        for one in told.opened
    )
    return VisitCard(
        anchor=f"visit-{visit.number}",
        name=visit.person.name,
        organisation=ask.organisation,
        standing=standing_words(visit, told.state),
        facts=tuple(facts),
        opened=opened,
        opened_words=f"What {visit.person.name} opened: {plural(len(opened), 'thing')}" if opened else "",
        ending=ending if told.state in NOT_ENDED else "",
    )
