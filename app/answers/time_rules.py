"""What time entered for one apprenticeship comes to, before it is saved: what is wrong, and whether it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.hours import practical_period
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import Counting, Logged, counting, entry_faults
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import PaidTime, Programme
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Standard
from app.domain.wording import day_words

LONGEST_DESCRIPTION = 5_000


@dataclass(frozen=True, slots=True)
class Entered:
    """Time as somebody enters it, by codes that may be wrong. `paid_time` is a code of `PaidTime`.

    `record_only`: it is known not to count. Time before the start is taken only so, since it is mostly a slip.
    """

    on: date
    minutes: int
    activity: str
    duty: str | None = None
    ksbs: Sequence[str] = ()
    description: str = ""
    paid_time: str = PaidTime.IN_PAID_HOURS.value
    record_only: bool = False


@dataclass(frozen=True, slots=True)
class TimeRules:
    """Everything that time on one apprenticeship is held against, so that many entries are judged by one look-up."""

    apprenticeship: Apprenticeship
    plan: Programme
    standard: Standard
    period: PracticalPeriod
    today: date

    def logged(self, entered: Entered) -> Logged:
        """What was entered, with whether it counts. Raises BadInput with every fault, by the fields of `Entered`."""
        if faults := self.faults(entered):
            raise BadInput(faults)
        verdict = self.verdict(entered.activity, entered.on, entered.paid_time)
        assert verdict is not None  # a code that is unknown is a fault
        return Logged(
            happened_on=entered.on,
            minutes=entered.minutes,
            activity=entered.activity,
            description=entered.description,
            counting=verdict,
            duty=entered.duty,
            ksbs=tuple(sorted(set(entered.ksbs))),
            paid_time=PaidTime(entered.paid_time),
        )

    def verdict(self, activity: str, on: date, paid_time: str) -> Counting | None:
        """Whether time counts; None where the programme knows no such activity or no such answer."""
        if activity not in self.plan.activity_by_code or paid_time not in self.plan.paid_time_by_code:
            return None
        paid = self.plan.paid_time_by_code[paid_time]
        return counting(self.plan.activity(activity), on, self.period, paid)

    def faults(self, entered: Entered) -> list[Fault]:
        """What stops this time from being taken at all. That it does not count stops nothing."""
        reference = self.standard.reference
        faults = list(entry_faults(entered.on, entered.minutes, self.today))
        start = self.apprenticeship.start
        if entered.on < start and not entered.record_only:
            faults.append(Fault("on", f"The apprenticeship started on {day_words(start)}. Choose that day or later."))
        if entered.activity not in self.plan.activity_by_code:
            faults.append(Fault("activity", "Choose what you did from the list."))
        if entered.paid_time not in self.plan.paid_time_by_code:
            faults.append(Fault("paid_time", "Choose whether it was in paid working hours."))
        if entered.duty is not None and entered.duty not in self.standard.duty_by_code:
            faults.append(Fault("duty", f"“{entered.duty[:20]}” is not a duty of {reference}."))
        unknown = [code for code in entered.ksbs if code not in self.standard.ksb_by_code]
        if unknown:
            faults.append(Fault("ksbs", f"“{unknown[0][:20]}” is not a KSB of {reference}."))
        if len(entered.description) > LONGEST_DESCRIPTION:
            faults.append(Fault("description", f"Use at most {LONGEST_DESCRIPTION:,} characters."))
        return faults


def time_rules(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> TimeRules:
    """The rules for one apprenticeship. One statement."""
    plan, standard = catalogue.programme(one.programme), catalogue.standard(one.standard, one.version)
    return TimeRules(one, plan, standard, practical_period(session, one), today)
