"""The gate that every file comes through: looked at, scanned, made ready, and only then given its name.

So nothing of what is refused stays, nobody can fetch a photo as the camera wrote it, and the same bytes that somebody
keeps already are not touched.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from app.domain.evidence import Scan
from app.files import films, lengths, pictures
from app.files.kinds import MediaType, may_show_inline
from app.files.looking import Content, Looked, NotTaken, Why, endings, look
from app.files.scanning import Scanner
from app.files.store import Derived, FileStore, Sink, Stored, StoreFault


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is safe in the store, and what was learnt of it on its way.

    `original_sha256` is the hash of what was sent where that is not what is kept.
    """

    name: str
    kind: MediaType
    stored: Stored
    scan: Scan = Scan.NOT_SCANNED
    original_sha256: str | None = None
    milliseconds: int | None = None


class Gate:
    """Where files of one apprenticeship come in."""

    def __init__(self, store: FileStore, apprenticeship: UUID, scanner: Scanner | None = None) -> None:
        self._store = store
        self._apprenticeship = apprenticeship
        self._scanner = scanner

    def sink(self) -> Sink:
        """Somewhere to write a file that arrives."""
        return self._store.sink(self._apprenticeship)

    def take(self, arrived: Sink, size: int, name: str) -> Taken:
        """Keep what has arrived whole. Raises NotTaken with the reason, or StoreFault; then abort `arrived`."""
        content = Content(arrived.read, size)
        looked = look(content, name)
        scan = self._scanned(content, name)
        length = lengths.milliseconds(content, looked.kind.type)
        if pictures.is_picture(looked.kind.type):
            return self._picture(arrived, content, looked, scan)
        if looked.kind.type in films.KINDS and (boxes := self._telling(content, looked)):
            taken = self._written_anew(arrived, films.without(content.pieces(), boxes), content)
            return Taken(looked.name, looked.kind, taken[0], scan, taken[1], length)
        return Taken(looked.name, looked.kind, arrived.finish(), scan, None, length)

    def _telling(self, content: Content, looked: Looked) -> list[films.Box]:
        try:
            return films.telling(content)
        except NotTaken as refused:
            raise NotTaken(refused.why, looked.name) from refused

    def _scanned(self, content: Content, name: str) -> Scan:
        if self._scanner is None:
            return Scan.NOT_SCANNED
        said = self._scanner.scan(content.pieces())
        if said.scan is Scan.INFECTED:
            raise NotTaken(Why.INFECTED, name)
        return said.scan

    def _picture(self, arrived: Sink, content: Content, looked: Looked, scan: Scan) -> Taken:
        made: list[pictures.Treated] = []

        def fill(write: Callable[[bytes], None]) -> None:
            try:
                made.append(pictures.treated(content.pieces(), looked.kind.type, write))
            except NotTaken as refused:
                raise NotTaken(refused.why, looked.name) from refused

        stored = self._filled(arrived, fill)
        (treated,) = made
        # It can be made again, so a place that fails just now is no reason to refuse the picture.
        with suppress(StoreFault):
            self._store.keep_derived(self._apprenticeship, stored.sha256, Derived.THUMB, treated.thumb)
        kind = MediaType(treated.media_type, may_show_inline(treated.media_type))
        original = treated.original_sha256 if treated.original_sha256 != stored.sha256 else None
        return Taken(endings.agreeing(looked.name, kind.type), kind, stored, scan, original)

    def _written_anew(self, arrived: Sink, pieces: Iterator[bytes], content: Content) -> tuple[Stored, str]:
        """What these pieces were kept as, and the hash of what arrived."""
        digest = sha256()
        for piece in content.pieces():
            digest.update(piece)

        def fill(write: Callable[[bytes], None]) -> None:
            for piece in pieces:
                write(piece)

        return self._filled(arrived, fill), digest.hexdigest()

    def _filled(self, arrived: Sink, fill: Callable[[Callable[[bytes], None]], None]) -> Stored:
        """Keep something else in place of what arrived, which is let go of once that is safe."""
        anew = self.sink()
        try:
            fill(anew.write)
            stored = anew.finish()
        finally:
            anew.abort()
        arrived.abort()
        return stored


def small_picture(store: FileStore, apprenticeship: UUID, sha256: str, media_type: str) -> bytes | None:
    """The small JPEG of a picture that is kept, made now where it was not yet; None for what is no picture."""
    if not pictures.is_picture(media_type):
        return None
    found = store.derived(apprenticeship, sha256, Derived.THUMB)
    if found is None and (found := pictures.thumbnail(store.read(apprenticeship, sha256), media_type)):
        store.keep_derived(apprenticeship, sha256, Derived.THUMB, found)
    return found
