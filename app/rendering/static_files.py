"""The files every page draws on, each at an address that names its content.

`/static/app.1a2b3c4d.css` never changes, so a browser may keep it for a year and a warm page costs one request. The
stylesheet's own `url("…")` references are rewritten the same way before it is hashed.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent.parent / "web" / "static"
PREFIX = "/static/"

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_ALREADY_SMALL = {".woff2"}
_REFERENCE = re.compile(r'url\("([^":]+)"\)')


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is served. `gzipped` is None where compressing gains nothing; `address` starts with /static/."""

    name: str
    address: str
    media_type: str
    content: bytes
    gzipped: bytes | None


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """Every file of the static folder, by its name in the folder and by its address."""

    by_name: Mapping[str, StaticFile]
    by_address: Mapping[str, StaticFile]

    def address(self, name: str) -> str:
        """The hashed address of a file (`app.css`, `vendor/htmx.min.js`); raises KeyError for a name not there."""
        return self.by_name[name].address


def _static_file(name: str, content: bytes) -> StaticFile:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    address = f"{PREFIX}{path.with_name(f'{path.stem}.{digest}{path.suffix}').as_posix()}"
    smaller = None if path.suffix in _ALREADY_SMALL else gzip.compress(content, 9, mtime=0)
    return StaticFile(name, address, _MEDIA_TYPES[path.suffix], content, smaller)


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _MEDIA_TYPES:
            yield path.relative_to(folder).as_posix()


def _pointed(stylesheet: bytes, known: Mapping[str, StaticFile]) -> bytes:
    """A stylesheet whose references lead to the hashed addresses."""

    def hashed(match: re.Match[str]) -> str:
        return f'url("{known[match[1]].address}")'

    return _REFERENCE.sub(hashed, stylesheet.decode()).encode()


def read_static_files(folder: Path) -> StaticFiles:
    """Read a folder whole into memory (a few hundred kB): stylesheets last, since they name the others."""
    by_name: dict[str, StaticFile] = {}
    for name in sorted(_names(folder), key=lambda name: (name.endswith(".css"), name)):
        content = (folder / name).read_bytes()
        by_name[name] = _static_file(name, _pointed(content, by_name) if name.endswith(".css") else content)
    return StaticFiles(by_name, {file.address: file for file in by_name.values()})


@cache
def static_files() -> StaticFiles:
    """Touchmark's own static files, read once for the life of the process."""
    return read_static_files(STATIC_FOLDER)
