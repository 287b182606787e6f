"""Off-the-job time that comes with a piece of evidence, held against the same rules as time logged alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.actions.acting import Acting
from app.answers.time_rules import Entered, time_rules
from app.domain.apprenticeships import Apprenticeship
from app.domain.programmes import PaidTime
from app.domain.refusals import Fault


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Off-the-job time on the evidence form: whole minutes, and the codes of an activity and of how it was paid.

    `record_only`: it is kept as a record where it does not count; else that is one more thing wrong.
    """

    minutes: int
    activity: str
    paid_time: str = PaidTime.IN_PAID_HOURS.value
    record_only: bool = True


def faults_of_time(
    acting: Acting, one: Apprenticeship, spent: TimeSpent | None, on: date | None, told: Sequence[Fault]
) -> list[Fault]:
    """What is wrong with the time of a piece that happened `on` a day, beside what was `told` already."""
    if spent is None:
        return []
    faults = []
    if on is None and not any(fault.path == "happened_on" for fault in told):
        faults.append(Fault("happened_on", "Enter the date of the activity, because hours need one."))
    rules = time_rules(acting.session, acting.catalogue, one, acting.today)
    entered = Entered(on or acting.today, spent.minutes, spent.activity, paid_time=spent.paid_time)
    # A day that is wrong is told at the day itself.
    faults += [Fault(f"off_the_job_{f.path}", f.sentence) for f in rules.faults(entered) if f.path != "on"]
    verdict = None if on is None else rules.verdict(spent.activity, on, spent.paid_time)
    if verdict is not None and not verdict.counts and not spent.record_only:
        faults.append(Fault("off_the_job_record_only", f"{verdict.why_not} Nothing was saved yet."))
    return faults
