"""The labelled set that suggestions are measured on: fair to every KSB, in its own words, a third held apart."""

from collections import Counter

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.evidence import EvidenceKind
from app.domain.suggestions.words import words_of
from tests.bench.suggestions import by_commonness, by_cues, by_duty, by_tf_idf, labelled, recall

PIECES = labelled()
HELD = [piece for piece in PIECES if piece.held]
TUNING = [piece for piece in PIECES if not piece.held]
STANDARD = read_catalogue(STANDARD_DATA).standard("ST0868", "1.0")
LONGEST_QUOTE = 3
"""Words in a row that anybody may happen to use too."""


def runs(text: str) -> set[tuple[str, ...]]:
    """Every row of words of a text that would be a quotation."""
    words = [word.plain for word in words_of(text)]
    length = LONGEST_QUOTE + 1
    return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}


def test_there_are_sixty_pieces_and_more_and_a_third_is_held_apart() -> None:
    assert len(PIECES) >= 60
    assert len(HELD) * 3 >= len(PIECES)
    assert len({piece.told.title for piece in PIECES}) == len(PIECES)


def test_every_ksb_is_tagged_in_four_pieces_and_in_each_part() -> None:
    assert min(Counter(ksb for piece in PIECES for ksb in piece.ksbs).values()) >= 4
    for part in (HELD, TUNING):
        assert {ksb for piece in part for ksb in piece.ksbs} == set(STANDARD.ksb_by_code)


def test_each_is_as_long_as_a_piece_and_tagged_as_an_assessor_would() -> None:
    for piece in PIECES:
        assert 60 <= len(piece.told.description.split()) <= 200, piece.told.title
        assert 3 <= len(piece.ksbs) <= 6, piece.told.title
        assert piece.told.duties[0] in STANDARD.duty_by_code
        assert EvidenceKind(piece.told.kind)


def test_none_quotes_the_wording_of_a_ksb() -> None:
    wording = {run for ksb in STANDARD.ksbs for run in runs(ksb.text) | runs(ksb.plain)}
    assert len(wording) > 300
    quoting = {p.told.title: runs(p.told.description) & wording for p in PIECES if runs(p.told.description) & wording}
    assert quoting == {}


def test_on_the_held_part_suggestions_find_over_a_third_of_the_tags_and_twice_what_knows_no_cues_finds() -> None:
    found = recall(HELD, by_cues())
    assert found >= 0.45
    assert found > 2 * max(recall(HELD, way) for way in (by_duty(STANDARD), by_commonness(TUNING), by_tf_idf(STANDARD)))
