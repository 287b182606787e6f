"""What the apprentices of the demonstration did, as `pieces.yaml` tells it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from app.domain.evidence import EvidenceKind
from app.domain.evidence.places import DESCRIPTION, Pages, Place, Times, Words


@dataclass(frozen=True, slots=True)
class Shown:
    """Where one KSB is shown: on a page of the paper, from one second of the recording to another, or in words of the
    description; and how."""

    ksb: str
    how: str
    page: int | None = None
    words: str = ""
    seconds: tuple[int, int] | None = None

    def place(self, paper: str, recording: str = "") -> Place:
        """The place in a piece whose paper and recording go by these references."""
        if self.seconds is not None:
            return Place(recording, Times(*self.seconds))
        return Place(DESCRIPTION, Words(self.words)) if self.page is None else Place(paper, Pages(self.page, self.page))


@dataclass(frozen=True, slots=True)
class Piece:
    """Something an apprentice did, as `pieces.yaml` holds it.

    `hers` marks Chloe Marsden's; `his` is the place of those of the apprentice who has gone the whole way, 0 for the
    others; what is not `common` nobody else did. `recording` is the name of the sound file that goes with the paper, ""
    for most.
    """

    title: str
    kind: EvidenceKind
    duty: str
    ksbs: tuple[str, ...]
    minutes: int
    activity: str
    file: str
    words: str
    feedback: str
    shown: tuple[Shown, ...]
    hers: bool = False
    his: int = 0
    common: bool = True
    recording: str = ""


@cache
def pieces() -> tuple[Piece, ...]:
    """What the apprentices of the demonstration did."""
    held = yaml.safe_load((Path(__file__).parent / "pieces.yaml").read_text())["pieces"]
    return tuple(
        Piece(
            **one
            | {
                "kind": EvidenceKind(one["kind"]),
                "ksbs": tuple(one["ksbs"]),
                "words": " ".join(one["words"].split()),
                "shown": tuple(Shown(ksb, **where) for ksb, where in one["shown"].items()),
            }
        )
        for one in held
    )
