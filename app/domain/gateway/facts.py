"""What the gateway checks are worked out from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.case_study import ScopeRule
from app.domain.coverage import Coverage
from app.domain.funding_rules import CertificateLevel, EnglishAndMathsRule, FundingRule, WaiverRule
from app.domain.gateway.declaration import Declaration, DeclarationErased
from app.domain.gateway.learner_record import RecordKept, RecordStanding
from app.domain.gateway.waivers import Waiver
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Role
from app.domain.portfolio import Manifest
from app.domain.practical_period import PracticalPeriod
from app.domain.provider_settings import DEFAULTS, ProviderSettings
from app.domain.shortfall import ShortfallStatement
from app.domain.standards import Source, Standard


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """What is on record of English or of maths.

    `certificate` describes a certificate of a level that `seen_by` has seen. `in_plan`: whether the training plan
    includes the subject, None while nothing is recorded; `signed_out`: its newest version leaves the subject out, and
    everybody asked has signed it. `exception` is what an agreed exception rests on in words, `basis` its id among those
    of the rule, `evidence_seen_by` who saw the evidence and when; all but the last are restricted.
    """

    certificate: str = ""
    seen_by: str = ""
    in_plan: bool | None = None
    exception: str = ""
    level: CertificateLevel = CertificateLevel.REQUIRED
    basis: str = ""
    evidence_seen_by: str = ""
    signed_out: bool = False

    @property
    def open_certificate(self) -> str:
        """The certificate where everybody may read of it: one of another level tells of an exception."""
        return self.certificate if self.level is CertificateLevel.REQUIRED else ""


NOTHING_RECORDED = SubjectRecord()


@dataclass(frozen=True, slots=True)
class PieceStanding:
    """One piece that was sent, in one version; `counts`: it is the one that counts, and was not withdrawn.

    `said`: it was taken in or left out, None where nobody said. `accepted`: a KSB of it is. `closed`: nobody may open
    it, since it may identify somebody. `open_findings` are places that may, neither taken out nor kept with a reason.
    `only_frozen`: the newest frozen portfolio has it, and it would not be taken in today. `withdrawn` and `erased`, for
    good, are said of the whole piece.
    """

    number: int
    kind: str
    said: bool | None = None
    accepted: bool = False
    cleared: bool = False
    closed: bool = False
    open_findings: int = 0
    version: int = 1
    counts: bool = True
    only_frozen: bool = False
    withdrawn: bool = False
    erased: bool = False

    @property
    def shut(self) -> str:
        """Why no assessor may read this version, "" where one may."""
        if self.erased:
            return "erased for good"
        if self.withdrawn:
            return "withdrawn"
        if self.closed:
            return "closed"
        return "" if self.cleared else "not cleared"


@dataclass(frozen=True, slots=True)
class MockHeld:
    """One mock assessment of a method: planned, and held where it has a day; on how many KSBs feedback was given.

    `graded`: an indicative grade is noted. Which one is nobody’s business here, since it is no result.
    """

    method: str
    planned_on: date
    held_on: date | None = None
    feedback_ksbs: int = 0
    graded: bool = False


@dataclass(frozen=True, slots=True)
class ScopeStanding:
    """How the newest title and scope of the case study stand: written on a day in London, and agreed by whom."""

    version: int
    written_on: date
    erased: bool = False
    agreed: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class GatewayFacts:
    """One apprentice’s facts on one day.

    `weekly_minutes` are of paid work, in the weeks of a year that are worked. `reviews_due` is how many reviews of the
    programme’s grid were due by today, and `reviews_complete` how many of them are complete, None while no review is on
    record at all; `reviews_missed` were missed with a reason, and `reviews_waiting` held and wait for signatures; of
    `reviews_put_right` a new version is being written.
    `reviews_unsigned` are complete without a party’s signature: number and party. `statement` explains all the hours
    that are missing from the plan now, `portfolio` is the newest frozen version, and `declaration` the newest version
    of it that was put before its signers. `learner` is what the learner record says, beside the account’s name.
    `chosen` are the pieces for the assessor. `restart_source` says that time before a restart counts.
    `mocks` are the mock assessments, which the programme wants `mocks_when`.
    `scope` is what the assessment plan asks of the case study, None where no method has one.
    `waivers` stand, and `waivable` are the checks that may be waived for this start.
    """

    today: date
    standard: Standard
    rule: FundingRule
    english_and_maths: EnglishAndMathsRule
    period: PracticalPeriod
    original_start: date
    restart_source: Source
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
    behaviours: tuple[str, ...] = ()
    chosen: tuple[PieceStanding, ...] = ()
    mocks: tuple[MockHeld, ...] = ()
    mocks_when: str = ""
    case_study: ScopeStanding | None = None
    scope: ScopeRule | None = None
    waivers: tuple[Waiver, ...] = ()
    waivable: Mapping[str, WaiverRule] = field(default_factory=dict)
    declaration: Declaration | None = None
    declaration_erased: DeclarationErased | None = None
    account_name: str = ""
    learner: RecordKept | RecordStanding | None = None

    @property
    def learning_until(self) -> date:
        """Today, or the day on which learning ended before: rules that go by the date go by this one."""
        return min(self.today, self.period.ended_on or self.today)
