"""What every page has around it: title, navigation, whose record this is, and the message of the moment."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    address: str


Step = tuple[str, str, Link]
"""One thing to do: heading, why, and where."""
Chip = tuple[str, int | None, str, bool, str]
"""A filter of a list: words, count (None for no count), address, whether it is the current one, shape."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main navigation: at most five fit a phone. `icon` is a name in the sprite."""

    text: str
    address: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a record or of a page."""

    text: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """Whose apprenticeship a page shows, above the page of anyone but the apprentice.

    `meta` is one line of sentences: job, employer, standard, planned gateway. `back` leads to the list it came from.
    """

    name: str
    meta: str
    tabs: tuple[Tab, ...] = ()
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What just happened, or what to know before going on; shown first on the page."""

    kind: Literal["ok", "info", "warn"]
    heading: str
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Everything `layouts/page.html` needs; every page gets one as `page`.

    `title` comes without the product's name. `person_name` is empty while nobody is signed in, and then there is no
    navigation and no way to sign out; `person_words` says in which role ("apprentice", "independent assessor").
    `has_error` puts “Error: ” before the title. `wide` is for tables, `form` for a narrow column, `compact` for the
    denser type of tutors', employers' and assessors' tables. `person_key` is by whom a device keeps what it keeps.
    `concern_address` is where a concern is raised from this page, "" while nobody is signed in.
    """

    title: str
    provider_name: str
    person_name: str = ""
    person_words: str = ""
    account_address: str = ""
    home_address: str = "/"
    nav: tuple[NavItem, ...] = ()
    record: RecordHeader | None = None
    demo: bool = False
    notice: Notice | None = None
    has_error: bool = False
    wide: bool = False
    compact: bool = False
    form: bool = False
    person_key: str = ""
    concern_address: str = ""


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A page that says no. `sentence` is the refusal's own; `code` is what to quote when asking for help."""

    status: int
    heading: str
    sentence: str
    link: Link
    code: str = ""


_HEADINGS = {
    401: "Sign in to see this page",
    403: "You may not do this",
    404: "Page not found",
    405: "This page does not work that way",
    408: "That took too long",
    409: "This has changed since you opened it",
    413: "That is too large",
    422: "There is a problem",
    429: "Too many tries",
    500: "Something went wrong",
    503: "Touchmark is not available just now",
}


def error_view(status: int, sentence: str, *, link: Link | None = None, code: str = "") -> ErrorView:
    """The error page for a status: its heading, and home as the way out unless another is better."""
    heading = _HEADINGS.get(status, _HEADINGS[500] if status >= 500 else "This did not work")
    way_out = link or (Link("Sign in", "/sign-in") if status == 401 else Link("Go to your home page", "/"))
    return ErrorView(status, heading, sentence, way_out, code)
