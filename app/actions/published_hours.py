"""Entering the hours that are published for a standard, with where and from when; nothing is written over."""

from dataclasses import dataclass
from datetime import date

from app.actions.acting import Acting
from app.db import history
from app.db import published_hours as db
from app.db.confirmed_facts import lock, subject_of
from app.domain.confirmed_facts import LONGEST_SOURCE, is_line
from app.domain.funding_rules import Basis, FundingRule
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.wording import day_words, hours_words

MOST_MINUTES = 10_000 * 60


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """What somebody enters: minutes for the starts from a day on, perhaps up to another, and where it was found."""

    minutes: int
    start_from: date
    start_to: date | None
    source: str


def enter_published_hours(acting: Acting, standard: str, version: str, figure: PublishedFigure) -> None:
    """Enter the hours published for a version of a standard. What was entered before for those starts stays to be read.

    Raises NotFound for a standard not held here, and BadInput by the fields of the form.
    """
    acting.insist_provider_wide(Permission.CONFIRM_FACT)
    named = acting.catalogue.standard(standard, version)
    if faults := _faults(figure, acting.catalogue.funding_rules.for_start(figure.start_from)):
        raise BadInput(faults)
    lock(acting.session)
    db.add(
        acting.session,
        named.reference,
        named.version,
        figure.minutes,
        start_from=figure.start_from,
        start_to=figure.start_to,
        source=figure.source.strip(),
        by=acting.person.id,
        at=acting.now,
    )
    acting.record(
        history.PROVIDER,
        "published_hours_entered",
        subject_of(named.reference, named.version),
        minutes=figure.minutes,
        since=figure.start_from.isoformat(),
        until=figure.start_to.isoformat() if figure.start_to else None,
    )


def _faults(figure: PublishedFigure, rule: FundingRule) -> list[Fault]:
    found = []
    least = rule.floor_minutes or 60
    if not least <= figure.minutes <= MOST_MINUTES:
        found.append(
            Fault("hours", f"Enter {hours_words(least)} or more, and no more than {hours_words(MOST_MINUTES)}.")
        )
    if rule.basis is not Basis.PUBLISHED_HOURS:
        on = day_words(figure.start_from)
        found.append(Fault("start_from", f"For a start on {on} no hours are published: {rule.name}."))
    if figure.start_to is not None and figure.start_to < figure.start_from:
        found.append(Fault("start_to", "The last start must be on or after the first."))
    if not is_line(figure.source, LONGEST_SOURCE):
        found.append(Fault("source", "Say where the figure was published, in one line."))
    return found
