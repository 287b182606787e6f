"""Choosing what the assessor sees, and freezing it: numbered, unchangeable, one hash, erased after a breach."""

import hashlib

import pytest
from sqlalchemy import update

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.breaches import erase_bytes
from app.actions.portfolio import choose_piece, freeze_portfolio, order_pieces, order_pieces_as_listed
from app.answers.portfolio import chosen_of, standing
from app.answers.readiness import readiness_of
from app.answers.verification import discrepancies
from app.db import apprenticeships, history
from app.db import portfolio as db
from app.db.tables import core
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.portfolio import changes, digest_of_words, manifest_sha256
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests import portfolio_pieces
from tests.portfolio_pieces import PLAN

FOR_GATEWAY = "For the discussion in January."


def sent(visit, cast, title, *, kind="work_product", data=PLAN, ksb=("K1", "S1")):
    """A piece of Chloe’s, sent over the JSON face; returns its number."""
    return portfolio_pieces.send(visit("chloe"), cast, title, kind=kind, data=data, ksb=ksb)


@pytest.fixture
def pieces(house):
    """E1, E2, E3 and E4 (tests/portfolio_pieces.py), which `house` has in it for a test that asks for them."""
    return portfolio_pieces.NUMBERS


def do(house, person, action, *given, **named):
    with house.acting(person) as acting:
        return action(acting, *given, **named)


def chosen(house, cast) -> list[str]:
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        return [each.evidence.name for each in chosen_of(session, house.catalogue, one)[0] if each.included]


def version(house, cast, number=1):
    with house.database.reading() as session:
        return db.load(session, cast.hers, number), db.words_of(session, cast.hers, number)


def test_accepted_work_is_in_by_itself_and_a_reflective_account_is_not(house, cast, pieces):
    assert chosen(house, cast) == ["E1", "E2"]


def test_apprentice_and_tutor_take_pieces_in_leave_them_out_and_put_them_in_order(house, cast, pieces):
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, choose_piece, cast.hers, 1, included=False)
    do(house, cast.chloe, order_pieces, cast.hers, [4, 2])
    assert chosen(house, cast) == ["E4", "E2"]


def test_putting_in_order_takes_nothing_in_for_good(house, cast, pieces):
    """E2 is in because K1 of it is accepted: once that is reopened it is out, and stops nobody from freezing."""
    do(house, cast.chloe, order_pieces, cast.hers, [2, 1])
    assert chosen(house, cast) == ["E2", "E1"]
    do(house, cast.priya, actions.reopen_tag, cast.hers, 2, "K1", "Look at it again.")
    assert chosen(house, cast) == ["E1"]
    assert do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY) == 1
    do(house, cast.priya, actions.decide_tag, cast.hers, 2, Decision("K1", Verdict.ACCEPTED, "Well shown."))
    assert chosen(house, cast) == ["E2", "E1"], "its place is kept"


def test_what_somebody_took_in_stays_theirs_when_another_puts_it_in_order(house, cast, pieces):
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, order_pieces, cast.hers, [4, 2, 1])
    do(house, cast.priya, actions.reopen_tag, cast.hers, 4, "K1", "Look at it again.")
    assert chosen(house, cast) == ["E4", "E2", "E1"]


def test_choosing_the_same_again_is_one_happening(house, cast, pieces):
    for _ in range(2):
        do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
        do(house, cast.chloe, order_pieces, cast.hers, [2, 1, 4])
    with house.database.reading() as session:
        told = [row.action for row in history.happenings(session, cast.hers)]
    assert (told.count("piece_chosen"), told.count("pieces_ordered")) == (1, 1)


@pytest.mark.parametrize("who", ["mark", "quentin", "adele"])
def test_nobody_else_chooses(house, cast, pieces, who):
    with pytest.raises(NotPermitted):
        do(house, getattr(cast, who), choose_piece, cast.hers, 1, included=False)


def test_a_stranger_does_not_even_learn_that_there_is_a_portfolio(house, cast, pieces):
    with pytest.raises(NotFound):
        do(house, cast.ben, choose_piece, cast.hers, 1, included=False)


def test_what_is_withdrawn_or_was_never_sent_cannot_be_taken_in(house, cast, pieces):
    do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 2, "Sent by mistake.")
    with pytest.raises(WrongState):
        do(house, cast.chloe, choose_piece, cast.hers, 2, included=True)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    for wrong in ([1, 2], [1, 1], [1], [1, 4, 3], []):
        with pytest.raises(BadInput, match="Name every piece that is in the portfolio"):
            do(house, cast.chloe, order_pieces, cast.hers, wrong)


def test_an_older_list_is_merged_with_what_is_in_now(house, cast, pieces):
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, choose_piece, cast.hers, 1, included=False)
    kept = do(house, cast.chloe, order_pieces_as_listed, cast.hers, [9, 2, 1])
    assert (kept.numbers, kept.out, kept.new) == ((2, 4), (9, 1), (4,))
    assert chosen(house, cast) == ["E2", "E4"]
    do(house, cast.chloe, order_pieces_as_listed, cast.hers, [1])
    assert chosen(house, cast) == ["E2", "E4"]


def test_the_plan_checker_runs_over_what_is_chosen_months_before_gateway(house, cast, pieces):
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        found = standing(session, house.catalogue, one).findings
    assert {one.piece for one in found if one.rule == "portfolio.kinds_not_accepted"} == {4}
    assert {one.ksb for one in found if one.rule == "portfolio.one_for_each_ksb"} >= {"K2", "B6"}


def test_freezing_keeps_pieces_tags_and_files_under_one_hash(house, cast, pieces):
    assert do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY) == 1
    kept, words = version(house, cast)
    manifest = kept.manifest
    assert kept.sha256 == manifest_sha256(kept.text)
    assert [(one.number, [tag.ksb for tag in one.tags]) for one in manifest.pieces] == [(1, ["K1"]), (2, ["K1"])]
    assert manifest.pieces[0].files[0].sha256 == hashlib.sha256(PLAN).hexdigest()
    assert manifest.pieces[0].files[0].path == "files/E01/1.pdf"
    assert words["E1.title"][1] == "Support plan"
    assert all(digest_of_words(*words[key]) == digest for key, digest in manifest.digests.items())


def test_the_manifest_itself_holds_nothing_that_somebody_wrote(house, cast, pieces):
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    kept, words = version(house, cast)
    assert not [text for _, text in words.values() if text in kept.text]


def test_later_work_does_not_touch_what_was_frozen(house, cast, visit, pieces):
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    before = version(house, cast)
    do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "I have a better one.")
    do(house, cast.chloe, choose_piece, cast.hers, 2, included=False)
    assert version(house, cast) == before


def test_a_new_version_names_the_one_before_and_says_what_changed(house, cast, pieces):
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.chloe, choose_piece, cast.hers, 1, included=False)
    assert do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock assessment.") == 2
    assert version(house, cast, 2)[0].manifest.previous == version(house, cast)[0].sha256
    assert changed(house, cast) == ("E4 was taken in.", "E1 was left out.")


def changed(house, cast) -> tuple[str, ...]:
    (first, then), (second, now) = version(house, cast), version(house, cast, 2)
    return changes(first.manifest, second.manifest, then, now)


def test_a_new_version_says_that_a_piece_opens_at_another_place(house, cast, visit, pieces):
    """The place is what an assessor opens, so a version says so where it is another."""
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    do(house, cast.priya, actions.reopen_tag, cast.hers, 1, "K1", "The review is on the next page.")
    place = {"where": [{"at": "page 1"}, {"at": "page 2"}], "how": "It names the act it goes by."}
    where = f"apprenticeships/{cast.hers}/evidence/E1/tags/K1/place"
    assert visit("priya").call("PUT", where, json=place).status_code == 200
    do(house, cast.priya, actions.decide_tag, cast.hers, 1, Decision("K1", Verdict.ACCEPTED, "Well shown."))
    assert do(house, cast.priya, freeze_portfolio, cast.hers, "With the place of the review.") == 2
    assert changed(house, cast) == ("E1 has another place for K1.",)
    page = visit("priya").get(f"/a/{cast.hers}/portfolio/2").text
    assert "Changed since the version before" in page
    assert "E1 has another place for K1." in page


def test_freezing_twice_without_a_change_is_one_version(house, cast, pieces):
    assert do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY) == 1
    assert do(house, cast.priya, freeze_portfolio, cast.hers, "Once more.") == 1


def test_what_is_not_cleared_or_not_accepted_stops_freezing_by_name(house, cast, pieces):
    do(house, cast.chloe, choose_piece, cast.hers, 3, included=True)
    with pytest.raises(WrongState) as refused:
        do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    assert "Not cleared, so no assessor may see it: E3." in str(refused.value)
    assert "No KSB of it is accepted: E3." in str(refused.value)


def test_an_empty_portfolio_is_not_frozen(house, cast):
    with pytest.raises(WrongState):
        do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_version_says_what_it_is_for(house, cast, pieces, reason):
    with pytest.raises(BadInput):
        do(house, cast.priya, freeze_portfolio, cast.hers, reason)


@pytest.mark.parametrize("who", ["chloe", "mark", "quentin", "adele"])
def test_only_the_tutor_freezes(house, cast, pieces, who):
    with pytest.raises(NotPermitted):
        do(house, getattr(cast, who), freeze_portfolio, cast.hers, FOR_GATEWAY)


def test_an_erased_piece_leaves_a_tombstone_and_the_hash_still_holds(house, cast, pieces):
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    before, _ = version(house, cast)
    with house.acting(cast.priya) as acting:
        seq = drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
        drill.erase_evidence(acting, cast.hers, seq, "E1")
    sha256 = hashlib.sha256(PLAN).hexdigest()
    erase_bytes(house, cast.hers, [sha256])
    kept, words = version(house, cast)
    assert (kept.text, kept.sha256) == (before.text, before.sha256)
    assert not [key for key in words if key.startswith("E1.")]
    assert "E2.title" in words
    with house.database.reading() as session:
        gone = {stone.what for stone in db.tombstones_of(session, cast.hers, 1)}
        assert {"files/E01/1.pdf", "E1.title", "E1.file.1"} <= gone
        assert list(discrepancies(session, house.store)) == []
    assert house.store.size(cast.hers, sha256) is None


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("portfolio_version", "manifest", "{}", "is not what was frozen."),
        ("portfolio_text", "text", "A better title", "has other words for"),
    ],
)
def test_verify_finds_what_was_changed_behind_our_back(house, cast, pieces, table, column, value, said):
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    with house.database.writing() as session:
        session.execute(update(getattr(core, table)).values({column: value}))
    with house.database.reading() as session:
        assert [one for one in list(discrepancies(session, house.store)) if said in one]


def test_the_check_on_confidentiality_judges_what_was_frozen_too_though_it_is_taken_out_since(house, cast, pieces):
    def check():
        with house.database.reading() as session:
            one = apprenticeships.load(session, cast.hers, house.today())
            found = readiness_of(session, house.catalogue, one, house.today()).checks
        return next(each for each in found if each.id == "confidentiality")

    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    assert check().state == "met"
    do(house, cast.chloe, choose_piece, cast.hers, 1, included=False)
    do(house, cast.priya, actions.clear_evidence, cast.hers, 1, version=1, cleared=False)
    assert check().state == "partly"
    assert "has to be frozen anew without it" in check().reason
    do(house, cast.priya, freeze_portfolio, cast.hers, "Without it.")
    assert (check().state, check().figures["chosen"]) == ("met", 1)
