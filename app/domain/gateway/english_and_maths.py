"""Whether English or maths is asked for at gateway, by the age at the original start and the date."""

from datetime import date

from app.domain.funding_rules import EnglishAndMathsRule, FundingException
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts, SubjectRecord
from app.domain.standards import Standard
from app.domain.wording import day_words

Verdict = tuple[CheckState, str, str | None]
"""State, reason, restricted reason."""


def age_on(date_of_birth: date, day: date) -> int:
    """Completed years on a day; somebody born on 29 February is a year older from 1 March in other years."""
    had_birthday = (day.month, day.day) >= (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - (not had_birthday)


def english(facts: GatewayFacts) -> Check:
    """English at the level the rule asks for."""
    return _subject("english", "English", facts.english, facts)


def maths(facts: GatewayFacts) -> Check:
    """Maths at the level the rule asks for."""
    return _subject("maths", "maths", facts.maths, facts)


def _subject(check_id: str, subject: str, record: SubjectRecord, facts: GatewayFacts) -> Check:
    rule = facts.english_and_maths
    state, reason, restricted = _verdict(subject, record, facts)
    figures: dict[str, int | str | None] = {
        "required_level": rule.required_level,
        "optional_from": rule.optional_for_adults_from.isoformat(),
    }
    if state is CheckState.WAIVED:
        figures["exception"] = record.evidence_seen_by
    return Check(
        id=check_id,
        title=f"{subject[0].upper()}{subject[1:]} at level {rule.required_level}",
        state=state,
        reason=reason,
        source=_source(rule, facts.standard),
        figures=figures,
        restricted_reason=restricted,
        to_record=_to_record(subject, record, facts) if state is CheckState.NOT_CONFIRMED else "",
    )


def _to_record(subject: str, record: SubjectRecord, facts: GatewayFacts) -> str:
    """What somebody here has to record of a subject that is not confirmed; "" where only the rules could say."""
    if record.exception or record.certificate:
        exception = facts.english_and_maths.exceptions_for(subject.lower()).get(record.basis)
        if record.exception and exception is not None:
            return ""
        return "The tutor records what the exception rests on, or a certificate at the level that is asked for."
    if facts.date_of_birth is None:
        return "An administrator records the date of birth, or the tutor a certificate that they have seen."
    return "The tutor records in the training plan what was agreed on it."


def _source(rule: EnglishAndMathsRule, standard: Standard) -> str:
    published = f" The published standard says: “{standard.english_and_maths}”" if standard.english_and_maths else ""
    return f"Funding rules on English and maths ({rule.source.name}).{published}"


def _verdict(subject: str, record: SubjectRecord, facts: GatewayFacts) -> Verdict:
    if record.open_certificate:
        return CheckState.MET, f"{record.open_certificate}, seen by {record.seen_by}.", None
    if record.exception or record.certificate:
        return _beside_the_level(subject, record, facts)
    return _by_age(subject, record, facts)


def _beside_the_level(subject: str, record: SubjectRecord, facts: GatewayFacts) -> Verdict:
    """With an exception, or a certificate that is enough with one only. What either tells of health is restricted."""
    exception = facts.english_and_maths.exceptions_for(subject.lower()).get(record.basis)
    private = _private(record, exception)
    state, reason, restricted = _by_age(subject, record, facts)
    if state is CheckState.NOT_APPLICABLE:
        return state, reason, _together(private, restricted)
    if exception is None or not record.exception:
        said = "What is recorded is enough with an agreed exception only, and what that rests on is not recorded."
        return CheckState.NOT_CONFIRMED, said, _together(private, restricted)
    agreed = f"Exception agreed, evidence seen by {record.evidence_seen_by}."
    start = day_words(facts.period.start)
    if exception.refused(facts.period.start):
        return CheckState.NOT_MET, f"{agreed} The rule for a start on {start} does not have it.", private
    if not record.certificate or record.level is not exception.certificate:
        return CheckState.PARTLY, f"{agreed} The certificate that it asks for is still to be seen.", private
    if not exception.confirmed(facts.period.start):
        return (
            CheckState.NOT_CONFIRMED,
            f"{agreed} That the rule for a start on {start} has it is not confirmed.",
            private,
        )
    return CheckState.WAIVED, agreed, private


def _private(record: SubjectRecord, exception: FundingException | None) -> str:
    """What the exception rests on, and the certificate that goes with it."""
    said = []
    if exception is not None:
        said.append(f"{exception.name}: {exception.requirement} ({exception.source.name}).")
    if record.exception and (exception is None or record.exception != exception.name):
        said.append(f"{record.exception.rstrip('.')}.")
    if record.certificate:
        said.append(f"{record.certificate}, seen by {record.seen_by}.")
    return " ".join(said)


def _together(*said: str | None) -> str | None:
    return " ".join(one for one in said if one) or None


def _by_age(subject: str, record: SubjectRecord, facts: GatewayFacts) -> Verdict:
    """What the rule asks by the age at the original start and the date, before any certificate is seen."""
    if facts.date_of_birth is None:
        goes_by = f"Whether {subject} is required goes by age at the original start, and no date of birth is recorded."
        return CheckState.NOT_CONFIRMED, f"{goes_by} No certificate is recorded either.", None
    rule, age = facts.english_and_maths, age_on(facts.date_of_birth, facts.original_start)
    restricted = f"Aged {age} at the original start on {day_words(facts.original_start)}."
    needed = f"Nothing is recorded yet: a certificate in {subject} at level {rule.required_level} will be needed."
    if age < rule.adult_age:
        return CheckState.NOT_MET, f"It is required because of age at the original start. {needed}", restricted
    if facts.learning_until < rule.optional_for_adults_from:
        before = f"It is required of everybody before {day_words(rule.optional_for_adults_from)}."
        return CheckState.NOT_MET, f"{before} {needed}", restricted
    state, reason = _optional(record, facts, needed)
    return state, reason, restricted


def _optional(record: SubjectRecord, facts: GatewayFacts, needed: str) -> tuple[CheckState, str]:
    """Of adults since the rule changed: only where the training plan has it, whatever the published standard says."""
    rule, start = facts.english_and_maths, facts.period.start
    since = (
        f"Because of age at the original start, it has been optional since {day_words(rule.optional_for_adults_from)}"
    )
    if record.in_plan is None:
        opted = (
            "the employer opts in"
            if start >= rule.employer_opts_in_for_starts_from
            else "the training plan includes it"
        )
        return CheckState.NOT_CONFIRMED, f"{since}, unless {opted}. What was agreed is not recorded yet."
    if record.in_plan:
        return CheckState.NOT_MET, f"{since}, and the training plan includes it. {needed}"
    without = f"{since}, and the training plan does not include it."
    if start < rule.optional_for_adults_from and not record.signed_out:
        agreed = (
            "Whoever started before that goes on until it is agreed otherwise: a training plan without it has still"
        )
        return CheckState.PARTLY, f"{without} {agreed} to be signed."
    over = " This goes before the published standard, whose words stand under the source." if _has_words(facts) else ""
    return CheckState.NOT_APPLICABLE, f"{without}{over}"


def _has_words(facts: GatewayFacts) -> bool:
    return bool(facts.standard.english_and_maths)
