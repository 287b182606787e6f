"""The OpenAPI description of /api/v1: only its calls, with who may make each, what it takes, and every refusal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from app.domain.permissions import Permission
from app.web.access import COOKIE, AnyoneAtAll, FromOutside, MemberWhoMay, PersonWhoMay
from app.web.api import assessing, portfolio, visiting
from app.web.api.by_hand import ANSWERS, BODIES, EXAMPLES, FILE, FILES, PACK, QUERIES, REFUSALS
from app.web.api.evidence import pieces
from app.web.cookies import cookie_name
from app.web.entered.evidence import EvidenceForm
from app.web.forms import Form
from app.web.routers import API

Json = dict[str, Any]
_UNSAFE_ONLY = (408, 409, 413, 429)
_ABOUT = (
    "The same actions and permissions as the pages. Send `Authorization: Bearer …` with a token that "
    "`touchmark token` printed, or the session cookie of a signed-in browser. Dates are ISO 8601, durations are whole "
    'minutes. A list is `{"items": […], "next": cursor or null}`; give `next` as `after` to go on. A POST that creates '
    "takes an `Idempotency-Key`: the same person, key and body within 24 hours get the same answer. Errors are "
    "`application/problem+json`."
)
_PROBLEM: Json = {
    "title": "Problem",
    "description": "Why a call was refused (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One plain sentence."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Chosen by you; sending again with the same key and body within 24 hours does nothing twice.",
}


def describe(app: FastAPI) -> Json:
    """The whole description, made once for each application."""
    return _described(app)


def call_routes(app: FastAPI) -> Iterator[RouteContext]:
    """Every route under /api/v1 that is a call, with its whole path."""
    for route in iter_route_contexts(app.routes):
        if (route.path or "").startswith(f"{API}/") and getattr(route, "include_in_schema", False):
            yield route


def permission_of(route: RouteContext) -> Permission:
    """The permission that a route names. Raises LookupError where it names none."""
    for dependency in route.dependant.dependencies:
        if isinstance(dependency.call, MemberWhoMay | PersonWhoMay | FromOutside | AnyoneAtAll):
            return dependency.call.permission
    raise LookupError(f"{route.path} names no permission")


@lru_cache(maxsize=4)
def _described(app: FastAPI) -> Json:
    routes = list(call_routes(app))
    found: Json = get_openapi(title="Touchmark", version=app.version, description=_ABOUT, routes=routes)
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for made_by_the_framework in ("HTTPValidationError", "ValidationError"):
        schemas.pop(made_by_the_framework, None)
    schemas["Problem"] = _PROBLEM
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie_name(app, COOKIE)},
    }
    found["security"] = [{"token": []}, {"session": []}]
    by_hand = _read_by_hand(routes)
    schemas |= by_hand.schemas
    for route in routes:
        for method in sorted(route.methods or ()):
            _complete(found["paths"][route.path_format][method.lower()], route, method, by_hand)
    return found


@dataclass(frozen=True, slots=True)
class ByHand:
    """References to the models that calls read and answer by themselves, and the schemas that these lead to."""

    references: Mapping[Any, Json]
    schemas: Json


def _read_by_hand(routes: Sequence[RouteContext]) -> ByHand:
    """All of them at once, so that two of one name each keep their own schema, under a longer name."""
    models: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {}
    for route in routes:
        if (answer := ANSWERS.get(route.endpoint)) is not None:
            models[answer, "serialization"] = None
        if (form := _form_of(route)) is not None:
            models[form, "validation"] = None
    references, made = models_json_schema(list(models), ref_template="#/components/schemas/{model}")
    return ByHand(references, made["$defs"])


def _complete(operation: Json, route: RouteContext, method: str, by_hand: ByHand) -> None:
    permission = permission_of(route)
    operation["summary"], _, more = (route.endpoint.__doc__ or "").strip().partition("\n")
    operation["description"] = " ".join(more.split())
    operation["x-permission"] = permission.value
    if permission is Permission.PUBLIC:
        operation["security"] = []
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            answer["description"] = "What was added." if status == "201" else "What was asked for, as it now stands."
            _add_answer(answer, route, by_hand)
    _add_query(operation, route)
    _add_body(operation, route, by_hand)
    if route.endpoint in EXAMPLES:
        for content in operation["requestBody"]["content"].values():
            content["example"] = EXAMPLES[route.endpoint]
    if method == "POST" and "201" in operation["responses"]:
        operation.setdefault("parameters", []).append(_KEY)
    _add_refusals(operation, method, permission)
    if route.endpoint in (pieces.open_file, assessing.open_file, portfolio.open_file, visiting.open_file):
        operation["responses"] |= FILE
    if route.endpoint is portfolio.take:
        operation["responses"] |= PACK


def _add_answer(answer: Json, route: RouteContext, by_hand: ByHand) -> None:
    model = ANSWERS.get(route.endpoint)
    if model is not None:
        answer["content"] = {"application/json": {"schema": by_hand.references[model, "serialization"]}}


def _add_query(operation: Json, route: RouteContext) -> None:
    form = QUERIES.get(route.endpoint)
    if form is None:
        return
    schema = form.model_json_schema()
    asked = operation.setdefault("parameters", [])
    for name, one in schema["properties"].items():
        asked.append({"name": name, "in": "query", "required": name in schema["required"], "schema": one})


def _add_body(operation: Json, route: RouteContext, by_hand: ByHand) -> None:
    form = _form_of(route)
    if "requestBody" in operation or form is None:
        return
    reference = by_hand.references[form, "validation"]
    schema = by_hand.schemas[reference["$ref"].rpartition("/")[2]]
    media_type = "application/json"
    if issubclass(form, EvidenceForm):
        # Streamed to the store while it arrives, so the framework never sees it as a form.
        media_type = "multipart/form-data"
        schema["properties"] = {**schema["properties"], "file": FILES}
    # A call that can do without any words takes no body at all.
    required = bool(schema.get("required")) or issubclass(form, EvidenceForm)
    operation["requestBody"] = {"required": required, "content": {media_type: {"schema": reference}}}


def _form_of(route: RouteContext) -> type[Form] | None:
    """What the body is checked as: named by a dependency of `bodies`, or by the route itself."""
    for dependency in route.dependant.dependencies:
        if hasattr(dependency.call, "form"):
            found: type[Form] = dependency.call.form
            return found
    return BODIES.get(route.endpoint)


def _add_refusals(operation: Json, method: str, permission: Permission) -> None:
    answers = operation["responses"]
    for status, sentence in REFUSALS.items():
        if permission is Permission.PUBLIC or (method == "GET" and status in _UNSAFE_ONLY):
            answers.pop(str(status), None)
            continue
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[str(status)] = {"description": sentence, "content": content}
