"""Who can be entered as in a demonstration: the named cast, each with what they do here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import people

NAMED = (
    ("chloe.marsden@example.org", "Apprentice", "Adds evidence, logs hours, sees what is left"),
    ("ben.carter@example.org", "Apprentice", "Has gone the whole way, and passed"),
    ("priya.nair@example.org", "Tutor", "Decides evidence for 40 apprentices"),
    ("mark.ellis@example.org", "Employer", "Confirms off-the-job hours, Calder Vale Council"),
    ("helen.osei@example.org", "Independent assessor", "Reads a portfolio that is frozen, piece by piece"),
    ("judith.amery@example.org", "Visitor from outside", "Looks at what a quality visit shows her, and no more"),
    ("adele.brook@example.org", "Administrator", "Adds people and apprenticeships"),
    ("quentin.shaw@example.org", "Quality assurer", "Sees titles and decisions"),
    ("sadia.rahman@example.org", "Safeguarding lead", "Reads concerns, and nobody else does"),
)


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of the cast: whom to go in as, and what for."""

    id: UUID
    name: str
    role: str
    does: str


def demo_cast(session: Session, today: date) -> tuple[CastMember, ...]:
    """The cast, in the order a newcomer would meet them."""
    found = []
    for email, role, does in NAMED:
        person = people.find_by_email(session, email, today)
        if person is not None:
            found.append(CastMember(person.id, person.name, role, does))
    return tuple(found)
