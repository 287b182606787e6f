"""Off-the-job values as JSON says them."""

from typing import Any

from app.db.off_the_job import Decided, Listed
from app.domain.off_the_job.active_learning import ActiveStanding
from app.domain.off_the_job.minimum import Reading
from app.domain.off_the_job.summary import HoursSummary, RuleNamed


def rule_said(rule: RuleNamed) -> dict[str, Any]:
    """A funding rule: the starts it is for, and its percentage where it goes by one."""
    return {
        "id": rule.id,
        "name": rule.name,
        "from": rule.start_from,
        "to": rule.start_to,
        "percent": rule.percent,
        "source": rule.source,
    }


def reading_said(one: Reading) -> dict[str, Any]:
    """What the minimum is by one reading of the sources; `used` is the provider's."""
    return {
        "question": one.question.value,
        "id": one.id,
        "name": one.name,
        "minimum_minutes": one.minutes,
        "used": one.used,
        "below_floor": one.below_floor,
        "source": one.source.name,
    }


def summary_said(summary: HoursSummary) -> dict[str, Any]:
    """The summary, in whole minutes."""
    share = summary.percent_of_working_time
    return {
        "on": summary.on,
        "rule": rule_said(summary.rule),
        "minimum_minutes": summary.minimum_minutes,
        "minimum_readings": [reading_said(one) for one in summary.minimum_readings],
        "recalculated_minimum_minutes": summary.recalculated_minimum_minutes,
        "original_planned_minutes": summary.original_planned_minutes,
        "planned_minutes": summary.planned_minutes,
        "confirmed_minutes": summary.confirmed_minutes,
        "waiting_minutes": summary.waiting_minutes,
        "queried_minutes": summary.queried_minutes,
        "in_breaks_minutes": summary.in_breaks_minutes,
        "expected_minutes": summary.expected_minutes,
        "shortfall_minutes": summary.shortfall_minutes,
        "planned_sessions_minutes": summary.planned_sessions_minutes,
        "forecast_minutes": summary.forecast_minutes,
        "working_minutes": summary.working_minutes,
        "percent_of_working_time": None if share is None else float(share),
        "target_percent": summary.target_percent,
        "by_month": [
            {
                "month": one.month.strftime("%Y-%m"),
                "confirmed": one.confirmed,
                "waiting": one.waiting,
                "queried": one.queried,
            }
            for one in summary.by_month
        ],
        "by_duty": [
            {"code": one.code, "target_minutes": one.target_minutes, "confirmed_minutes": one.confirmed_minutes}
            for one in summary.by_duty
        ],
        "active_learning": [_active_said(one) for one in summary.active],
        "working": [{"step": one.step, "value": one.value} for one in summary.working],
    }


def _active_said(one: ActiveStanding) -> dict[str, Any]:
    """How the rule on active learning stands for one subject, and why."""
    return {
        "subject": one.subject.value,
        "state": one.state.value,
        "period": one.period.value if one.period else None,
        "last_on": one.last_on,
        "due_by": one.due_by,
        "reason": one.reason,
        "confirmed": one.confirmed,
        "source": one.source.name,
    }


def entry_said(one: Listed) -> dict[str, Any]:
    """An entry. `counts` false is a record only, and `why_not` says why."""
    return {
        "id": str(one.id),
        "number": one.number,
        "on": one.happened_on.isoformat(),
        "minutes": one.minutes,
        "activity": one.activity,
        "duty": one.duty,
        "ksbs": list(one.ksbs),
        "description": one.description,
        "counts": one.counts,
        "why_not": one.why_not or None,
        "paid_time": one.paid_time.value,
        "state": one.state.value,
        "evidence": one.evidence_number,
        "logged_by": {"id": str(one.logged_by), "name": one.logged_by_name},
        "logged_at": one.logged_at.isoformat(),
        "supersedes": one.supersedes,
    }


def decided_said(one: Decided) -> dict[str, Any]:
    """One thing done to an entry."""
    return {
        "verdict": one.verdict,
        "note": one.note,
        "by": {"id": str(one.by), "name": one.by_name},
        "at": one.at.isoformat(),
    }
