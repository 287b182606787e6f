"""The scale on which a skills scan rates KSBs, and what is said beside it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """One answer of the scale: its points, a word or two for a narrow screen, and the sentence that says it whole."""

    points: int
    word: str
    words: str


@dataclass(frozen=True)
class SkillsScale:
    """How KSBs are rated, lowest first.

    `code` names the scale: ratings given on another are not compared with those of this one. `low_to` is the highest
    number of points that counts as low, `high_from` the lowest that counts as high; ratings `differ_by` so many points
    or more are something to talk about. `validation` is who should look at what an apprentice says of themselves.
    """

    code: str
    points: tuple[ScalePoint, ...]
    low_to: int
    high_from: int
    differ_by: int
    validation: str

    @cached_property
    def by_points(self) -> dict[int, ScalePoint]:
        """The answers by their points."""
        return {one.points: one for one in self.points}

    @property
    def most(self) -> int:
        """The points of the highest answer."""
        return self.points[-1].points

    def word(self, points: int | None) -> str:
        """What points are called; "Cannot say" for None."""
        return CANNOT_SAY if points is None else self.by_points[points].word

    def apart(self, ratings: Collection[int]) -> bool:
        """Whether some of these ratings of one KSB lie so far apart that people should talk about it."""
        return len(ratings) > 1 and max(ratings) - min(ratings) >= self.differ_by


CANNOT_SAY = "Cannot say"
"""What employer and tutor may answer of a KSB that they have not seen enough of."""
