"""The forecast of English and of maths: from this apprentice’s own exam, as booked or sat, to its certificate."""

from datetime import date

from app.answers.forecast.asked import Asked
from app.answers.forecast.checks import NOT_MEASURED, CheckForecast, no_day, timed_working
from app.domain.forecast import SAT, LastSitting, certificate_range, last_sitting
from app.domain.gateway import Check, CheckState
from app.domain.wording import day_words

NO_EXAM = "No exam meets what is left of it, and nothing on record says how long that takes."


def exam_forecast(check: Check, asked: Asked) -> CheckForecast:
    """Of English or maths: a day only where a certificate is what is asked for and not seen."""
    if check.state is CheckState.NOT_CONFIRMED:
        return no_day(check, "What it asks for is not confirmed, so nothing can be forecast of it.")
    if check.state is not CheckState.NOT_MET:
        return no_day(check, NO_EXAM)
    sitting = last_sitting(asked.done.exams, asked.exams.get(check.id, ()), asked.today)
    if sitting.why:
        return no_day(check, sitting.why)
    if asked.done.known_steps is None:
        return no_day(check, f"{_sentence(sitting, asked.today)} {NOT_MEASURED}")
    found = certificate_range(check.id, sitting, asked.times, asked.today)
    if isinstance(found, str):
        return no_day(check, f"{_sentence(sitting, asked.today)} {found}")
    time = asked.times[check.id if sitting.on is None else SAT[check.id]]
    return CheckForecast(check, found, "", timed_working(_begins(sitting, asked.today), time))


def _begins(sitting: LastSitting, today: date) -> str:
    if sitting.on is None:
        return "today, if what has still to be sat is booked today"
    return f"{day_words(sitting.on)}, for which the last exam is booked" if sitting.on > today else _sat(sitting.on)


def _sat(on: date) -> str:
    return f"{day_words(on)}, on which the last exam was sat"


def _sentence(sitting: LastSitting, today: date) -> str:
    if sitting.on is None:
        return "An exam has still to be booked."
    if sitting.on >= today:
        return f"The last exam is booked for {day_words(sitting.on)}."
    return f"The last exam was sat on {day_words(sitting.on)}."
