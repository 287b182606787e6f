"""The viewer and the places said in it: over pages and calls, for whom, and where every link then leads."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from app.actions.acting import Installation
from app.actions.evidence import clear_evidence, decide_tags
from app.db import evidence as db
from app.db import history
from app.db.tables import core
from app.domain.evidence import Decision, Verdict
from app.domain.evidence.places import places_in
from tests.browser.papers import pdf_of
from tests.cast import Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
WORDS = "I gave Parent A three options and told them\nwhat each would cost."
FIELDS = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": WORDS,
    "ksb": ["S14", "K2"],
    "confidentiality_statement": "true",
}
PDF = ("file", ("Home visit.pdf", b"%PDF-1.7 a visit", "application/pdf"))
CLIP = ("file", ("Clip.m4a", b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom\x00\x00\x00\x00", "audio/mp4"))


def add(visitor: Visit, cast: Cast, *files: Any, submit: str = "true", **more: Any) -> dict[str, Any]:
    """A piece over the JSON face."""
    where = f"apprenticeships/{cast.hers}/evidence"
    answer = visitor.call("POST", where, data=FIELDS | {"submit": submit} | more, files=files or [PDF])
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def learn(house: Installation, **known: Any) -> None:
    """What reading the files has brought since."""
    with house.database.writing() as session:
        session.execute(core.stored_file.update().values(**known))


def tag(house: Installation, cast: Cast, ksb: str, number: int = 1, version: int = 1) -> Any:
    with house.database.reading() as session:
        found = db.load(session, cast.hers, number).at(version)
    assert found is not None
    return found.tag(ksb)


def viewer(cast: Cast, piece: dict[str, Any], at: int = 0) -> str:
    return f"/a/{cast.hers}/evidence/E{piece['number']}/files/{piece['files'][at]['id']}/view"


def say(visitor: Visit, cast: Cast, piece: dict[str, Any], **fields: str) -> Any:
    """Send the viewer's form; a field is called `where_S14` here."""
    typed = {"file": piece["files"][0]["id"], "version": "1"}
    typed |= {name.replace("_", "-"): value for name, value in fields.items()}
    return visitor.post(f"/a/{cast.hers}/evidence/E{piece['number']}/places", typed)


def test_a_place_typed_beside_a_file_is_shown_and_every_link_leads_to_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast)
    page = chloe.page(viewer(cast, piece))
    assert "S14" in page.text and "K2" in page.text
    assert "In plain words (ours): You give information, advice and guidance without taking sides" in page.text
    saved = say(chloe, cast, piece, where_S14="p 2–3", how_S14="I gave three options.", where_K2="", how_K2="")
    assert saved.status_code == 200 and "Saved where E1 shows S14" in saved.text
    assert "Home visit.pdf, pages 2–3" in saved.text
    assert "Not checked: we do not know how long Home visit.pdf is." in saved.text
    opened = f"{viewer(cast, piece)}?ksb=S14&place=1#looked-at"
    for name, address in (
        ("chloe", f"/a/{cast.hers}/coverage"),
        ("priya", f"/a/{cast.hers}/coverage?view=matrix"),
    ):
        links = visit(name).page(address).links()
        assert any(link.endswith("evidence/E1/shows/S14") for link in links), address
    followed = chloe.client.get(f"/a/{cast.hers}/evidence/E1/shows/S14", follow_redirects=False)
    assert followed.headers["location"] == opened
    theirs = visit("priya").page(f"/a/{cast.hers}/evidence/E1")
    assert opened in theirs.links()
    assert "I gave three options." in theirs.text
    frame = next(a for a in chloe.page(opened).all("iframe"))
    assert frame["src"].endswith("#page=2")


def test_a_ksb_without_a_place_leads_to_its_piece(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    followed = chloe.client.get(f"/a/{cast.hers}/evidence/E1/shows/S14", follow_redirects=False)
    assert followed.headers["location"] == f"/a/{cast.hers}/evidence/E1#tag-S14"
    assert chloe.client.get(f"/a/{cast.hers}/evidence/E1/shows/B6").status_code == 200


@pytest.mark.parametrize(
    ("known", "file", "typed", "sentence"),
    [
        ({"pages": 9}, PDF, "p 12", "Home visit.pdf has 9 pages, so there is no page 12."),
        ({"milliseconds": 300_000}, CLIP, "07:00", "Clip.m4a is 5:00 long, so there is nothing at 7:00."),
        ({}, PDF, "near the end", "“near the end” is not a place we can read."),
        ({}, CLIP, "p 2", "Clip.m4a is a recording. Say a time in it, such as 2:10."),
    ],
)
def test_a_place_that_is_not_there_is_an_error_with_the_real_length_and_nothing_typed_is_lost(
    house: Installation, cast: Cast, visit: Visitor, known: Any, file: Any, typed: str, sentence: str
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, file)
    if known:
        learn(house, **known)
    answer = say(chloe, cast, piece, where_S14=typed, how_S14="Mine.", where_K2="", how_K2="")
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.text.count(sentence) == 2
    assert "#where-S14" in page.links()
    assert typed in answer.text and "Mine." in answer.text
    assert tag(house, cast, "S14").where == ""


def test_words_of_the_description_are_a_place_and_are_marked_where_they_stand(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    where = f"/a/{cast.hers}/evidence/E1"
    typed = {"file": "", "version": "1", "where-S14": "“told them what each would cost”", "how-S14": ""}
    assert chloe.post(f"{where}/places", typed).status_code == 200
    followed = chloe.get(f"{where}/shows/S14")
    assert followed.url.path == f"{where}/view"
    assert '<mark id="passage">told them\nwhat each would cost</mark>' in followed.text
    wrong = chloe.post(f"{where}/places", typed | {"where-K2": "“four options”", "how-K2": ""})
    assert wrong.status_code == 422
    assert "“four options” does not stand in the description. Copy the words as they are there." in wrong.text


def test_a_text_file_is_read_beside_the_ksbs_and_a_passage_of_it_is_found(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    note = ("file", ("note.txt", b"First I listened.\nThen we looked at three options.", "text/plain"))
    piece = add(chloe, cast, note)
    page = chloe.page(viewer(cast, piece))
    assert "Then we looked at three options." in page.text
    assert say(chloe, cast, piece, where_S14="“three options”", how_S14="").status_code == 200
    assert '<mark id="passage">three options</mark>' in chloe.get(f"/a/{cast.hers}/evidence/E1/shows/S14").text
    wrong = say(chloe, cast, piece, where_K2="“four options”", how_K2="")
    assert wrong.status_code == 422
    assert "does not stand in note.txt" in wrong.text


def test_places_of_two_files_stand_beside_each_other(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, PDF, CLIP, submit="false")
    say(chloe, cast, piece, where_S14="p 2\np 5", how_S14="")
    say(chloe, cast, piece, file=piece["files"][1]["id"], where_S14="2:10 to 2:40", how_S14="said at 02:10")
    found = chloe.call("GET", f"apprenticeships/{cast.hers}/evidence/1").json()["tags"]
    said = next(one for one in found if one["ksb"] == "S14")
    assert said["where"] == "Home visit.pdf, page 2; Home visit.pdf, page 5; Clip.m4a, 2:10 to 2:40"
    assert said["how"] == "said at 02:10"
    assert [place["at"] for place in said["places"]] == ["p 2", "p 5", "2:10 to 2:40"]
    source = chloe.page(said["places"][2]["address"]).all("audio")[0]["src"]
    assert source.endswith("#t=130,160")


def test_what_was_sent_stays_and_only_what_is_missing_may_be_added(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast)
    say(chloe, cast, piece, where_S14="p 2", how_S14="")
    other = say(chloe, cast, piece, where_S14="p 3", how_S14="")
    assert other.status_code == 409
    assert "stays" in other.text and "p 3" in other.text
    assert say(chloe, cast, piece, where_S14="p 2", how_S14="I gave options.").status_code == 200
    assert tag(house, cast, "S14").how == "I gave options."


def test_the_tutor_adds_a_place_before_she_decides_and_cannot_take_one_away(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    piece = add(visit("chloe"), cast)
    say(visit("chloe"), cast, piece, where_S14="p 2", how_S14="Mine.")
    priya = visit("priya")
    assert say(priya, cast, piece, where_S14="p 4", how_S14="Mine.").status_code == 409
    assert say(priya, cast, piece, where_S14="p 2\np 4", how_S14="Mine.").status_code == 200
    assert len(places_in(tag(house, cast, "S14").where)) == 2
    with house.acting(cast.priya) as acting:
        decide_tags(acting, cast.hers, 1, [Decision("S14", Verdict.ACCEPTED)])
    late = say(priya, cast, piece, where_S14="p 2\np 4\np 6", how_S14="Mine.")
    assert late.status_code == 409 and "does not await a decision" in late.text


def test_every_place_said_is_in_the_history_without_a_word_and_a_draft_s_are_the_apprentice_s_own(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    draft = add(chloe, cast, submit="false")
    say(chloe, cast, draft, where_S14="p 2", how_S14="My own words")
    sent = add(chloe, cast)
    say(chloe, cast, sent, where_K2="p 3", how_K2="")
    with house.database.reading() as session:
        rows = history.happenings(session, cast.hers, limit=10)
        assert not list(history.broken_links(session, str(cast.hers)))
    told = {row.subject: row for row in rows if row.action in ("draft_placed", "tag_placed")}
    assert told["E1"].action == "draft_placed" and told["E2"].action == "tag_placed"
    assert set(told["E2"].body) == {"version", "ksb", "places", "digest"}
    assert "My own words" not in str(rows)
    assert "Said where version 1 shows K2" in visit("priya").page(f"/a/{cast.hers}/evidence/E2").text
    assert "Said where a draft" not in visit("priya").page(f"/a/{cast.hers}/history").text


def test_a_new_version_keeps_the_places_of_files_that_are_still_there_and_carries_them_when_accepted(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, PDF, CLIP)
    say(chloe, cast, piece, where_S14="p 2", how_S14="Mine.", where_K2="", how_K2="")
    say(chloe, cast, piece, file=piece["files"][1]["id"], where_K2="2:10", how_K2="")
    with house.acting(cast.priya) as acting:
        decide_tags(acting, cast.hers, 1, [Decision("S14", Verdict.ACCEPTED)])
    where = f"apprenticeships/{cast.hers}/evidence/1/versions"
    kept = [file["id"] for file in piece["files"]]
    more = ("file", ("More.pdf", b"%PDF-1.7 more", "application/pdf"))
    again = chloe.call("POST", where, data=FIELDS | {"kept": kept, "submit": "true"}, files=[more])
    assert again.status_code == 201, again.text
    carried, awaits = tag(house, cast, "S14", version=2), tag(house, cast, "K2", version=2)
    assert (carried.carried_from, carried.how) == (1, "Mine.")
    assert carried.where == tag(house, cast, "S14").where != ""
    assert awaits.where == tag(house, cast, "K2").where != ""
    kept = [file["id"] for file in again.json()["files"]]
    without = chloe.call("POST", where, data=FIELDS | {"kept": kept[:1], "submit": "true"}, files=[more])
    assert without.status_code == 201, without.text
    assert tag(house, cast, "K2", version=3).where == ""


def test_a_draft_s_places_outlive_its_changes_and_are_checked_again_on_sending(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    draft = add(chloe, cast, submit="false")
    say(chloe, cast, draft, where_S14="p 12", how_S14="")
    edit = f"/a/{cast.hers}/evidence/E1/edit"
    kept = chloe.page(edit).field("kept")["value"]
    page = chloe.page(edit)
    changed = FIELDS | {"kept": kept, "form": page.field("form")["value"], "revision": page.field("revision")["value"]}
    assert chloe.post(edit, changed | {"submit": "false"}).status_code == 200
    assert tag(house, cast, "S14").where.endswith("#page=12")
    learn(house, pages=9)
    refused = chloe.call("POST", f"apprenticeships/{cast.hers}/evidence/1/submission")
    assert refused.status_code == 422
    assert "S14: Home visit.pdf has 9 pages, so there is no page 12." in refused.text


def test_who_may_not_read_a_file_sees_neither_it_nor_where_it_shows_anything(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, mark = visit("chloe"), visit("mark")
    piece = add(chloe, cast)
    say(chloe, cast, piece, where_S14="p 2", how_S14="My own words")
    assert mark.get(viewer(cast, piece)).status_code == 403
    assert mark.get(f"/a/{cast.hers}/evidence/E1/view").status_code == 403
    passed_on = mark.client.get(f"/a/{cast.hers}/evidence/E1/shows/S14", follow_redirects=False)
    assert passed_on.headers["location"] == f"/a/{cast.hers}/evidence/E1#tag-S14"
    closed = mark.page(f"/a/{cast.hers}/evidence/E1")
    assert "My own words" not in closed.text and "page 2" not in closed.text
    with house.acting(cast.priya) as acting:
        clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
    opened = mark.page(viewer(cast, piece))
    assert "My own words" in opened.text
    assert not [a for a in opened.all("textarea") if "disabled" not in a]
    late = say(chloe, cast, piece, where_K2="p 3", how_K2="")
    assert late.status_code == 409 and "is cleared for others to read" in late.text


def test_a_draft_and_its_words_are_seen_beside_their_ksbs_by_nobody_else(cast: Cast, visit: Visitor) -> None:
    draft = add(visit("chloe"), cast, submit="false")
    for name in ("priya", "mark", "quentin"):
        assert visit(name).get(viewer(cast, draft)).status_code == 404
        assert visit(name).get(f"/a/{cast.hers}/evidence/E1/view").status_code == 404
        assert visit(name).get(f"/a/{cast.hers}/evidence/E1/shows/S14").status_code == 404


def test_looking_at_a_file_beside_its_ksbs_is_in_the_access_log_and_takes_few_statements(
    house: Installation, cast: Cast, visit: Visitor, statements: Any
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast)
    with statements() as ran:
        chloe.get(viewer(cast, piece))
    assert len(ran) <= 16, ran.all
    with house.database.reading() as session:
        seen = session.execute(core.access_log.select()).all()
    assert [row.subject for row in seen] == [f"E1 version 1 file {piece['files'][0]['id']}"]


def test_how_long_a_recording_lasts_stands_by_its_player(house: Installation, cast: Cast, visit: Visitor) -> None:
    """A player that has loaded nothing yet says 0:00; nothing is said where nobody knows."""
    chloe = visit("chloe")
    add(chloe, cast, CLIP)
    assert "It lasts" not in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    learn(house, milliseconds=130_000)
    assert "It lasts 2:10." in visit("priya").page(f"/a/{cast.hers}/evidence/E1").text


def test_a_recording_is_a_whole_account_that_is_heard_where_the_piece_is_read(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    form = chloe.page(f"/a/{cast.hers}/evidence/new")
    ways = [a for a in form.all("input") if a.get("name") == "file" and "capture" in a]
    assert [a["accept"] for a in ways] == ["audio/*", "video/*"]
    assert "A recording counts as much as writing" in form.text
    piece = add(chloe, cast, CLIP, description="", kind="recording")
    assert piece["state"] == "submitted"
    theirs = visit("priya").page(f"/a/{cast.hers}/evidence/E1")
    assert theirs.all("audio")[0]["src"].endswith(f"/files/{piece['files'][0]['id']}")
    assert "Said or signed, in place of writing" in theirs.text
    bare = chloe.call(
        "POST", f"apprenticeships/{cast.hers}/evidence", data=FIELDS | {"description": "", "submit": "true"}
    )
    assert bare.status_code == 422
    assert "or a recording of yourself saying or signing it" in bare.text


def place(visitor: Visit, cast: Cast, body: Any, ksb: str = "S14") -> Any:
    return visitor.call("PUT", f"apprenticeships/{cast.hers}/evidence/1/tags/{ksb}/place", json=body)


def test_a_program_says_places_by_file_and_reads_them_back(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, PDF, CLIP)
    where = [
        {"file": piece["files"][0]["id"], "page": 2, "to_page": 3},
        {"file": "Clip.m4a", "start": 130, "end": 160},
        {"file": "description", "words": "three options"},
        {"file": "Home visit.pdf", "at": "page 5"},
    ]
    answer = place(chloe, cast, {"where": where, "how": "I gave options."})
    assert answer.status_code == 200, answer.text
    said = next(one for one in answer.json()["tags"] if one["ksb"] == "S14")
    assert said["where"] == (
        "Home visit.pdf, pages 2–3; Clip.m4a, 2:10 to 2:40; the description, “three options”; Home visit.pdf, page 5"
    )
    assert said["how"] == "I gave options."
    assert [one["file"] for one in said["places"]][2] is None
    again = place(chloe, cast, {"where": where, "how": "I gave options."})
    assert again.json() == answer.json()


@pytest.mark.parametrize(
    ("body", "path", "sentence"),
    [
        ({"where": [{"file": "Other.pdf", "page": 2}]}, "where.0.file", "Name a file of this version"),
        ({"where": [{"page": 2}]}, "where.0.file", "Name a file of this version"),
        ({"where": [{"file": "Clip.m4a", "at": "soon"}]}, "where.0", "“soon” is not a place we can read."),
        ({"where": [{"file": "Home visit.pdf", "page": 12}]}, "where", "Home visit.pdf has 9 pages"),
        ({"where": [{"file": "Home visit.pdf", "page": 0}]}, "where.0.page", "Enter 1 or more."),
        (
            {"where": [{"file": "description", "at": f"“{n}”"} for n in "Iatomwhc.PgI"]},
            "where",
            "Say at most 10 places",
        ),
        ({"how": "x" * 1001}, "how", "Use at most 1000 characters."),
    ],
)
def test_what_a_program_says_wrongly_is_named_by_its_path(
    house: Installation, cast: Cast, visit: Visitor, body: Any, path: str, sentence: str
) -> None:
    add(visit("chloe"), cast, PDF, CLIP)
    learn(house, pages=9)
    answer = place(visit("chloe"), cast, body)
    assert answer.status_code == 422
    assert [(one["path"], one["message"][: len(sentence)]) for one in answer.json()["errors"]] == [(path, sentence)]


def test_the_place_of_a_ksb_that_is_not_claimed_is_not_there(cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast)
    assert place(visit("chloe"), cast, {}, "B6").status_code == 404
    assert place(visit("mark"), cast, {}).status_code == 403


def test_once_a_piece_is_saved_its_page_says_that_where_comes_next_until_each_ksb_has_its_place(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, where = visit("chloe"), f"/a/{cast.hers}/evidence/E1"
    piece = add(chloe, cast)
    page = chloe.page(where)
    assert (
        "Next: say where each KSB is shown" in page.text and "which page, or which words, show K2 and S14" in page.text
    )
    assert "Priya sees it at once: you need not send it again." in page.text
    assert f"{viewer(cast, piece)}#say" in page.links()
    assert f"{viewer(cast, piece)}?ksb=S14#say" in page.links(), "beside the claim too, and to the question"
    for name in ("priya", "mark", "quentin"):
        assert "Next: say where" not in visit(name).page(where).text
    say(chloe, cast, piece, where_S14="p 2", how_S14="", where_K2="", how_K2="")
    assert "Next: say where K2 is shown" in chloe.page(where).text
    say(chloe, cast, piece, where_K2="p 3", how_K2="")
    assert "Next: say where" not in chloe.page(where).text


def test_where_comes_next_only_where_there_is_something_to_point_at(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    chloe.call("POST", f"apprenticeships/{cast.hers}/evidence", data=FIELDS | {"submit": "false"})
    written = chloe.page(f"/a/{cast.hers}/evidence/E1")
    assert f"/a/{cast.hers}/evidence/E1/view?version=1#say" in written.links()
    empty = {name: words for name, words in FIELDS.items() if name != "description"}
    chloe.call("POST", f"apprenticeships/{cast.hers}/evidence", data=empty | {"submit": "false"})
    assert "Next: say where" not in chloe.page(f"/a/{cast.hers}/evidence/E2").text


def test_what_is_seen_in_a_picture_is_its_place_and_leads_to_the_picture(cast: Cast, visit: Visitor) -> None:
    chloe, kept = visit("chloe"), io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(kept, "PNG")
    photo = ("file", ("Whiteboard.png", kept.getvalue(), "image/png"))
    piece = add(chloe, cast, photo, submit="false")
    page = chloe.page(viewer(cast, piece))
    assert "The whole picture, or what is seen in it, in your words." in page.text
    assert "quotation marks" not in page.text and "The whole picture shows S14" in page.text
    said = say(chloe, cast, piece, where_S14="the arrow from school to us", where_K2="the whole picture")
    assert said.status_code == 200
    assert "Whiteboard.png, “the arrow from school to us”" in said.text
    assert f"{viewer(cast, piece)}?ksb=S14&place=1#looked-at" in Page(said.text).links()
    assert "the whole picture</textarea>" in said.text, "what was said stands in the field as it was typed"


def test_no_page_of_a_pdf_is_named_before_one_is_chosen(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, submit="false")
    page = chloe.page(viewer(cast, piece))
    assert "Which page shows S14?" in page.text and "Page 1 shows S14" not in page.text
    assert "Page 2 shows S14" in chloe.page(f"{viewer(cast, piece)}?page=2").text


def test_a_page_s_number_alone_is_its_place_and_stands_in_the_field_as_it_was_typed(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, submit="false")
    said = say(chloe, cast, piece, where_S14="2\n4-5", how_S14="", where_K2="", how_K2="")
    assert "Home visit.pdf, page 2" in said.text and "Home visit.pdf, pages 4–5" in said.text
    assert "2\n4–5</textarea>" in said.text


def test_pages_are_turned_by_links_that_no_field_can_be_mistaken_for_and_the_words_turn_along(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, ("file", ("Visit.pdf", pdf_of("One", "Two", "Three"), "application/pdf")), submit="false")
    learn(house, pages=3)
    here = viewer(cast, piece)
    first = chloe.page(here)
    assert [a["name"] for tag_, a in first.tags if tag_ in ("input", "textarea") and a.get("type") != "hidden"] == [
        f"{what}-{ksb}" for ksb in ("K2", "S14") for what in ("where", "how")
    ]
    assert "Page 1 of 3" in first.text and f"{here}?page=2#looked-at" in first.links()
    beside = chloe.page(f"{here}?page=2&words=yes")
    assert f"{here}?page=3&words=yes#page-3" in beside.links() and f"{here}?page=1&words=yes#page-1" in beside.links()
    assert [a["data-page"] for _, a in beside.tags if a.get("aria-current") == "true"] == ["2"]
    assert beside.text.index("Which page shows S14?") < beside.text.index("Page 2 of 3"), "asked first on a phone"


def test_there_is_one_button_to_save_with_and_one_sentence_of_what_it_keeps(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    for number, file in enumerate((PDF, CLIP)):
        page = chloe.page(viewer(cast, add(chloe, cast, file, submit="false")))
        assert page.text.count("“Save places” keeps what stands in the fields above.") == 1, number
        assert page.text.replace("“Save places”", "").count("Save") == 1


def test_a_recording_has_a_button_for_where_it_begins_and_one_for_where_it_ends(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    page = chloe.page(viewer(cast, add(chloe, cast, CLIP, submit="false")))
    assert "From here" in page.text and "To here" in page.text and "2:10 to 2:40" in page.text


def test_before_a_place_of_what_was_sent_is_saved_it_is_said_that_it_stays(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    draft, sent = add(chloe, cast, submit="false"), add(chloe, cast)
    stays = "Once saved, it stays as it is."
    assert stays not in chloe.page(viewer(cast, draft)).text
    assert f"{stays} To change it later, add a new version." in chloe.page(viewer(cast, sent)).text
    theirs = visit("priya").page(viewer(cast, sent)).text
    assert stays in theirs and "add a new version" not in theirs


def test_once_places_are_saved_it_is_said_what_is_left(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    draft = add(chloe, cast, submit="false")
    first = say(chloe, cast, draft, where_S14="p 2", how_S14="", where_K2="", how_K2="")
    assert "Next: say where K2 is shown." in Page(first.text).text
    both = say(chloe, cast, draft, where_S14="p 2", how_S14="", where_K2="p 3", how_K2="")
    assert "Every KSB has its place. Send E1 from its page." in Page(both.text).text
    sent = add(chloe, cast)
    done = say(chloe, cast, sent, where_S14="p 2", how_S14="", where_K2="p 3", how_K2="")
    assert "Every KSB has its place. That is all." in Page(done.text).text


def test_a_place_that_was_sent_is_not_asked_for_again_and_how_may_still_be_said(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast)
    say(chloe, cast, piece, where_S14="p 2", how_S14="", where_K2="", how_K2="")
    page = chloe.page(viewer(cast, piece))
    assert "Which page shows S14?" not in page.text and "Which page shows K2?" in page.text
    assert "Say how S14 is shown" in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    how = say(chloe, cast, piece, where_S14="p 2", how_S14="I set out three options.", where_K2="", how_K2="")
    assert "Saved where E1 shows S14" in Page(how.text).text
    assert "Which page shows S14?" in visit("priya").page(viewer(cast, piece)).text, "the tutor adds hers beside it"
    rest = say(chloe, cast, piece, where_S14="p 2", how_S14="I set out three options.", where_K2="p 3", how_K2="")
    assert rest.status_code == 200
    done = chloe.page(viewer(cast, piece))
    assert "Save places" not in done.text, "nothing is left that would have to be saved"
    assert "Say how, in your own words (you may leave this out)" in done.text
