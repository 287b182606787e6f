"""JSON bodies, lists and repeated calls, the same for every call.

A body is read whole and bounded before any writing transaction opens, and after the permission was asked: write the
dependency after the one that names the permission.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from pydantic_core import from_json

from app.actions.acting import Acting
from app.domain.refusals import BadInput, Fault, TooLarge
from app.web.forms import Form, WordsBody, faults_of
from app.web.once import json_hash, once

MOST_BYTES = 1_000_000
MOST_DRAINED = 16 * MOST_BYTES
MOST_VALUES = 5_000
"""More values than this are of no body here, and would take seconds to find fault with one by one."""
PAGE = 50
MOST_A_PAGE = 200

F = TypeVar("F", bound=Form)


class SentJson:
    """A body as it came, not read as anything yet: for a route that must first ask whether its thing exists."""

    def __init__(self, raw: bytes, media_type: str) -> None:
        self.raw = raw
        self.media_type = media_type

    def as_form(self, form: type[F]) -> F:
        """The body as this form. Raises BadInput with a sentence for every field that is wrong.

        Nothing sent is an empty object. Numbers are numbers: "30" is not 30.
        """
        raw = self.raw.strip() or b"{}"
        if self.raw.strip() and not _is_json(self.media_type):
            raise BadInput([Fault("", "Send the body as JSON, with Content-Type: application/json.")])
        try:
            read = from_json(raw)
        except ValueError as error:
            raise BadInput([Fault("", "The body is not valid JSON.")]) from error
        if sum(1 for _ in islice(_values(read), MOST_VALUES + 1)) > MOST_VALUES:
            raise BadInput([Fault("", f"A JSON body may hold at most {MOST_VALUES:,} values.")])
        faults = [Fault(path, "Leave out the character NUL.") for path in _with_nul(read)]
        if faults:
            raise BadInput(faults)
        try:
            return form.model_validate_json(raw, strict=True)
        except ValidationError as error:
            raise BadInput(faults_of(error.errors(include_url=False))) from error


async def sent_json(request: Request) -> SentJson:
    """A dependency: the body of a call, whole. Raises TooLarge beyond a megabyte."""
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MOST_BYTES:
            body += chunk
        if size > MOST_DRAINED:
            break
    if size > MOST_BYTES:
        raise TooLarge(f"A JSON body may be at most {MOST_BYTES:,} bytes.")
    return SentJson(bytes(body), request.headers.get("content-type", ""))


def json_body(form: type[F]) -> Any:
    """`body: ReasonBody = json_body(ReasonBody)` in a route's parameters, after its permission."""

    def read(request: Request, sent: SentJson = Depends(sent_json)) -> F:
        body = sent.as_form(form)
        if isinstance(body, WordsBody):
            request.state.keeping = body.keeping
        return body

    read.form = form  # type: ignore[attr-defined]  # the description of the API reads it
    return Depends(read)


def listed(items: Iterable[Mapping[str, Any]], next_cursor: str | None = None) -> dict[str, Any]:
    """A list as every call answers one."""
    return {"items": list(items), "next": next_cursor}


def idempotent(
    request: Request, acting: Acting, body: Form, do: Callable[[], Mapping[str, Any]], *, status: int = 201
) -> Response:
    """The answer of a call that creates; with an Idempotency-Key that came before, the answer of then."""
    key = request.headers.get("idempotency-key", "")
    digest = json_hash(request.url.path, body.model_dump(mode="json"))
    return JSONResponse(once(acting, key, digest, do), status_code=status)


def _is_json(media_type: str) -> bool:
    plain = media_type.partition(";")[0].strip().casefold()
    return plain == "application/json" or plain.endswith("+json")


def _values(value: Any) -> Iterator[Any]:
    """A value and every one within it."""
    yield value
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in within:
        yield from _values(one)


def _with_nul(value: Any, path: str = "") -> Iterator[str]:
    """The path of every text that holds a NUL, which no database keeps."""
    if isinstance(value, str) and "\x00" in value:
        yield path
    elif isinstance(value, dict):
        for name, one in value.items():
            if "\x00" in name:
                yield path
            yield from _with_nul(one, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _with_nul(one, f"{path}.{place}".strip("."))
