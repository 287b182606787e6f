"""Where a piece shows a KSB: what people type, how it is kept, and what the file says to it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Evidence, EvidenceFile, EvidenceKind, EvidenceVersion, KsbTag, TagState, VersionState
from app.domain.evidence.places import (
    DESCRIPTION,
    LONGEST_WORDS,
    Cells,
    Pages,
    Place,
    Times,
    Whole,
    Words,
    as_placed,
    fault_of_place,
    fragment,
    insist_may_place,
    kept_places,
    part_typed,
    part_words,
    parts_seen,
    parts_typed,
    place_words,
    places_in,
    reference_of,
    stored,
    typed,
    typed_of_picture,
    unchecked_words,
)
from app.domain.refusals import BadInput, WrongState

VISIT = EvidenceFile(uuid4(), "Home visit.pdf", "a1" * 32, 900, "application/pdf", pages=9)
CLIP = EvidenceFile(uuid4(), "Clip.mp4", "b2" * 32, 900, "video/mp4", milliseconds=300_000)
BUDGET = EvidenceFile(
    uuid4(),
    "Budget.xlsx",
    "c3" * 32,
    900,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    sheets=("Budget", "Notes"),
)
TYPED = [
    ("p 2–3", Pages(2, 3)),
    ("p. 2-3", Pages(2, 3)),
    ("pp 2 to 3", Pages(2, 3)),
    ("pages 2 and 3", Pages(2, 3)),
    ("page 12", Pages(12, 12)),
    ("Page 12", Pages(12, 12)),
    ("on page 12", Pages(12, 12)),
    ("slide 4", Pages(4, 4)),
    ("12", Pages(12, 12)),
    ("2:10 to 2:40", Times(130, 160)),
    ("from 2:10 to 2:40", Times(130, 160)),
    ("2:10–2:40", Times(130, 160)),
    ("02:10", Times(130)),
    ("at 2:10", Times(130)),
    ("said at 02:10", Times(130)),
    ("1:02:10", Times(3730)),
    ("2 min 10 s", Times(130)),
    ("130 seconds", Times(130)),
    ("Budget!B2:D9", Cells("Budget", "B2:D9")),
    ("Budget!$B2", Cells("Budget", "B2")),
    ("sheet Budget B2", Cells("Budget", "B2")),
    ("Sheet Budget, b2 to d9", Cells("Budget", "B2:D9")),
    ("sheet Budget", Cells("Budget")),
    ("'Home visits 2026'!B2", Cells("Home visits 2026", "B2")),
    ("“three options”", Words("three options")),
    ('"three  options"', Words("three options")),
    ("page 3, “three options”", Words("three options", 3)),
    ("p 3: “three options”", Words("three options", 3)),
    ("all of it", Whole()),
    ("the whole file", Whole()),
]


@pytest.mark.parametrize(("said", "part"), TYPED)
def test_what_people_type_is_read(said, part):
    assert part_typed(said) == part


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("somewhere near the end", "“somewhere near the end” is not a place we can read."),
        ("2:75", "“2:75” is no time."),
        ("p 5–2", "Page 2 comes before page 5."),
        ("2:40 to 2:10", "2:10 comes before 2:40."),
        ("p 0", "Pages are counted from 1."),
        ("“ ”", "Put the words between the quotation marks."),
        (f"“{'long ' * 70}”", "Quote at most 300 characters"),
    ],
)
def test_what_cannot_be_read_says_what_to_type_instead(said, sentence):
    with pytest.raises(BadInput) as wrong:
        part_typed(said, "where-S14")
    assert wrong.value.faults[0].path == "where-S14"
    assert wrong.value.faults[0].sentence.startswith(sentence)


def test_several_places_stand_a_line_each_or_with_a_semicolon_between():
    assert parts_typed("p 2; p 5–6\n\n“one; two”\np 2") == (Pages(2, 2), Pages(5, 6), Words("one; two"))


said_aloud = st.text(min_size=1, max_size=LONGEST_WORDS).map(lambda text: " ".join(text.split())).filter(bool)
sheets = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters='“”"'), max_size=100)
cell = st.from_regex(r"[A-Z]{1,3}[1-9][0-9]{0,3}", fullmatch=True)
numbers = st.integers(1, 99_999)
parts = st.one_of(
    st.tuples(numbers, numbers).map(lambda pair: Pages(min(pair), max(pair))),
    st.tuples(st.integers(0, 35_000), st.integers(0, 600)).map(lambda two: Times(two[0], two[0] + two[1])),
    st.integers(0, 35_000).map(Times),
    st.builds(
        Cells,
        sheets.map(lambda name: " ".join(name.split())).filter(bool),
        st.one_of(st.just(""), cell, st.tuples(cell, cell).map(":".join)),
    ),
    st.builds(Words, said_aloud, st.one_of(st.none(), numbers)),
    st.just(Whole()),
)
places = st.builds(Place, st.sampled_from([DESCRIPTION, "a1a1a1a1a1a1", "b2b2b2b2b2b2"]), parts)


@given(parts)
def test_what_is_put_back_into_a_field_is_read_as_the_same_place(part):
    assert part_typed(typed(part)) == part


@given(st.lists(places, max_size=6))
def test_what_a_tag_keeps_is_read_back_as_the_same_places(several):
    assert places_in(stored(several)) == tuple(dict.fromkeys(several))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text):
    try:
        part = part_typed(text)
    except BadInput as wrong:
        assert wrong.faults[0].sentence
    else:
        assert part_words(part)


def test_a_place_reads_as_people_say_it_and_opens_where_it_says():
    assert place_words(Place(reference_of(VISIT.sha256), Pages(2, 2)), VISIT.name) == "Home visit.pdf, page 2"
    assert place_words(Place(DESCRIPTION, Words("three options")), "") == "the description, “three options”"
    assert part_words(Times(130, 160)) == "2:10 to 2:40"
    assert part_words(Cells("Budget", "B2:D9")) == "sheet Budget, B2:D9"
    assert (fragment(Pages(2, 3)), fragment(Times(130)), fragment(Times(130, 160))) == ("page=2", "t=130", "t=130,160")
    assert fragment(Words("three options", 3)) == "page=3"
    assert fragment(Whole()) == fragment(Words("three options")) == ""


@pytest.mark.parametrize(
    ("file", "part", "sentence"),
    [
        (VISIT, Pages(9, 9), ""),
        (VISIT, Pages(12, 12), "Home visit.pdf has 9 pages, so there is no page 12."),
        (VISIT, Pages(8, 10), "Home visit.pdf has 9 pages, so there is no page 10."),
        (VISIT, Words("options", 12), "Home visit.pdf has 9 pages, so there is no page 12."),
        (VISIT, Times(130), "Home visit.pdf is not a recording, so it has no 2:10. Say a page, such as p 2."),
        (VISIT, Cells("Budget"), "Home visit.pdf has no sheets or cells. Say a page, such as p 2."),
        (CLIP, Times(300), ""),
        (CLIP, Times(420), "Clip.mp4 is 5:00 long, so there is nothing at 7:00."),
        (CLIP, Times(290, 301), "Clip.mp4 is 5:00 long, so there is nothing at 5:01."),
        (CLIP, Pages(2, 2), "Clip.mp4 is a recording. Say a time in it, such as 2:10."),
        (BUDGET, Cells("budget", "B2"), ""),
        (BUDGET, Cells("Plan"), "Budget.xlsx has no sheet “Plan”. Its sheets are “Budget”, “Notes”."),
        (None, Pages(1, 1), "The description has no pages or times. Quote the words you mean."),
        (VISIT, Whole(), ""),
        (None, Whole(), ""),
    ],
)
def test_a_place_that_is_not_there_is_told_with_what_the_file_has(file, part, sentence):
    assert fault_of_place(Place("any", part), file, None) == sentence


def test_words_have_to_stand_there_whatever_the_line_breaks_and_quotation_marks():
    held = "I explained\nthree “options” to Parent A."
    assert fault_of_place(Place(DESCRIPTION, Words('Three "options"')), None, held) == ""
    said = fault_of_place(Place(DESCRIPTION, Words("four options")), None, held)
    assert said == "“four options” does not stand in the description. Copy the words as they are there."


@pytest.mark.parametrize(
    ("file", "part", "said"),
    [
        (replace(VISIT, pages=None), Pages(200, 200), "Not checked: we do not know how long Home visit.pdf is."),
        (replace(CLIP, milliseconds=None), Times(9999), "Not checked: we do not know how long Clip.mp4 is."),
        (replace(BUDGET, sheets=()), Cells("Plan"), "Not checked: we do not know which sheets Budget.xlsx has."),
        (VISIT, Words("options"), "Not checked: no machine has read these words there."),
        (VISIT, Pages(2, 2), ""),
        (CLIP, Times(130), ""),
        (BUDGET, Cells("Budget"), ""),
    ],
)
def test_where_nobody_knows_how_long_a_file_is_the_place_is_taken_and_that_is_said(file, part, said):
    place = Place(reference_of(file.sha256), part)
    assert unchecked_words(place, file, None) == said
    if said:
        assert fault_of_place(place, file, None) == ""


def test_places_of_a_file_that_is_gone_are_left_behind():
    there, gone = Place(reference_of(VISIT.sha256), Pages(2, 2)), Place(reference_of(CLIP.sha256), Times(130))
    words = Place(DESCRIPTION, Words("options"))
    assert kept_places((there, gone, words), {VISIT.sha256}) == (there, words)


PAGE_2 = Place(reference_of(VISIT.sha256), Pages(2, 2))
PAGE_5 = Place(reference_of(VISIT.sha256), Pages(5, 5))


def piece(stands=VersionState.SUBMITTED, **more):
    """A piece with one claim on one version, and that claim."""
    tag = KsbTag("S14", TagState.PROPOSED if stands is VersionState.DRAFT else TagState.AWAITING)
    tag = replace(tag, **{key: value for key, value in more.items() if key in ("where", "how", "state")})
    version = EvidenceVersion(
        1, stands, "A visit", EvidenceKind.WORK_PRODUCT, None, "Words.", True, (), (VISIT,), (tag,),
        cleared_at=more.get("cleared_at"),
    )  # fmt: skip
    sent = None if stands is VersionState.DRAFT else 1
    evidence = Evidence(uuid4(), uuid4(), 3, (version,), sent, 1 if sent is None else None)
    return replace(evidence, withdrawn_at=more.get("withdrawn_at")), version, tag


def test_on_a_draft_its_writer_says_and_unsays_places_as_she_likes():
    evidence, version, tag = piece(VersionState.DRAFT, where=stored([PAGE_2]), how="It was mine.")
    insist_may_place(evidence, version, tag, tutor=False)
    assert as_placed(version, tag, (PAGE_5,), "", tutor=False).where == stored([PAGE_5])
    with pytest.raises(WrongState):
        insist_may_place(evidence, version, tag, tutor=True)


def test_a_claim_that_was_sent_without_a_place_may_still_get_one_and_then_it_stays():
    evidence, version, tag = piece()
    insist_may_place(evidence, version, tag, tutor=False)
    placed = as_placed(version, tag, (PAGE_2,), "I gave options.", tutor=False)
    assert (placed.where, placed.how, placed.state) == (stored([PAGE_2]), "I gave options.", TagState.AWAITING)
    evidence, version, tag = piece(where=placed.where, how=placed.how)
    with pytest.raises(WrongState, match="Change it in a new version"):
        insist_may_place(evidence, version, tag, tutor=False)


def test_what_was_sent_is_not_changed_by_way_of_what_was_missing():
    evidence, version, tag = piece(where=stored([PAGE_2]))
    insist_may_place(evidence, version, tag, tutor=False)
    assert as_placed(version, tag, (PAGE_2,), "I gave options.", tutor=False).how == "I gave options."
    with pytest.raises(WrongState, match="was sent already"):
        as_placed(version, tag, (PAGE_2, PAGE_5), "", tutor=False)
    with pytest.raises(WrongState, match="stays"):
        as_placed(version, tag, (), "", tutor=False)


def test_the_tutor_adds_a_place_while_she_decides_and_takes_none_away():
    evidence, version, tag = piece(where=stored([PAGE_2]), how="I gave options.")
    insist_may_place(evidence, version, tag, tutor=True)
    added = as_placed(version, tag, (PAGE_2, PAGE_5), "I gave options.", tutor=True)
    assert places_in(added.where) == (PAGE_2, PAGE_5)
    for places_, how in (((PAGE_5,), tag.how), ((PAGE_2,), "Something else.")):
        with pytest.raises(WrongState):
            as_placed(version, tag, places_, how, tutor=True)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"withdrawn_at": datetime(2026, 11, 20, tzinfo=UTC)}, "was withdrawn"),
        ({"state": TagState.ACCEPTED}, "does not await a decision"),
        ({"cleared_at": datetime(2026, 11, 20, tzinfo=UTC)}, "is cleared for others to read"),
    ],
)
def test_what_is_settled_stays(more, sentence):
    evidence, version, tag = piece(**more)
    with pytest.raises(WrongState, match=sentence):
        insist_may_place(evidence, version, tag, tutor=False)


PHOTO = EvidenceFile(uuid4(), "Whiteboard.jpg", "d4" * 32, 900, "image/jpeg")


@pytest.mark.parametrize("whole", ["the whole picture", "Whole photo", "all of it"])
def test_of_a_picture_one_says_the_whole_of_it_or_what_is_seen_in_ones_own_words(whole: str) -> None:
    seen = "the arrow from school to us; who rings whom"
    assert parts_seen(f"{whole}\n {seen}\n“{seen}”") == (Whole(), Words(seen))
    place = Place(reference_of(PHOTO.sha256), Words(seen))
    assert fault_of_place(place, PHOTO, None) == "" == unchecked_words(place, PHOTO, None)


@given(st.text(max_size=60))
def test_what_is_said_of_a_picture_reads_back_as_the_same(line: str) -> None:
    try:
        parts = parts_seen(line)
    except BadInput:
        return
    for part in parts:
        assert parts_seen(typed_of_picture(part)) == (part,)
