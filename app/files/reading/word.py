"""Word: the words page by page as far as the file knows its pages, and all that does not show."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from app.files.reading.gathered import Gathered
from app.files.reading.parts import Parts, attribute, local
from app.files.reading.properties import embedded, links, people_and_data, properties

_MAIN = "word/document.xml"
_OTHERS = (
    ("word/header", "header"),
    ("word/footer", "footer"),
    ("word/footnotes", "footnotes"),
    ("word/endnotes", "endnotes"),
)
_NUMBERING = re.compile(
    r"""(?ix) \s* (?: PAGE | NUMPAGES | SECTIONPAGES | TOC | SEQ\ (?:Figure|Table) | (?:PAGEREF|REF|HYPERLINK)\b )?
    (?: \s+ (?: \\[a-z*] | "?_(?:Toc|Ref)\d+"? | "\d-\d" | MERGEFORMAT | ARABIC | roman ) )* \s*"""
)
"""Fields that number pages, figures and headings: very many in one document, and nobody is named in them."""


@dataclass
class _Walk:
    """The words of one part as they are met; `pages` grows at each break."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    hidden: list[tuple[str, str]] = field(default_factory=list)
    authors: dict[str, None] = field(default_factory=dict)

    def say(self, words: str) -> None:
        self.pages[-1].append(words)


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a .docx."""
    parts = Parts(path)
    main = parts.xml(_MAIN)
    if main is None:
        raise ValueError("no document")
    rendered = any(local(one) == "lastRenderedPageBreak" for one in main.iter())
    walk = _walked(main, "lastRenderedPageBreak" if rendered else "br")
    for number, words in enumerate(walk.pages, 1):
        gathered.page(f"page {number}" if len(walk.pages) > 1 else "", "".join(words))
    _told(walk, "", gathered)
    links(parts, _MAIN, "", gathered)
    for begins, place in _OTHERS:
        for name in parts.names(begins, ".xml"):
            _other(parts, name, place, gathered)
    _comments(parts, gathered)
    properties(parts, gathered)
    people_and_data(parts, gathered, "word")
    embedded(parts, gathered)


def _other(parts: Parts, name: str, place: str, gathered: Gathered) -> None:
    found = parts.xml(name)
    if found is None:
        return
    walk = _walked(found, "")
    words = "".join("".join(page) for page in walk.pages)
    if words.strip():
        gathered.page(place, words)
    _told(walk, place, gathered)
    links(parts, name, place, gathered)


def _comments(parts: Parts, gathered: Gathered) -> None:
    found = parts.xml("word/comments.xml")
    for one in found if found is not None else ():
        walk = _walked(one, "")
        words = "".join("".join(page) for page in walk.pages).strip()
        gathered.hide("comment", "comments", f"{attribute(one, 'author')}: {words}")


def _told(walk: _Walk, place: str, gathered: Gathered) -> None:
    for what, words in walk.hidden:
        gathered.hide(what, place, words)
    for author in walk.authors:
        gathered.hide("person who changed it", place, author)


def _walked(root: Element, page_break: str) -> _Walk:
    """Through a part without recursion, as deep as it may be."""
    walk = _Walk()
    stack = [root]
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "Fallback":
            continue
        if name in ("ins", "del", "moveFrom", "moveTo") and (author := attribute(element, "author")):
            walk.authors[author] = None
        if name in ("del", "moveFrom"):
            walk.hidden.append(("deleted words", _all_words(element)))
            continue
        if name == "r" and _vanishes(element):
            walk.hidden.append(("hidden words", _all_words(element)))
            continue
        _met(element, name, page_break, walk)
        stack.extend(reversed(element))
    return walk


def _met(element: Element, name: str, page_break: str, walk: _Walk) -> None:
    if name == "t":
        walk.say(element.text or "")
    elif name in ("tab", "noBreakHyphen"):
        walk.say(" " if name == "tab" else "-")
    elif name in ("p", "tr", "cr"):
        walk.say("\n")
    elif name == "tc":
        walk.say("\t")
    elif name == "instrText" and not _NUMBERING.fullmatch(element.text or ""):
        walk.hidden.append(("field", element.text or ""))
    elif name == "docPr":
        walk.hidden.append(("description of a picture", f"{attribute(element, 'descr')} {attribute(element, 'title')}"))
    if name == page_break and (name != "br" or attribute(element, "type") == "page"):
        walk.pages.append([])
    elif name == "br":
        walk.say("\n")


def _vanishes(run: Element) -> bool:
    for one in run:
        if local(one) == "rPr":
            return any(local(mark) == "vanish" and attribute(mark, "val") not in ("0", "false", "off") for mark in one)
    return False


def _all_words(element: Element) -> str:
    return "".join(
        "\n" if local(one) == "p" else one.text or "" for one in element.iter() if local(one) in ("t", "delText", "p")
    )
