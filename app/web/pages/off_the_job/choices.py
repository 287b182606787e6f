"""What there is to choose from when time is logged, and who will read it."""

from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.programmes import Activity, Programme
from app.domain.standards import Ksb, Standard
from app.rendering.words import in_words

Option = tuple[str, str, str]
"""A choice: its code, its name, and why it counts or not."""


def activity_groups(plan: Programme) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The programme's activities, those that count first."""
    counts = tuple(_option(one) for one in plan.activities if one.counts)
    records = tuple(_option(one) for one in plan.activities if not one.counts)
    return (("Counts as off-the-job training", counts), ("Does not count: kept as a record only", records))


def paid_options(plan: Programme) -> tuple[tuple[str, str], ...]:
    """Where time may stand to paid working hours, by code and name."""
    return tuple((rule.code.value, rule.name) for rule in plan.paid_times)


def _option(one: Activity) -> Option:
    return one.code, one.name, one.why


def ksb_groups(standard: Standard) -> tuple[tuple[str, tuple[Ksb, ...]], ...]:
    """The standard's KSBs by kind."""
    return tuple((kind.name, standard.ksbs_of(kind.code)) for kind in standard.kinds)


def readers_of(one: Apprenticeship, member: Member) -> str:
    """Who will read what is written about hours."""
    people = (one.apprentice, one.tutor, one.employer_contact)
    names = [person.name.split()[0] for person in people if person and person.id != member.person.id]
    who = in_words(names) or "The training provider"
    return f"{who} will see this, and so can the provider’s quality assurers and administrators."
