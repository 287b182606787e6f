"""A concern raised by whoever came by a link: an employer's contact, and a witness, who has no account at all."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from sqlalchemy import func, select

from app.actions.acting import Installation
from app.actions.concerns.raising import CONCERNS_OF_A_WITNESS
from app.actions.due import VISIT_LASTS
from app.actions.evidence import Written, add_evidence
from app.actions.testimony import ask_witness
from app.answers.verification import discrepancies
from app.db import concerns as db
from app.db import sign_in
from app.db.sign_in import LinkKind
from app.db.tables import core
from app.domain.concerns import Concern, Place, Witness
from app.domain.evidence import EvidenceKind
from app.domain.testimony import LASTS
from app.mail.senders import Smtp
from app.worker import Worker
from tests.actions.test_evidence import act, words
from tests.cast import Cast
from tests.conftest import Clock
from tests.mail.test_worker import postbox
from tests.visits import Page, Visit
from tests.web.test_testimony import DANA, SIGNED, link, sent
from tests.web.test_testimony import begun as begin

__all__ = ["link", "postbox", "sent"]
Visiting = Callable[..., Visit]
SECRET = "Mia Field does not want to go home on Fridays"
TYPED = {"about": "client", "danger": "yes", "words": SECRET, "told": ""}


@pytest.fixture
def mark(house: Installation, cast: Cast, visit: Visiting) -> Visit:
    """Mark at what is due, by the link from his mail."""
    with house.database.writing() as session:
        secret = sign_in.issue_link(session, LinkKind.DUE, cast.mark.id, house.now(), timedelta(days=14))
    here = visit()
    here.post(f"/due/link/{secret}")
    return here


@pytest.fixture
def begun(visit: Visiting, link: str) -> Visit:
    """Dana has begun in her browser."""
    return begin(visit, link)


def concerns(house: Installation) -> list[Concern]:
    with house.database.reading() as session:
        return [one.concern for one in db.load_all(session)]


def asked_about_ben(house: Installation, cast: Cast, postbox: Any) -> str:
    """The path of the link by which Ben asks Dana to witness his E1."""
    piece = Written(replace(words("K8").details, kind=EvidenceKind.WITNESS_TESTIMONY))
    act(house, cast.ben, lambda a: add_evidence(a, cast.his, piece, send=True))
    act(house, cast.ben, lambda a: ask_witness(a, cast.his, 1, "Dana Reid", DANA))
    box, url = postbox
    while Worker(house, Smtp(url, "touchmark@example.org")).do_one():
        pass
    text = message_from_bytes(box.arrived[-1][1]).get_payload(decode=True).decode()
    assert "Ben Carter asks you" in text
    return re.search(r"http://testserver(/witness/\S+)", text)[1]


def rows(house: Installation, chain: str) -> int:
    """How many things a chain tells."""
    with house.database.reading() as session:
        row = core.history
        return session.scalar(select(func.count()).select_from(row).where(row.c.chain == chain))


def test_every_page_of_a_visit_leads_to_the_form_and_carries_where_it_is(mark: Visit, cast: Cast) -> None:
    assert "/due/help/tell" in mark.page("/due").links()
    review = mark.page(f"/due/reviews/{cast.hers}/9")
    assert {one for one in review.links() if "/help/tell" in one} == {
        f"/due/help/tell?from=/a/{cast.hers}/reviews/9"
    }, "at its foot and in the page"
    form = mark.page(f"/due/help/tell?from=/a/{cast.hers}/reviews/9")
    assert "Say that I came from review 9 in Chloe Marsden’s record" in form.text
    assert "Sadia Rahman, the safeguarding lead at Northgate Training" in form.text
    assert "/help/sent" not in form.html and "tel:999" in form.links()


def test_an_employers_contact_raises_one_in_their_own_name_and_nothing_else_tells_of_it(
    house: Installation, mark: Visit, cast: Cast
) -> None:
    before = [rows(house, str(cast.hers)), rows(house, "provider")]
    place = {"from": f"/a/{cast.hers}/reviews/9", "say_from": "true"}
    answer = mark.post("/due/help/tell", TYPED | place)
    [kept] = concerns(house)
    assert f"Number {kept.number}" in Page(answer.text).text and SECRET not in answer.text
    assert "You said that somebody is in danger: call 999" in answer.text
    assert (kept.raised_by, kept.witness, kept.place) == (cast.mark.id, None, Place(cast.hers, "review 9"))
    assert [rows(house, str(cast.hers)), rows(house, "provider")] == before
    assert SECRET not in mark.page("/due").html and kept.number not in mark.page("/due").html


def test_somebody_elses_record_reads_as_none_and_is_not_kept(house: Installation, mark: Visit, cast: Cast) -> None:
    his = f"/a/{cast.his}/reviews/9"
    assert "came from" not in mark.page(f"/due/help/tell?from={his}").text
    mark.post("/due/help/tell", TYPED | {"from": his, "say_from": "true"})
    assert [one.place for one in concerns(house)] == [None]


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(house: Installation, mark: Visit) -> None:
    answer = mark.post("/due/help/tell", TYPED | {"about": ""})
    assert answer.status_code == 422 and "Choose whom it is about." in answer.text and SECRET in answer.text
    assert concerns(house) == []


def test_a_visit_that_ended_raises_nothing_and_keeps_the_words_for_its_writer(
    house: Installation, mark: Visit, clock: Clock
) -> None:
    clock.now += VISIT_LASTS
    late = mark.post("/due/help/tell", TYPED)
    assert late.status_code == 401 and concerns(house) == []
    assert SECRET not in late.text and Page(late.text).field("carried")


def test_whoever_is_signed_in_has_it_where_everybody_has(visit: Visiting) -> None:
    answer = visit("mark").client.get("/due/help/tell", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/help/tell")


def test_a_witness_raises_one_by_the_link_that_says_who_they_are(
    house: Installation, cast: Cast, begun: Visit, visit: Visiting
) -> None:
    before = [rows(house, str(cast.hers)), rows(house, "provider")]
    [tell] = [one for one in begun.page("/witness").links() if one.startswith("/witness-help?link=")]
    form = begun.page(tell)
    assert "Say that I came from E1 in Chloe Marsden’s record" in form.text and "/help/sent" not in form.html
    typed = TYPED | {"form": form.field("form")["value"], "say_from": "true"}
    answer = begun.post(tell, typed)
    assert begun.post(tell, typed).status_code == 200
    [kept] = concerns(house)
    assert (kept.raised_by, kept.witness) == (None, Witness("Dana Reid", DANA))
    assert kept.place == Place(cast.hers, "E1") and kept.words == SECRET
    assert f"Number {kept.number}" in Page(answer.text).text and SECRET not in answer.text
    assert [rows(house, str(cast.hers)), rows(house, "provider")] == before
    read = visit("sadia").get(f"/concerns/{kept.number}").text
    assert f"Dana Reid, {DANA}" in read and SECRET in read
    for name in ("chloe", "priya", "mark", "adele", "quentin"):
        assert visit(name).get(f"/concerns/{kept.number}").status_code == 403
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


def test_a_program_of_the_lead_is_told_so(house: Installation, begun: Visit, visit: Visiting) -> None:
    begun.post("/witness-help", TYPED)
    [kept] = concerns(house)
    said = visit("sadia").call("GET", f"concerns/{kept.number}").json()
    assert said["raised_by"] == {"id": None, "name": "Dana Reid"}


def test_a_witness_can_raise_one_before_beginning_which_spends_nothing(
    house: Installation, visit: Visiting, link: str
) -> None:
    dana = visit()
    [tell] = [one for one in dana.page(link).links() if one.startswith("/witness-help?link=")]
    form = dana.page(tell)
    assert link in form.links(), "the way back"
    dana.post(tell, TYPED)
    [kept] = concerns(house)
    assert kept.witness == Witness("Dana Reid", DANA)
    assert "Begin" in dana.page(link).text


def test_a_witness_asked_about_two_people_raises_one_about_whom_the_link_names(
    house: Installation, cast: Cast, begun: Visit, postbox: Any
) -> None:
    about_ben = asked_about_ben(house, cast, postbox)
    [tell] = [one for one in begun.page(about_ben).links() if one.startswith("/witness-help?link=")]
    form = begun.page(tell)
    assert "Say that I came from E1 in Ben Carter’s record" in form.text
    assert about_ben in form.links()
    begun.post(tell, TYPED | {"form": form.field("form")["value"], "say_from": "true"})
    [kept] = concerns(house)
    assert kept.place == Place(cast.his, "E1")


@pytest.mark.parametrize("said", ["decline", "sign"])
def test_a_witness_can_raise_one_from_the_thanks_until_the_link_ends(
    house: Installation, begun: Visit, visit: Visiting, clock: Clock, said: str
) -> None:
    thanks = Page(begun.post("/witness", SIGNED if said == "sign" else {"do": "decline"}).text)
    assert "You need do nothing more" in thanks.text
    [tell] = [one for one in thanks.links() if one.startswith("/witness-help?link=")]
    form = begun.page(tell)
    assert [one for one in form.links() if one.startswith("/witness-thanks?link=")]
    begun.post(tell, TYPED)
    [kept] = concerns(house)
    assert kept.witness == Witness("Dana Reid", DANA)
    assert "/witness-help" not in " ".join(visit("chloe").page("/witness-thanks").links())
    clock.now += LASTS
    assert begun.post(tell, TYPED).status_code == 409


def test_a_link_that_is_over_raises_nothing(house: Installation, begun: Visit, visit: Visiting, clock: Clock) -> None:
    clock.now += LASTS
    late = begun.post("/witness-help", TYPED)
    stranger = visit().post("/witness-help", TYPED)
    assert (late.status_code, stranger.status_code) == (409, 409)
    assert "Copy it from here" in late.text and concerns(house) == []


def test_a_machine_with_a_link_is_stopped_after_twenty_a_day(house: Installation, begun: Visit, clock: Clock) -> None:
    for number in range(CONCERNS_OF_A_WITNESS):
        assert begun.post("/witness-help", TYPED | {"words": f"Concern {number}"}).status_code == 200
    answer = begun.post("/witness-help", TYPED)
    assert answer.status_code == 422 and "Too much was sent by this link today." in answer.text
    clock.now += timedelta(days=1, minutes=1)
    assert begun.post("/witness-help", TYPED).status_code == 200


def test_erased_the_witness_is_gone_too(house: Installation, cast: Cast, begun: Visit, clock: Clock) -> None:
    begun.post("/witness-help", TYPED)
    [kept] = concerns(house)
    with house.database.writing() as session:
        db.erase(session, kept.id, by=cast.sadia.id, at=house.now(), reason="Past its date.")
    [gone] = concerns(house)
    assert gone.witness is None and gone.words == ""
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(core.concern_witness)) == 0
