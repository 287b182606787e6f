"""How far an apprentice is from gateway: named checks with their reasons. Whether anybody may go on, people decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.hours import hours_of, practical_period
from app.answers.shortfall import explained
from app.answers.standards import standard_of
from app.answers.training_plan import PlanInBrief, plan_in_brief
from app.catalogue import Catalogue
from app.db.gateway import BesideGateway, beside_gateway
from app.db.reviews import OnRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import AssessmentPlan, behaviours_to_verify, confirmed_plan
from app.domain.case_study import scope_rule
from app.domain.coverage import Coverage
from app.domain.gateway import (
    Check,
    Declaration,
    Declared,
    GatewayFacts,
    ScopeStanding,
    SubjectRecord,
    checks,
    chosen_for_assessor,
    open_count,
)
from app.domain.gateway.declaration import DeclarationErased
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import EvidenceKindWords
from app.domain.reviews import ReviewState, review_dates
from app.domain.standards import Ksb, Standard
from app.domain.training_plan.content import leaves_out
from app.domain.training_plan.subjects import subject_record
from app.domain.training_plan.values import FunctionalSkill


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every check, and how many of them are open: partly met, not met, or not confirmed.

    `plan` is what the training plan asks for meanwhile, `reviews` those on record, `declaration` the newest one that
    was put to be signed, `frozen` the number of the newest frozen portfolio, `case_study` the newest title and scope:
    all read with what the checks need. `behaviours` are those that the plan has the employer verify, and `chosen` the
    pieces that would go into the portfolio today, by number. `declaration_erased`: the newest says nothing any more,
    and `erased_answers` are what was answered to it.
    """

    open: int
    checks: tuple[Check, ...]
    plan: PlanInBrief
    reviews: tuple[OnRecord, ...] = ()
    declaration: Declaration | None = None
    frozen: int | None = None
    case_study: ScopeStanding | None = None
    behaviours: tuple[Ksb, ...] = ()
    chosen: tuple[int, ...] = ()
    declaration_erased: DeclarationErased | None = None
    erased_answers: tuple[Declared, ...] = ()


def readiness_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    today: date,
    *,
    standard: Standard | None = None,
    coverage: Coverage | None = None,
    hours: HoursSummary | None = None,
    period: PracticalPeriod | None = None,
) -> Readiness:
    """The gateway checks of one apprenticeship today, in four statements (five where it has ended).

    What the caller has already (the standard as confirmed here, coverage, hours, the period of learning) is not read
    again: one statement.
    """
    standard = standard or standard_of(session, catalogue, apprenticeship)
    period = period or practical_period(session, apprenticeship)
    hours = hours or hours_of(session, catalogue, apprenticeship, today, period=period)
    beside = beside_gateway(session, apprenticeship.id, today)
    found = checks_from(
        catalogue,
        apprenticeship,
        today,
        standard,
        period,
        coverage or coverage_of(session, catalogue, apprenticeship, standard=standard, duty_minutes={}),
        hours,
        beside=beside,
    )
    return Readiness(
        open_count(found),
        found,
        plan_in_brief(catalogue, apprenticeship, beside.plan, today),
        beside.reviews,
        beside.declaration,
        beside.portfolio.number if beside.portfolio else None,
        beside.case_study,
        behaviours_to_verify(standard, _plan(catalogue, apprenticeship)),
        tuple(one.number for one in chosen_for_assessor(beside.pieces, _kinds(catalogue, apprenticeship))),
        beside.declaration_erased,
        beside.erased_answers,
    )


def checks_from(
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    on: date,
    standard: Standard,
    period: PracticalPeriod,
    coverage: Coverage,
    hours: HoursSummary,
    *,
    beside: BesideGateway,
) -> tuple[Check, ...]:
    """Every check of a day from what was read already."""
    record = beside.reviews
    plan = catalogue.programme(apprenticeship.programme)
    assessed = _plan(catalogue, apprenticeship)
    until = min(on, period.ended_on or on)
    due = [one.number for one in review_dates(period.start, plan.review_weeks, until, period.breaks)]
    counted = [one for one in record if one.review.number in due]
    complete = [one for one in counted if one.review.state is ReviewState.COMPLETE]
    facts = GatewayFacts(
        today=on,
        standard=standard,
        rule=catalogue.funding_rules.by_id(apprenticeship.rule_id),
        english_and_maths=catalogue.funding_rules.english_and_maths,
        period=period,
        original_start=apprenticeship.original_start,
        restart_source=catalogue.funding_rules.restart_source,
        date_of_birth=beside.date_of_birth,
        weekly_minutes=apprenticeship.weekly_minutes,
        weeks_a_year=apprenticeship.terms.weeks_a_year,
        settings=apprenticeship.settings,
        coverage=coverage,
        hours=hours,
        statement=explained(catalogue, apprenticeship, hours, beside.statement).covering,
        reviews_due=len(due),
        review_weeks=plan.review_weeks,
        reviews_complete=len(complete) if record else None,
        reviews_missed=sum(one.review.state is ReviewState.MISSED for one in counted),
        reviews_waiting=sum(one.review.state is ReviewState.AWAITING_SIGNATURES for one in counted),
        reviews_put_right=sum(
            one.review.state is ReviewState.DRAFT and one.review.meeting is not None for one in counted
        ),
        reviews_unsigned=tuple((one.review.number, role) for one in complete for role in one.unsigned),
        portfolio=beside.portfolio,
        behaviours=tuple(ksb.code for ksb in behaviours_to_verify(standard, assessed)),
        chosen=chosen_for_assessor(beside.pieces, plan.evidence_kind_by_code, beside.portfolio),
        mocks=beside.mocks,
        mocks_when=plan.mock_assessment.when,
        case_study=beside.case_study,
        scope=scope_rule(standard, assessed),
        waivers=beside.waivers,
        waivable=catalogue.funding_rules.waivers_for(apprenticeship.start),
        declaration=beside.declaration,
        declaration_erased=beside.declaration_erased,
        account_name=beside.account_name,
        learner=beside.learner,
        english=_subject(beside, FunctionalSkill.ENGLISH),
        maths=_subject(beside, FunctionalSkill.MATHS),
    )
    return checks(facts)


def _kinds(catalogue: Catalogue, one: Apprenticeship) -> Mapping[str, EvidenceKindWords]:
    return catalogue.programme(one.programme).evidence_kind_by_code


def _plan(catalogue: Catalogue, one: Apprenticeship) -> AssessmentPlan:
    return confirmed_plan(catalogue.assessment_plan(one.standard, one.version), one.confirmed or ())


def _subject(beside: BesideGateway, subject: FunctionalSkill) -> SubjectRecord:
    signed_out = beside.plan_signed and leaves_out(beside.plan.content, subject)
    return subject_record(beside.plan.facts, subject, signed_out=signed_out)


def restricted_reasons(found: Sequence[Check], member: Member) -> dict[str, str]:
    """What this person may read beyond the public reasons, by check; nothing for employers and quality assurers."""
    if not may(member, Permission.SEE_RESTRICTED_REASONS):
        return {}
    return {check.id: check.restricted_reason for check in found if check.restricted_reason}
