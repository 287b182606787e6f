"""The 20% question, answered in a few sentences: what share of paid time, which rule really applies, what is owed."""

from app.domain.funding_rules import Basis
from app.domain.off_the_job.share_of_time import ShareOfTime, share_of_time
from app.rendering.words import date_words, hours
from app.web.pages.off_the_job.shown import Asked
from app.web.pages.off_the_job.view import ShareView


def share_view(asked: Asked) -> ShareView:
    """The answer for one apprentice, in the words of whoever looks."""
    answer = share_of_time(asked.summary, asked.period)
    target = answer.target_percent
    question = f"Is {target}% of paid time off the job?" if target is not None else "What share of paid time is this?"
    said = (_share(answer), _rule(asked, answer), _owed(answer))
    return ShareView(question, tuple(one for one in said if one), answer.working)


def _share(one: ShareOfTime) -> str:
    if one.percent is None:
        return "There is no paid working time yet, so there is no share of it."
    so_far = f"{one.percent}% so far: {hours(one.confirmed_minutes)} confirmed of {hours(one.working_minutes)} worked."
    if one.target_minutes is None or one.ahead_minutes is None:
        return f"{so_far} The programme sets no share."
    by_now = f"The programme aims at {one.target_percent}%, which would be {hours(one.target_minutes)} by now"
    if one.ahead_minutes >= 0:
        return f"{so_far} {by_now}, so the aim is met."
    return f"{so_far} {by_now}, so {hours(-one.ahead_minutes)} are short."


def _rule(asked: Asked, one: ShareOfTime) -> str:
    """Which rule applies, and why: the start alone decides."""
    who = "you" if asked.own else asked.first_name
    began = (
        f"That share is the training provider’s aim, not the funding rule. The rule goes by the start: {who} started"
    )
    asks = "its figure is not confirmed yet"
    if one.minimum_minutes is not None:
        asks = f"asks for {hours(one.minimum_minutes)} over the whole training"
    published = asked.catalogue.funding_rules.by_id(one.rule.id).basis is Basis.PUBLISHED_HOURS
    how = ", a number of hours published for the standard whatever the working week," if published else ""
    return f"{began} on {date_words(one.start)}, so “{one.rule.name}” applies{how} and {asks}."


def _owed(one: ShareOfTime) -> str:
    when = f"By {date_words(one.last_day)}, the {'last day of learning' if one.ended else 'planned gateway'},"
    if one.minimum_left is None:
        least = f"{when} what the rule asks is owed in full; how much that is, is not confirmed."
    elif one.minimum_left == 0:
        least = "The minimum is reached, so the rule asks for no more hours."
    else:
        week = f", about {hours(_half_hours(one.a_week))} a week from now" if one.a_week else ""
        least = f"{when} {hours(one.minimum_left)} more {'were' if one.ended else 'are'} owed for the minimum{week}."
    if one.planned_left is None:
        return least
    if one.planned_left == 0:
        return f"{least} The plan is reached too." if one.minimum_left == 0 else f"{least} The plan is reached."
    plan = f"{least} The training plan has {hours(one.planned_left)} more to come"
    return f"{plan}, {hours(one.shortfall_minutes)} of them by today." if one.shortfall_minutes else f"{plan}."


def _half_hours(minutes: int) -> int:
    return -(-minutes // 30) * 30
