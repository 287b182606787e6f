"""Words beside the evidence that identify somebody: erased by name, for good, wherever they stand."""

from dataclasses import replace

import pytest

from app.actions import breaches as drill
from app.actions.adjustments import propose_adjustment
from app.actions.assessment import book_method, cancel_sitting
from app.actions.breaches import erase_words
from app.actions.case_study import erase_case_study, write_case_study
from app.actions.gateway import ask_statement, submit_component
from app.actions.keeping import back_up, restore
from app.actions.portfolio import freeze_portfolio
from app.actions.sampling import draw_sample, judge_sample
from app.actions.sampling.drawing import SETTLED
from app.actions.signatures import refuse
from app.actions.training_plan import miss_activity, plan_activity, put_plan_to_sign
from app.actions.waivers import take_back_waiver, waive_check
from app.db import breaches, history, signatures
from app.domain.assessment import Adjusting, AdjustmentKind
from app.domain.confidentiality import FindingKind
from app.domain.gateway import Waiving
from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.refusals import BadInput, NotFound, NotPermitted
from app.domain.sampling import Shares
from app.domain.signatures import RecordKey, RecordKind
from app.domain.training_plan.values import PlanKind
from tests.actions.test_breaches import NAME, bytes_on_disk, work, wrong
from tests.actions.test_keeping import empty
from tests.actions.test_portfolio import do, pieces
from tests.cast import TODAY
from tests.visits import Page
from tests.web.test_assessment import DISCUSSION

__all__ = ["empty", "pieces"]
SAID = f"{NAME} was away."


@pytest.fixture
def written(house, cast, pieces, clock):
    """Somebody wrote a name into the words of nearly everything that has words."""
    hers = cast.hers
    do(house, cast.priya, freeze_portfolio, hers, SAID)
    number = do(house, cast.priya, waive_check, hers, "mock-assessment", Waiving(SAID, SAID))
    do(house, cast.priya, take_back_waiver, hers, number, SAID)
    do(house, cast.priya, propose_adjustment, hers, Adjusting(AdjustmentKind.TIME, SAID, "case_study", 15, SAID))
    do(house, cast.priya, submit_component, hers, "portfolio", 1, SAID)
    attempt = do(house, cast.adele, book_method, hers, DISCUSSION)
    do(house, cast.adele, cancel_sitting, hers, attempt, SAID)
    seq = do(house, cast.priya, drill.quarantine_evidence, hers, 3, FindingKind.NAME, SAID)
    do(house, cast.priya, drill.release_evidence, hers, seq, SAID)
    clock.now += SETTLED
    do(house, cast.quentin, draw_sample, Shares(percent=100))
    do(house, cast.quentin, judge_sample, 1, 1, agree=False, words=SAID)
    return house


def there(house, cast):
    with house.database.reading() as session:
        return [one.name for one in breaches.worded_here(session, cast.hers)]


def test_before_words_go_they_are_shown_with_what_tells_them_from_others(written, cast, visit):
    """Attempts are counted for each method where people read of them, and erased by a number over all methods."""
    do(written, cast.adele, book_method, cast.hers, replace(DISCUSSION, place="Online, at 10"))
    adele, here = visit("adele"), f"/a/{cast.hers}/erasure"
    assert f"{here}?what=attempt%202" in adele.page(here).links()
    shown = adele.page(f"{here}?what=Attempt%202")
    assert "Erase the words of attempt 2?" in shown.text and "Online, at 10" in shown.text
    assert SAID not in shown.text, "another attempt's words stay"
    for name in ("attempt 1", "portfolio 1", "waiver 1", "sample 1-1", "adjustment 1", "component portfolio"):
        assert SAID in adele.page(f"{here}?what={name}").text
    unknown = adele.get(f"{here}?what=attempt%209")
    assert unknown.status_code == 422 and "Type a name from the list" in unknown.text


def test_every_thing_with_words_is_erased_by_its_name_and_nothing_of_them_is_left(written, cast, visit):
    names = there(written, cast)
    assert names == ["portfolio 1", "waiver 1", "adjustment 1", "component portfolio", "attempt 1", "breach 1",
                     "sample 1-1"]  # fmt: skip
    assert NAME in visit("priya").page(f"/a/{cast.hers}/gateway/waivers").text
    for name in names:
        assert do(written, cast.adele, erase_words, cast.hers, f" {name.upper()} ") == name
    work(written)
    assert there(written, cast) == []
    assert NAME.encode() not in bytes_on_disk(written)
    assert wrong(written) == []
    with written.database.reading() as session:
        told = [one.subject for one in history.happenings(session, cast.hers) if one.action == "words_erased"]
    assert told == names[::-1]
    for who in ("chloe", "priya", "adele"):
        for page in ("portfolio", "portfolio/1", "gateway", "gateway/waivers", "gateway/adjustments", "assessment",
                     "breaches/1", "history"):  # fmt: skip
            answer = visit(who).get(f"/a/{cast.hers}/{page}")
            assert answer.status_code in (200, 404) and NAME not in answer.text, (who, page)
    assert "Erased words for good" in visit("priya").page(f"/a/{cast.hers}/history").text
    assert visit("priya").get(f"/a/{cast.hers}/portfolio/1/pack.zip").status_code == 200
    assert do(written, cast.priya, freeze_portfolio, cast.hers, "The same again.") == 1


def test_a_signed_record_keeps_its_hash_and_loses_its_words(house, cast, pieces, visit):
    """A statement that was refused with a name in the reason, and a plan that has one in an activity."""
    hers = cast.hers
    do(house, cast.priya, freeze_portfolio, hers, "For the discussion.")
    number = do(house, cast.priya, plan_activity, hers, PlanKind.TUTORIAL, TODAY, title=SAID)
    do(house, cast.priya, miss_activity, hers, number, SAID)
    do(house, cast.priya, put_plan_to_sign, hers, 1)
    do(house, cast.priya, ask_statement, hers, 1)
    key = RecordKey(hers, RecordKind.EMPLOYER_STATEMENT, 1, 1)
    with house.database.reading() as session:
        sha256 = signatures.find(session, key).sha256
    do(house, cast.mark, refuse, key, Role.EMPLOYER, SAID, sha256, Means.ACCOUNT)
    names = ["statement 1", "plan 1", f"activity {number}"]
    assert set(names) <= set(there(house, cast))
    for name in names:
        do(house, cast.adele, erase_words, hers, name)
    work(house)
    assert NAME.encode() not in bytes_on_disk(house)
    assert not set(names) & set(there(house, cast))
    assert wrong(house) == []
    with house.database.reading() as session:
        assert signatures.find(session, key).sha256 == sha256
    for who in ("chloe", "priya", "mark"):
        for page in ("plan", "plan/versions/1", f"plan/activities/{number}", "portfolio/1", "gateway", "history"):
            assert visit(who).get(f"/a/{hers}/{page}").status_code in (200, 403, 404), (who, page)
    assert do(house, cast.priya, ask_statement, hers, 1) == 2


def test_what_is_not_named_is_not_erased(written, cast):
    before = there(written, cast)
    for typed in ("", "waiver", "waiver 2", "review 9", "E1", "sample 1-2", "component"):
        with pytest.raises(BadInput, match="Type a name from the list"):
            do(written, cast.adele, erase_words, cast.hers, typed)
    for name in ("chloe", "priya", "mark", "quentin"):
        with pytest.raises(NotPermitted):
            do(written, cast.everybody[name], erase_words, cast.hers, "waiver 1")
    with pytest.raises(NotFound):
        do(written, cast.tomas, erase_words, cast.hers, "waiver 1")
    assert there(written, cast) == before


def test_an_older_backup_does_not_bring_them_back(written, cast, empty, tmp_path):
    hers = cast.hers
    do(written, cast.chloe, write_case_study, hers, "A family", "How they were met.")
    back_up(written, tmp_path / "monday")
    for name in there(written, cast):
        do(written, cast.adele, erase_words, hers, name)
    do(written, cast.priya, erase_case_study, hers, "case study")
    work(written)
    back_up(written, tmp_path / "tuesday")
    _, erased = restore(empty, tmp_path / "monday")
    assert erased == 8
    assert NAME.encode() not in bytes_on_disk(empty)
    assert b"How they were met." not in bytes_on_disk(empty)
    assert wrong(empty) == []
    with empty.database.reading() as session:
        told = {one.subject for one in history.happenings(session, hers) if one.action == "words_erased_again"}
        assert {one.words for one in breaches.words_erased(session)} == told
    assert told == {"portfolio 1", "waiver 1", "adjustment 1", "component portfolio", "attempt 1", "breach 1",
                    "sample 1-1", "case study"}  # fmt: skip
    assert drill.erase_again(empty, list(_known(empty))) == 0, "it is done once"


def test_what_came_later_under_the_same_number_is_left(written, cast, empty, tmp_path, clock):
    back_up(written, tmp_path / "monday")
    number = do(written, cast.priya, waive_check, cast.hers, "mock-assessment", Waiving(SAID))
    do(written, cast.adele, erase_words, cast.hers, f"waiver {number}")
    work(written)
    [known] = _known(written)
    restore(empty, tmp_path / "monday")
    clock.now += SETTLED
    assert do(empty, cast.priya, waive_check, cast.hers, "mock-assessment", Waiving("There is no time.")) == number
    assert drill.erase_again(empty, [known]) == 0
    assert f"waiver {number}" in there(empty, cast)


def test_on_screen_the_list_says_what_has_words_and_the_name_is_typed(written, cast, visit):
    adele, here = visit("adele"), f"/a/{cast.hers}/erasure"
    assert here in adele.page(f"/a/{cast.hers}/breaches").links()
    for who in ("chloe", "priya"):
        assert here not in visit(who).page(f"/a/{cast.hers}/breaches").links()
    page = adele.page(here)
    assert "waiver 1" in page.text and "Why a gateway check was waived" in page.text and NAME not in page.text
    wrong_name = adele.post(here, {"what": "waiver 9"})
    assert wrong_name.status_code == 422 and "Type a name from the list, such as portfolio 1." in wrong_name.text
    assert Page(wrong_name.text).field("what")["value"] == "waiver 9"
    done = Page(adele.post(here, {"what": "waiver 1"}).text)
    assert "The words of waiver 1 are erased" in done.text
    assert "Why a gateway check was waived" not in done.text


def test_the_page_takes_few_statements(written, cast, visit, statements):
    with statements() as ran:
        visit("adele").page(f"/a/{cast.hers}/erasure")
    assert len(ran) <= 8


def _known(house):
    with house.database.reading() as session:
        return list(breaches.words_erased(session))
