"""`touchmark measure-forecasts`: how wrong forecasts of gateway have been."""

from app.actions.forecasts import measure_forecasts
from app.cli.stating import stated
from app.domain.forecast import FEWEST_FINISHED
from app.domain.wording import plural


def measure() -> None:
    """Hold forecasts against what came, for everybody who has finished, and keep the errors for the pages. For cron."""
    with stated() as house:
        for one in measure_forecasts(house):
            said = (
                f"{plural(one.months, 'month')} before gateway: {one.given} of {one.finished} finished had a forecast"
            )
            if one.enough:
                print(
                    f"{said}; half were wrong by {plural(one.off, 'day')} or less; {one.within} came within the range."
                )
            else:
                print(f"{said}; too little history to say more, which takes {FEWEST_FINISHED}.")
