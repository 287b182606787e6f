"""What is on record of English and of maths: whether the plan includes them, certificates, agreed exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.funding_rules import CertificateLevel, FundingException
from app.domain.gateway.facts import SubjectRecord
from app.domain.refusals import BadInput, Fault
from app.domain.training_plan.values import FactKey, FunctionalSkill, PlanFact, PlanFacts
from app.domain.wording import day_words

LONGEST_CERTIFICATE = 200
LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class SubjectSaid:
    """What is recorded of English or of maths. `in_plan` is yes, no or "" while it is open.

    `seen_on` is the day on which whoever records it saw the certificate, of which `level` says what it shows.
    `exception` are words on what an agreed exception rests on, `basis` its id among those of the funding rule, and
    `evidence_seen_on` the day on which its evidence was seen, `seen_on` where there is none.
    """

    in_plan: str = ""
    certificate: str = ""
    exception: str = ""
    seen_on: date | None = None
    level: str = CertificateLevel.REQUIRED.value
    basis: str = ""
    evidence_seen_on: date | None = None

    @property
    def evidence_day(self) -> date | None:
        """The day on which the evidence of the exception was seen."""
        return self.evidence_seen_on or self.seen_on


def subject_record(facts: PlanFacts, subject: FunctionalSkill, *, signed_out: bool = False) -> SubjectRecord:
    """What the gateway checks read. `signed_out`: the newest version of the plan leaves it out, and all signed it."""
    certificate, exception = (facts.one(key, subject.value) for key in (FactKey.CERTIFICATE, FactKey.EXCEPTION))
    level = facts.value(FactKey.CERTIFICATE_LEVEL, subject.value)
    return SubjectRecord(
        certificate=certificate.value if certificate else "",
        seen_by=seen_words(certificate),
        in_plan=facts.in_plan(subject),
        exception=exception.value if exception else "",
        level=CertificateLevel(level) if level else CertificateLevel.REQUIRED,
        basis=facts.value(FactKey.EXCEPTION_BASIS, subject.value),
        evidence_seen_by=seen_words(exception),
        signed_out=signed_out,
    )


def seen_words(fact: PlanFact | None) -> str:
    """Who saw the evidence, and when: Priya Nair on 4 July 2025."""
    if fact is None:
        return ""
    return f"{fact.by} on {day_words(fact.on)}" if fact.on else fact.by


def insist_subject(said: SubjectSaid, exceptions: Mapping[str, FundingException], subject: str, today: date) -> None:
    """Raises BadInput by the fields of what is said. `exceptions` are those of the rule in this subject, by id."""
    faults = []
    if said.in_plan not in ("", "yes", "no"):
        faults.append(Fault("in_plan", "Say whether the plan includes it."))
    if len(said.certificate) > LONGEST_CERTIFICATE:
        faults.append(Fault("certificate", f"Use at most {LONGEST_CERTIFICATE} characters."))
    if said.level not in levels_of(exceptions):
        faults.append(Fault("level", f"Choose one of the levels that count for {subject}."))
    faults += _exception_faults(said, exceptions)
    faults += _day_faults(said, today)
    if faults:
        raise BadInput(faults)


def levels_of(exceptions: Mapping[str, FundingException]) -> tuple[str, ...]:
    """What a certificate may show in a subject: what the rule asks, and what its exceptions ask instead."""
    others = {one.certificate.value for one in exceptions.values()}
    return (CertificateLevel.REQUIRED.value, *sorted(others, reverse=True))


def _exception_faults(said: SubjectSaid, exceptions: Mapping[str, FundingException]) -> Iterator[Fault]:
    if len(said.exception) > LONGEST_REASON:
        yield Fault("exception", f"Use at most {LONGEST_REASON:,} characters.")
    if said.basis and said.basis not in exceptions:
        yield Fault("basis", "Choose one of those that the funding rule has.")
    if said.exception and not said.basis:
        yield Fault("basis", "Say what the exception rests on.")


def _day_faults(said: SubjectSaid, today: date) -> Iterator[Fault]:
    something = said.certificate or said.basis or said.exception
    if said.certificate and said.seen_on is None:
        yield Fault("seen_on", "Enter the day on which you saw the certificate or the evidence.")
    elif something and said.evidence_day is None:
        yield Fault("evidence_seen_on", "Enter the day on which you saw the evidence of the exception.")
    for path, day in (("seen_on", said.seen_on), ("evidence_seen_on", said.evidence_seen_on)):
        if day is not None and day > today:
            yield Fault(path, "That day is still to come. Enter the day on which you saw it.")
    if said.seen_on is not None and not something:
        yield Fault("certificate", "Say which certificate you saw, or which exception was agreed.")
    if said.evidence_seen_on is not None and not (said.basis or said.exception):
        yield Fault("basis", "Say what the exception rests on.")
