"""The parts of a form while they arrive: a field is kept small, a file goes on to the store."""

from contextlib import suppress
from typing import Protocol

from app.domain.refusals import Fault
from app.files.gate import Gate, Taken
from app.files.kinds import HEAD
from app.files.looking import NotTaken
from app.files.names import tidy_name
from app.files.store import Sink, StoreFault
from app.web.uploads.received import MOST_FIELD_BYTES, Collected, ReceivedFile


class Part(Protocol):
    """One part of a multipart body while it arrives."""

    def write(self, data: bytes) -> None: ...
    def end(self) -> None: ...
    def stop(self) -> None: ...


class SkippedPart:
    """A part that is not wanted."""

    def write(self, data: bytes) -> None:
        pass

    def end(self) -> None:
        pass

    def stop(self) -> None:
        pass


class FieldPart:
    """A text field; what passes the limit is dropped."""

    def __init__(self, collected: Collected, name: str, latin: bool) -> None:
        self._collected = collected
        self._name = name
        self._latin = latin
        self._value = bytearray()
        self._size = 0

    def write(self, data: bytes) -> None:
        self._size += len(data)
        self._value += data[: MOST_FIELD_BYTES - len(self._value)]

    def end(self) -> None:
        words = text_of(bytes(self._value), self._latin)
        size = len(self._name) + self._size
        self._collected.add_field(self._name, words, size, cut=self._size > MOST_FIELD_BYTES)

    def stop(self) -> None:
        self._value.clear()


class FilePart:
    """A file; it goes to the store from its first byte, and through the gate once it is whole."""

    def __init__(self, collected: Collected, gate: Gate, field: str, sent_name: str) -> None:
        self._collected = collected
        self._gate = gate
        self._field = field
        self._chosen = bool(sent_name)
        self._name = tidy_name(sent_name)
        self._head = b""
        self._size = 0
        self._sink: Sink | None = None
        self._refused = False

    def write(self, data: bytes) -> None:
        self._size += len(data)
        if self._refused or not data:
            return
        if not self._collected.has_room_for(self._field, self._name, self._size):
            self._refuse()
            return
        self._head += data[: HEAD - len(self._head)]
        try:
            if self._sink is None:
                self._sink = self._gate.sink()
            self._sink.write(data)
        except StoreFault as fault:
            self._fail(fault)

    def end(self) -> None:
        if self._refused:
            return
        if self._sink is None:
            if self._chosen:
                self._collected.say(Fault(self._field, f"“{self._name}” is empty. Choose another file."))
            return
        try:
            taken = self._gate.take(self._sink, self._size, self._name)
        except NotTaken as refused:
            self._collected.say(Fault(self._field, refused.sentence))
            self._refuse()
        except StoreFault as fault:
            self._fail(fault)
        else:
            self._keep(taken)

    def _keep(self, taken: Taken) -> None:
        self._sink = None
        self._collected.file_bytes += taken.stored.size
        self._collected.form.files.append(ReceivedFile(self._field, taken, self._head))

    def stop(self) -> None:
        if self._sink is not None:
            # The first fault is the one worth telling.
            with suppress(StoreFault):
                self._sink.abort()
            self._sink = None

    def _refuse(self) -> None:
        self._refused = True
        self.stop()

    def _fail(self, fault: StoreFault) -> None:
        self._collected.store_fault = fault
        self._refuse()


def text_of(raw: bytes, latin: bool) -> str:
    """Text as sent. NUL goes: no text holds one, and databases refuse it."""
    try:
        words = raw.decode("cp1252" if latin else "utf-8")
    except UnicodeDecodeError:
        words = raw.decode("cp1252", errors="replace")
    return words.replace("\x00", "")
