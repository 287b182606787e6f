"""How long concerns are kept, and the provider's own numbers to call: the safeguarding lead's to set."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.concerns import set_concern_settings
from app.answers.concerns import lines_to_call, own_lines
from app.catalogue import Catalogue
from app.db import concerns
from app.db.concerns import SettingSet
from app.domain.concerns import KEEP_SETTING, SOURCE_SETTING
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.words import plural
from app.web.access import Visitor, acting, installation, person_who_may, reading
from app.web.forms import Typed, typed_form
from app.web.pages.concerns.view import ConcernSettingsView, SetLine
from app.web.responses import frame, page, redirect

routes = APIRouter(prefix="/concerns/settings")
HERE = "/concerns/settings"
LABELS = {KEEP_SETTING: "Years kept after closing", SOURCE_SETTING: "Where that figure comes from"}


@routes.get("")
def show(request: Request, _: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """The settings as they stand."""
    return _shown(request, {}, ())


@routes.post("")
def change(
    request: Request,
    _: Visitor = person_who_may(Permission.READ_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Set them from now on."""
    keys = _labels(installation(request).catalogue)
    wanted = {key: typed.get(key).strip() for key in keys if key in typed}
    try:
        with acting(request) as a:
            changed = set_concern_settings(a, wanted)
    except BadInput as wrong:
        return _shown(request, wanted, wrong.faults)
    if not changed:
        return redirect(request, HERE, "info", heading="Nothing has changed")
    return redirect(request, HERE, heading=f"{plural(len(changed), 'setting')} changed")


def _shown(request: Request, typed: dict[str, str], faults: tuple[Fault, ...]) -> Response:
    catalogue = installation(request).catalogue
    with reading(request) as session:
        held, ever = concerns.current(session), concerns.ever_set(session)
    labels = _labels(catalogue)
    values = {KEEP_SETTING: str(held.keep_years or ""), SOURCE_SETTING: held.keep_source}
    values |= {line.code: held.lines.get(line.code, "") for line in own_lines(catalogue)}
    view = ConcernSettingsView(
        values=values | typed,
        lines=tuple(line for line in lines_to_call(catalogue, held) if line.code in labels),
        changes=tuple(_line(one, labels) for one in ever if one.key in labels),
        faults=faults,
    )
    around = frame(request, "How concerns are kept", current="/concerns", form=True, has_error=bool(faults))
    return page(request, "concerns/settings.html", around, status=422 if faults else 200, view=view)


def _labels(catalogue: Catalogue) -> dict[str, str]:
    return LABELS | {line.code: line.name for line in own_lines(catalogue)}


def _line(one: SettingSet, labels: dict[str, str]) -> SetLine:
    return SetLine(labels[one.key], one.value or "Nothing", one.by, one.at)
