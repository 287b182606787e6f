"""What lies in a pack, in which order, and how it is split into parts of a stated size."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.documents.pack.zipped import CLOSING, Entry
from app.domain.refusals import BadInput, Fault

MANIFEST, WORDS, TOMBSTONES, CHECKSUMS = "manifest.json", "words.json", "tombstones.json", "CHECKSUMS.sha256"
SMALLEST_PART = 10_000_000


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of evidence as it lies in the pack."""

    path: str
    sha256: str
    size: int


def entries_of(
    folder: str, pages: Mapping[str, bytes], files: Iterable[PackFile], read: Callable[[str], Iterable[bytes]]
) -> list[Entry]:
    """Everything of a pack under one folder: the pages, the files of evidence, and a list of checksums of them all.

    `read` gives the bytes kept under a hash. The checksums are in the form that `sha256sum --check` reads.
    """
    listed = list(files)
    sums = {path: hashlib.sha256(page).hexdigest() for path, page in pages.items()}
    sums.update({file.path: file.sha256 for file in listed})
    checksums = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
    small = {**pages, CHECKSUMS: checksums}
    return [
        *(Entry(f"{folder}/{path}", len(page), partial(_whole, page)) for path, page in small.items()),
        *(Entry(f"{folder}/{file.path}", file.size, partial(read, file.sha256)) for file in listed),
    ]


def split(entries: Sequence[Entry], part_bytes: int | None) -> list[list[Entry]]:
    """The entries in parts, each a ZIP of its own of at most so many bytes; all in one where None is given.

    Unpacked into one place the parts make the whole. Order is kept. Raises BadInput where one entry alone is too
    large, naming it and the size that would do.
    """
    if part_bytes is None:
        return [list(entries)]
    if part_bytes < SMALLEST_PART:
        raise BadInput([Fault("part_mb", "Choose a part size of 10 MB or more.")])
    parts: list[list[Entry]] = [[]]
    taken = CLOSING
    for entry in entries:
        if entry.most + CLOSING > part_bytes:
            said = f"{entry.name} alone is larger than one part: choose parts of at least {_megabytes(entry.most)} MB."
            raise BadInput([Fault("part_mb", said)])
        if taken + entry.most > part_bytes:
            parts.append([])
            taken = CLOSING
        parts[-1].append(entry)
        taken += entry.most
    return parts


def part_of(entries: Sequence[Entry], part_bytes: int | None, number: int) -> list[Entry]:
    """One part, counted from 1. Raises BadInput as `split`, and for a part that there is not."""
    parts = split(entries, part_bytes)
    if not 1 <= number <= len(parts):
        raise BadInput([Fault("part", f"There is no part {number}; there are {len(parts)}.")])
    return parts[number - 1]


def _whole(page: bytes) -> tuple[bytes]:
    return (page,)


def _megabytes(size: int) -> int:
    return (size + CLOSING) // 1_000_000 + 1
