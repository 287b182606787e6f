"""Setting how the provider has hours worked out and judged."""

from collections.abc import Mapping

from app.actions.acting import Acting
from app.db import history
from app.db import provider_settings as db
from app.domain.permissions import Permission
from app.domain.provider_settings import KEYS, setting_faults, settings_from
from app.domain.refusals import BadInput


def set_provider_settings(acting: Acting, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Set these from now on and say which of them are new; the others stay. Raises BadInput, by the settings' keys."""
    acting.insist_provider_wide(Permission.SET_PROVIDER_SETTINGS)
    held = db.current(acting.session)
    every = {key: held.text(key) for key in KEYS} | dict(wanted)
    roundings = {way.id for rule in acting.catalogue.funding_rules.rules for way in rule.roundings}
    if faults := setting_faults(every, roundings):
        raise BadInput(faults)
    new = settings_from(every)
    changed = tuple(key for key in KEYS if new.text(key) != held.text(key))
    for key in changed:
        db.add(acting.session, key, new.text(key), by=acting.person.id, at=acting.now)
        acting.record(history.PROVIDER, "provider_setting_set", key, setting=key, value=new.text(key))
    return changed
