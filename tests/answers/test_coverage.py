"""What counts as coverage when it is read from the records."""

import json
from datetime import timedelta

import pytest

from app.actions.acting import Installation
from app.answers.coverage import coverage_of
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db.coverage import tag_counts_of_many
from app.domain.coverage import Coverage, KsbState
from tests.cast import START, TODAY, Cast
from tests.portfolios import Piece, confirm_split, keep_pieces, keep_time


def hers(house: Installation, cast: Cast) -> Coverage:
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        return coverage_of(session, house.catalogue, one)


def keep(house: Installation, cast: Cast, *pieces: Piece) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)


def test_nothing_sent_is_nothing_covered(house: Installation, cast: Cast) -> None:
    found = hers(house, cast)
    assert (found.total, found.accepted, found.not_started) == (38, 0, 38)
    assert found.methods is None


def test_a_ksb_is_accepted_by_one_accepted_piece_whatever_else_waits(house: Installation, cast: Cast) -> None:
    keep(house, cast, Piece({"K1": "accepted"}), Piece({"K1": "awaiting"}), Piece({"K1": "returned"}))
    covered = hers(house, cast).ksbs[0]
    assert covered.state is KsbState.ACCEPTED
    assert (covered.accepted, covered.awaiting, covered.returned) == (1, 1, 1)
    assert covered.evidence == (1, 2, 3)


def test_pieces_are_listed_by_number_not_by_spelling(house: Installation, cast: Cast) -> None:
    keep(house, cast, *[Piece({"K1": "accepted"}) for _ in range(11)])
    assert hers(house, cast).ksbs[0].evidence == tuple(range(1, 12))


@pytest.mark.parametrize(
    ("piece", "why"),
    [
        (Piece({"K1": "proposed"}, sent_on=None), "a draft"),
        (Piece({"K1": "accepted"}, withdrawn=True), "withdrawn evidence"),
        (Piece({"K1": "declined"}), "a declined tag"),
        (Piece({}, suggested=["K1"]), "a tutor’s suggestion"),
        (Piece({"K2": "accepted"}, superseded_tags={"K1": "accepted"}), "a superseded version"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_counts_for_nothing(house: Installation, cast: Cast, piece: Piece, why: str) -> None:
    keep(house, cast, piece)
    covered = hers(house, cast).ksbs[0]
    assert covered.state is KsbState.NOT_STARTED, why
    assert covered.evidence == ()


def test_another_apprentices_evidence_is_not_hers(house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.his, [Piece({"K1": "accepted"})], cast.tomas.id)
    assert hers(house, cast).accepted == 0


def test_a_duty_has_its_planned_days_and_the_hours_confirmed_for_it(house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        day = START + timedelta(days=10)
        entries = [(day, 90, "confirmed", "D1"), (day, 30, "waiting", "D1"), (day, 60, "confirmed", None)]
        keep_time(session, cast.hers, entries, cast.chloe.id)
        keep_time(session, cast.hers, [(day, 45, "confirmed", "D1")], cast.chloe.id, counts=False, first=9)
    duty = hers(house, cast).duties[0]
    assert (duty.code, duty.target_minutes, duty.confirmed_minutes) == ("D1", 4 * 420, 90)


def test_many_at_once_are_counted_as_one_by_one(house: Installation, cast: Cast) -> None:
    keep(house, cast, Piece({"K1": "accepted", "S2": "awaiting"}), Piece({"K1": "returned"}))
    with house.database.reading() as session:
        found = tag_counts_of_many(session, [cast.hers, cast.his])
    assert cast.his not in found
    assert {(c.ksb, c.accepted, c.awaiting, c.returned) for c in found[cast.hers]} == {("K1", 1, 0, 1), ("S2", 0, 1, 0)}


def test_a_confirmed_split_is_laid_over_the_standard_and_the_newest_word_holds(
    house: Installation, cast: Cast, catalogue: Catalogue
) -> None:
    standard = catalogue.standard("ST0868", "1.0")
    every = {ksb.code: ["professional_discussion"] for ksb in standard.ksbs}
    newer = every | {"K3": ["case_study"], "K9": ["case_study", "professional_discussion"]}
    with house.database.writing() as session:
        confirm_split(session, "ST0868/1.0", json.dumps(every), cast.adele.id, seq=1)
        confirm_split(session, "ST0868/1.0", json.dumps(newer), cast.adele.id, seq=2)
    keep(house, cast, Piece({"K3": "accepted", "K9": "accepted", "K1": "accepted"}))
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        assert standard_of(session, catalogue, one).method_mapping_confirmed
        methods = coverage_of(session, catalogue, one).methods
    assert methods is not None
    assert {m.code: (m.accepted, m.total) for m in methods} == {
        "professional_discussion": (2, 37),
        "case_study": (2, 2),
    }
