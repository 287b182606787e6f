"""Bodies, read piece by piece: multipart/form-data and application/x-www-form-urlencoded."""

import re
from typing import Protocol
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.files.gate import Gate
from app.web.uploads.parts import FieldPart, FilePart, Part, SkippedPart, text_of
from app.web.uploads.received import (
    BROKE_OFF,
    MOST_FIELD_BYTES,
    MOST_FIELDS_BYTES,
    NO_BOUNDARY,
    NOT_A_FORM,
    TOO_MUCH_TEXT,
    UNREADABLE,
    Collected,
)

_SURPLUS_PARTS = 20_000  # so many parts too many are read past; then the body is not looked into any more
_EXTENDED_NAME = re.compile(rb"(?i);\s*filename\*\s*=\s*([\w!#$&+^`{}~-]+)'[^']*'([^;\s]*)")
_ESCAPES = {b"%22": b'"', b"%0D": b"\r", b"%0A": b"\n"}  # the only three that browsers write into a part's header


class Reader(Protocol):
    """Takes a body piece by piece; `finish` at its end, `stop` always and last: it leaves nothing open."""

    def feed(self, data: bytes) -> None: ...
    def finish(self) -> None: ...
    def stop(self) -> None: ...


def reader_for(content_type: str, collected: Collected, gate: Gate) -> Reader:
    """The reader for this Content-Type; one that only says what is wrong where no form can be read."""
    kind, options = parse_options_header(content_type)
    latin = options.get(b"charset", b"").strip().lower() in (b"iso-8859-1", b"latin1", b"windows-1252", b"us-ascii")
    if kind == b"application/x-www-form-urlencoded":
        return UrlencodedReader(collected, latin)
    if kind != b"multipart/form-data":
        collected.cannot_read(NOT_A_FORM)
        return Passing()
    try:
        if options.get(b"boundary"):
            return MultipartReader(options[b"boundary"], collected, gate, latin)
    except FormParserError:
        collected.cannot_read(UNREADABLE)
        return Passing()
    collected.cannot_read(NO_BOUNDARY)
    return Passing()


class Passing:
    """Lets a body go by that is no form."""

    def feed(self, data: bytes) -> None:
        pass

    def finish(self) -> None:
        pass

    def stop(self) -> None:
        pass


class UrlencodedReader:
    """A form without files. It is short, so it is read once it is all there."""

    def __init__(self, collected: Collected, latin: bool) -> None:
        self._collected = collected
        self._latin = latin
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        # Each byte may arrive as three characters.
        if len(self._body) + len(data) > 3 * MOST_FIELDS_BYTES:
            self._collected.form.too_large = True
            self._collected.cannot_read(TOO_MUCH_TEXT)
        if not self._collected.unreadable:
            self._body += data

    def finish(self) -> None:
        for pair in re.finditer(rb"[^&]+", self._body):
            name, _, value = (unquote_to_bytes(side) for side in pair[0].replace(b"+", b" ").partition(b"="))
            cut = len(value) > MOST_FIELD_BYTES
            words = text_of(value[:MOST_FIELD_BYTES], self._latin)
            self._collected.add_field(text_of(name, self._latin), words, len(name) + len(value), cut=cut)

    def stop(self) -> None:
        self._body.clear()


class MultipartReader:
    """A form with files, through python-multipart's push parser: each part is written on as it comes."""

    def __init__(self, boundary: bytes, collected: Collected, gate: Gate, latin: bool) -> None:
        self._collected = collected
        self._gate = gate
        self._latin = latin
        self._ended = False
        self._parts = 0
        self._headers: dict[bytes, bytes] = {}
        self._header_name, self._header_value = bytearray(), bytearray()
        self._part: Part = SkippedPart()
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._header_name.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header_value.extend(data[start:end]),
                "on_header_end": self._header,
                "on_headers_finished": self._headers_finished,
                "on_part_data": lambda data, start, end: self._part.write(data[start:end]),
                "on_part_end": self._part_end,
                "on_end": self._end,
            },
        )

    def feed(self, data: bytes) -> None:
        if self._collected.unreadable:
            return
        try:
            self._parser.write(data)
        except FormParserError:
            self._collected.cannot_read(UNREADABLE)

    def finish(self) -> None:
        if not (self._ended or self._collected.unreadable):
            self._collected.say(BROKE_OFF)

    def stop(self) -> None:
        self._part.stop()

    def _begin(self) -> None:
        self._headers = {}
        self._part = SkippedPart()
        self._parts += 1
        if self._parts > self._collected.limits.fields + self._collected.limits.files + _SURPLUS_PARTS:
            raise FormParserError("too many parts")

    def _header(self) -> None:
        self._headers[bytes(self._header_name).lower()] = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _headers_finished(self) -> None:
        disposition = self._headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        if b"name" not in options:
            raise FormParserError("a part without a name")
        name = text_of(_unescaped(options[b"name"]), self._latin)
        file_name = self._file_name(disposition, options)
        if file_name is None:
            self._part = FieldPart(self._collected, name, self._latin)
        elif self._collected.takes_another_file(name):
            self._part = FilePart(self._collected, self._gate, name, file_name)

    def _file_name(self, disposition: bytes, options: dict[bytes, bytes]) -> str | None:
        """The name as sent; "" where a browser had no file chosen; None where the part is a field."""
        if b"filename" in options:
            return text_of(_unescaped(options[b"filename"]), self._latin)
        # RFC 7578 forbids this spelling and some programs use it all the same; `filename` wins where both are there.
        if extended := _EXTENDED_NAME.search(disposition):
            return text_of(unquote_to_bytes(extended[2]), extended[1].lower() == b"iso-8859-1")
        content_type = self._headers.get(b"content-type", b"text/plain").strip().lower()
        return None if content_type.startswith((b"text/", b"application/json")) else "file"

    def _part_end(self) -> None:
        self._part.end()
        self._part = SkippedPart()

    def _end(self) -> None:
        self._ended = True


def _unescaped(raw: bytes) -> bytes:
    for written, meant in _ESCAPES.items():
        raw = raw.replace(written, meant)
    return raw
