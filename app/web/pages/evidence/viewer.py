"""From a file and what was read of it to what the viewer shows."""

import re
from collections.abc import Sequence

from app.domain.evidence import KsbTag, VersionState
from app.domain.evidence.places import (
    Pages,
    Part,
    Words,
    fragment,
    is_placeable,
    is_recording,
    is_spreadsheet,
    is_where_settled,
    part_words,
    places_in,
)
from app.domain.permissions import Permission, may
from app.files.kinds import may_show_inline
from app.files.reading import Page
from app.rendering.words import in_words
from app.web.forms import Typed
from app.web.ksbs import in_published_order
from app.web.pages.evidence.looked import Looked
from app.web.pages.evidence.viewer_view import KsbBeside, Other, Turn, ViewerView, WordsOfPage
from app.web.places_shown import places_shown, viewer_address
from app.web.record import evidence_address

_SAVE = "Save places"


def viewer_view(looked: Looked) -> ViewerView:
    """The viewer's page."""
    evidence, version, file = looked.evidence, looked.version, looked.file
    here = evidence_address(evidence.apprenticeship, evidence.number)
    raw = f"{here}/files/{file.id}" if file else ""
    shows = _shows(looked)
    page = _page(looked)
    pages = _pages(looked)
    says = may(looked.member, Permission.PLACE_TAG)
    ksbs = _ksbs(looked)
    asked = [ksb for ksb in ksbs if ksb.may and not ksb.settled]
    return ViewerView(
        name=evidence.name,
        title=version.title or "Untitled draft",
        piece_address=here,
        heading=file.name if file else "What was written",
        shows=shows,
        source=_source(raw, shows, looked.part, page),
        file_address=raw,
        turn=_turn(looked, page or 1, words=bool(pages)) if shows == "pdf" else None,
        page=str(page) if page and shows == "pdf" else "",
        pages=pages,
        words_note=looked.read.why_not if looked.read and not looked.read.readable else "",
        words_address=_at_page(looked, page, words=True) if shows == "pdf" and not pages else "",
        asked=part_words(looked.part) if looked.part else "",
        hint=_hint(looked),
        ask=_ask([ksb for ksb in asked if not ksb.places]),
        asks_first=shows == "pdf" and bool(asked) and not looked.is_tutor,
        only_how=not asked,
        may_point=shows != "nothing",
        keeps=f"“{_SAVE if asked else 'Save'}” keeps what stands in the fields above.",
        save_words=_SAVE if asked else "Save",
        stays=_stays(looked),
        ksbs=ksbs,
        others=_others(looked),
        save_address=f"{here}/places" if says and any(ksb.may for ksb in ksbs) else "",
        file=str(file.id) if file else "",
        version=version.version,
        faults=tuple(looked.faults),
    )


def _shows(looked: Looked) -> str:
    if looked.file is None:
        return "words"
    kind = looked.file.media_type
    if may_show_inline(kind):
        return "pdf" if kind == "application/pdf" else kind.partition("/")[0]
    return "words" if looked.read and looked.read.pages else "nothing"


def _page(looked: Looked) -> int | None:
    if looked.page is not None:
        return looked.page
    if isinstance(looked.part, Pages):
        return looked.part.first
    return looked.part.page if isinstance(looked.part, Words) else None


def _source(raw: str, shows: str, part: Part | None, page: int | None) -> str:
    if shows == "pdf":
        return f"{raw}#page={page}" if page else raw
    at = fragment(part) if part and shows in ("audio", "video") else ""
    return f"{raw}#{at}" if at else raw


def _at_page(looked: Looked, page: int | None, *, words: bool) -> str:
    """Where the viewer shows this page of the file, with its words beside it or without."""
    asked = [f"page={page}"] if page else []
    asked += ["words=yes"] if words else []
    return f"{viewer_address(looked.evidence, looked.version, looked.file)}?{'&'.join(asked)}"


def _turn(looked: Looked, page: int, *, words: bool) -> Turn:
    pages = looked.file.pages if looked.file else None
    before, after = (
        f"{_at_page(looked, to, words=words)}#{f'page-{to}' if words else 'looked-at'}" for to in (page - 1, page + 1)
    )
    return Turn(page, pages, before if page > 1 else "", after if pages is None or page < pages else "")


def _ask(asked: Sequence[KsbBeside]) -> str:
    """What is left to say, as the heading of the questions."""
    if not asked:
        return ""
    return f"Say where {in_words(ksb.code for ksb in asked)} {'is' if len(asked) == 1 else 'are'} shown"


def _question(looked: Looked, ksb: str) -> str:
    file = looked.file
    if file is None:
        return f"Which words show {ksb}?"
    if looked.of_pdf:
        return f"Which page shows {ksb}?"
    if is_recording(file.media_type):
        return f"When does it show {ksb}?"
    return f"What in the picture shows {ksb}?" if looked.of_picture else f"Where does this file show {ksb}?"


def _hint(looked: Looked) -> str:
    if looked.file is None:
        return "Words from it in quotation marks, such as “three options”. One place a line."
    if looked.of_picture:
        return "The whole picture, or what is seen in it, in your words. One place a line."
    if is_recording(looked.file.media_type):
        return "A time, such as 2:10, or from when to when, such as 2:10 to 2:40. One place a line."
    if looked.file.sheets or is_spreadsheet(looked.file.media_type):
        return "A sheet and cells, such as Budget!B2:D9. One place a line."
    if looked.of_pdf:
        return "Its number, such as 2 or 2–3, or words from it in quotation marks. One place a line."
    return "A page, such as p 2 or p 2–3, or words in quotation marks. One place a line."


def _stays(looked: Looked) -> str:
    """What to know before saving, where that is for good: what was sent is a claim, and stays as it is."""
    if looked.version.state is VersionState.DRAFT:
        return ""
    return "Once saved, it stays as it is." + ("" if looked.is_tutor else " To change it later, add a new version.")


def _ksbs(looked: Looked) -> tuple[KsbBeside, ...]:
    claimed = {tag.ksb: tag for tag in looked.version.tags if tag.ksb in looked.version.ksbs}
    ordered = sorted(in_published_order(claimed, looked.standard), key=lambda code: code != looked.ksb)
    return tuple(_beside(looked, claimed[code]) for code in ordered)


def _beside(looked: Looked, tag: KsbTag) -> KsbBeside:
    ksb = looked.standard.ksb_by_code.get(tag.ksb)
    here = [place.part for place in places_in(tag.where) if place.file == looked.reference]
    says = may(looked.member, Permission.PLACE_TAG)
    typed_ = looked.typed or Typed()
    settled = is_where_settled(looked.version, tag, tutor=looked.is_tutor)
    how = typed_.get(f"how-{tag.ksb}", tag.how)
    return KsbBeside(
        code=tag.ksb,
        short=ksb.short if ksb else "",
        plain=ksb.plain if ksb else "",
        text=ksb.text if ksb else "",
        state=tag.state.value,
        places=places_shown(looked.evidence, looked.version, tag),
        where=typed_.get(f"where-{tag.ksb}", "\n".join(looked.as_typed(part) for part in here)),
        how=how,
        may=says and is_placeable(looked.evidence, looked.version, tag, tutor=looked.is_tutor),
        question=_question(looked, tag.ksb),
        settled=settled,
        open=bool(how) or any(fault.path == f"how-{tag.ksb}" for fault in looked.faults),
    )


def _others(looked: Looked) -> tuple[Other, ...]:
    """What else of this version may be looked at."""
    evidence, version = looked.evidence, looked.version
    found = [Other(file.name, viewer_address(evidence, version, file)) for file in version.files if file != looked.file]
    if version.description.strip() and looked.file is not None:
        found.append(Other("What was written", viewer_address(evidence, version, None)))
    return tuple(found)


def _pages(looked: Looked) -> tuple[WordsOfPage, ...]:
    if looked.read is None:
        return ()
    words = looked.part if isinstance(looked.part, Words) else None
    found, marked = [], False
    for page in looked.read.pages:
        span = None if marked or words is None else _span(page, words)
        marked = marked or span is not None
        start, end = span or (len(page.words), len(page.words))
        number = page.place.removeprefix("page ") if page.place.startswith("page ") else ""
        found.append(WordsOfPage(page.place, number, page.words[:start], page.words[start:end], page.words[end:]))
    return tuple(found)


def _span(page: Page, words: Words) -> tuple[int, int] | None:
    """Where the passage stands on this page, whatever the line breaks and quotation marks."""
    if words.page is not None and page.place != f"page {words.page}":
        return None
    said = r"\s+".join(re.sub(r"[\"'“”„‘’]", "[\"'“”„‘’]", re.escape(word)) for word in words.text.split())
    found = re.search(said, page.words, re.IGNORECASE)
    return found.span() if found else None
