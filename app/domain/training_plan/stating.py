"""What may be said of a plan: its details, and the ticks of its checklists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.people import Member, Role
from app.domain.programmes import Programme
from app.domain.refusals import BadInput, Fault, NotPermitted
from app.domain.training_plan.values import Activity, FactKey, PlanFacts, PlanKind

LONGEST = {
    FactKey.INDUCTION_SHAPE: 200,
    FactKey.ORGANISATION: 200,
    FactKey.SUBCONTRACTOR: 200,
    FactKey.PRICE: 9,
    FactKey.CONTACT: 500,
    FactKey.ARRANGEMENTS: 4_000,
}
"""The details, and how many characters each may have."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of things to go through, and who ticks each."""

    kind: PlanKind
    topics: tuple[str, ...]
    ticked_by: tuple[Role, ...]

    def done(self, facts: PlanFacts) -> int:
        """How many of the topics everybody ticked whose tick is asked for."""
        return sum(all(facts.ticked(topic, role) for role in self.ticked_by) for topic in self.topics)


def checklists(programme: Programme) -> tuple[Checklist, ...]:
    """The initial assessment, which the tutor ticks, and induction, which tutor and apprentice tick both."""
    return (
        Checklist(PlanKind.INITIAL_ASSESSMENT, programme.initial_assessment.parts, (Role.TUTOR,)),
        Checklist(PlanKind.INDUCTION, programme.induction.topics, (Role.TUTOR, Role.APPRENTICE)),
    )


def ticks_as(member: Member) -> Role:
    """In which role somebody ticks."""
    return Role.APPRENTICE if Role.APPRENTICE in member.roles else Role.TUTOR


def insist_tick(topic: str, on: date, role: Role, lists: Sequence[Checklist], today: date) -> Checklist:
    """The checklist that a topic is on. Raises BadInput by `topic` and `on`, NotPermitted for another’s tick."""
    found = next((one for one in lists if topic in one.topics), None)
    if found is None:
        raise BadInput([Fault("topic", "Choose something that is on the list.")])
    if role not in found.ticked_by:
        raise NotPermitted("The tutor ticks the initial assessment.")
    if on > today:
        raise BadInput([Fault("on", "That day is still to come. Enter the day on which it was gone through.")])
    return found


def details_faults(
    said: Mapping[FactKey, str], programme: Programme, activities: Sequence[Activity]
) -> tuple[Fault, ...]:
    """What is wrong with the details, by their keys."""
    faults = [
        Fault(key.value, f"Use at most {LONGEST[key]:,} characters.")
        for key, words in said.items()
        if len(words) > LONGEST[key]
    ]
    shape = said.get(FactKey.INDUCTION_SHAPE, "")
    shapes = {one.name: one.sessions for one in programme.induction.shapes}
    planned = sum(one.kind is PlanKind.INDUCTION for one in activities)
    if shape and shape not in shapes:
        faults.append(Fault("induction_shape", "Choose one of the shapes on the list."))
    elif FactKey.INDUCTION_SHAPE in said and planned > shapes.get(shape, 0):
        faults.append(
            Fault("induction_shape", "More parts of induction are planned already than this shape has room for.")
        )
    price = said.get(FactKey.PRICE, "")
    if price and not (price.isascii() and price.isdigit()):
        faults.append(Fault("price", "Enter the price in whole pounds, such as 3500."))
    return tuple(faults)
