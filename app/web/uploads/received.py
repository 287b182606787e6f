"""What a form brought: its fields, its files and what is wrong with it."""

from dataclasses import dataclass, field

from app.domain.refusals import Fault
from app.files.gate import Taken
from app.files.kinds import MediaType
from app.files.store import StoreFault

MOST_FIELD_BYTES = 100_000
MOST_FIELDS_BYTES = 1_000_000

BROKE_OFF = Fault("", "The connection broke off before everything had arrived. Send the form again.")
UNREADABLE = Fault("", "This form could not be read. Reload the page and send it again.")
NOT_A_FORM = Fault("", "Send a form here, as multipart/form-data or application/x-www-form-urlencoded.")
NO_BOUNDARY = Fault("", "The form does not say where its parts begin: its Content-Type names no boundary.")
TOO_MUCH_TEXT = Fault("", "This form holds more than 1 MB of text. Shorten it, or attach the text as a file.")


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that is safe in the store. `head` is the first bytes that were sent, at most `kinds.HEAD` of them."""

    field: str
    taken: Taken
    head: bytes

    @property
    def name(self) -> str:
        """What it is called: tidied, with an ending that agrees."""
        return self.taken.name

    @property
    def sha256(self) -> str:
        """The hash it is kept under."""
        return self.taken.stored.sha256

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self.taken.stored.size

    @property
    def media_type(self) -> MediaType:
        """What it is."""
        return self.taken.kind


@dataclass(slots=True)
class ReceivedForm:
    """What arrived, in order. What is in `files` is kept, whatever `faults` says of the rest."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[ReceivedFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    too_large: bool = False

    def value(self, name: str, default: str = "") -> str:
        """The last value sent under this name."""
        return next((value for found, value in reversed(self.fields) if found == name), default)

    def values(self, name: str) -> list[str]:
        """Every value sent under this name, in order."""
        return [value for found, value in self.fields if found == name]

    @property
    def status(self) -> int:
        """The HTTP status for the faults: 413 when there were too many bytes, else 422."""
        return 413 if self.too_large else 422


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one form may hold. `bytes` holds for one file, and for all files of the form together."""

    bytes: int
    fields: int
    files: int

    @property
    def body(self) -> int:
        """How many bytes of a body are read at all; after that the answer leaves whatever else comes."""
        return 2 * self.bytes + 4 * MOST_FIELDS_BYTES

    @property
    def words(self) -> str:
        """`bytes` for people: "2 GB", "50 MB"."""
        for unit, size in (("GB", 1024**3), ("MB", 1024**2)):
            if self.bytes >= size and self.bytes % size == 0:
                return f"{self.bytes // size} {unit}"
        return f"{self.bytes:,} bytes"


class Collected:
    """A form while it arrives: counts what comes in against the limits, and names each limit passed once."""

    def __init__(self, limits: Limits) -> None:
        self.form = ReceivedForm()
        self.limits = limits
        self.file_bytes = 0
        self.store_fault: StoreFault | None = None
        self.unreadable = False
        self.broke_off = False
        self._fields = self._field_bytes = self._files = 0
        self._said: set[Fault] = set()

    @property
    def refused(self) -> bool:
        """Whether nothing that still comes can make this form acceptable."""
        return self.unreadable or self.form.too_large or self.store_fault is not None

    def say(self, fault: Fault) -> None:
        """Add a fault, once."""
        if fault not in self._said:
            self._said.add(fault)
            self.form.faults.append(fault)

    def cannot_read(self, fault: Fault) -> None:
        """Give up reading: the rest of the body means nothing."""
        self.unreadable = True
        self.say(fault)

    def add_field(self, name: str, value: str, size: int, *, cut: bool) -> None:
        """A field is complete; `cut` when more was sent than is kept of it. `size` is in bytes."""
        self._fields += 1
        self._field_bytes += size
        if self._fields > self.limits.fields:
            said = f"More than {self.limits.fields:,} answers were sent in one form. Choose fewer."
            return self.say(Fault("", said))
        if self._field_bytes > MOST_FIELDS_BYTES:
            self.form.too_large = True
            return self.say(TOO_MUCH_TEXT)
        self.form.fields.append((name, value))
        if cut:
            self.say(Fault(name, "This text is longer than 100 kB. Shorten it, or attach it as a file."))
        return None

    def takes_another_file(self, field: str) -> bool:
        """Count one more file; says so when there are too many."""
        self._files += 1
        if self._files > self.limits.files:
            self.say(Fault(field, f"Send at most {self.limits.files} files at a time; the others were not kept."))
        return self._files <= self.limits.files

    def has_room_for(self, field: str, name: str, size: int) -> bool:
        """Whether a file that has reached `size` bytes still fits; names the file when it does not."""
        if self.file_bytes + size <= self.limits.bytes:
            return True
        self.form.too_large = True
        if size > self.limits.bytes:
            said = f"“{name}” is larger than {self.limits.words}, the most that can be sent. Choose a smaller file."
        else:
            said = f"“{name}” was not kept: the files of one form hold at most {self.limits.words}. Send it on its own."
        self.say(Fault(field, said))
        return False
