"""A forecast in words: its days, what moves it, and how wrong such forecasts were."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.domain.forecast import FEWEST_FINISHED, Lever, Measured, NoDay, Range
from app.domain.london import london_date
from app.rendering.words import date_words, in_words, plural

_OPEN = {
    NoDay.NOTHING_DONE: "for a long while nothing was done",
    NoDay.TOO_LONG: "at the slowest pace so far it takes more than five years",
    NoDay.NO_RETURN: "a break in learning ahead has no date of return",
}


def range_words(found: Range) -> str:
    """Between 3 March 2027 and 20 April 2027, most likely on 28 March 2027; an open end is said to be open."""
    if found.earliest == found.likely == found.latest:
        return f"On {date_words(found.likely)}"
    likely = f"most likely about {date_words(found.likely)}"
    if found.latest is None:
        why = in_words([_OPEN[one] for one in found.open_end])
        return f"Not before {date_words(found.earliest)}, {likely}, with no latest day, since {why}"
    return f"Between {date_words(found.earliest)} and {date_words(found.latest)}, {likely}"


def lever_words(one: Lever) -> str:
    """Two more pieces for K11 and B6 bring it forward 19 days."""
    verb = "bring" if one.offer.plural else "brings"
    if one.whole_days > 0:
        return f"{one.offer.words} {verb} it forward {plural(one.whole_days, 'day')}."
    return f"{one.offer.words} {verb} that check forward {plural(one.check_days, 'day')}, and the whole not at all."


def measured_words(found: Sequence[Measured], at: datetime | None) -> tuple[str, ...]:
    """How wrong such forecasts were, or that there is too little history to say."""
    if at is None or not found:
        return ("Nobody has measured here yet how wrong such forecasts are.",)
    return (f"Measured on {date_words(london_date(at))}.", *_worth(found))


def against_plan(whole: Range, planned_end: date) -> str:
    """How the likeliest day lies to the planned gateway."""
    days = (whole.likely - planned_end).days
    if days == 0:
        return "That is the day of the planned gateway."
    return f"That is {plural(abs(days), 'day')} {'after' if days > 0 else 'before'} the planned gateway."


def _worth(found: Sequence[Measured]) -> Iterable[str]:
    """One sentence for all of which there is too little history, and one for each other."""
    short = [one for one in found if not one.enough]
    if short:
        finished = max(one.finished for one in found)
        who = f"{plural(finished, 'apprentice')} {'has' if finished == 1 else 'have'}" if finished else "nobody has"
        given = in_words(f"{one.given} of them {one.months} months" for one in short)
        would = f", and a forecast would have been given for {given} before gateway" if finished else ""
        yield (
            f"There is too little history to say how wrong they were: {who} finished here{would}. It takes "
            f"{FEWEST_FINISHED}, since of fewer one or two people would decide the figure."
        )
    yield from (_error(one) for one in found if one.enough)


def _error(one: Measured) -> str:
    lean = "neither early nor late in the middle"
    if one.late:
        lean = f"{plural(abs(one.late), 'day')} {'later' if one.late > 0 else 'earlier'} than said in the middle"
    return (
        f"{plural(one.months, 'month')} before gateway: of {plural(one.finished, 'apprentice')} who finished, "
        f"{one.given} would have had a forecast. Half of them were wrong by {plural(one.off, 'day')} or less; "
        f"gateway came {lean}; {one.within} of {one.given} came within their range."
    )
