"""A visit from outside: who may look at what of which apprentices, from when until when, and what ended it.

Whoever visits, such as an external quality assurer, has no role here. An open visit shows the kinds of thing that it
names, of the apprentices that it names, and nothing else; it ends by its last day or by the provider.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.access_given import GrantState, insist_days, state_on
from app.domain.apprenticeships import Named
from app.domain.refusals import BadInput, Fault

LONGEST = timedelta(days=92)
"""A visit lasts three months at the most (our own choice): longer is no visit."""
USUAL = timedelta(days=13)
MOST = 200
"""Apprentices that one visit may name (our own choice), so that nobody is let in to everything by a tick."""


class Sight(StrEnum):
    """A kind of thing that a visit shows."""

    EVIDENCE = "evidence"
    HOURS = "hours"
    REVIEWS = "reviews"
    GATEWAY = "gateway"
    SAMPLING = "sampling"


@dataclass(frozen=True, slots=True)
class Ask:
    """What the provider grants. Both days are London's; the last is one on which the visit is still open.

    `draw` is the number of the drawn sample whose apprentices are meant beside those chosen, None for no draw.
    """

    organisation: str
    purpose: str
    since: date
    last_day: date
    sights: frozenset[Sight]
    apprenticeships: frozenset[UUID] = frozenset()
    draw: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. `number` is what the provider calls it, `id` what the visitor's addresses hold.

    `ask.apprenticeships` are all that it shows something of, those of the draw too.
    """

    number: int
    id: UUID
    person: Named
    email: str
    ask: Ask
    by: Named
    at: datetime
    ended_at: datetime | None = None
    ended_by: Named | None = None

    def state(self, today: date) -> GrantState:
        """What it is on a day."""
        return state_on(today, self.ask.since, self.ask.last_day, self.ended_at)

    def shows(self, apprenticeship: UUID, today: date, sight: Sight | None = None) -> bool:
        """Whether something of this apprentice is shown on this day, or this kind of thing."""
        named = apprenticeship in self.ask.apprenticeships and (sight is None or sight in self.ask.sights)
        return named and self.state(today) is GrantState.OPEN


def insist_visit(ask: Ask, today: date, drawn: Collection[UUID] = ()) -> None:
    """Raises BadInput for days that will not do, and where it shows nothing, nobody, or more than a visit may.

    `drawn` are those of the apprentices who are meant by the drawn sample.
    """
    faults = []
    if not ask.sights:
        faults.append(Fault("sights", "Choose at least one kind of thing that they may see."))
    if not ask.apprenticeships:
        faults.append(Fault("apprenticeship", "Choose at least one apprentice, or a drawn sample."))
    if len(drawn) > MOST:
        said = f"This sample is of {len(drawn)} apprentices, and one visit can show {MOST} at the most. Choose another."
        faults.append(Fault("draw", said))
    elif len(ask.apprenticeships) > MOST:
        faults.append(Fault("apprenticeship", f"One visit can show {MOST} apprentices at the most. Choose fewer."))
    if faults:
        raise BadInput(faults)
    insist_days(ask.since, ask.last_day, today, longest=LONGEST, lasts="A visit lasts 92 days")
