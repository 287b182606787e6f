"""A page read back as its elements, so that tests speak of elements and not of text."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Element:
    """One element as it was opened."""

    tag: str
    attributes: dict[str, str]


@dataclass
class Page(HTMLParser):
    """Every element of a page in order, and the text of each script and style."""

    elements: list[Element] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.inline.append(data)

    def all(self, tag: str) -> list[Element]:
        """Every element of one kind."""
        return [element for element in self.elements if element.tag == tag]

    def with_attribute(self, name: str) -> list[Element]:
        """Every element that has the attribute."""
        return [element for element in self.elements if name in element.attributes]

    def twice(self) -> list[str]:
        """Ids that are there more than once."""
        counts = Counter(element.attributes["id"] for element in self.with_attribute("id"))
        return [name for name, count in counts.items() if count > 1]


def read(text: str) -> Page:
    """The page that a text is."""
    page = Page()
    page.feed(text)
    return page
