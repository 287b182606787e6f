"""The question on off-the-job time that the evidence form asks, with what was typed and whether it would count."""

from dataclasses import dataclass

from app.answers.time_rules import TimeRules
from app.domain.apprenticeships import Apprenticeship
from app.domain.programmes import PaidTime
from app.domain.refusals import Fault
from app.web.forms import Typed
from app.web.pages.off_the_job.choices import paid_options
from app.web.pages.off_the_job.verdict import WITH_EVIDENCE, VerdictView, verdict_view


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """The question with what was typed. `asked` is "yes" or "no"; `uncounted` are names of activities and why not."""

    asked: str
    hours: str
    minutes: str
    activity: str
    paid_time: str
    activities: tuple[tuple[str, str], ...]
    uncounted: tuple[tuple[str, str], ...]
    paid_times: tuple[tuple[str, str], ...]
    words: str
    verdict: VerdictView


def hours_asked(rules: TimeRules, typed: Typed, faults: tuple[Fault, ...]) -> HoursAsked:
    """The question as it stands."""
    activity = typed.get("off_the_job_activity")
    paid_time = typed.get("off_the_job_paid_time") or PaidTime.IN_PAID_HOURS.value
    why = next((fault.sentence for fault in faults if fault.path == WITH_EVIDENCE), "")
    return HoursAsked(
        asked=typed.get("otj", "no"),
        hours=typed.get("off_the_job_hours"),
        minutes=typed.get("off_the_job_minutes"),
        activity=activity,
        paid_time=paid_time,
        activities=tuple((one.code, one.name) for one in rules.plan.counted_activities),
        uncounted=tuple((one.name, one.why) for one in rules.plan.activities if not one.counts),
        paid_times=paid_options(rules.plan),
        words=_words(rules.apprenticeship),
        verdict=verdict_view(
            rules,
            typed.get("happened_on"),
            activity,
            paid_time,
            WITH_EVIDENCE,
            ticked=bool(typed.get(WITH_EVIDENCE)),
            why=why,
        ),
    )


def _words(one: Apprenticeship) -> str:
    employer = one.employer_contact.name if one.employer_contact else "Your employer"
    return f"The hours are logged for the main duty, where you chose one. {employer} is asked to confirm them."
