"""A visit as the provider, the apprentice and the tutor are told of it, with what was opened on it."""

from dataclasses import dataclass
from datetime import datetime

from app.answers.visits import VisitTold
from app.rendering.words import plural, stamp_words
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
    """One visit on the page of one apprentice."""

    anchor: str
    name: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    opened: tuple[OpenedRow, ...]
    opened_words: str


def visit_card(told: VisitTold) -> VisitCard:
    """The card of a visit on the page of one apprentice, where nobody else's is told."""
    name = told.visit.person.name
    return VisitCard(
        anchor=f"visit-{told.visit.number}",
        name=name,
        standing=standing_words(told.visit, told.state),
        facts=visit_facts(told),
        opened=opened_rows(told),
        opened_words=f"What {name} opened: {plural(told.total, 'thing')}" if told.total else "",
    )


def visit_facts(told: VisitTold) -> tuple[tuple[str, str], ...]:
    """What everybody who is told of the visit reads of it."""
    visit, ask = told.visit, told.visit.ask
    return (
        ("Organisation", ask.organisation),
        ("What for", ask.purpose),
        ("May see", sights_words(visit)),
        ("Open", days_words(ask)),
        ("Granted by", f"{visit.by.name}, {stamp_words(visit.at)}"),
    )


def opened_rows(told: VisitTold) -> tuple[OpenedRow, ...]:
    """What was opened, with whose where the visit shows several."""
    several = len(told.names) > 1
    return tuple(
        OpenedRow(
            opened_on_visit(one.what),
            told.names.get(one.apprenticeship, "") if several else "",
            one.times,
            one.first_at,
            one.last_at,
        )
        for one in told.opened
    )
