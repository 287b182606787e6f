"""What is on record of English and of maths: whether the plan includes them, certificates, agreed exceptions."""

from datetime import date

from app.domain.gateway.facts import SubjectRecord
from app.domain.refusals import BadInput, Fault
from app.domain.training_plan.values import FactKey, FunctionalSkill, PlanFact, PlanFacts
from app.domain.wording import day_words

LONGEST_CERTIFICATE = 200
LONGEST_REASON = 1_000


def subject_record(facts: PlanFacts, subject: FunctionalSkill) -> SubjectRecord:
    """What the gateway checks read. A certificate goes before an exception."""
    certificate, exception = (facts.one(key, subject.value) for key in (FactKey.CERTIFICATE, FactKey.EXCEPTION))
    return SubjectRecord(
        certificate=certificate.value if certificate else "",
        seen_by=seen_words(certificate or exception),
        in_plan=facts.in_plan(subject),
        exception=exception.value if exception else "",
    )


def seen_words(fact: PlanFact | None) -> str:
    """Who saw the evidence, and when: Priya Nair on 4 July 2025."""
    if fact is None:
        return ""
    return f"{fact.by} on {day_words(fact.on)}" if fact.on else fact.by


def insist_subject(in_plan: str, certificate: str, exception: str, seen_on: date | None, today: date) -> None:
    """Raises BadInput by the fields `in_plan`, `certificate`, `exception` and `seen_on`."""
    faults = []
    if in_plan not in ("", "yes", "no"):
        faults.append(Fault("in_plan", "Say whether the plan includes it."))
    if len(certificate) > LONGEST_CERTIFICATE:
        faults.append(Fault("certificate", f"Use at most {LONGEST_CERTIFICATE} characters."))
    if len(exception) > LONGEST_REASON:
        faults.append(Fault("exception", f"Use at most {LONGEST_REASON:,} characters."))
    if (certificate or exception) and seen_on is None:
        faults.append(Fault("seen_on", "Enter the day on which you saw the certificate or the evidence."))
    if seen_on is not None and seen_on > today:
        faults.append(Fault("seen_on", "That day is still to come. Enter the day on which you saw it."))
    if seen_on is not None and not (certificate or exception):
        faults.append(Fault("certificate", "Say which certificate you saw, or which exception was agreed."))
    if faults:
        raise BadInput(faults)
