"""The caseload's filters and orders, and the address of each."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.answers.caseload import ReviewFilter, Sort, Standing, Wanted, chosen
from app.domain.rag import Colour
from app.rendering.frame import Chip
from app.rendering.states import RAGS

SORTS = (
    (Sort.NEED, "Most in need first"),
    (Sort.NAME, "Name"),
    (Sort.REVIEW, "Next review"),
    (Sort.GATEWAY, "Planned gateway"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which apprentices are asked for, and in which order."""

    wanted: Wanted
    sort: Sort

    def address(self, path: str = "/caseload") -> str:
        """Where exactly this is shown; what is not asked for is left out."""
        wanted = self.wanted
        fields = {
            "rag": wanted.colour.value if wanted.colour else "",
            "review": wanted.review.value if wanted.review else "",
            "employer": str(wanted.employer or ""),
            "q": wanted.name,
            "sort": self.sort.value if self.sort is not Sort.NEED else "",
        }
        given = {name: value for name, value in fields.items() if value}
        return path + (f"?{urlencode(given)}" if given else "")

    def only(self, colour: Colour | None = None, review: ReviewFilter | None = None) -> "Asked":
        """The same search with this chip alone."""
        return replace(self, wanted=replace(self.wanted, colour=colour, review=review))

    def sorted_by(self, sort: Sort) -> "Asked":
        """The same apprentices in another order."""
        return replace(self, sort=sort)


def chips(every: tuple[Standing, ...], asked: Asked) -> tuple[Chip, ...]:
    """The chips, each with how many the rest of the search would leave."""

    def chip(words: str, one: Asked, shape: str = "") -> Chip:
        return words, len(chosen(every, one.wanted)), one.address(), one.wanted == asked.wanted, shape

    found = [chip("All", asked.only())]
    found += [chip(RAGS[c.value].word, asked.only(colour=c), RAGS[c.value].shape) for c in Colour]
    found.append(chip("Review within 14 days", asked.only(review=ReviewFilter.SOON), "clock"))
    found.append(chip("Review overdue", asked.only(review=ReviewFilter.OVERDUE), "question"))
    return tuple(found)
