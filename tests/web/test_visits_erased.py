"""The organisation and the purpose of a visit that name a client: erased for good on the visit's page, by its name."""

import pytest

from app.actions import breaches as drill
from app.actions.breaches import erase_words
from app.actions.keeping import back_up, restore
from app.actions.visits import end_visit, erase_visit_words
from app.db import breaches, history
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.actions.test_breaches import NAME, bytes_on_disk, work, wrong
from tests.actions.test_keeping import empty
from tests.actions.test_portfolio import do
from tests.cast import visiting
from tests.visits import Page

__all__ = ["empty"]
HERE = "/visits/1/erasure"


@pytest.fixture
def named(house, cast):
    """A visit to Chloe and Ben whose purpose names a client, and so does the organisation."""
    return visiting(
        house, cast, organisation=f"Friends of {NAME}", purpose=f"How {NAME} was met.",
        apprenticeships=frozenset({cast.hers, cast.his}),
    )  # fmt: skip


def told(house, chain):
    with house.database.reading() as session:
        return [one.subject for one in history.happenings(session, chain) if one.action.startswith("words_erased")]


def test_an_administrator_erases_them_on_the_page_of_the_visit_and_they_are_gone_everywhere(house, cast, visit, named):
    adele = visit("adele")
    work(house)
    assert HERE in adele.page("/visits/1").links()
    for who in ("chloe", "priya", "mark", "olwen"):
        assert visit(who).get(HERE).status_code == visit(who).post(HERE, {"what": "visit 1"}).status_code == 403
    slip = adele.post(HERE, {"what": "visit 2"})
    assert slip.status_code == 422
    assert slip.text.count("Type visit 1 to erase its words. Nothing brings them back.") == 2
    assert Page(slip.text).field("what")["value"] == "visit 2"
    assert NAME in visit("chloe").page(f"/a/{cast.hers}/visits").text
    done = adele.post(HERE, {"what": " Visit  1 "})
    assert "The words of visit 1 are erased" in done.text
    work(house)
    assert NAME.encode() not in bytes_on_disk(house)
    assert wrong(house) == []
    for who, where in (("chloe", f"/a/{cast.hers}/visits"), ("ben", f"/a/{cast.his}/visits"), ("adele", "/visits"),
                       ("adele", "/visits/1"), ("olwen", "/visit")):  # fmt: skip
        page = visit(who).page(where).text
        assert NAME not in page, (who, where)
        assert "Erased for good" in page, (who, where)
    for chain in (cast.hers, cast.his, history.PROVIDER):
        assert told(house, chain) == ["visit 1"]
    assert "Erased words for good" in visit("ben").page(f"/a/{cast.his}/history").text
    assert adele.post(HERE, {"what": "visit 1"}).status_code == 409


def test_nobody_else_erases_them_and_nothing_else_is_erased_by_that_name(house, cast, named):
    for who in ("chloe", "priya", "mark", "quentin", "olwen"):
        with pytest.raises(NotPermitted):
            do(house, cast.everybody[who], erase_visit_words, 1, "visit 1")
    for typed in ("", "visit", "1", "visit 11"):
        with pytest.raises(BadInput):
            do(house, cast.adele, erase_visit_words, 1, typed)
    with pytest.raises(NotFound):
        do(house, cast.adele, erase_visit_words, 2, "visit 2")
    with pytest.raises(BadInput):
        do(house, cast.adele, erase_words, cast.hers, "visit 1")
    assert told(house, history.PROVIDER) == []
    do(house, cast.adele, erase_visit_words, 1, "visit 1")
    with pytest.raises(WrongState, match="erased already"):
        do(house, cast.adele, erase_visit_words, 1, "visit 1")


def test_an_older_backup_does_not_bring_them_back(house, cast, named, empty, tmp_path):
    do(house, cast.adele, end_visit, 1)
    work(house)
    back_up(house, tmp_path / "monday")
    do(house, cast.adele, erase_visit_words, 1, "visit 1")
    work(house)
    back_up(house, tmp_path / "tuesday")
    _, erased = restore(empty, tmp_path / "monday")
    assert erased == 1
    assert NAME.encode() not in bytes_on_disk(empty)
    assert wrong(empty) == []
    assert [*told(empty, cast.hers), *told(empty, cast.his)] == ["visit 1"]
    with house.database.reading() as session:
        known = list(breaches.words_erased(session))
    assert drill.erase_again(empty, known) == 0, "it is done once"


def test_a_later_visit_of_the_same_number_is_left(house, cast, empty, tmp_path, clock):
    back_up(house, tmp_path / "monday")
    visiting(house, cast, purpose=f"How {NAME} was met.")
    do(house, cast.adele, erase_visit_words, 1, "visit 1")
    work(house)
    with house.database.reading() as session:
        known = list(breaches.words_erased(session))
    restore(empty, tmp_path / "monday")
    clock.now = clock.now.replace(hour=23)
    assert visiting(empty, cast, purpose="Another visit.").number == 1
    assert drill.erase_again(empty, known) == 0
