"""OpenDocument: text, sheets and slides; changes, comments, notes, hidden sheets and words apart."""

from pathlib import Path
from xml.etree.ElementTree import Element

from app.files.reading.gathered import Gathered
from app.files.reading.parts import Parts, attribute, local
from app.files.reading.properties import inside
from app.files.reading.tables import in_words

_OF_META = {
    "initial-creator": "author",
    "creator": "last changed by",
    "printed-by": "printed by",
    "title": "title in the properties",
    "subject": "subject in the properties",
    "description": "remark in the properties",
    "keyword": "keywords in the properties",
    "user-defined": "property of its own",
}
_APART = {
    "tracked-changes": "deleted words",
    "annotation": "comment",
    "notes": "speaker notes",
    "hidden-text": "hidden words",
    "hidden-paragraph": "hidden words",
}
_BODIES = ("text", "spreadsheet", "presentation", "drawing")
_EDGES = ("header", "footer", "header-left", "footer-left")


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from an OpenDocument file."""
    parts = Parts(path)
    content = parts.xml("content.xml")
    if content is None:
        raise ValueError("no content")
    unseen = _unseen_styles(content)
    body = next(
        (one for one in content.iter() if local(one) in ("text", "spreadsheet", "presentation", "drawing")), content
    )
    kind = local(body)
    if kind == "spreadsheet":
        _sheets(body, unseen, gathered)
    elif kind in ("presentation", "drawing"):
        _slides(body, unseen, gathered)
    else:
        gathered.page("", _words(body, "", gathered))
    styles = parts.xml("styles.xml")
    for one in styles.iter() if styles is not None else ():
        if (
            local(one) in ("header", "footer", "header-left", "footer-left")
            and (words := _words(one, "", gathered)).strip()
        ):
            gathered.page("header or footer", words)
    _told(parts, content, gathered)


def _told(parts: Parts, content: Element, gathered: Gathered) -> None:
    meta = parts.xml("meta.xml")
    for one in meta.iter() if meta is not None else ():
        if local(one) in _OF_META:
            gathered.hide(_OF_META[local(one)], "properties", one.text or "")
    for one in content.iter():
        if local(one) == "a" and (address := attribute(one, "href")):
            gathered.hide("address behind a link", "", address.removeprefix("mailto:"))
        elif local(one) in ("desc", "title"):
            gathered.hide("description of a picture", "", one.text or "")
    for _ in parts.pictures():
        gathered.picture()
    for name in parts.names("object"):
        if name.casefold().endswith("/content.xml"):
            found = parts.xml(name)
            gathered.hide("document inside", name, " ".join(found.itertext()) if found is not None else "")
        elif "/" not in name and (data := parts.data(name)):
            inside(data, name, "document inside", gathered)


def _unseen_styles(content: Element) -> set[str]:
    """Styles of sheets and slides that do not show."""
    return {
        attribute(style, "name")
        for style in content.iter()
        if local(style) == "style"
        for one in style
        if attribute(one, "display") == "false" or attribute(one, "visibility") == "hidden"
    }


def _sheets(body: Element, unseen: set[str], gathered: Gathered) -> None:
    for table in body:
        if local(table) != "table":
            continue
        name = attribute(table, "name")
        gathered.sheet(name)
        shown: list[list[str]] = []
        away: list[list[str]] = []
        for row in table.iter():
            if local(row) == "table-row":
                cells = [_words(one, f"sheet {name}", gathered).strip() for one in row if "cell" in local(one)]
                (away if attribute(row, "visibility") in ("collapse", "filter") else shown).append(cells)
        if attribute(table, "style-name") in unseen or attribute(table, "display") == "false":
            gathered.hide("hidden sheet", f"sheet {name}", in_words(shown))
        else:
            gathered.page(f"sheet {name}", in_words(shown))
        gathered.hide("hidden rows or columns", f"sheet {name}", in_words(away))


def _slides(body: Element, unseen: set[str], gathered: Gathered) -> None:
    slides = [one for one in body if local(one) == "page"]
    for number, slide in enumerate(slides, 1):
        words = _words(slide, f"slide {number}", gathered)
        if attribute(slide, "style-name") in unseen:
            gathered.page(f"slide {number}", "")
            gathered.hide("hidden slide", f"slide {number}", words)
        else:
            gathered.page(f"slide {number}", words)
    gathered.count(len(slides))


def _words(root: Element, place: str, gathered: Gathered) -> str:
    """The words that show; what does not goes to `gathered`. Without recursion, as deep as it may be."""
    said: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            said.append(one)
            continue
        name = local(one)
        if name in _APART:
            words = attribute(one, "string-value") or " ".join(one.itertext())
            gathered.hide(_APART[name], place, words)
        else:
            if name in ("p", "h", "line-break", "table-row"):
                said.append("\n")
            elif name in ("s", "tab", "table-cell"):
                said.append(" ")
            said.append(one.text or "")
            for child in reversed(one):
                stack.extend((child.tail or "", child))
    return "".join(said)
