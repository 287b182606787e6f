"""The files that pages draw on, written where a proxy serves them without asking Touchmark."""

import os
from pathlib import Path

from app.rendering.static_files import PREFIX, static_files


def write_static_files(folder: Path) -> int:
    """Write each file under its address below /static/, gzipped beside it where that is smaller; how many there are.

    Those of earlier versions stay, since a page that somebody has open may still ask for them.
    """
    found = static_files().by_address
    for address, file in found.items():
        path = folder / address.removeprefix(PREFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        for below in path.relative_to(folder).parents:
            (folder / below).chmod(0o755)
        _write(path, file.content)
        if file.gzipped is not None:
            _write(path.with_name(path.name + ".gz"), file.gzipped)
    return len(found)


def _write(path: Path, content: bytes) -> None:
    """A file that everybody may read, there whole or not at all."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    fresh.write_bytes(content)
    fresh.chmod(0o644)
    fresh.replace(path)
