"""How far reading goes before a file is left to a person."""

import resource
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """For one file: bytes it may have, seconds by the clock and of the processor, bytes of memory and of the answer."""

    file: int = 200 * MIB
    wall: float = 60.0
    processor: int = 40
    memory: int = 2048 * MIB
    answer: int = 24 * MIB


BOUNDS = Bounds()

MOST_WORDS = 3_000_000
"""Characters that one file may give, in all."""

MOST_PAGES = 5_000
MOST_PART = 48 * MIB
"""Bytes of one part of an office document, unpacked."""

MOST_PARTS = 160 * MIB
"""Bytes of all parts that are read, unpacked."""


class TooMuch(Exception):
    """A file that goes beyond its bounds: a person has to look."""


def confine(bounds: Bounds) -> None:
    """Bind this process for good: it may not use more, leave a core, nor write a file longer than a scratch."""
    for what, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, bounds.processor),
        (resource.RLIMIT_FSIZE, 16 * MIB),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), min(most, hard)))
