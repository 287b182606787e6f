"""How long concerns are kept, which local numbers to call, and erasing by hand what is past its date."""

from collections.abc import Mapping

from app.actions.acting import Acting, Installation
from app.db import breaches, concerns, history, installation
from app.domain.concerns import KEEP_SETTING, SOURCE_SETTING, insist_past_its_date, kept_until, setting_faults
from app.domain.london import london_date
from app.domain.permissions import Permission
from app.domain.programmes import together
from app.domain.refusals import BadInput

JOB = "overwrite_concerns"


def set_concern_settings(acting: Acting, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Set these from now on and say which are new; the others stay. Raises BadInput, by the settings' keys."""
    acting.insist_provider_wide(Permission.READ_CONCERN)
    codes = [line.code for line in together(one.concerns for one in acting.catalogue.programmes).local_lines]
    held = concerns.current(acting.session)
    kept = {KEEP_SETTING: str(held.keep_years or ""), SOURCE_SETTING: held.keep_source}
    kept |= {code: held.lines.get(code, "") for code in codes}
    every = kept | {key: text.strip() for key, text in wanted.items()}
    if faults := setting_faults(every, codes):
        raise BadInput(faults)
    changed = tuple(key for key in wanted if every[key] != kept[key])
    for key in changed:
        concerns.add_setting(acting.session, key, every[key], by=acting.person.id, at=acting.now)
        years = int(every[key]) if key == KEEP_SETTING and every[key] else None
        acting.record(history.CONCERNS, "concern_setting_set", key, setting=key, years=years)
    return changed


def erase_concern(acting: Acting, number: str, typed: str, reason: str) -> None:
    """Erase the words of a concern that is past its date. `typed` is its number, to be sure. Raises WrongState."""
    acting.insist_provider_wide(Permission.READ_CONCERN)
    concern = concerns.load(acting.session, number, changing=True)
    closed_on = london_date(concern.closed_at) if concern.closed_at else None
    until = kept_until(closed_on, concerns.current(acting.session))
    insist_past_its_date(concern, until, acting.today, typed, reason)
    concerns.erase(acting.session, concern.id, by=acting.person.id, at=acting.now, reason=reason.strip())
    installation.add_job(acting.session, JOB, {}, acting.now)
    acting.record(history.CONCERNS, "concern_erased", concern.number)


def overwrite_erased(house: Installation) -> None:
    """The job after an erasure: no copy of the words is left in what the database has freed."""
    breaches.overwrite_freed(house.database)
