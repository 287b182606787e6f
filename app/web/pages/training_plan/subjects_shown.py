"""English and maths as the plan shows them."""

from dataclasses import dataclass

from app.domain.training_plan.subjects import seen_words
from app.domain.training_plan.values import FactKey, FunctionalSkill, PlanFacts

_INCLUDED = {
    True: "The plan includes it.",
    False: "The plan does not include it.",
    None: "Whether the plan includes it is not recorded yet.",
}


@dataclass(frozen=True, slots=True)
class SubjectShown:
    """One subject in sentences. `restricted` is the reason of an exception, for whoever may read it."""

    name: str
    included: str
    said: tuple[str, ...]
    restricted: str


def subjects_shown(facts: PlanFacts, *, restricted: bool) -> tuple[SubjectShown, ...]:
    """Both subjects."""
    return tuple(_subject(facts, one, restricted=restricted) for one in FunctionalSkill)


def _subject(facts: PlanFacts, subject: FunctionalSkill, *, restricted: bool) -> SubjectShown:
    certificate = facts.one(FactKey.CERTIFICATE, subject.value)
    exception = facts.one(FactKey.EXCEPTION, subject.value)
    said = []
    if certificate:
        said.append(f"Certificate: {certificate.value}, seen by {seen_words(certificate)}.")
    if exception:
        said.append(f"Exception agreed, evidence seen by {seen_words(exception)}.")
    if not said:
        said.append("No certificate and no exception is recorded.")
    return SubjectShown(
        subject.word[0].upper() + subject.word[1:],
        _INCLUDED[facts.in_plan(subject)],
        tuple(said),
        exception.value if exception and restricted else "",
    )
