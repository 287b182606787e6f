"""Witness testimony: asked by e-mail, begun once, written and signed by the witness alone, read by whoever may."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest

from app.actions import evidence as evidence_actions
from app.actions import testimony as actions
from app.actions.acting import Installation
from app.answers.verification import discrepancies
from app.db import history
from app.db import testimony as db
from app.db.tables import core
from app.domain.evidence import EvidenceKind
from app.domain.refusals import NotPermitted, TooOften, WrongState
from app.domain.testimony import LASTS, MOST_OPEN, Account, Testimony, TestimonyState
from app.mail.senders import Smtp
from app.worker import Worker
from tests.actions.test_evidence import act, words
from tests.cast import Cast
from tests.conftest import Clock
from tests.mail.test_worker import postbox
from tests.visits import Page, Visit

__all__ = ["postbox"]
Visitor = Callable[..., Visit]
DANA = "dana.reid@example.net"
SAID = "I sat in on the visit. Chloe asked open questions and agreed the next step with Parent A."
SIGNED = {
    "words": SAID,
    "role": "Team manager",
    "relation": "I was at the visit",
    "signed_name": "Dana Reid",
    "agreed": "true",
    "advised": "",
    "do": "sign",
}
CLOSED = "This link does not work."


@pytest.fixture
def sent(house: Installation, cast: Cast) -> int:
    """Chloe has sent E1, a witness testimony that nobody has written yet."""
    written = words("K8")
    details = written.details.__class__(
        **{f: getattr(written.details, f) for f in written.details.__dataclass_fields__}
        | {"kind": EvidenceKind.WITNESS_TESTIMONY, "title": "A visit that my manager sat in on"}
    )
    written = evidence_actions.Written(details)
    number: int = act(house, cast.chloe, lambda a: evidence_actions.add_evidence(a, cast.hers, written, send=True))
    return number


def ask(visit: Visitor, cast: Cast, who: str = "chloe", **typed: str) -> Any:
    sent = {"witness_name": "Dana Reid", "witness_email": DANA, "words": ""} | typed
    return visit(who).post(f"/a/{cast.hers}/evidence/E1/testimony/new", data=sent)


def mailed(house: Installation, postbox: Any) -> str:
    """The path of the link in the newest mail, as a mail server took it."""
    box, url = postbox
    while Worker(house, Smtp(url, "touchmark@example.org")).do_one():
        pass
    [to], content = box.arrived[-1]
    assert to == DANA
    text = message_from_bytes(content).get_payload(decode=True).decode()
    assert "Chloe Marsden asks you" in text or "Priya Nair asks you" in text
    return re.search(r"http://testserver(/witness/\S+)", text)[1]


@pytest.fixture
def link(house: Installation, cast: Cast, visit: Visitor, sent: int, postbox: Any) -> str:
    """The path of the link that Dana got."""
    ask(visit, cast)
    return mailed(house, postbox)


def testimonies(house: Installation, cast: Cast) -> list[Testimony]:
    with house.database.reading() as session:
        return db.of_piece(session, cast.hers, 1)


testimonies.__test__ = False


def begun(visit: Visitor, link: str) -> Visit:
    """A browser in which the link was begun."""
    dana: Visit = visit()
    dana.post(link)
    return dana


# Asking


def test_a_witness_gets_a_link_and_needs_no_account(visit: Visitor, link: str) -> None:
    page = visit().page(link)
    assert "Chloe Marsden asks you to write about work of Chloe Marsden that you saw." in page.text
    assert "A visit that my manager sat in on" in page.text


def test_the_tutor_may_ask_too_and_others_may_not(house: Installation, cast: Cast, visit: Visitor, sent: int) -> None:
    assert "Dana Reid is asked about E1" in ask(visit, cast, "priya").text
    for name in ("mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            actions.ask_witness(acting, cast.hers, 1, "Dana Reid", DANA)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"witness_name": ""}, "Enter the name of the witness."),
        ({"witness_email": "dana"}, "Enter the e-mail address of the witness"),
        ({"witness_email": "a@b.org, c@d.org"}, "Enter the e-mail address of the witness"),
        ({"witness_email": "Chloe.Marsden@Example.org"}, "nobody can be the witness of their own work"),
    ],
)
def test_an_ask_that_cannot_be_is_told_with_everything_kept(
    cast: Cast, visit: Visitor, sent: int, typed: dict[str, str], said: str
) -> None:
    answer = ask(visit, cast, words="Begin here", **typed)
    assert answer.status_code == 422
    assert said in Page(answer.text).text and "Begin here" in answer.text


def test_nobody_is_asked_about_a_draft_or_about_another_type_of_evidence(house: Installation, cast: Cast) -> None:
    for send in (False, True):
        act(house, cast.chloe, lambda a, s=send: evidence_actions.add_evidence(a, cast.hers, words("K8"), send=s))
    for number, said in ((1, "Send E1 first"), (2, "E2 is not a witness testimony")):
        with pytest.raises(WrongState, match=said), house.acting(cast.chloe) as acting:
            actions.ask_witness(acting, cast.hers, number, "Dana Reid", DANA)


def test_asks_are_limited_for_each_piece_each_address_and_each_person(
    house: Installation, cast: Cast, sent: int
) -> None:
    def ask_so(email: str) -> None:
        act(house, cast.chloe, lambda a: actions.ask_witness(a, cast.hers, 1, "Somebody", email))

    for n in range(MOST_OPEN):
        ask_so(f"w{n}@example.net")
    with pytest.raises(WrongState, match="5 people have been asked already"):
        ask_so(DANA)
    for n in range(actions.ASKS_TO_AN_ADDRESS):
        act(house, cast.chloe, lambda a, n=n: actions.end_ask(a, cast.hers, 1, n + 1))
        ask_so(DANA)
    act(house, cast.chloe, lambda a: actions.end_ask(a, cast.hers, 1, MOST_OPEN + 1))
    with pytest.raises(TooOften):
        ask_so(DANA)


# The link


def test_looking_spends_nothing_and_beginning_spends_it(visit: Visitor, link: str) -> None:
    for _ in range(3):
        assert CLOSED not in visit().page(link).text
    dana = begun(visit, link)
    assert "Sign the testimony" in dana.page("/witness").text
    forwarded = visit().get(link)
    assert (forwarded.status_code, CLOSED in forwarded.text) == (409, True)
    assert visit().post(link).status_code == 409
    assert "Sign the testimony" in dana.get(link).text, "in the same browser it goes on"


def test_links_that_are_spent_forwarded_old_taken_back_or_never_were_read_the_same(
    house: Installation, cast: Cast, visit: Visitor, link: str, clock: Clock
) -> None:
    never = visit().get("/witness/never-was").text
    begun(visit, link)
    assert visit().get(link).text == never
    ask(visit, cast)
    with house.database.reading() as session:
        hashes = session.execute(core.testimony.select()).all()
    assert len(hashes) == 2
    act(house, cast.chloe, lambda a: actions.end_ask(a, cast.hers, 1, 1))
    clock.now += LASTS
    assert visit().get(link).text == never
    assert "Chloe" not in never and "Dana" not in never


def test_it_can_be_answered_for_28_days(visit: Visitor, link: str, clock: Clock) -> None:
    clock.now += LASTS - timedelta(minutes=1)
    assert visit().get(link).status_code == 200
    clock.now += timedelta(minutes=1)
    assert visit().get(link).status_code == 409


def test_an_ask_taken_back_closes_the_browser_in_which_it_was_begun(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    chloe = visit("chloe")
    assert "The ask is taken back" in chloe.post(f"/a/{cast.hers}/evidence/E1/testimony/1/end").text
    assert CLOSED in dana.get("/witness").text
    assert CLOSED in dana.post("/witness", data=SIGNED).text
    assert testimonies(house, cast)[0].state is TestimonyState.ENDED


# Writing and signing


def test_who_is_asked_twice_goes_on_with_each_in_its_own_place(
    house: Installation, cast: Cast, visit: Visitor, sent: int, postbox: Any
) -> None:
    links = []
    for said in ("About the visit.", "About the drop-in."):
        ask(visit, cast, words=said)
        links.append(mailed(house, postbox))
    dana = begun(visit, links[0])
    kept = dana.post(dana.get(links[0]).url.raw_path.decode(), data=SIGNED | {"do": "keep", "agreed": ""})
    assert "Kept for later" in kept.text
    dana.post(links[1])
    assert SAID in dana.page(links[0]).html
    assert "About the drop-in." in dana.page(links[1]).html
    assert CLOSED in dana.get("/witness").text, "which of them is meant has to be said"


def test_the_witness_corrects_keeps_and_signs_and_everybody_who_may_reads_it(
    house: Installation, cast: Cast, visit: Visitor, sent: int, postbox: Any
) -> None:
    ask(visit, cast, words="Chloe led the visit.")
    dana = begun(visit, mailed(house, postbox))
    assert "Chloe led the visit." in dana.page("/witness").html
    kept = dana.post("/witness", data=SIGNED | {"do": "keep", "agreed": ""})
    assert "Kept for later" in kept.text and SAID in kept.text
    assert SAID not in visit("chloe").page(f"/a/{cast.hers}/evidence/E1").html
    assert "Your testimony is signed" in dana.post("/witness", data=SIGNED).text
    [signed] = testimonies(house, cast)
    for name in ("chloe", "priya"):
        page = visit(name).page(f"/a/{cast.hers}/evidence/E1").text
        assert SAID in page and "Signed as Dana Reid" in page and "Team manager. I was at the visit" in page
        assert signed.signed_sha256 in page
    for name in ("mark", "quentin", "adele"):
        page = visit(name).page(f"/a/{cast.hers}/evidence/E1").text
        assert SAID not in page and DANA not in page and "Dana" not in page
    act(house, cast.priya, lambda a: evidence_actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True))
    act(house, cast.priya, lambda a: evidence_actions.clear_testimony(a, cast.hers, 1, 1, cleared=True))
    cleared = visit("mark").page(f"/a/{cast.hers}/evidence/E1").text
    assert SAID in cleared and DANA not in cleared


@pytest.mark.parametrize("missing", ["words", "role", "relation", "signed_name", "agreed"])
def test_signing_needs_everything_and_keeps_what_was_typed(visit: Visitor, link: str, missing: str) -> None:
    dana = begun(visit, link)
    answer = dana.post("/witness", data=SIGNED | {missing: ""})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert [a for a in page.all("a") if a.get("href") == f"#{missing.replace('_', '_')}"]
    assert (SAID in page.html) is (missing != "words")


def test_what_may_identify_somebody_is_pointed_out_before_signing_and_is_the_witness_s_to_judge(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    named = SIGNED | {"words": "She rang Mrs Tanner on 07700 900123 that day."}
    page = Page(dana.post("/witness", data=named).text)
    assert "Look at these words before you sign" in page.text and "07700 900123 looks like" in page.text
    assert testimonies(house, cast)[0].state is TestimonyState.ASKED
    changed = named | {"words": "She rang 07700 900124.", "advised": page.field("advised")["value"]}
    assert "Look at these words" in dana.post("/witness", data=changed).text, "other words are looked at anew"
    assert (
        "Your testimony is signed"
        in dana.post("/witness", data=named | {"advised": page.field("advised")["value"]}).text
    )


def test_saying_no_leaves_nothing_of_what_was_written(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    dana.post("/witness", data=SIGNED | {"do": "keep"})
    assert "You have said no" in dana.post("/witness", data=SIGNED | {"do": "decline"}).text
    [declined] = testimonies(house, cast)
    assert (declined.state, declined.words, declined.role) == (TestimonyState.DECLINED, "", "")
    assert "Would rather not" in visit("chloe").page(f"/a/{cast.hers}/evidence/E1").text
    assert CLOSED in dana.get("/witness").text


def test_what_is_signed_stays_as_it_was_and_verify_would_tell(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    dana.post("/witness", data=SIGNED)
    assert CLOSED in dana.get("/witness").text
    with pytest.raises(WrongState, match="has answered already"), house.acting(cast.chloe) as acting:
        actions.end_ask(acting, cast.hers, 1, 1)
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
    with house.database.writing() as session:
        session.execute(core.testimony.update().values(words="Chloe was brilliant."))
    with house.database.reading() as session:
        assert [one for one in discrepancies(session, house.store) if "is not what was signed" in one]


def test_the_history_holds_numbers_and_digests_and_no_word(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    begun(visit, link).post("/witness", data=SIGNED)
    with house.database.reading() as session:
        rows = history.happenings(session, cast.hers)
        assert list(history.broken_links(session, str(cast.hers))) == []
    done = [(one.action, one.by) for one in rows if one.action.startswith(("witness", "testimony"))]
    assert done == [("testimony_signed", None), ("testimony_begun", None), ("witness_asked", cast.chloe.id)]
    assert not [one for one in rows if "Dana" in str(one.body) or DANA in str(one.body) or SAID in str(one.body)]
    assert "A witness signed a testimony" in visit("quentin").page(f"/a/{cast.hers}/history").text


def test_two_browsers_that_begin_at_once_are_one_and_a_closed_door(house: Installation, link: str) -> None:
    secret = link.rpartition("/")[2]
    first, second = actions.begin(house, secret), actions.begin(house, secret)
    assert first is not None and second is None
    actions.sign(house, first[0], Account(SAID, "Manager", "I was there", "Dana Reid", True))
    with pytest.raises(WrongState):
        actions.keep_words(house, first[0], Account("More", "", ""))


def test_a_link_opens_nothing_once_the_piece_is_withdrawn(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    act(house, cast.chloe, lambda a: evidence_actions.withdraw_evidence(a, cast.hers, 1, "Sent by mistake"))
    assert CLOSED in dana.get("/witness").text
    assert CLOSED in dana.post("/witness", data=SIGNED).text
