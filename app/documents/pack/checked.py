"""Checking a pack that somebody holds: every file and text against its manifest, and the manifest's one hash."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.documents.pack.bounds import MOST_CONTENTS, MOST_ENTRIES, insist_on_short_contents
from app.documents.pack.entries import CHECKSUMS, MANIFEST, TOMBSTONES, WORDS
from app.documents.pack.pages import STATEMENT, STATEMENT_SIGNED, paths_of
from app.documents.pack.shape import oddity
from app.domain.portfolio import Manifest, Proof, Tombstone, manifest_from, manifest_sha256, proof_of, words_of

_PIECE = 1024 * 1024
_MOST_TEXT = 16 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError)
_NO_MANIFEST = "There is no manifest in it, so this is not a pack of a portfolio."
EVIDENCE = "files/"


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """What a pack says it is and what is wrong with it. `sha256` is the one hash over all, "" without a manifest.

    `statement` has the SHA-256 of each file of the employer’s statement by its path: that hash covers neither.
    """

    faults: tuple[str, ...]
    sha256: str = ""
    manifest: Manifest | None = None
    proof: Proof | None = None
    statement: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing in it was changed, added or taken away since it was frozen."""
        return not self.faults and not self.erased

    @property
    def erased(self) -> tuple[str, ...]:
        """What is missing and said to be erased, by path and key: the pack itself cannot prove that."""
        return self.proof.erased if self.proof else ()


def check_pack(files: Sequence[Path | IO[bytes]], expected: str = "", most: int | None = None) -> CheckedPack:
    """Check a pack in one ZIP or in all its parts. Reads every byte, a piece at a time; never writes.

    `expected` is the one hash, as it was written down elsewhere: without it, a pack that was made anew as a whole, with
    a manifest of its own, cannot be told from the true one. Of a ZIP that unpacks to more than `most` bytes nothing is
    read.
    """
    try:
        with ExitStack() as opened:
            found = [opened.enter_context(file.open("rb")) if isinstance(file, Path) else file for file in files]
            archives = _archives(opened, found)
            if said := _too_much(archives, most) or _no_pack(found, archives):
                return CheckedPack((said,))
            return _checked(archives, expected.strip().lower())
    except (*_BROKEN, NotImplementedError, RuntimeError, ValueError, OverflowError):
        return CheckedPack(("This is not a whole ZIP file, or a part of it was changed or lost.",))
    except OSError as error:
        return CheckedPack((f"The file cannot be read: {error.strerror or error}.",))


def _archives(opened: ExitStack, files: Sequence[IO[bytes]]) -> list[zipfile.ZipFile]:
    archives: list[zipfile.ZipFile] = []
    left = MOST_CONTENTS
    for file in files:
        left -= insist_on_short_contents(file, left)
        archives.append(opened.enter_context(zipfile.ZipFile(file)))
        if sum(len(archive.infolist()) for archive in archives) > MOST_ENTRIES:
            break
    return archives


def _too_much(archives: Sequence[zipfile.ZipFile], most: int | None) -> str:
    entries = [info for archive in archives for info in archive.infolist()]
    if len(entries) > MOST_ENTRIES:
        return "There are more files in this than can be looked at here."
    if most is not None and sum(info.file_size for info in entries) > most:
        return "This unpacks to more than can be looked at here."
    return ""


def _no_pack(files: Sequence[IO[bytes]], archives: Sequence[zipfile.ZipFile]) -> str:
    if any(name.endswith(MANIFEST) for archive in archives for name in archive.namelist()):
        return oddity(files, archives)
    return _NO_MANIFEST


def _checked(archives: Sequence[zipfile.ZipFile], expected: str) -> CheckedPack:
    hashes, small, faults = _unpacked(archives)
    if MANIFEST not in small:
        return CheckedPack((_NO_MANIFEST,))
    try:
        text = _whole(small[MANIFEST])
        manifest, words = manifest_from(text), words_of(_whole(small.get(WORDS, b"{}")))
        tombstones = _tombstones(_whole(small.get(TOMBSTONES, b"[]")))
    except (ValueError, RecursionError):
        return CheckedPack(("Its manifest or its words cannot be read.",))
    sha256 = manifest_sha256(text)
    if expected and expected != sha256:
        faults.append("Its manifest is not the one that was frozen: the hash is another.")
    evidence = {path: found for path, found in hashes.items() if path.startswith(EVIDENCE)}
    proof = proof_of(manifest, evidence, words, tombstones)
    faults.extend(proof.faults)
    pages = {path: found for path, (found, _) in hashes.items() if not path.startswith(EVIDENCE)}
    strange = pages.keys() - paths_of(manifest)
    faults.extend(f"{path} does not belong in a pack of this portfolio." for path in pages if path in strange)
    faults.extend(_pages_changed(pages, small.get(CHECKSUMS, b"").decode(errors="replace")))
    statement = {path: pages[path] for path in (STATEMENT, STATEMENT_SIGNED) if path in pages}
    return CheckedPack(tuple(dict.fromkeys(faults)), sha256, manifest, proof, statement)


def _unpacked(
    archives: Sequence[zipfile.ZipFile],
) -> tuple[dict[str, tuple[str, int]], dict[str, bytes], list[str]]:
    """SHA-256 and size of every file by its path in the pack's folder, the bytes of a few, and what is there twice."""
    hashes: dict[str, tuple[str, int]] = {}
    small: dict[str, bytes] = {}
    twice = []
    for archive, info in ((one, info) for one in archives for info in one.infolist()):
        # Whoever unpacked it and packed it again has folders in it, which hold nothing by themselves.
        if info.is_dir():
            continue
        path = info.filename.partition("/")[2]
        if path in hashes:
            twice.append(f"{path} lies in it twice.")
        text = bytearray() if path in (MANIFEST, WORDS, TOMBSTONES, CHECKSUMS) else None
        hashes[path] = _hash(archive, info, text)
        if text is not None:
            small[path] = bytes(text)
    return hashes, small, twice


def _pages_changed(hashes: Mapping[str, str], checksums: str) -> Iterable[str]:
    """Pages are made from the manifest and its words; the checksums beside them tell of one that was changed."""
    lines = (line.split("  ", 1) for line in checksums.splitlines() if "  " in line)
    listed = {path: sha256 for sha256, path in lines}
    for path, sha256 in hashes.items():
        if path == CHECKSUMS:
            continue
        if path not in listed:
            yield f"{path} is not in the list of checksums."
        elif listed[path] != sha256:
            yield f"{path} is not the page that was made with this pack."
    yield from (f"{path} is missing." for path in listed if path not in hashes and not path.startswith(EVIDENCE))


def _hash(archive: zipfile.ZipFile, info: zipfile.ZipInfo, text: bytearray | None) -> tuple[str, int]:
    """A file's SHA-256 and size, and its bytes into `text`; of one whose own check sum is wrong none was frozen.

    Of a file that is longer than it says, one byte more is unpacked, which makes it another; no `text` is kept of a
    very long one.
    """
    found, size = hashlib.sha256(), 0
    longer = copy(info)
    longer.file_size += 1
    try:
        with archive.open(longer) as inside:
            while piece := inside.read(min(_PIECE, longer.file_size)):
                found.update(piece)
                size += len(piece)
                if text is not None and info.file_size <= _MOST_TEXT:
                    text += piece
    except _BROKEN:
        if text is not None:
            text.clear()
        return "", -1
    return found.hexdigest(), size


def _whole(data: bytes) -> str:
    """JSON as text. Raises ValueError for what is none, and for halves of pairs of UTF-16, which are in no text."""
    text = data.decode()
    json.dumps(json.loads(text), ensure_ascii=False).encode()
    return text


def _tombstones(text: str) -> list[Tombstone]:
    said: Any = json.loads(text)
    try:
        return [Tombstone(str(one["what"]), str(one["on"])) for one in said]
    except (TypeError, KeyError) as wrong:
        raise ValueError("not tombstones") from wrong
