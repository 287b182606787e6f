"""The description of /api/v1, for programs and for people. Nothing in it is anybody's data, so anyone may read it."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app.web.access import anyone
from app.web.api.description import describe
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


@dataclass(frozen=True)
class FieldView:
    """A parameter or a part of a body: its name, what it is in words, and whether it must be there."""

    name: str
    what: str
    required: bool
    note: str = ""


@dataclass(frozen=True)
class CallView:
    """One call: what it does, who may, what it takes and what it answers."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    permission: str
    parameters: tuple[FieldView, ...]
    media_type: str
    body: tuple[FieldView, ...]
    answers: tuple[tuple[str, str], ...]
    answer_fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class DocsView:
    """The whole description: an introduction, then the calls by subject."""

    about: str
    version: str
    groups: tuple[tuple[str, tuple[CallView, ...]], ...]


@router.get("/openapi.json")
def machine_readable(request: Request, _: None = anyone()) -> Response:
    """The description as OpenAPI 3.1."""
    return JSONResponse(describe(request.app))


@router.get("/docs")
def docs(request: Request, _: None = anyone()) -> Response:
    """The same for people, without any script."""
    described = describe(request.app)
    groups: dict[str, list[CallView]] = {}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append(_call(described, path, method, operation))
    view = DocsView(
        about=described["info"]["description"].replace("`", ""),
        version=described["info"]["version"],
        groups=tuple((tag, tuple(calls)) for tag, calls in sorted(groups.items())),
    )
    return page(request, "api/docs.html", frame(request, "JSON calls"), view=view)


def _call(described: Json, path: str, method: str, operation: Json) -> CallView:
    content = operation.get("requestBody", {}).get("content", {})
    media_type = next(iter(content), "")
    done: Json = next((a for status, a in sorted(operation["responses"].items()) if status.startswith("2")), {})
    return CallView(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"].replace("`", ""),
        description=operation["description"].replace("`", ""),
        permission=operation["x-permission"].replace("_", " "),
        parameters=tuple(
            FieldView(one["name"], _what(described, one["schema"]), one.get("required", False), f"in the {one['in']}")
            for one in operation.get("parameters", ())
        ),
        media_type=media_type,
        body=_fields(described, content.get(media_type, {}).get("schema", {})),
        answers=tuple((status, answer["description"]) for status, answer in sorted(operation["responses"].items())),
        answer_fields=_fields(described, done.get("content", {}).get("application/json", {}).get("schema", {})),
    )


def _fields(described: Json, schema: Json) -> tuple[FieldView, ...]:
    found = _resolved(described, schema)
    required = found.get("required", ())
    return tuple(
        FieldView(name, _what(described, one), name in required, _resolved(described, one).get("description", ""))
        for name, one in found.get("properties", {}).items()
    )


def _what(described: Json, schema: Json) -> str:
    """What a value is, in words: "text", "list of whole number", "date or null"."""
    schema = _resolved(described, schema)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_what(described, one) for one in schema["anyOf"]))
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_what(described, schema.get('items', {}))}"
    if schema.get("type") == "object" and "properties" in schema:
        return "{" + ", ".join(schema["properties"]) + "}"
    named = {"date": "date", "date-time": "date and time", "uuid": "id"}.get(schema.get("format", ""))
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}
    return named or words.get(str(schema.get("type", "")), str(schema.get("type", "anything")))


def _resolved(described: Json, schema: Json) -> Json:
    reference = schema.get("$ref", "")
    if not reference:
        return schema
    found: Json = described["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return found
