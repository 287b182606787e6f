"""The forecast of English and of maths: from this apprentice’s own exam, as booked or sat, to its certificate."""

from app.answers.forecast.asked import Asked
from app.answers.forecast.checks import NOT_MEASURED, CheckForecast, no_day, timed_working
from app.domain.forecast import SAT, LastSitting, certificate_range, last_sitting
from app.domain.gateway import Check, CheckState
from app.domain.wording import day_words

NO_DAY = "Nothing on record says how long that takes."
"""Also of an exception whose own certificate is still to be seen: which exam leads to that is not on record."""


def exam_forecast(check: Check, asked: Asked) -> CheckForecast:
    """Of English or maths: a day only where a certificate is what is asked for and not seen."""
    if check.state is CheckState.NOT_CONFIRMED:
        return no_day(check, "What it asks for is not confirmed, so nothing can be forecast of it.")
    if check.state is not CheckState.NOT_MET:
        return no_day(check, NO_DAY)
    sitting = last_sitting(asked.done.exams, asked.exams.get(check.id, ()), asked.today)
    if sitting.why:
        return no_day(check, sitting.why)
    if asked.done.known_steps is None:
        return no_day(check, f"{_sentence(sitting)} {NOT_MEASURED}")
    found = certificate_range(check.id, sitting, asked.times, asked.today)
    if isinstance(found, str):
        return no_day(check, f"{_sentence(sitting)} {found}")
    time = asked.times[check.id if sitting.on is None else SAT[check.id]]
    return CheckForecast(check, found, "", timed_working(_begins(sitting), time))


def _begins(sitting: LastSitting) -> str:
    if sitting.on is None:
        return "today, if what has still to be sat is booked today"
    how = "on which the last exam was sat" if sitting.sat else "for which the last exam is booked"
    return f"{day_words(sitting.on)}, {how}"


def _sentence(sitting: LastSitting) -> str:
    if sitting.on is None:
        return "An exam has still to be booked."
    how = "was sat on" if sitting.sat else "is booked for"
    return f"The last exam {how} {day_words(sitting.on)}."
