"""What hides in a file, found thing by thing: a reason for keeping one is never taken for another's."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import docx
from docx.document import Document
from docx.oxml import parse_xml

from app.actions.acting import Installation
from app.actions.evidence.checking import looked_through
from app.db import evidence as db
from app.domain.confidentiality import FindingState, Known
from app.domain.evidence import EvidenceFile
from app.domain.evidence.checking import checked_again
from app.domain.evidence.findings import Finding, kept
from app.files.reading import Hidden, Page, Read
from app.worker import Worker
from tests.cast import Cast
from tests.conftest import Clock
from tests.files.reading.made import WORD, W
from tests.visits import Visit

Visitor = Callable[..., Visit]
FIELDS = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": "What I did.",
    "ksb": ["K2"],
    "confidentiality_statement": "true",
    "authenticity": "true",
    "ai_use": "no",
}
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
KNOWN = Known("Chloe Marsden")
WHY = "It says nothing of anybody."


def word(fill: Callable[[Document], Any]) -> list[tuple[str, tuple[str, bytes, str]]]:
    made, sink = docx.Document(), io.BytesIO()
    fill(made)
    made.save(sink)
    return [("file", ("plan.docx", sink.getvalue(), WORD))]


def commented(*comments: str) -> list[tuple[str, tuple[str, bytes, str]]]:
    def fill(made: Document) -> None:
        paragraph = made.add_paragraph("We looked at three options together and chose one.")
        for words in comments:
            made.add_comment(paragraph.runs[0], text=words, author="")

    return word(fill)


def headed(*headers: str) -> list[tuple[str, tuple[str, bytes, str]]]:
    def fill(made: Document) -> None:
        made.add_paragraph("We looked at three options together and chose one.")
        for at, words in enumerate(headers):
            section = made.sections[0] if at == 0 else made.add_section()
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = words

    return word(fill)


def added(chloe: Visit, cast: Cast, files: Any) -> tuple[str, dict[str, Any]]:
    where = f"apprenticeships/{cast.hers}/evidence"
    answer = chloe.call("POST", where, data=FIELDS | {"submit": "true"}, files=files)
    assert answer.status_code == 201, answer.text
    return f"{where}/E1", dict(answer.json())


def keep(chloe: Visit, where: str, found: dict[str, Any]) -> None:
    assert chloe.call("POST", f"{where}/findings/{found['id']}/keeping", json={"reason": WHY}).status_code == 200


def test_of_several_comments_each_is_found_and_shown_and_kept_by_itself(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    comments = ("Ask Kelly Marsh of 14 Rowan Close", "Jayden’s NHS number is 943 476 5919", "See the plan")
    where, piece = added(chloe, cast, commented(*comments))
    assert [(one["words"].removeprefix(": "), one["place"]) for one in piece["findings"]] == [
        (words, f"comment, comments ({number} of 3)") for number, words in enumerate(comments, 1)
    ]
    keep(chloe, where, piece["findings"][2])
    after = chloe.call("GET", where).json()
    assert ([one["state"] for one in after["findings"]], after["held"]) == (["open", "open", "kept"], True)
    assert chloe.call("POST", f"{where}/submission", json={}).status_code == 409


def test_names_that_begin_two_headers_are_two(cast: Cast, visit: Visitor) -> None:
    _, piece = added(visit("chloe"), cast, headed("Kelly Marsh, visit", "Jayden Okafor, visit"))
    assert [(one["words"], one["place"]) for one in piece["findings"]] == [
        ("Kelly Marsh", "header (1 of 2)"),
        ("Jayden Okafor", "header (2 of 2)"),
    ]


def test_one_that_is_kept_stays_kept_and_its_reason_stays_its_own_when_a_second_is_found_beside_it(
    house: Installation, cast: Cast, visit: Visitor, clock: Clock
) -> None:
    """Both changed the document. Chloe’s own name is on record and so is quiet, until it is watched for."""
    chloe = visit("chloe")

    def fill(made: Document) -> None:
        paragraph = made.add_paragraph("We looked at three options together and chose one.")
        for name in ("Chloe Marsden", "Kelly Marsh"):
            paragraph._p.append(parse_xml(f'<w:ins {W} w:id="1" w:author="{name}"/>'))

    where = f"apprenticeships/{cast.hers}/evidence"
    piece = chloe.call("POST", where, data=FIELDS | {"submit": "false"}, files=word(fill)).json()
    (found,) = piece["findings"]
    keep(chloe, f"{where}/E1", found)
    chloe.post(f"/a/{cast.hers}/names", {"name": "Chloe Marsden", "do": "add"})
    clock.now += timedelta(minutes=1)
    worker = Worker(house)
    while worker.do_one():
        pass
    with house.database.reading() as session:
        found_now = db.findings_in(session, cast.hers, 1, 1)
    assert [(one.place, one.state, one.reason) for one in found_now] == [
        ("person who changed it (2 of 2)", FindingState.KEPT, WHY),
        ("person who changed it (1 of 2)", FindingState.OPEN, ""),
    ]


def spotted(*comments: str, headers: tuple[str, ...] = ()) -> Any:
    pages = tuple(Page("header", words) for words in headers)
    hidden = tuple(Hidden("comment", "comments", words) for words in comments)
    file = EvidenceFile(UUID(int=1), "plan.docx", WORD, 10, "a" * 64)
    return looked_through(file, Read(pages=pages, hidden=hidden), KNOWN).spotted


def unnumbered(length: int) -> Finding:
    """A comment as it was found, and kept, while places were not numbered."""
    (one,), _ = checked_again({}, spotted("x" * length), (), NOW, new_ids())
    return replace(kept(one, WHY, UUID(int=2), NOW, ""), place="comment, comments")


def new_ids() -> Iterator[UUID]:
    while True:
        yield uuid4()


def checked(old: Finding, now: Any) -> tuple[list[FindingState], list[FindingState]]:
    before = {("file", old.sha256, old.kind, old.place, old.start): old}
    standing, gone = checked_again(before, now, (), NOW, new_ids())
    return [one.state for one in standing], [one.state for one in gone]


def test_what_was_kept_before_places_had_numbers_stays_kept_where_it_stands_alone() -> None:
    assert checked(unnumbered(12), spotted("See the plan")) == ([FindingState.KEPT], [])
    assert checked(unnumbered(12), spotted("Chloe", "See the plan")) == ([FindingState.KEPT], [])


def test_where_several_stand_there_nobody_knows_which_was_meant_so_each_is_asked_about() -> None:
    now = spotted("See the plan", "Kelly Marsh.")
    assert checked(unnumbered(12), now) == ([FindingState.OPEN] * 2, [FindingState.FIXED])
