"""What a forecast goes by, as it was read, and the checks that have a pace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.db.forecast import WorkDone
from app.domain.assessment import portfolio_ksbs
from app.domain.coverage import Coverage
from app.domain.forecast import Done, StepTime
from app.domain.off_the_job.summary import HoursSummary
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import Programme
from app.domain.standards import Standard
from app.domain.training_plan.values import FunctionalSkill

COVERAGE, MINIMUM, PLANNED, DURATION = "ksb-coverage", "off-the-job", "training-plan-hours", "minimum-duration"
REVIEWS, CASE_STUDY = "reviews", "case-study"
HOURS = (MINIMUM, PLANNED)
LEFT: Mapping[str, tuple[str, str]] = {
    COVERAGE: ("total", "accepted"),
    MINIMUM: ("minimum_minutes", "confirmed_minutes"),
    PLANNED: ("planned_minutes", "confirmed_minutes"),
}
"""Of each check that has a pace, the figures asked and reached."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything a forecast goes by, as it was read.

    `chosen` are the numbers of the pieces that would go into the portfolio today, of which the plan asks for
    `fewest_pieces`, and `exams` the parts of each subject that the programme has.
    """

    done: WorkDone
    standard: Standard
    coverage: Coverage
    hours: HoursSummary
    period: PracticalPeriod
    today: date
    chosen: tuple[int, ...] = ()
    fewest_pieces: int = 0
    exams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def times(self) -> Mapping[str, StepTime]:
        """How long each step took here."""
        return {one.step: one for one in self.done.steps}


def accepted_days(done: WorkDone, standard: Standard) -> dict[str, date]:
    """The day on which each KSB that the portfolio has to show had as many accepted tags as it takes."""
    return {
        ksb.code: done.accepted[ksb.code][ksb.needed - 1]
        for ksb in portfolio_ksbs(standard)
        if len(done.accepted.get(ksb.code, ())) >= ksb.needed
    }


def parts_of(programme: Programme) -> dict[str, tuple[str, ...]]:
    """The codes of the exams of each subject."""
    parts = programme.functional_skills.components
    return {
        subject.value: tuple(one.code for one in parts if one.subject.lower() == subject.value)
        for subject in FunctionalSkill
    }


def counting_minutes(done: WorkDone, period: PracticalPeriod) -> tuple[Done, ...]:
    """Confirmed minutes by day, without those that lie in a break."""
    return tuple(each for each in done.minutes if not period.on_a_break(each.on))
