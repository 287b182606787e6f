"""The log: one line for each request and each event, in JSON or for a reader at a terminal, on standard error.

It holds no personal data: no names, addresses, words that somebody typed, secrets or network addresses. Therefore an
address is told as its route's template; an error by its kind, its code and where it came from, never by its words (a
database puts values into them); and of what libraries say only the fixed part.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TextIO

Form = Literal["", "json", "text"]
"""How lines are written; "" is for a reader where the log goes to a terminal, else JSON."""

HERE = Path(__file__).parent
FRAMES = 4
"""How many of the last places of an error are told that are not our own."""
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_TOLD_ALREADY = "Exception in ASGI application"  # the server's own words; the request's line has told it


@dataclass(slots=True)
class Asked:
    """The request that this thread or task works for: its id, and how many SQL statements it took so far."""

    id: str
    statements: int = 0


asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def error_facts(error: BaseException) -> dict[str, Any]:
    """What may be told of an error: kinds from the outermost to its cause, codes, and the places it came through."""
    chain = list(_chain(error))
    facts: dict[str, Any] = {"error": " < ".join(type(one).__name__ for one in chain)}
    codes = {str(code) for one in chain for code in _codes(one)}
    if codes:
        facts["codes"] = sorted(codes)
    if error.__traceback__ is not None:
        facts["at"] = list(_places(error))
    return facts


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = getattr(found, "orig", None) or found.__cause__


def _codes(error: BaseException) -> Iterator[object]:
    for name in ("sqlstate", "sqlite_errorname", "smtp_code"):
        if code := getattr(error, name, None):
            yield code
    if isinstance(error, OSError) and error.errno:
        yield f"errno {error.errno}"
    if constraint := getattr(getattr(error, "diag", None), "constraint_name", None):
        yield constraint


def _places(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)
    for number, frame in enumerate(frames):
        path = Path(frame.filename)
        ours = path.is_relative_to(HERE)
        if ours or number >= len(frames) - FRAMES:
            shown = path.relative_to(HERE.parent) if ours else Path(*path.parts[-2:])
            yield f"{shown}:{frame.lineno} {frame.name}"


def _words(record: logging.LogRecord) -> str:
    """The line's words: ours with errors told by their kind; of others' only what they say each time."""
    arguments = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
    if record.name.partition(".")[0] != "touchmark" and not all(isinstance(one, int) for one in arguments):
        return str(record.msg).partition("\n")[0]
    told = tuple(error_facts(one)["error"] if isinstance(one, BaseException) else one for one in arguments)
    words = str(record.msg) % told if told else str(record.msg)
    return words.partition("\n")[0]


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """One line's facts, in the order in which they are read."""
    when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    told: dict[str, Any] | None = getattr(record, "told", None)
    if told is not None:  # a request, of which there are far more than of anything else
        return {"time": when, "level": record.levelname.lower(), "event": record.msg, **told, "process": record.process}
    found: dict[str, Any] = {"time": when, "level": record.levelname.lower(), "event": _words(record)}
    if record.name != "touchmark":
        found["from"] = record.name.removeprefix("touchmark.")
    if (request := asked.get()) is not None:
        found["request"] = request.id
    errors = [one for one in (record.args or ()) if isinstance(one, BaseException)]
    if record.exc_info and record.exc_info[1] is not None:
        errors.append(record.exc_info[1])
    for error in errors:
        found |= error_facts(error)
    found["process"] = record.process
    return found


class JsonLines(logging.Formatter):
    """Each line one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return _encoded(facts(record))


class ReadableLines(logging.Formatter):
    """Each line for a person at a terminal: a request in one row, anything else in its words."""

    def format(self, record: logging.LogRecord) -> str:
        told = facts(record)
        when = told.pop("time")[11:23]
        if (status := told.get("status", "")) != "":
            shown = f"{told['method']} {told['route']} {status} {told['ms']} ms {told['sent']:,} bytes"
            return f"{when} {shown} {told['statements']} statements {told['request']}" + self._error(told)
        return f"{when} {told['level']} {told['event']}" + self._error(told)

    def _error(self, told: dict[str, Any]) -> str:
        if "error" not in told:
            return ""
        return f": {told['error']}" + "".join(f"\n    {place}" for place in told.get("at", ()))


def begin(form: Form, out: TextIO | None = None) -> None:
    """Send this process's log to standard error, in this form."""
    out = out or sys.stderr
    handler = logging.StreamHandler(out)
    readable = form == "text" or (form == "" and out.isatty())
    handler.setFormatter(ReadableLines() if readable else JsonLines())
    handler.addFilter(lambda record: not str(record.msg).startswith(_TOLD_ALREADY))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("touchmark").setLevel(logging.INFO)
    logging.captureWarnings(False)
