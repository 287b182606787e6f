"""PowerPoint: slide by slide; hidden slides, notes and comments apart."""

from pathlib import Path
from xml.etree.ElementTree import Element

from app.files.reading.gathered import Gathered
from app.files.reading.parts import Parts, attribute, local
from app.files.reading.properties import embedded, links, people_and_data, properties

_SHOW = "ppt/presentation.xml"


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a .pptx or .ppsx."""
    parts = Parts(path)
    show = parts.xml(_SHOW)
    if show is None:
        raise ValueError("no presentation")
    related = parts.related(_SHOW)
    slides = [related.get(_relation(one), ("", ""))[1] for one in show.iter() if local(one) == "sldId"]
    for number, part in enumerate(slides, 1):
        _slide(parts, part, f"slide {number}", gathered)
    gathered.count(len(slides))
    for name in (*parts.names("ppt/commentauthors", ".xml"), *parts.names("ppt/authors", ".xml")):
        found = parts.xml(name)
        for one in found if found is not None else ():
            gathered.hide("person who commented", "comments", attribute(one, "name"))
    properties(parts, gathered)
    people_and_data(parts, gathered, "ppt")
    embedded(parts, gathered)


def _relation(slide: Element) -> str:
    """A slide has a number of its own, and the id of what it refers to in the namespace of relations."""
    return next((value for key, value in slide.attrib.items() if key.endswith("relationships}id")), "")


def _slide(parts: Parts, part: str, place: str, gathered: Gathered) -> None:
    found = parts.xml(part) if part else None
    words = _words(found) if found is not None else ""
    if found is not None and attribute(found, "show") in ("0", "false"):
        gathered.page(place, "")
        gathered.hide("hidden slide", place, words)
    else:
        gathered.page(place, words)
    for one in found.iter() if found is not None else ():
        if local(one) == "cNvPr":
            gathered.hide("description of a picture", place, attribute(one, "descr"))
    links(parts, part, place, gathered)
    for kind, target in parts.related(part).values():
        if kind in ("notesSlide", "comments"):
            beside = parts.xml(target)
            what = "speaker notes" if kind == "notesSlide" else "comment"
            gathered.hide(what, place, _words(beside, also=("text",)) if beside is not None else "")


def _words(root: Element, also: tuple[str, ...] = ()) -> str:
    said: list[str] = []
    for one in root.iter():
        name = local(one)
        if name == "t" or name in also:
            said.append(one.text or "")
        elif name in ("p", "br", "cm"):
            said.append("\n")
        elif name in ("tc", "tab"):
            said.append("\t")
    return "".join(said).strip()
