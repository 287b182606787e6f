"""A person's browser without a window: signed in, checking every page it is shown."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import httpx
from fastapi.testclient import TestClient

from app.actions.acting import Installation
from app.db import sign_in
from app.domain.people import Person
from app.web.access import COOKIE
from app.web.application import create_app

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


class Visit:
    """One person's visit. Redirects are followed; every page of HTML is held against the rules of the house."""

    def __init__(self, house: Installation, person: Person | None) -> None:
        self.house = house
        self.person = person
        self.client = TestClient(create_app(house), raise_server_exceptions=True, headers=SAME_ORIGIN)
        if person is not None:
            with house.database.writing() as session:
                secret = sign_in.open_session(session, person.id, house.now(), kept=False, device="test")
            self.client.cookies.set(COOKIE, secret)

    def get(self, address: str, **more: Any) -> httpx.Response:
        """Open an address."""
        return checked(self.client.get(address, **more))

    def post(self, address: str, data: Any = None, **more: Any) -> httpx.Response:
        """Send a form."""
        return checked(self.client.post(address, data=data, **more))

    def call(self, method: str, address: str, **more: Any) -> httpx.Response:
        """Call the JSON face with the page session."""
        return self.client.request(method, f"/api/v1/{address}", **more)

    def page(self, address: str) -> "Page":
        """Open an address and read it as a page; it must be there."""
        answer = self.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:300]}"
        return Page(answer.text)

    def close(self) -> None:
        """Leave."""
        self.client.close()


class Page(HTMLParser):
    """What a page says: its text, headings, links, forms' fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.html = text
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._hidden = 0
        self._heading: str | None = None
        self.headings: dict[str, list[str]] = {}
        self.feed(text)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("script", "style"):
            self._hidden += 1
        if re.fullmatch(r"h[1-6]|title", tag):
            self._heading = tag
            self.headings.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden -= 1
        if tag == self._heading:
            self._heading = None

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data
            if self._heading:
                self.headings[self._heading][-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self) -> list[str]:
        """Where its links lead."""
        return [a["href"] for a in self.all("a") if "href" in a]

    def field(self, name: str) -> dict[str, str]:
        """The attributes of the first field of a name."""
        named = ("input", "select", "textarea", "button")
        return next(a for tag, a in self.tags if tag in named and a.get("name") == name)


def checked(answer: httpx.Response) -> httpx.Response:
    """An answer held against the rules of the house, where it is a whole page of HTML."""
    if answer.headers.get("content-type", "").startswith("text/html") and "<html" in answer.text:
        faults = page_faults(answer.text)
        assert not faults, f"{answer.request.method} {answer.request.url}: {faults}"
    return answer


def page_faults(text: str) -> list[str]:
    """What is wrong with a page: headings, title, labels, ids, links within it, anything inline."""
    page = Page(text)
    faults = []
    if len(page.all("h1")) != 1:
        faults.append(f"{len(page.all('h1'))} h1")
    if not page.headings.get("title", [""])[0].strip():
        faults.append("no title")
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    faults += [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]
    faults += [f"style= on {tag}" for tag, a in page.tags if "style" in a]
    faults += [f"{name}= on {tag}" for tag, a in page.tags for name in a if name.startswith("on")]
    faults += ["inline script" for a in page.all("script") if "src" not in a]
    faults += ["inline style element" for _ in page.all("style")]
    targets = {a[key] for _, a in page.tags for key in ("aria-describedby", "aria-labelledby", "for") if key in a}
    faults += [f"#{one} is named and not there" for t in targets for one in t.split() if one not in ids]
    faults += [f"link to #{h[1:]}" for h in page.links() if h.startswith("#") and len(h) > 1 and h[1:] not in ids]
    return faults + _unlabelled(page)


def _unlabelled(page: Page) -> list[str]:
    labelled = {a["for"] for a in page.all("label") if "for" in a}
    inside = [tuple(sorted(a.items())) for a in _inside_labels(page.html)]
    faults = []
    for tag, a in page.tags:
        if tag not in ("input", "select", "textarea") or a.get("type") in ("hidden", "submit", "button"):
            continue
        named = a.get("id") in labelled or "aria-label" in a or "aria-labelledby" in a
        if not named and tuple(sorted(a.items())) not in inside:
            faults.append(f"{tag} {a.get('name', '')} has no label")
    return faults


def _inside_labels(text: str) -> list[dict[str, str]]:
    found = []
    for label in re.findall(r"<label\b.*?</label>", text, re.S):
        found += [a for tag, a in Page(label).tags if tag in ("input", "select", "textarea")]
    return found
