"""Measuring what forecasts of gateway were worth: of everybody who has finished, by the installation itself."""

from collections.abc import Sequence

from app.actions.acting import Installation
from app.answers.forecast import lived_here, replayed_of_all
from app.db import forecast as db
from app.db import history
from app.domain.forecast import Measured, measured, step_times


def measure_forecasts(house: Installation) -> Sequence[Measured]:
    """Replay every finished apprentice’s history and keep the errors in place of those measured before.

    Read apart from what is kept, so that nobody waits for it.
    """
    with house.database.reading() as session:
        lived = lived_here(session, house.catalogue)
        found = measured(list(replayed_of_all(session, house.catalogue, house.today(), lived)))
    with house.database.writing() as session:
        db.keep(session, found, house.now(), step_times(lived.steps))
        told: dict[str, int | str | None] = {f"months_{one.months}": one.given for one in found}
        history.append(
            session,
            history.PROVIDER,
            at=house.now(),
            by=None,
            action="forecasts_measured",
            subject="forecasts",
            body={"finished": found[0].finished, **told},
        )
    return found
