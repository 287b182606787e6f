"""What is wrong with a file of standard data: which file, where in it, and a sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """One fault of one file.

    `place` is a dotted path and, where it is known, the line: "duties.items.D7.ksbs, line 402"; "" is the whole file.
    """

    file: str
    place: str
    sentence: str


class CatalogueFaults(Exception):
    """The standard data cannot be used; `faults` names every fault of every file."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(f"{fault.file}: {fault.sentence}" for fault in self.faults))
