"""The parts of an office document: a ZIP whose list was checked, and XML that may declare nothing."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from app.files.looking.content import Content
from app.files.looking.reasons import Why
from app.files.looking.zips import parts_of, whole
from app.files.reading.bounds import MOST_PART, MOST_PARTS, TooMuch

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".heic", ".webp")


class Parts:
    """An office document, read part by part. Raises TooMuch beyond the bounds."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        size = path.stat().st_size
        self._archive: zipfile.ZipFile = parts_of(Content(self._at, size))
        self._left = MOST_PARTS
        self._names = {part.filename.casefold(): part for part in self._archive.infolist()}

    def _at(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)

    def names(self, begins: str, ends: str = "") -> list[str]:
        """The parts whose names begin and end so, in the order of their numbers."""
        found = [part.filename for name, part in self._names.items() if name.startswith(begins) and name.endswith(ends)]
        return sorted(found, key=lambda name: (len(name), name))

    def data(self, name: str) -> bytes:
        """A part whole; empty where there is none."""
        part = self._names.get(name.casefold())
        if part is None:
            return b""
        self._left -= part.file_size
        if self._left < 0:
            raise TooMuch
        return whole(self._archive, part, MOST_PART, Why.UNPACKS)

    def xml(self, name: str) -> Element | None:
        """A part as XML, or None where there is none. Raises ValueError where it declares a type or an entity."""
        data = self.data(name)
        return parsed(data) if data else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by id: the kind (last word of its type) and the name or address."""
        folder, own = posixpath.split(name)
        found = self.xml(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
        related: dict[str, tuple[str, str]] = {}
        for one in found if found is not None else ():
            target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") != "External":
                target = (
                    posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                    if target[:1] != "/"
                    else target[1:]
                )
            related[one.get("Id", "")] = (kind, target)
        return related

    def pictures(self) -> Iterator[str]:
        """Names of pictures in it."""
        return (name for name in self._names if name.endswith(_PICTURES) and "thumbnail" not in name)


def parsed(data: bytes) -> Element:
    """XML that declares nothing of its own, so that nothing in it can grow or point outside."""
    plain = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ValueError("XML with declarations of its own")
    return fromstring(data)  # noqa: S314  see above: no declarations, so no entities


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without a namespace; "" where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""
