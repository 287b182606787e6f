"""The two things hours are held against, each told for what it is: the programme's own aim, and the rule's minimum."""

from app.domain.agreed import agreed_of
from app.domain.funding_rules import Basis, FundingRule
from app.rendering.words import date_words, hours
from app.web.pages.off_the_job.shown import Asked
from app.web.pages.off_the_job.view import Yardstick


def yardsticks(asked: Asked) -> tuple[Yardstick, ...]:
    """The programme's share of working time (where it sets one), and the minimum of the funding rule."""
    found = [_aim(asked)] if asked.summary.target_percent is not None else []
    return (*found, _minimum(asked))


def _aim(asked: Asked) -> Yardstick:
    summary, target = asked.summary, asked.summary.target_percent or 0
    share = summary.percent_of_working_time
    figure = "No working time yet" if share is None else f"{share}% so far"
    weekly = asked.apprenticeship.weekly_minutes
    return Yardstick(
        heading=f"The programme’s aim: {target}% of paid working time",
        figure=figure,
        under=f"{hours(summary.confirmed_minutes)} confirmed of about {hours(_whole(summary.working_minutes))} worked",
        done=int((share or 0) * 10),
        whole=target * 10,
        label=f"{figure}, against the programme’s {target}%",
        why=(
            "The training provider’s own programme sets this aim. It is not the funding rule.",
            f"In a week of {hours(weekly)} it is {hours(weekly * target // 100)}. Working time is counted from the "
            f"start to today, with statutory leave taken off{_by_stretches(asked)}.",
        ),
    )


def _by_stretches(asked: Asked) -> str:
    """What is to be said of working time where hours a week changed, or nobody worked for a time."""
    one = asked.apprenticeship
    weeks = {(terms.weekly_minutes, terms.weeks_a_year) for terms in agreed_of(one).over_time}
    if len(weeks) < 2 and not (one.breaks or one.gaps):
        return ""
    return ", each stretch on the hours agreed for it, breaks and time without an employer left out"


def _whole(minutes: int) -> int:
    return round(minutes / 60) * 60


def _minimum(asked: Asked) -> Yardstick:
    summary = asked.summary
    minutes = summary.minimum_minutes
    known = "not confirmed" if minutes is None else hours(minutes)
    return Yardstick(
        heading=f"The funding rule’s minimum: {known}",
        figure=f"{hours(summary.confirmed_minutes)} confirmed",
        under=_left(minutes, summary.confirmed_minutes),
        done=summary.confirmed_minutes,
        whole=minutes or 0,
        label=f"{hours(summary.confirmed_minutes)} confirmed, against a minimum of {known}",
        why=_why(asked),
    )


def _left(minutes: int | None, confirmed: int) -> str:
    if minutes is None:
        return "The figure has not been entered yet, and nothing is guessed"
    left = minutes - confirmed
    return f"{hours(left)} to go" if left > 0 else "The minimum is reached"


def _why(asked: Asked) -> tuple[str, ...]:
    rule = asked.catalogue.funding_rules.by_id(asked.apprenticeship.rule_id)
    name = "You" if asked.own else asked.first_name
    applies = f"{name} started on {date_words(asked.apprenticeship.start)}, and the start decides which rule applies:"
    return (
        f"{applies} {rule.name}.",
        _how(asked, rule),
        "Gateway is checked against this. What is planned may be more; whether hours are on course is judged by that.",
    )


def _how(asked: Asked, rule: FundingRule) -> str:
    weekly = agreed_of(asked.apprenticeship).at_the_start.weekly_minutes
    if rule.basis is Basis.PUBLISHED_HOURS:
        return "It is a number of hours published for the standard, whatever the working week and its length."
    if rule.cap_weekly_minutes is not None and weekly > rule.cap_weekly_minutes:
        most = hours(rule.cap_weekly_minutes)
        return (
            f"It is {rule.percent}% of working time, but counts no more than {most} a week, so it asks for less than "
            f"{rule.percent}% of a week of {hours(weekly)}."
        )
    return f"It is {rule.percent}% of working time over the whole planned training, leave taken off."
