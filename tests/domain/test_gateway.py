"""Gateway: what each check says, and that nothing ever says “ready”."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from app.domain.apprenticeships import Break
from app.domain.assessment import NO_PLAN, portfolio_ksbs
from app.domain.case_study import ScopeRule, scope_rule
from app.domain.coverage import TagCount, coverage
from app.domain.funding_rules import CertificateLevel, PublishedHours
from app.domain.gateway import (
    OPEN,
    Check,
    CheckState,
    Declaration,
    Declared,
    GatewayFacts,
    ScopeStanding,
    SubjectRecord,
    checks,
    open_count,
)
from app.domain.gateway.english_and_maths import age_on
from app.domain.gateway.stood import Stood
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.minimum import minimum_hours
from app.domain.off_the_job.summary import LoggedTime, summarise
from app.domain.people import Role
from app.domain.practical_period import PracticalPeriod
from app.domain.provider_settings import DEFAULTS, PartTimeReading
from app.domain.signatures import Answer
from app.domain.standards import AssessmentMethod, Duty, Ksb, KsbKind, Source, Standard
from tests.domain.agreements import agreed_for
from tests.domain.rules import RULES

STANDARD = Standard(
    reference="ST0868",
    version="1.0",
    title="Early intervention practitioner",
    level=4,
    lars_code=634,
    typical_months_to_gateway=18,
    typical_months_of_assessment=3,
    kinds=(KsbKind("knowledge", "Knowledge", "K"),),
    ksbs=tuple(Ksb(code, "knowledge", code, code) for code in ("K1", "K2", "K3")),
    duties=(Duty("D1", "Assess", "Assess", ("K1", "K2", "K3"), otj_days=67),),
    methods=(
        AssessmentMethod("discussion", "Professional discussion", "Discussion", 50, 60, uses_portfolio=True),
        AssessmentMethod("case-study", "Case study", "Case study", 50, 45, scope_agreed_at_gateway=True),
    ),
    method_mapping_confirmed=False,
    english_and_maths="Level 2 before the end-point assessment.",
)
SPLIT = STANDARD.with_method_mapping({"K1": ["discussion"], "K2": ["discussion"], "K3": ["case-study"]})


def the_facts(
    start: date = date(2023, 9, 4),
    today: date = date(2025, 3, 10),
    *,
    accepted: tuple[str, ...] = (),
    confirmed_hours: int = 0,
    waiting_hours: int = 0,
    standard: Standard = STANDARD,
    published: PublishedHours | None = None,
    period: PracticalPeriod | None = None,
    **more: Any,
) -> GatewayFacts:
    rule = RULES.for_start(start)
    period = period or PracticalPeriod(start, date(2025, 3, 2))
    hours = summarise(
        rule=rule,
        minimum=minimum_hours(rule, start, max(period.planned_end, start), 2100, published=published),
        standard=standard,
        period=period,
        agreed=agreed_for(period),
        day_minutes=420,
        target_percent=20,
        time=[
            LoggedTime(start, confirmed_hours * 60, TimeState.CONFIRMED),
            LoggedTime(start, waiting_hours * 60, TimeState.WAITING),
        ],
        today=today,
    )
    counts = [TagCount(code, accepted=1) for code in accepted]
    given: dict[str, Any] = {
        "today": today,
        "standard": standard,
        "rule": rule,
        "english_and_maths": RULES.english_and_maths,
        "period": period,
        "original_start": start,
        "restart_source": RULES.restart_source,
        "date_of_birth": None,
        "weekly_minutes": 2100,
        "coverage": coverage(standard, counts, {}, day_minutes=420),
        "hours": hours,
        "reviews_due": 9,
        "review_weeks": 8,
        "scope": scope_rule(standard, NO_PLAN),
    }
    return GatewayFacts(**(given | more))


def the_check(check_id: str, facts: GatewayFacts) -> Check:
    return next(check for check in checks(facts) if check.id == check_id)


def test_every_check_of_the_contract_is_there_with_a_reason_and_a_source() -> None:
    found = checks(the_facts())
    assert [check.id for check in found] == [
        "ksb-coverage",
        "portfolio",
        "confidentiality",
        "off-the-job",
        "training-plan-hours",
        "minimum-duration",
        "english",
        "maths",
        "reviews",
        "mock-assessment",
        "case-study",
        "record-match",
        "employer-declaration",
        "apprentice-declaration",
        "provider-declaration",
    ]
    for check in found:
        assert check.reason.endswith(".")
        assert check.source


def test_nothing_declares_an_apprentice_ready() -> None:
    whole = the_facts(accepted=("K1", "K2", "K3"), confirmed_hours=500, reviews_complete=9)
    assert open_count(checks(whole)) > 0
    assert not any(field.name == "ready" for field in fields(Check))
    assert not any("is ready" in check.reason for check in checks(whole))


def test_open_counts_what_is_partly_met_not_met_or_not_confirmed() -> None:
    assert {CheckState.PARTLY, CheckState.NOT_MET, CheckState.NOT_CONFIRMED} == OPEN
    blank = Check(id="x", title="X", state=CheckState.MET, reason="So.", source="Us")
    assert open_count([replace(blank, state=state) for state in CheckState]) == 3


@pytest.mark.parametrize(
    ("accepted", "state", "sentence"),
    [
        ((), CheckState.NOT_MET, "0 of 3 KSBs are accepted."),
        (("K1",), CheckState.PARTLY, "1 of 3 KSBs is accepted."),
        (("K1", "K2", "K3"), CheckState.MET, "3 of 3 KSBs are accepted."),
    ],
)
def test_while_the_split_is_not_confirmed_every_ksb_counts_and_the_check_says_so(
    accepted: tuple[str, ...], state: CheckState, sentence: str
) -> None:
    check = the_check("ksb-coverage", the_facts(accepted=accepted))
    assert check.state is state
    assert check.reason == (
        f"{sentence} All 3 count, because which KSBs each assessment method assesses is not confirmed."
    )


def test_with_a_confirmed_split_the_portfolios_ksbs_count() -> None:
    check = the_check("ksb-coverage", the_facts(standard=SPLIT, accepted=("K1", "K2")))
    assert check.state is CheckState.MET
    assert check.figures == {"total": 2, "accepted": 2}
    assert check.reason == "2 of 2 KSBs are accepted. Left out because only another method assesses it: 1 KSB."


def test_where_two_methods_rest_on_the_portfolio_the_ksbs_of_both_count() -> None:
    discussion, case_study = SPLIT.methods
    both = replace(SPLIT, methods=(discussion, replace(case_study, uses_portfolio=True)))
    check = the_check("ksb-coverage", the_facts(standard=both, accepted=("K1", "K2")))
    assert check.state is CheckState.PARTLY
    assert check.reason == "2 of 3 KSBs are accepted."
    assert check.figures["total"] == len(portfolio_ksbs(both))
    assert (
        "Assessment methods: Professional discussion and Case study"
        in the_check("portfolio", the_facts(standard=both)).source
    )


@pytest.mark.parametrize(
    ("confirmed", "minimum", "plan"),
    [
        (0, CheckState.NOT_MET, CheckState.NOT_MET),
        (417, CheckState.PARTLY, CheckState.PARTLY),
        (418, CheckState.MET, CheckState.PARTLY),
        (469, CheckState.MET, CheckState.MET),
    ],
)
def test_the_minimum_and_the_training_plan_are_two_checks(
    confirmed: int, minimum: CheckState, plan: CheckState
) -> None:
    facts = the_facts(confirmed_hours=confirmed)
    assert the_check("off-the-job", facts).state is minimum
    assert the_check("training-plan-hours", facts).state is plan


def test_short_of_plan_but_not_of_the_minimum_asks_for_a_signed_explanation() -> None:
    above = the_check("training-plan-hours", the_facts(confirmed_hours=420, waiting_hours=9))
    below = the_check("training-plan-hours", the_facts(confirmed_hours=400))
    assert "a signed explanation of the difference is enough" in above.reason
    assert "9 hours wait or are queried" in above.reason
    assert "explanation" not in below.reason


def test_without_published_hours_the_minimum_is_not_confirmed_and_never_met() -> None:
    period = PracticalPeriod(date(2025, 9, 1), date(2027, 3, 1))
    facts = the_facts(date(2025, 9, 1), date(2027, 2, 1), confirmed_hours=900, period=period)
    check = the_check("off-the-job", facts)
    assert check.state is CheckState.NOT_CONFIRMED
    assert check.figures["minimum_minutes"] is None
    published = PublishedHours("ST0868", "1.0", 418 * 60, date(2025, 8, 1), None, Source("Annex C"))
    known = the_facts(date(2025, 9, 1), date(2027, 2, 1), confirmed_hours=900, period=period, published=published)
    assert the_check("off-the-job", known).state is CheckState.MET


@pytest.mark.parametrize(
    ("start", "today", "state", "reached"),
    [
        pytest.param(date(2021, 8, 1), date(2022, 7, 30), CheckState.NOT_MET, "2022-07-31", id="row 18, a day early"),
        pytest.param(date(2021, 8, 1), date(2022, 7, 31), CheckState.MET, "2022-07-31", id="row 18"),
        pytest.param(date(2025, 8, 1), date(2026, 3, 31), CheckState.MET, "2026-03-31", id="8 months"),
        pytest.param(date(2017, 9, 1), date(2019, 1, 1), CheckState.NOT_CONFIRMED, "2018-09-07", id="372 days"),
    ],
)
def test_the_minimum_time_on_programme(start: date, today: date, state: CheckState, reached: str) -> None:
    period = PracticalPeriod(start, date(start.year + 2, 1, 1))
    check = the_check("minimum-duration", the_facts(start, today, period=period))
    assert (check.state, check.figures["reached_on"]) == (state, reached)


def test_a_break_puts_the_minimum_time_off_by_its_length() -> None:
    period = PracticalPeriod(date(2021, 8, 1), date(2023, 2, 1), breaks=(Break(date(2022, 1, 3), date(2022, 1, 31)),))
    facts = the_facts(date(2021, 8, 1), date(2022, 8, 1), period=period)
    assert the_check("minimum-duration", facts).figures["reached_on"] == "2022-08-28"


def test_time_before_a_restart_is_not_counted_and_the_check_says_that_it_may_count() -> None:
    """How long it was cannot be known from the day on which it began: there may be a gap after it."""
    start, first = date(2025, 1, 6), date(2023, 9, 4)
    check = the_check("minimum-duration", the_facts(start, date(2025, 9, 10), original_start=first))
    assert (check.state, check.figures["reached_on"]) == (CheckState.NOT_MET, "2026-01-05")
    assert "Time before 6 January 2025 (original start on 4 September 2023) may count too." in check.reason
    assert "It is not counted here" in check.reason
    assert RULES.restart_source.name in check.source


def test_time_before_a_restart_is_no_matter_once_the_minimum_is_reached_without_it_or_where_there_was_none() -> None:
    start, first = date(2025, 1, 6), date(2023, 9, 4)
    for today, original in ((date(2026, 3, 10), first), (date(2025, 9, 10), start)):
        period = PracticalPeriod(start, date(2026, 7, 1))
        check = the_check("minimum-duration", the_facts(start, today, period=period, original_start=original))
        assert "original start" not in check.reason
        assert RULES.restart_source.name not in check.source


def test_below_thirty_hours_a_week_the_time_is_longer_by_the_providers_reading_and_the_other_is_told() -> None:
    part_time = the_check("minimum-duration", the_facts(weekly_minutes=24 * 60))
    assert "In a week of 24 hours the rule asks for longer: 15 months" in part_time.reason
    assert "As others read it: 22.5 months" in part_time.reason
    ours = replace(DEFAULTS, part_time_reading=PartTimeReading.PROGRAMME_LENGTH)
    other = the_check("minimum-duration", the_facts(weekly_minutes=24 * 60, settings=ours))
    assert "the rule asks for longer: 22.5 months" in other.reason
    assert "As others read it: 15 months" in other.reason


def test_from_august_2023_part_time_may_end_earlier_once_the_minimum_is_confirmed() -> None:
    wait = the_check("minimum-duration", the_facts(weekly_minutes=10 * 60, confirmed_hours=100))
    assert wait.state is CheckState.PARTLY
    assert "an earlier end is allowed once the minimum of hours is confirmed" in wait.reason
    done = the_check("minimum-duration", the_facts(weekly_minutes=10 * 60, confirmed_hours=450))
    assert done.state is CheckState.MET


def test_without_a_date_of_birth_english_and_maths_are_not_confirmed() -> None:
    for subject in ("english", "maths"):
        check = the_check(subject, the_facts())
        assert check.state is CheckState.NOT_CONFIRMED
        assert check.restricted_reason is None


PLANLESS = replace(STANDARD, duties=(replace(STANDARD.duties[0], otj_days=None),))
SEEN_ALONE = SubjectRecord(certificate="Entry Level 3", level=CertificateLevel.ENTRY_3, seen_by="Priya Nair")
NOT_OF_THIS_START = SubjectRecord(
    certificate="Entry Level 3",
    level=CertificateLevel.ENTRY_3,
    exception="An assessment",
    basis="learning_difficulty_assessment",
    evidence_seen_by="Priya Nair on 4 July 2025",
)


@pytest.mark.parametrize(
    ("check_id", "facts", "to_record"),
    [
        ("english", {}, "An administrator records the date of birth, or the tutor a certificate that they have seen."),
        ("maths", {"date_of_birth": date(1998, 5, 5)}, "The tutor records in the training plan what was agreed on it."),
        ("english", {"english": SEEN_ALONE}, "The tutor records what the exception rests on, or a certificate"),
        ("training-plan-hours", {"standard": PLANLESS}, "An administrator enters the planned hours."),
    ],
)
def test_what_is_not_confirmed_because_nobody_recorded_it_says_what_to_record(
    check_id: str, facts: dict[str, Any], to_record: str
) -> None:
    check = the_check(check_id, the_facts(**facts))
    assert check.state is CheckState.NOT_CONFIRMED
    assert check.to_record.startswith(to_record)
    assert check.to_do == check.to_record


@pytest.mark.parametrize(
    ("check_id", "start", "facts"),
    [
        ("off-the-job", date(2025, 9, 1), {}),
        ("minimum-duration", date(2017, 9, 1), {}),
        ("english", date(2024, 8, 1), {"english": NOT_OF_THIS_START}),
    ],
)
def test_what_only_the_publisher_of_a_rule_can_say_leaves_nothing_to_record_here(
    check_id: str, start: date, facts: dict[str, Any]
) -> None:
    period = PracticalPeriod(start, date(start.year + 2, 3, 1))
    check = the_check(check_id, the_facts(start, date(start.year + 2, 3, 1), period=period, **facts))
    assert (check.state, check.to_record) == (CheckState.NOT_CONFIRMED, "")
    assert check.to_do


def test_row_24_aged_18_at_the_start_it_is_required_however_old_they_are_now() -> None:
    facts = the_facts(date_of_birth=date(2005, 1, 1), today=date(2025, 3, 10))
    assert the_check("maths", facts).state is CheckState.NOT_MET
    assert "required" in the_check("maths", facts).reason


def test_row_25_aged_19_and_taken_out_of_the_plan_it_is_not_required_from_11_february_2025() -> None:
    dropped = SubjectRecord(in_plan=False, signed_out=True)
    facts = the_facts(date_of_birth=date(2004, 9, 4), today=date(2025, 3, 10), maths=dropped)
    check = the_check("maths", facts)
    assert check.state is CheckState.NOT_APPLICABLE
    assert check.reason.endswith("This goes before the published standard, whose words stand under the source.")
    assert "Level 2 before the end-point assessment." in check.source


def test_whoever_started_before_that_goes_on_until_a_plan_without_it_is_signed() -> None:
    facts = the_facts(date_of_birth=date(2004, 9, 4), today=date(2025, 3, 10), maths=SubjectRecord(in_plan=False))
    check = the_check("maths", facts)
    assert check.state is CheckState.PARTLY
    assert check.reason.endswith("a training plan without it has still to be signed.")


def test_whoever_started_since_needs_no_plan_that_was_signed_anew_and_the_employer_opts_in_from_august_2025() -> None:
    start = date(2025, 9, 1)
    period = PracticalPeriod(start, date(2027, 3, 1))
    born = {"date_of_birth": date(2000, 1, 1), "period": period}
    facts = the_facts(start, date(2026, 1, 5), maths=SubjectRecord(in_plan=False), **born)
    assert the_check("maths", facts).state is CheckState.NOT_APPLICABLE
    assert "unless the employer opts in." in the_check("english", facts).reason


def test_row_26_before_that_day_it_was_required_of_them_too() -> None:
    dropped = SubjectRecord(in_plan=False, signed_out=True)
    facts = the_facts(date_of_birth=date(2004, 9, 4), today=date(2025, 1, 31), maths=dropped)
    assert the_check("maths", facts).state is CheckState.NOT_MET
    ended = replace(facts.period, ended_on=date(2025, 1, 31))
    later = replace(facts, period=ended, today=date(2025, 3, 10))
    assert the_check("maths", later).state is CheckState.NOT_MET
    assert "required of everybody before 11 February 2025" in the_check("maths", later).reason


def test_where_it_is_optional_and_nobody_recorded_what_was_agreed_it_is_not_confirmed() -> None:
    facts = the_facts(date_of_birth=date(1998, 5, 5))
    assert the_check("english", facts).state is CheckState.NOT_CONFIRMED
    assert "What was agreed is not recorded yet" in the_check("english", facts).reason


def test_age_is_told_only_to_apprentice_and_provider() -> None:
    check = the_check("english", the_facts(date_of_birth=date(2005, 1, 1)))
    assert check.restricted_reason == "Aged 18 at the original start on 4 September 2023."
    assert "18" not in check.reason
    assert "18" not in "".join(str(value) for value in check.figures.values())


AN_EXCEPTION = SubjectRecord(
    exception="Plan of the council, 2019",
    basis="ehc_plan",
    evidence_seen_by="Priya Nair on 4 July 2025",
    certificate="Functional Skills English, Entry Level 3",
    level=CertificateLevel.ENTRY_3,
    seen_by="Priya Nair on 1 March 2025",
)


def test_entry_level_3_is_enough_with_a_plan_and_why_is_told_only_to_apprentice_and_provider() -> None:
    check = the_check("english", the_facts(english=AN_EXCEPTION))
    assert check.state is CheckState.WAIVED
    assert check.reason == "Exception agreed, evidence seen by Priya Nair on 4 July 2025."
    assert check.restricted_reason is not None
    assert check.restricted_reason.startswith("Education, health and care plan: Entry Level 3 is enough (")
    assert "Plan of the council, 2019." in check.restricted_reason
    assert "Functional Skills English, Entry Level 3, seen by Priya Nair on 1 March 2025." in check.restricted_reason
    assert "Entry" not in check.reason + str(check.figures)


def test_the_exception_alone_is_not_the_certificate_that_it_asks_for() -> None:
    facts = the_facts(english=replace(AN_EXCEPTION, certificate=""), date_of_birth=date(2005, 1, 1))
    check = the_check("english", facts)
    assert check.state is CheckState.PARTLY
    assert check.reason.endswith("The certificate that it asks for is still to be seen.")
    alone = replace(AN_EXCEPTION, exception="", basis="")
    assert the_check("english", the_facts(english=alone)).state is CheckState.NOT_CONFIRMED


@pytest.mark.parametrize(
    ("basis", "start", "state"),
    [
        ("structured_assessment", date(2024, 7, 31), CheckState.NOT_MET),
        ("structured_assessment", date(2024, 8, 1), CheckState.WAIVED),
        ("structured_assessment", date(2025, 7, 31), CheckState.WAIVED),
        ("structured_assessment", date(2025, 8, 1), CheckState.NOT_CONFIRMED),
        ("statement", date(2018, 9, 3), CheckState.WAIVED),
        ("learning_difficulty_assessment", date(2024, 8, 1), CheckState.NOT_CONFIRMED),
    ],
)
def test_what_an_exception_may_rest_on_goes_by_the_start(basis: str, start: date, state: CheckState) -> None:
    period = PracticalPeriod(start, date(start.year + 2, 3, 1))
    record = replace(AN_EXCEPTION, basis=basis)
    check = the_check("maths", the_facts(start, date(2026, 1, 5), period=period, maths=record))
    assert check.state is state


def test_sign_language_stands_for_english_and_not_for_maths() -> None:
    signed = replace(AN_EXCEPTION, basis="bsl", level=CertificateLevel.BSL, certificate="Signature BSL, level 2")
    assert the_check("english", the_facts(english=signed)).state is CheckState.WAIVED
    assert "BSL" not in the_check("english", the_facts(english=signed)).reason
    assert the_check("maths", the_facts(maths=signed)).state is CheckState.NOT_CONFIRMED
    other = replace(signed, level=CertificateLevel.ENTRY_3)
    assert the_check("english", the_facts(english=other)).state is CheckState.PARTLY


def test_who_is_asked_for_nothing_is_asked_for_no_certificate_of_an_exception_either() -> None:
    record = replace(AN_EXCEPTION, certificate="", in_plan=False, signed_out=True)
    facts = the_facts(date_of_birth=date(1990, 5, 5), english=record)
    assert the_check("english", facts).state is CheckState.NOT_APPLICABLE
    assert "plan of the council" not in the_check("english", facts).reason.lower()


def test_after_a_restart_the_age_at_the_original_start_counts() -> None:
    facts = the_facts(date_of_birth=date(2005, 1, 1), original_start=date(2024, 6, 3))
    assert the_check("english", facts).state is CheckState.NOT_CONFIRMED


def test_age_in_completed_years() -> None:
    assert age_on(date(2004, 9, 4), date(2023, 9, 3)) == 18
    assert age_on(date(2004, 9, 4), date(2023, 9, 4)) == 19
    assert age_on(date(2004, 2, 29), date(2023, 2, 28)) == 18
    assert age_on(date(2004, 2, 29), date(2023, 3, 1)) == 19


@pytest.mark.parametrize(
    "check_id",
    ["portfolio", "case-study", "reviews", "employer-declaration", "apprentice-declaration", "provider-declaration"],
)
def test_what_nobody_has_recorded_is_said_to_be_so(check_id: str) -> None:
    check = the_check(check_id, the_facts())
    assert check.state is CheckState.NOT_MET
    assert check.reason.startswith(("Nothing is recorded yet", "Nothing is frozen yet"))


def test_a_standard_whose_methods_need_neither_portfolio_nor_case_study() -> None:
    plain = replace(STANDARD, methods=(AssessmentMethod("test", "Knowledge test", "Test", 100, 60),))
    facts = the_facts(standard=plain)
    assert the_check("portfolio", facts).state is CheckState.NOT_APPLICABLE
    assert the_check("case-study", facts).state is CheckState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("due", "complete", "state"),
    [
        (0, None, CheckState.NOT_MET),
        (9, None, CheckState.NOT_MET),
        (9, 0, CheckState.NOT_MET),
        (9, 8, CheckState.PARTLY),
        (9, 9, CheckState.MET),
    ],
)
def test_reviews_due_so_far_have_to_be_complete(due: int, complete: int | None, state: CheckState) -> None:
    check = the_check("reviews", the_facts(reviews_due=due, reviews_complete=complete))
    assert check.state is state
    none = {"missed": 0, "waiting": 0, "unsigned": 0}
    assert check.figures == {"due": due, "complete": complete, "not_held": due - (complete or 0)} | none


def test_a_missed_review_with_its_reason_blocks_nobody_for_ever() -> None:
    check = the_check("reviews", the_facts(reviews_due=9, reviews_complete=8, reviews_missed=1))
    assert check.state is CheckState.WAIVED
    assert check.reason == "8 of 9 reviews due by today are complete. 1 review was missed; the reason is on record."


def test_a_review_that_waits_and_one_that_a_party_never_signed_are_said() -> None:
    waiting = the_check("reviews", the_facts(reviews_due=9, reviews_complete=8, reviews_waiting=1))
    assert waiting.state is CheckState.PARTLY
    assert waiting.reason.endswith("1 review waits for signatures.")
    unsigned = the_check(
        "reviews", the_facts(reviews_due=9, reviews_complete=9, reviews_unsigned=((4, Role.EMPLOYER),))
    )
    assert unsigned.state is CheckState.MET
    assert unsigned.reason.endswith("Review 4 is not signed by the employer.")


def test_the_case_studys_scope_is_written_and_agreed_by_both_and_says_whose_limit_it_is() -> None:
    limit = ScopeRule("Case study", 500, Source("Another plan, page 6", confirmed=False))
    written = ScopeStanding(2, date(2025, 1, 8), agreed=(Role.EMPLOYER,))
    check = the_check("case-study", the_facts(case_study=written, scope=limit))
    assert check.state is CheckState.PARTLY
    assert check.reason == "Version 2 was written on 8 January 2025; the tutor has still to agree."
    assert check.source.endswith("At most 500 words: Another plan, page 6, not confirmed for this standard.")
    both = the_check("case-study", the_facts(case_study=replace(written, agreed=(Role.TUTOR, Role.EMPLOYER))))
    assert both.state is CheckState.MET
    erased = the_check("case-study", the_facts(case_study=replace(written, erased=True)))
    assert erased.state is CheckState.NOT_MET


BEHAVIOURS = (("B1", "Patience."), ("B2", "Care."))


@pytest.mark.parametrize(
    ("named", "given", "state"),
    [
        (None, None, CheckState.NOT_MET),
        (BEHAVIOURS, None, CheckState.NOT_MET),
        (BEHAVIOURS, Answer.REFUSED, CheckState.NOT_MET),
        (BEHAVIOURS, Answer.SIGNED, CheckState.MET),
        (BEHAVIOURS[:1], Answer.SIGNED, CheckState.PARTLY),
        ((), Answer.SIGNED, CheckState.PARTLY),
    ],
)
def test_behaviours_are_verified_by_the_employers_signature_on_a_declaration_that_names_them(named, given, state):
    facts = the_facts(behaviours=("B1", "B2"))
    declaration = None
    if named is not None:
        stood = {one.id: Stood(one.state, one.figures) for one in checks(facts)}
        answers = (Declared(Role.EMPLOYER, given, "Mark Ellis", date(2025, 3, 3)),) if given else ()
        declaration = Declaration(1, date(2025, 3, 2), stood, None, answers, tuple(code for code, _ in named))
    found = the_check("behaviours-declaration", replace(facts, declaration=declaration))
    assert found.state is state, found.reason
    assert "By signing the declaration the employer verifies B1 and B2." in found.reason
    assert (found.to_do != "") == (state is not CheckState.MET)


def test_without_a_plan_that_asks_for_it_nobody_is_asked_to_verify_behaviours():
    assert "behaviours-declaration" not in {one.id for one in checks(the_facts())}
