"""English and maths as the plan shows them."""

from dataclasses import dataclass

from app.domain.training_plan.subjects import subject_record
from app.domain.training_plan.values import FunctionalSkill, PlanFacts

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
    held = subject_record(facts, subject)
    certificate = f"Certificate: {held.certificate}, seen by {held.seen_by}." if held.certificate else ""
    said, private = [], []
    if held.open_certificate:
        said.append(certificate)
    elif certificate:
        private.append(certificate)
    if held.exception:
        said.append(f"Exception agreed, evidence seen by {held.evidence_seen_by}.")
        private.append(held.exception)
    elif held.certificate and not held.open_certificate:
        said.append(f"Another certificate was seen by {held.seen_by}.")
    if not said:
        said.append("No certificate and no exception is recorded.")
    return SubjectShown(
        subject.word[0].upper() + subject.word[1:],
        _INCLUDED[held.in_plan],
        tuple(said),
        " ".join(private) if restricted else "",
    )
