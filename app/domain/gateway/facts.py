"""What the gateway checks are worked out from."""

from dataclasses import dataclass
from datetime import date

from app.domain.coverage import Coverage
from app.domain.funding_rules import EnglishAndMathsRule, FundingRule
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Role
from app.domain.portfolio import Manifest
from app.domain.practical_period import PracticalPeriod
from app.domain.provider_settings import DEFAULTS, ProviderSettings
from app.domain.shortfall import ShortfallStatement
from app.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """What is on record of English or of maths.

    `certificate` describes a certificate that `seen_by` has seen. `in_plan`: whether the training plan includes the
    subject, None while nothing is recorded. `exception` is the reason of an agreed exception, whose evidence `seen_by`
    saw; the reason is restricted.
    """

    certificate: str = ""
    seen_by: str = ""
    in_plan: bool | None = None
    exception: str = ""


NOTHING_RECORDED = SubjectRecord()


@dataclass(frozen=True, slots=True)
class GatewayFacts:
    """One apprentice’s facts on one day.

    `weekly_minutes` are of paid work, in the weeks of a year that are worked. `reviews_due` is how many reviews of the
    programme’s grid were due by today, and `reviews_complete` how many of them are complete, None while no review is on
    record at all; `reviews_missed` were missed with a reason, and `reviews_waiting` held and wait for signatures; of
    `reviews_put_right` a new version is being written.
    `reviews_unsigned` are complete without a party’s signature: number and party. `statement` explains all the hours
    that are missing from the plan now, and `portfolio` is the newest frozen version.
    """

    today: date
    standard: Standard
    rule: FundingRule
    english_and_maths: EnglishAndMathsRule
    period: PracticalPeriod
    original_start: date
    date_of_birth: date | None
    weekly_minutes: int
    coverage: Coverage
    hours: HoursSummary
    reviews_due: int
    review_weeks: int
    reviews_complete: int | None = None
    reviews_missed: int = 0
    reviews_waiting: int = 0
    reviews_put_right: int = 0
    reviews_unsigned: tuple[tuple[int, Role], ...] = ()
    english: SubjectRecord = NOTHING_RECORDED
    maths: SubjectRecord = NOTHING_RECORDED
    weeks_a_year: float = 52
    settings: ProviderSettings = DEFAULTS
    statement: ShortfallStatement | None = None
    portfolio: Manifest | None = None
