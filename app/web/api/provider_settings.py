"""How the provider has hours worked out, as a program reads and sets it."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.provider_settings import set_provider_settings
from app.db import provider_settings as db
from app.domain.permissions import Permission
from app.domain.provider_settings import (
    DEFAULTS,
    KEYS,
    DeliveryPattern,
    PartTimeReading,
    PriorLearningReading,
    ProviderSettings,
    TermTimeReading,
    TimeSource,
)
from app.web.access import Visitor, acting, person_who_may, reading
from app.web.api.bodies import json_body
from app.web.forms import Form

router = APIRouter(prefix="/settings", tags=["settings"])


class SettingsValues(BaseModel):
    """Every setting. Minutes, percent and days are whole; `employer_confirms` are the sources that need its word."""

    rounding: str
    prior_learning_reading: PriorLearningReading
    part_time_reading: PartTimeReading
    term_time_reading: TermTimeReading
    delivery_pattern: DeliveryPattern
    plausible_day_minutes: int
    employer_confirms: list[TimeSource]
    behind_amber_percent: int
    behind_red_percent: int
    quiet_amber_days: int
    quiet_red_days: int
    near_end_days: int
    near_end_ksbs_left: int


class SetAnswer(BaseModel):
    """Who set a setting last, and when."""

    key: str
    by: str
    at: datetime


class SettingsAnswer(BaseModel):
    """What holds, what would hold had nobody set anything, and who set what."""

    settings: SettingsValues
    defaults: SettingsValues
    set: list[SetAnswer]


class SettingsBody(Form):
    """The settings to set; what is left out stays as it is."""

    rounding: str | None = Field(default=None, max_length=50)
    prior_learning_reading: PriorLearningReading | None = None
    part_time_reading: PartTimeReading | None = None
    term_time_reading: TermTimeReading | None = None
    delivery_pattern: DeliveryPattern | None = None
    plausible_day_minutes: int | None = None
    employer_confirms: list[TimeSource] | None = Field(default=None, max_length=len(TimeSource))
    behind_amber_percent: int | None = None
    behind_red_percent: int | None = None
    quiet_amber_days: int | None = None
    quiet_red_days: int | None = None
    near_end_days: int | None = None
    near_end_ksbs_left: int | None = None

    def wanted(self) -> dict[str, str]:
        """What is to be set, as it is kept."""
        said = self.model_dump(mode="json", exclude_none=True)
        return {key: " ".join(sorted(set(v))) if isinstance(v, list) else str(v) for key, v in said.items()}


@router.get("")
def show(request: Request, _: Visitor = person_who_may(Permission.SET_PROVIDER_SETTINGS)) -> SettingsAnswer:
    """How hours are worked out here, with the defaults and who set what."""
    with reading(request) as session:
        return _answer(session)


@router.put("")
def change(
    request: Request,
    _: Visitor = person_who_may(Permission.SET_PROVIDER_SETTINGS),
    body: SettingsBody = json_body(SettingsBody),
) -> SettingsAnswer:
    """Set some or all of it from now on. What was set before stays on record."""
    with acting(request) as who:
        set_provider_settings(who, body.wanted())
        return _answer(who.session)


def _answer(session: Session) -> SettingsAnswer:
    last: dict[str, SetAnswer] = {}
    for one in db.ever_set(session):
        last.setdefault(one.key, SetAnswer(key=one.key, by=one.by, at=one.at))
    return SettingsAnswer(
        settings=_values(db.current(session)),
        defaults=_values(DEFAULTS),
        set=[last[key] for key in KEYS if key in last],
    )


def _values(held: ProviderSettings) -> SettingsValues:
    values = {key: getattr(held, key) for key in KEYS}
    return SettingsValues(**values | {"employer_confirms": sorted(held.employer_confirms)})
