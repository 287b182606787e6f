"""How far hours are from what the plan expects by a day, as people say it."""

from app.rendering.words import hours, hours_short

HALF_HOUR = 30


def about(expected: int) -> int:
    """What is expected by a day, to the nearest half hour: a line between two dates is no exacter than that."""
    return (expected + HALF_HOUR // 2) // HALF_HOUR * HALF_HOUR


def pace_words(expected: int | None, confirmed: int, *, short: bool = False) -> str:
    """How far confirmed is from about what is expected: “9.5 hours behind”, “2 hours ahead”, “level with the plan”.

    "" where no plan says what to expect; `short` for a table: “9.5 h behind”, “level”.
    """
    if expected is None:
        return ""
    behind = about(expected) - confirmed
    if abs(behind) < HALF_HOUR:
        return "level" if short else "level with the plan"
    said = hours_short(abs(behind)) if short else hours(abs(behind))
    return f"{said} {'behind' if behind > 0 else 'ahead'}"
