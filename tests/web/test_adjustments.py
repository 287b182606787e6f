"""What is agreed to differ in the assessment: written by the tutor, held by the apprentice's consent, told early."""

import pytest

from app.actions.adjustments import answer_adjustment, propose_adjustment
from app.actions.breaches import erase_words
from app.answers.portfolio import standing
from app.db import apprenticeships, history
from app.db.tables import core
from app.domain.assessment import Adjusting, AdjustmentKind
from app.domain.refusals import BadInput, NotPermitted, WrongState
from tests.actions.test_portfolio import do, pieces
from tests.cast import TODAY

__all__ = ["pieces"]
WORDS = "Fifteen more minutes, with the questions in writing."
HEALTH = "She reads slowly after a head injury."
TIME = {"kind": "time", "method": "professional_discussion", "minutes": "15", "words": WORDS, "reason": HEALTH}
CLIPS = Adjusting(AdjustmentKind.CLIP_LENGTH, "Clips of up to ten minutes.", minutes=10)


@pytest.fixture
def here(cast) -> str:
    return f"/a/{cast.hers}/portfolio/adjustments"


@pytest.fixture
def proposed(visit, here):
    answer = visit("priya").client.post(here, data=TIME)
    assert "15 more minutes in the professional discussion" in answer.text
    return here


def test_it_holds_once_the_apprentice_consents_and_waits_to_be_told(visit, proposed):
    assert "Waits for the apprentice’s consent" in visit("mark").client.get(proposed).text
    consented = visit("chloe").client.post(f"{proposed}/1/answer", data={"agreed": "true"})
    assert "The apprentice consented." in consented.text
    assert "The assessment organisation has not been told" in visit("priya").client.get(proposed).text
    told = visit("priya").client.post(f"{proposed}/1/telling", data={"whom": "NCFE", "on": TODAY.isoformat()})
    assert "NCFE was told on" in told.text
    assert "has not been told" not in told.text


@pytest.mark.parametrize(("who", "reads"), [("chloe", True), ("priya", True), ("adele", True), ("mark", False),
                                            ("quentin", False)])  # fmt: skip
def test_a_reason_of_health_is_for_apprentice_and_provider_alone(visit, cast, proposed, who, reads):
    assert (HEALTH in visit(who).client.get(proposed).text) is reads
    call = f"/api/v1/apprenticeships/{cast.hers}/portfolio/adjustments"
    [one] = visit(who).client.get(call).json()["items"]
    assert one["reason"] == (HEALTH if reads else None)
    assert one["words"] == WORDS


def test_what_was_typed_stays_beside_one_sentence_for_each_thing_that_is_wrong(visit, here):
    answer = visit("priya").client.post(here, data={**TIME, "minutes": "999", "method": "an_essay"})
    assert answer.status_code == 422
    assert "Enter how many minutes more, from 1 to 240." in answer.text
    assert "Choose one of this standard’s assessment methods, or the portfolio." in answer.text
    assert WORDS in answer.text
    assert HEALTH in answer.text


def test_a_length_of_clips_is_gone_by_once_it_is_consented_to(house, cast, visit, pieces):
    """The plan checker's rule is another standard's; the length that is agreed stands in its place."""
    lasts_seven_minutes(house, cast)
    assert too_long(house, cast) is True
    number = do(house, cast.priya, propose_adjustment, cast.hers, CLIPS)
    assert too_long(house, cast) is True
    do(house, cast.chloe, answer_adjustment, cast.hers, number, agreed=True)
    assert too_long(house, cast) is False


def lasts_seven_minutes(house, cast):
    row = core.stored_file
    with house.database.writing() as session:
        session.execute(row.update().where(row.c.apprenticeship_id == cast.hers).values(milliseconds=7 * 60_000))


def too_long(house, cast) -> bool:
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        found = standing(session, house.catalogue, one).findings
    return any(each.rule == "portfolio.longest_clip_minutes" for each in found)


def test_what_is_refused_or_ended_is_gone_by_no_more(house, cast, visit, proposed):
    visit("chloe").client.post(f"{proposed}/1/answer", data={"agreed": "false"})
    refused = visit("priya").client.post(f"{proposed}/1/telling", data={"whom": "NCFE", "on": TODAY.isoformat()})
    assert refused.status_code == 409
    assert "Adjustment 1 was refused by the apprentice." in refused.text
    visit("priya").client.post(proposed, data={**TIME, "minutes": "20"})
    ended = visit("priya").client.post(f"{proposed}/2/ending", data={"ended_reason": "She needs it no more."})
    assert "Gone by no more. " in ended.text
    assert "She needs it no more." in visit("chloe").client.get(proposed).text
    assert "She needs it no more." not in visit("mark").client.get(proposed).text
    with pytest.raises(WrongState):
        do(house, cast.chloe, answer_adjustment, cast.hers, 2, agreed=True)


def test_the_same_once_more_is_one_adjustment(house, cast):
    first = do(house, cast.priya, propose_adjustment, cast.hers, CLIPS)
    assert do(house, cast.priya, propose_adjustment, cast.hers, CLIPS) == first
    for _ in range(2):
        do(house, cast.chloe, answer_adjustment, cast.hers, first, agreed=True)
    with house.database.reading() as session:
        told = [row.action for row in history.happenings(session, cast.hers)]
    assert (told.count("adjustment_proposed"), told.count("adjustment_agreed")) == (1, 1)


def test_nothing_of_what_was_written_stands_in_history(house, cast, proposed):
    with house.database.reading() as session:
        told = [row for row in history.happenings(session, cast.hers) if row.action.startswith("adjustment")]
    assert told
    assert WORDS not in str(told)
    assert HEALTH not in str(told)


def test_what_was_erased_is_not_asked_consent_to(house, cast, visit, proposed):
    """Nobody consents to what nobody can read."""
    do(house, cast.adele, erase_words, cast.hers, "adjustment 1")
    chloe = visit("chloe")
    assert "Nobody can consent to it any more, since its words are gone." in chloe.page(proposed).text
    assert "I consent" not in chloe.client.get(proposed).text
    gone = "The words of adjustment 1 were erased for good, so nobody can consent to it or refuse it."
    for agreed in ("true", "false"):
        answered = chloe.client.post(f"{proposed}/1/answer", data={"agreed": agreed})
        assert answered.status_code == 409
        assert gone in answered.text
    call = f"apprenticeships/{cast.hers}/portfolio/adjustments"
    told = chloe.call("POST", f"{call}/1/answer", json={"agreed": True})
    assert told.status_code == 409
    assert gone in told.text
    [one] = chloe.call("GET", call).json()["items"]
    assert one["state"] == "proposed"


@pytest.mark.parametrize("who", ["mark", "quentin", "adele", "priya"])
def test_nobody_consents_for_the_apprentice(house, cast, proposed, who):
    with pytest.raises(NotPermitted):
        do(house, getattr(cast, who), answer_adjustment, cast.hers, 1, agreed=True)


def test_time_is_for_a_method_and_a_clip_has_a_length(house, cast):
    for what in (Adjusting(AdjustmentKind.TIME, WORDS, "", 15), Adjusting(AdjustmentKind.CLIP_LENGTH, WORDS),
                 Adjusting(AdjustmentKind.OTHER, " "), Adjusting(AdjustmentKind.OTHER, "x" * 1001)):  # fmt: skip
        with pytest.raises(BadInput):
            do(house, cast.priya, propose_adjustment, cast.hers, what)


@pytest.mark.parametrize("minutes", [-3, 0, 300, 10**20])
def test_a_format_takes_no_minutes(visit, here, minutes):
    answer = visit("priya").client.post(here, data={"kind": "format", "words": WORDS, "minutes": str(minutes)})
    assert answer.status_code == 422
    assert "Leave the minutes empty" in answer.text


def test_whom_it_was_told_is_noted_once(visit, proposed):
    visit("chloe").client.post(f"{proposed}/1/answer", data={"agreed": "true"})
    for whom, status in (("NCFE", 200), ("NCFE", 200), ("Somebody else", 409)):
        told = visit("priya").client.post(f"{proposed}/1/telling", data={"whom": whom, "on": TODAY.isoformat()})
        assert told.status_code == status
    assert "NCFE was told on" in visit("priya").client.get(proposed).text


def test_until_the_organisation_is_told_every_page_towards_the_assessment_says_so(visit, cast, proposed):
    """The reason of health stays where it was written."""
    record, untold = (
        f"/a/{cast.hers}",
        "evidence: agreed on 20 November 2026; the end-point assessment organisation has not been told.",
    )
    pages = [f"{record}/{name}" for name in ("gateway", "portfolio", "assessment", "assessment/1", "assessment/2")]
    for method in ("professional_discussion", "case_study"):
        booking = {"method": method, "kind": "first", "on": "2026-12-03", "means": "online", "organisation": "NCFE"}
        visit("adele").post(f"{record}/assessment/sittings", booking)
    assert not any(untold in visit("priya").page(page).text for page in pages)
    visit("chloe").client.post(f"{proposed}/1/answer", data={"agreed": "true"})
    for who in ("chloe", "priya", "mark", "quentin", "adele"):
        found = {page: visit(who).page(page) for page in pages}
        says = [untold in one.text for one in found.values()]
        assert says == [True, True, True, True, False]  # the case study is sat as planned
        assert proposed in found[pages[0]].links()
        assert WORDS in found[pages[2]].text and WORDS in found[pages[3]].text
        assert not any(HEALTH in one.text for one in found.values())
    visit("priya").client.post(f"{proposed}/1/telling", data={"whom": "NCFE", "on": TODAY.isoformat()})
    assert not any("has not been told" in visit("chloe").page(page).text for page in pages)
    assert "15 more minutes in the professional discussion" in visit("adele").page(pages[2]).text
    visit("priya").client.post(f"{proposed}/1/ending", data={"ended_reason": "She needs it no more."})
    assert "15 more minutes" not in visit("adele").page(pages[2]).text
