"""What came of an attempt at functional skills, and of a mock assessment: a result, feedback, an indicative grade."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.training_plan.around import found_activity, held_plan
from app.db import history
from app.db import training_plan as db
from app.domain.refusals import BadInput, Fault
from app.domain.training_plan.activities import LONGEST_KSB_FEEDBACK, insist_mock_held, with_result
from app.domain.training_plan.values import AttemptResult


def record_result(acting: Acting, apprenticeship: UUID, number: int, result: AttemptResult) -> None:
    """Say what came of an attempt that was held. The same said again changes nothing; another is WrongState."""
    held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    if one.result is result:
        return
    db.change_activity(acting.session, apprenticeship, with_result(one, result))
    acting.record(
        apprenticeship, "plan_result_recorded", f"activity {number}", number=number, code=one.code, result=result.value
    )


def give_feedback(
    acting: Acting, apprenticeship: UUID, number: int, *, grade: str, feedback: str, by_ksb: Mapping[str, str]
) -> None:
    """Feedback on a mock assessment that was held, in whole and by KSB, with an indicative grade ("" for none).

    It takes the place of earlier feedback. Raises BadInput by `grade`, `feedback` and `feedback.K1`.
    """
    _, around = held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    said = {ksb: words.strip() for ksb, words in by_ksb.items() if words.strip()}
    method = next((each for each in around.standard.methods if each.code == one.code), None)
    grades = method.grades if method else ()
    insist_mock_held(one, grade, grades, feedback)
    if faults := _ksb_faults(said, around.standard.ksb_by_code):
        raise BadInput(faults)
    if not (grade or feedback.strip() or said):
        raise BadInput([Fault("feedback", "Write what went well and what to work on, at least in a sentence.")])
    db.change_activity(acting.session, apprenticeship, replace(one, indicative_grade=grade, feedback=feedback.strip()))
    db.set_feedback(acting.session, apprenticeship, number, said)
    salt = history.new_salt()
    acting.record(
        apprenticeship,
        "plan_feedback_given",
        f"activity {number}",
        number=number,
        code=one.code,
        ksbs=" ".join(said) or None,
        digest=history.salted_digest(salt, feedback.strip(), *said.values()),
    )


def _ksb_faults(said: Mapping[str, str], known: Mapping[str, object]) -> list[Fault]:
    faults = [Fault("feedback", f"“{ksb[:20]}” is not a KSB of the standard.") for ksb in said if ksb not in known]
    return faults + [
        Fault(f"feedback.{ksb}", f"Use at most {LONGEST_KSB_FEEDBACK:,} characters.")
        for ksb, words in said.items()
        if len(words) > LONGEST_KSB_FEEDBACK
    ]
