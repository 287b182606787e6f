"""Pages of a long list by number, with everything else of the address kept."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

LENGTH = 50
LAST = 100_000
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list somebody is: the page's number from 1, and what they search for."""

    number: int
    search: str
    path: str

    @property
    def first(self) -> int:
        """How many come before this page."""
        return (self.number - 1) * LENGTH

    def earlier(self) -> str:
        """The address of the page before, "" on the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    def later(self, total: int) -> str:
        """The address of the page after, "" on the last."""
        return self._address(self.number + 1) if self.first + LENGTH < total else ""

    def words(self, shown: int, total: int) -> str:
        """Which of them are shown, "" where all are."""
        return f"{self.first + 1} to {self.first + shown} of {total}" if shown and shown < total else ""

    def _address(self, number: int) -> str:
        asked = {"q": self.search} if self.search else {}
        return f"{self.path}?{urlencode(asked | {'page': str(number)})}"


def place(request: Request) -> Place:
    """Where somebody asks to be. A number that makes no sense is the first page: an address is never an error here."""
    asked = request.query_params.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    search = " ".join(request.query_params.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    return Place(max(1, min(number, LAST)), search, request.url.path)
