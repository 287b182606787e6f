"""Who has written what for a review that is still to be held."""

from collections.abc import Collection, Mapping, Sequence

from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Role
from app.domain.programmes import SIGNERS, ReviewSection
from app.domain.signatures import ROLE_WORDS

YOU = "You"
NAMED_MISSING = 3
"""So many sections without words are named; of more, how many there are."""


def prepared_words(
    sections: Sequence[ReviewSection],
    written: Mapping[Role, Collection[str]],
    one: Apprenticeship,
    mine: Collection[Role],
) -> tuple[tuple[str, str], ...]:
    """For each party its name, and in words what it has written of what it is asked. `mine` are the reader’s roles."""
    return tuple(
        (_called(role, one, mine), _how_far([s for s in sections if role in s.written_by], written.get(role, ())))
        for role in SIGNERS
    )


def _called(role: Role, one: Apprenticeship, mine: Collection[Role]) -> str:
    if role in mine:
        return YOU
    named = {Role.APPRENTICE: one.apprentice, Role.TUTOR: one.tutor, Role.EMPLOYER: one.employer_contact}[role]
    return named.name.split()[0] if named else f"The {ROLE_WORDS[role]}"


def _how_far(asked: Sequence[ReviewSection], written: Collection[str]) -> str:
    missing = [section.title for section in asked if section.code not in written]
    if not missing:
        return "everything written"
    if len(missing) == len(asked):
        return "nothing yet"
    rest = f", not yet {'; '.join(missing)}" if len(missing) <= NAMED_MISSING else ""
    return f"{len(asked) - len(missing)} of {len(asked)} written{rest}"
