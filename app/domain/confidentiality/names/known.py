"""Who is known on an apprenticeship, and so stays quiet; and what its watch list says."""

from collections.abc import Iterable

from app.domain.confidentiality.folding import fold
from app.domain.confidentiality.values import Known


class People:
    """The apprentice, the colleagues on record and the organisations, by the words of their names."""

    def __init__(self, known: Known) -> None:
        names = [
            fold(name.replace("-", " ").replace(".", " ")).split() for name in (known.apprentice, *known.colleagues)
        ]
        joined = [fold(name).split() for name in (known.apprentice, *known.colleagues)]
        self._people = [frozenset(name) for name in (*names, *joined) if name]
        self._firms = [frozenset(fold(name).split()) for name in known.organisations if name]

    def are(self, words: Iterable[str]) -> bool:
        """Whether these words, all of them, are in the name of one of them; an initial stands for a word."""
        run = [word for word in words if word]
        return any(_within(run, person) for person in self._people) or any(set(run) <= firm for firm in self._firms)


def _within(run: list[str], person: frozenset[str]) -> bool:
    return any(len(word) > 1 for word in run) and all(
        word in person or (len(word) == 1 and any(one[0] == word for one in person)) for word in run
    )


def own_boxes(known: Known) -> frozenset[str]:
    """The letters of the names of people on record, as they may stand before the @ of their own address."""
    people = [fold(name).split() for name in (known.apprentice, *known.colleagues)]
    boxes: set[str] = set()
    for words in people:
        if len(words) > 1:
            first, last = words[0], words[-1]
            boxes |= {"".join(words), first + last, last + first, first[0] + last, first + last[0], last + first[0]}
    return frozenset(boxes)
