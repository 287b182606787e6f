"""How hours are worked out and judged here: every setting in words, with its default and who set it when."""

from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.provider_settings import set_provider_settings
from app.catalogue import Catalogue
from app.db import provider_settings as db
from app.db.provider_settings import SettingSet
from app.domain.permissions import Permission
from app.domain.provider_settings import DEFAULTS, KEYS
from app.domain.refusals import BadInput, Fault
from app.rendering.words import plural, sentence_case
from app.web.access import Visitor, acting, installation, person_who_may, reading
from app.web.forms import Typed, typed_form
from app.web.responses import frame, page, redirect
from app.web.setting_words import PARTS, ROUNDING, Asked, value_in_words

router = APIRouter(include_in_schema=False)
HERE = "/settings"


@dataclass(frozen=True, slots=True)
class SettingAsked:
    """One setting on the form. `value` is what holds or was typed; `by` and `at` are who set it last and when."""

    asked: Asked
    answers: tuple[tuple[str, ...], ...]
    value: str
    chosen: tuple[str, ...]
    default: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SettingsPart:
    """Some settings under one heading."""

    id: str
    heading: str
    words: str
    settings: tuple[SettingAsked, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One setting as somebody set it, in words."""

    label: str
    value: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProviderSettingsView:
    """The whole form, and everything that was ever set."""

    parts: tuple[SettingsPart, ...]
    changes: tuple[ChangeLine, ...]
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, _: Visitor = person_who_may(Permission.SET_PROVIDER_SETTINGS)) -> Response:
    """The settings as they stand."""
    return _shown(request, None)


@router.post(HERE)
def change(
    request: Request,
    _: Visitor = person_who_may(Permission.SET_PROVIDER_SETTINGS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Set them from now on."""
    wanted = {key: _typed(typed, key) for key in KEYS if key in typed or key == "employer_confirms"}
    try:
        with acting(request) as who:
            changed = set_provider_settings(who, wanted)
    except BadInput as wrong:
        return _shown(request, wanted, wrong.faults)
    if not changed:
        return redirect(request, HERE, "info", heading="Nothing has changed")
    text = "Every page and call goes by it from now on. What was set before stays on record."
    return redirect(request, HERE, heading=f"{plural(len(changed), 'setting')} changed", text=text)


def _typed(typed: Typed, key: str) -> str:
    return " ".join(sorted(typed.all(key))) if key == "employer_confirms" else typed.get(key).strip()


def _shown(request: Request, typed: dict[str, str] | None, faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        held, ever = db.current(session), db.ever_set(session)
    values = {key: held.text(key) for key in KEYS} | (typed or {})
    words = {one.key: one for _, _, some in _parts(installation(request).catalogue) for one in some}
    parts = tuple(
        SettingsPart(f"part-{number}", heading, said, tuple(_setting(one, values[one.key], ever) for one in some))
        for number, (heading, said, some) in enumerate(_parts(installation(request).catalogue), start=1)
    )
    changes = tuple(
        ChangeLine(words[one.key].label, value_in_words(words[one.key], one.value), one.by, one.at)
        for one in ever
        if one.key in words
    )
    around = frame(request, "How hours are worked out", current=HERE, has_error=bool(faults))
    view = ProviderSettingsView(parts, changes, faults)
    return page(request, "provider_settings/show.html", around, status=422 if faults else 200, view=view)


def _parts(catalogue: Catalogue) -> tuple[tuple[str, str, tuple[Asked, ...]], ...]:
    ways = {way.id: way for rule in catalogue.funding_rules.rules for way in rule.roundings}
    rounding = replace(ROUNDING, answers=tuple((way.id, way.name, way.source.note) for way in ways.values()))
    return tuple(
        (heading, words, tuple(rounding if one is ROUNDING else one for one in some)) for heading, words, some in PARTS
    )


def _setting(asked: Asked, value: str, ever: list[SettingSet]) -> SettingAsked:
    last = next((one for one in ever if one.key == asked.key), None)
    default = value_in_words(asked, DEFAULTS.text(asked.key))
    chosen = tuple(value.split()) if asked.many else (value,)
    answers = tuple(
        (answer, sentence_case(words), more) if more else (answer, sentence_case(words))
        for answer, words, more in asked.answers
    )
    return SettingAsked(asked, answers, value, chosen, default, last.by if last else "", last.at if last else None)
