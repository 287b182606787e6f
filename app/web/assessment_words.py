"""How the end-point assessment reads: grades, sittings and methods, on its pages and wherever else it is told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.answers.assessment import AssessmentStanding
from app.domain.assessment import (
    AgainstPlan,
    AssessmentPlan,
    Marks,
    Means,
    MethodStanding,
    OverallGrade,
    Sitting,
    SittingKind,
    SittingState,
    called,
    doubt_of,
)
from app.domain.standards import AssessmentMethod
from app.rendering.words import date_words, sentence_case
from app.web.plan_fact_words import MARKERS
from app.web.record import record_address

KINDS = {
    SittingKind.FIRST: "First attempt",
    SittingKind.RESIT: "Resit, without further learning",
    SittingKind.RETAKE: "Retake, after further learning",
}
MEANS = {Means.IN_PERSON: "In person", Means.ONLINE: "Online", Means.IN_WRITING: "In writing"}
_GRADES = {"fail": "Not passed"}


def grade_words(grade: str) -> str:
    """A grade as people read it: Not passed, Pass, Distinction."""
    return _GRADES.get(grade, grade.replace("_", " ").capitalize())


def doubt_words(whole: OverallGrade) -> str:
    """What to know of the grade of the whole, to stand behind it in a sentence: "" where every rule is confirmed."""
    return ", as worked out here by a rule that is not confirmed" if whole.grade and not whole.confirmed else ""


def passed_words(who_has: str, assessment: str, whole: OverallGrade) -> str:
    """That somebody passed, with the grade where there is one; `who_has` such as “You have”."""
    grade = f", with the grade {grade_words(whole.grade).lower()}" if whole.grade else ""
    return f"{who_has} passed the {assessment}{grade}{doubt_words(whole)}."


def sitting_address(apprenticeship: UUID, number: int) -> str:
    """Where one sitting is shown."""
    return record_address(apprenticeship, f"assessment/{number}")


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One sitting in a list: which attempt, when and where, and what came of it."""

    name: str
    address: str
    when: str
    where: str
    came: str
    against: tuple[AgainstPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method: a sentence on where it stands, what else to know, and its sittings, the newest first."""

    code: str
    name: str
    called: str
    sentence: str
    more: tuple[str, ...]
    sittings: tuple[SittingLine, ...]


def method_line(found: AssessmentStanding, place: int, apprenticeship: UUID, today: date) -> MethodLine:
    """One method as it reads on a day."""
    method, standing = found.standard.methods[place], found.methods[place]
    sittings = found.of_method(method.code)
    return MethodLine(
        code=method.code,
        name=method.name,
        called=called(method.code),
        sentence=_sentence(standing, sittings, today),
        more=_more(found, method, standing),
        sittings=tuple(
            sitting_line(one, apprenticeship, today, found.against.get(one.number, ())) for one in reversed(sittings)
        ),
    )


def sitting_line(one: Sitting, apprenticeship: UUID, today: date, against: tuple[AgainstPlan, ...] = ()) -> SittingLine:
    """One sitting as it reads on a day."""
    booking = one.booking
    return SittingLine(
        name=f"Attempt {one.attempt}" + ("" if booking.kind is SittingKind.FIRST else f", a {booking.kind.value}"),
        address=sitting_address(apprenticeship, one.number),
        when=date_words(booking.on),
        where=". ".join(words for words in (MEANS[booking.means], booking.place) if words),
        came=_came(one, today),
        against=against,
    )


def _came(one: Sitting, today: date) -> str:
    if one.outcome is not None:
        return grade_words(one.outcome.grade)
    if one.state is SittingState.CANCELLED:
        return "Cancelled"
    return "Booked" if one.booking.on >= today else "No outcome recorded yet"


def _sentence(standing: MethodStanding, sittings: Sequence[Sitting], today: date) -> str:
    waiting = next((one for one in sittings if one.state is SittingState.BOOKED), None)
    if waiting is not None:
        on = date_words(waiting.booking.on)
        again = "Booked again. " if standing.grade else ""
        if waiting.booking.on < today:
            return f"{again}It was on {on}, and no outcome is recorded yet."
        return f"{again}It is {'today' if waiting.booking.on == today else f'on {on}'}."
    if standing.passed is None:
        return "Not booked yet."
    if not standing.passed:
        return "Not passed this time."
    return f"Passed, with the grade {grade_words(standing.counts_as).lower()}."


def marker_words(plan: AssessmentPlan, method: str) -> str:
    """Who marks a method on the programme, "" where the independent assessor marks it."""
    by = plan.marks(method)
    return "" if by is Marks.ASSESSOR else MARKERS[by.value]


def _more(found: AssessmentStanding, method: AssessmentMethod, standing: MethodStanding) -> tuple[str, ...]:
    said = []
    if standing.grade != standing.counts_as:
        counts = grade_words(standing.counts_as).lower()
        said.append(
            f"{grade_words(standing.grade)} was reached in a further attempt, which counts as {counts}. "
            f"{doubt_of(found.known, 'resits')}"
        )
    waiting = any(one.state is SittingState.BOOKED for one in found.of_method(method.code))
    again = [
        f"{words} would be by {date_words(until)}"
        for words, until in (
            ("a resit, without further learning,", standing.resit_until),
            ("a retake, after further learning,", standing.retake_until),
        )
        if until and not waiting
    ]
    if again:
        said.append(f"{sentence_case('; '.join(again))}. {doubt_of(found.plan, 'resits')}")
    if by := marker_words(found.plan, method.code):
        said.append(f"It is marked by {by}.")
    return tuple(words.strip() for words in said)
