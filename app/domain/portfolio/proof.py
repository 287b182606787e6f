"""What a copy of a frozen portfolio proves: whether each file and each text is what was frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.portfolio.manifest import Manifest, Words, digest_of_words


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Something that was really erased after a breach. `what` is a file’s path or a text’s key, `on` an ISO date."""

    what: str
    on: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with a copy, a sentence each, and how many files and texts are in it.

    `erased` is what is missing and said to be erased: anybody can write that, so it proves no erasure.
    """

    faults: tuple[str, ...]
    files: int
    texts: int
    erased: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything that was frozen is there, as it was frozen."""
        return not self.faults and not self.erased


def proof_of(
    manifest: Manifest, found: Mapping[str, tuple[str, int]], words: Words, tombstones: Sequence[Tombstone] = ()
) -> Proof:
    """Compare a copy with its manifest.

    `found` gives for each path of the copy's evidence files its SHA-256 and size. A file or text that a tombstone
    names may be missing; it may not be another.
    """
    erased = {one.what for one in tombstones}
    wanted = {file.path: file for piece in manifest.pieces for file in piece.files}
    faults = []
    for path, file in wanted.items():
        if path not in found:
            if path not in erased:
                faults.append(f"{path} is missing.")
        elif found[path] != (file.sha256, file.size):
            faults.append(f"{path} is not the file that was frozen.")
    faults.extend(f"{path} is not part of what was frozen." for path in found if path not in wanted)
    for key, digest in manifest.digests.items():
        if key not in words:
            if key not in erased:
                faults.append(f"The words “{key}” are missing.")
        elif digest_of_words(*words[key]) != digest:
            faults.append(f"The words “{key}” are not those that were frozen.")
    faults.extend(f"The words “{key}” are not part of what was frozen." for key in words if key not in manifest.digests)
    missing = (wanted.keys() - found.keys()) | (manifest.digests.keys() - words.keys())
    files, texts = len(wanted.keys() & found.keys()), len(manifest.digests.keys() & words.keys())
    return Proof(tuple(faults), files, texts, tuple(sorted(missing & erased)))
