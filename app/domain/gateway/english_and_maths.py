"""Whether English or maths is asked for at gateway, by the age at the original start and the date."""

from datetime import date

from app.domain.funding_rules import EnglishAndMathsRule
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
    return Check(
        id=check_id,
        title=f"{subject[0].upper()}{subject[1:]} at level {rule.required_level}",
        state=state,
        reason=reason,
        source=_source(rule, facts.standard),
        figures={"required_level": rule.required_level, "optional_from": rule.optional_for_adults_from.isoformat()},
        restricted_reason=restricted,
    )


def _source(rule: EnglishAndMathsRule, standard: Standard) -> str:
    published = f" The published standard says: “{standard.english_and_maths}”" if standard.english_and_maths else ""
    return f"Funding rules on English and maths ({rule.source.name}).{published}"


def _verdict(subject: str, record: SubjectRecord, facts: GatewayFacts) -> Verdict:
    if record.certificate:
        return CheckState.MET, f"{record.certificate}, seen by {record.seen_by}.", None
    if record.exception:
        return CheckState.WAIVED, f"Exception agreed, evidence seen by {record.seen_by}.", record.exception
    if facts.date_of_birth is None:
        goes_by = f"Whether {subject} is required goes by age at the original start, and no date of birth is recorded."
        return CheckState.NOT_CONFIRMED, f"{goes_by} No certificate is recorded either.", None
    return _by_age(subject, record, facts, age_on(facts.date_of_birth, facts.original_start))


def _by_age(subject: str, record: SubjectRecord, facts: GatewayFacts, age: int) -> Verdict:
    rule = facts.english_and_maths
    restricted = f"Aged {age} at the original start on {day_words(facts.original_start)}."
    needed = f"Nothing is recorded yet: a certificate in {subject} at level {rule.required_level} will be needed."
    if age < rule.adult_age:
        return CheckState.NOT_MET, f"It is required because of age at the original start. {needed}", restricted
    if facts.today < rule.optional_for_adults_from:
        before = f"It is required of everybody before {day_words(rule.optional_for_adults_from)}."
        return CheckState.NOT_MET, f"{before} {needed}", restricted
    optional = day_words(rule.optional_for_adults_from)
    since = f"Because of age at the original start, it has been optional since {optional}"
    if record.in_plan is None:
        unknown = f"{since}, unless the training plan includes it. What was agreed is not recorded yet."
        return CheckState.NOT_CONFIRMED, unknown, restricted
    if record.in_plan:
        return CheckState.NOT_MET, f"{since}, and the training plan includes it. {needed}", restricted
    return CheckState.NOT_APPLICABLE, f"{since}, and the training plan does not include it.", restricted
