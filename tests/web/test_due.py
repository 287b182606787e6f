"""The employer's one link: asked for by mail, spent by a button, everything due at one place, and a receipt."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.actions.apprenticeships import end_access, set_status
from app.actions.due import VISIT_LASTS, ask_employer, remind
from app.actions.due.asking import LINK_LASTS
from app.actions.due.visiting import RENEWALS, TRIES_A_PLACE
from app.actions.evidence import TimeSpent, add_evidence, keep_from_employer
from app.actions.people import end_account
from app.actions.provider_settings import set_provider_settings
from app.answers.verification import discrepancies
from app.db import apprenticeships, history
from app.db import receipts as receipts_db
from app.db.tables import core
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import NotPermitted, WrongState
from app.mail.senders import Smtp
from app.worker import Worker
from tests.actions.test_evidence import words
from tests.cast import START, TODAY, Cast
from tests.conftest import Clock
from tests.mail.test_worker import postbox
from tests.visits import Page, Visit

__all__ = ["postbox"]
Visiting = Callable[..., Visit]
CLOSED = "This link does not work any more."
NAMES = ("Chloe", "Marsden", "Ben", "Carter", "Mark", "Ellis")


@pytest.fixture
def hours(house: Installation, cast: Cast) -> list[str]:
    """Mark is the employer of Chloe and of Ben; she has logged three entries, he one. The keys of their boxes."""
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.mark.id, Role.EMPLOYER, START, leading=False)
    keys = []
    logged = [(cast.chloe, cast.hers, days, "I read about thresholds.") for days in (3, 2, 1)]
    for who, record, days, said in [*logged, (cast.ben, cast.his, 5, "I shadowed a colleague.")]:
        with house.acting(who) as acting:
            on = TODAY - timedelta(days=days)
            number = time.log_time(acting, record, on=on, minutes=60 * days, activity="workshop", description=said)
        keys.append(f"{record}:{number}")
    return keys


@pytest.fixture
def mails(house: Installation, postbox: Any) -> Callable[[], list[tuple[str, str, str]]]:
    """Every mail so far as a mail server took it: to whom, subject, words."""
    box, url = postbox

    def read() -> list[tuple[str, str, str]]:
        while Worker(house, Smtp(url, "touchmark@example.org")).do_one():
            pass
        found = [(to, message_from_bytes(content)) for (to,), content in box.arrived]
        return [(to, mail["Subject"], mail.get_payload(decode=True).decode()) for to, mail in found]

    return read


def ask(house: Installation, cast: Cast) -> int:
    with house.acting(cast.priya) as acting:
        return ask_employer(acting, cast.hers)


def link_in(words: str) -> str:
    return re.search(r"http://testserver(/due/link/\S+)", words)[1]


@pytest.fixture
def link(house: Installation, cast: Cast, hours: list[str], mails: Any) -> str:
    """The path of the link that Mark got."""
    ask(house, cast)
    return link_in(mails()[-1][2])


@pytest.fixture
def mark(visit: Visiting, link: str) -> Visit:
    """A browser in which Mark has opened his visit."""
    browser = visit()
    assert "4 entries wait for you, from 2 apprentices" in browser.post(link).text
    return browser


def ticked(page: Page) -> list[str]:
    return [a["value"] for a in page.all("input") if a.get("name") == "entry" and "checked" in a]


# The mail


def test_the_mail_says_how_many_and_nothing_of_anybody(
    house: Installation, cast: Cast, hours: list[str], mails: Any
) -> None:
    assert ask(house, cast) == 1
    [(to, subject, said)] = mails()
    assert to == cast.mark.email
    assert subject == "4 entries of training hours wait for you at Northgate Training"
    for private in ("Chloe", "Marsden", "Carter", "thresholds", "workshop", "Priya"):
        assert private not in subject + said


def test_the_tutor_and_the_administrator_may_ask_and_nobody_else(
    house: Installation, cast: Cast, hours: list[str]
) -> None:
    for name in ("chloe", "mark", "quentin"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            ask_employer(acting, cast.hers)
    with house.acting(cast.adele) as acting:
        assert ask_employer(acting, cast.hers) == 1


def test_asking_is_once_a_day_and_only_where_something_waits(
    house: Installation, cast: Cast, clock: Clock, hours: list[str]
) -> None:
    ask(house, cast)
    with pytest.raises(WrongState, match="within the last day"):
        ask(house, cast)
    clock.now += timedelta(days=1, minutes=1)
    assert ask(house, cast) == 1
    with house.acting(cast.mark) as acting:
        time.confirm_many(acting, [(cast.hers, n) for n in (1, 2, 3)])
    clock.now += timedelta(days=2)
    with pytest.raises(WrongState, match="Nothing waits"):
        ask(house, cast)


def test_the_page_of_hours_asks_with_one_button(visit: Visiting, cast: Cast, hours: list[str]) -> None:
    priya = visit("priya")
    here = f"/a/{cast.hers}/off-the-job"
    assert "Ask the employer now" in priya.page(here).text
    assert "1 employer’s contact was asked" in Page(priya.post(f"{here}/asking").text).text
    assert "The employer was asked within the last day." in Page(priya.post(f"{here}/asking").text).text
    assert "Ask the employer now" not in visit("mark").page(here).text


def test_reminders_go_once_a_week_and_never_twice_about_the_same(
    house: Installation, cast: Cast, clock: Clock, hours: list[str], mails: Any
) -> None:
    first = remind(house)
    assert first.mailed == 2, "Mark, of both, and Ruth, of Ben"
    clock.now += timedelta(days=3)
    assert (remind(house).mailed, remind(house).lately) == (0, 2)
    clock.now += timedelta(days=5)
    assert (remind(house).mailed, remind(house).nothing_new) == (0, 2)
    with house.acting(cast.chloe) as acting:
        time.log_time(acting, cast.hers, on=TODAY, minutes=30, activity="workshop")
    assert remind(house).mailed == 1
    assert mails()[-1][1].startswith("5 entries of training hours wait")
    with house.database.reading() as session:
        told = [row for row in history.happenings(session, cast.hers) if row.action == "employer_asked"]
    assert [row.by for row in told] == [None, None]


# The link


def test_looking_at_a_link_spends_nothing_and_names_nobody(visit: Visiting, link: str) -> None:
    scanner = visit()
    for _ in range(3):
        page = scanner.page(link)
        assert not [name for name in NAMES if name in page.text]
        assert not scanner.client.cookies
    assert "4 entries wait" in visit().post(link).text


@pytest.mark.parametrize("how", ["spent", "too old", "unknown", "access ended", "account ended"])
def test_every_link_that_opens_nothing_reads_the_same_and_names_nobody(
    house: Installation, cast: Cast, clock: Clock, visit: Visiting, link: str, how: str
) -> None:
    if how == "spent":
        visit().post(link)
    elif how == "too old":
        clock.now += LINK_LASTS
    elif how == "unknown":
        link = "/due/link/" + "x" * 43
    else:
        _end(house, cast, account=how == "account ended")
    for method in ("get", "post"):
        answer = getattr(visit(), method)(link)
        text = Page(answer.text).text
        assert answer.status_code == 409
        assert CLOSED in text
        assert not [name for name in NAMES if name in answer.text]


def _end(house: Installation, cast: Cast, *, account: bool) -> None:
    with house.acting(cast.adele) as acting:
        if account:
            end_account(acting, cast.mark.id)
            return
        for record in (cast.hers, cast.his):
            end_access(acting, record, cast.mark.id, Role.EMPLOYER, TODAY)


def test_the_same_browser_goes_on_and_another_gets_nothing(visit: Visiting, mark: Visit, link: str) -> None:
    assert "4 entries wait" in mark.page(link).text
    assert "4 entries wait" in Page(mark.post(link).text).text
    assert CLOSED in Page(visit().get(link).text).text
    assert visit().get("/due").status_code == 401


def test_a_visit_ends_after_an_hour_with_the_access_and_by_leaving(
    house: Installation, cast: Cast, clock: Clock, mark: Visit
) -> None:
    now = clock.now
    clock.now = now + VISIT_LASTS
    ended = mark.get("/due")
    assert ended.status_code == 401
    assert not [name for name in NAMES if name in ended.text]
    clock.now = now
    assert mark.get("/due").status_code == 200
    _end(house, cast, account=False)
    assert mark.get("/due").status_code == 401


def test_leaving_ends_the_visit_for_good(mark: Visit) -> None:
    kept = dict(mark.client.cookies)
    mark.post("/due/leave")
    for name, value in kept.items():
        mark.client.cookies.set(name, value)
    assert mark.get("/due").status_code == 401


def test_a_visit_opens_this_place_and_nothing_else(mark: Visit, cast: Cast) -> None:
    for address in ("/apprentices", "/to-confirm", "/account", f"/a/{cast.hers}/", f"/a/{cast.hers}/off-the-job"):
        assert mark.client.get(address, follow_redirects=False).headers["location"].startswith("/sign-in"), address
    assert mark.call("GET", "me").status_code == 401
    assert mark.page("/due").links().count("/account") == 0


def test_a_link_of_another_kind_opens_no_visit_and_this_one_no_account(
    house: Installation, visit: Visiting, link: str
) -> None:
    secret = link.rpartition("/")[2]
    for kind in ("sign_in", "set_password", "due", "due_visit"):
        answer = visit().post(f"/link/{kind}/{secret}", {"password": "correct horse battery"})
        assert answer.status_code in (404, 409, 422)
    assert "4 entries wait" in visit().post(link).text


def test_a_new_link_is_sent_to_the_address_on_record_and_the_answer_is_always_the_same(
    house: Installation, cast: Cast, visit: Visiting, link: str, mails: Any
) -> None:
    visit().post(link)
    secret = link.rpartition("/")[2]
    before = len(mails())
    asked = [{"secret": secret}, {"email": cast.mark.email}, {"email": "nobody@example.org"}, {"secret": "x"}]
    asked.append({"email": cast.chloe.email})
    answers = {Page(visit().post("/due/link", fields).text).text for fields in asked}
    assert len(answers) == 1
    sent = mails()[before:]
    assert [to for to, *_ in sent] == [cast.mark.email] * 2
    assert "4 entries wait" in visit().post(link_in(sent[-1][2])).text


def test_new_links_are_few_and_tries_from_one_place_are_counted(
    cast: Cast, visit: Visiting, link: str, mails: Any
) -> None:
    browser = visit()
    for _ in range(RENEWALS + 3):
        assert browser.post("/due/link", {"email": cast.mark.email}).status_code == 200
    assert len(mails()) == 1 + RENEWALS
    for _ in range(TRIES_A_PLACE):
        browser.client.post("/due/link/" + "x" * 43)
    assert browser.post("/due/link", {"email": cast.mark.email}).status_code == 429
    assert browser.post("/due/link", {"email": "nonsense"}).status_code == 422


# The place


def test_everything_due_is_grouped_by_apprentice_and_nothing_is_ticked(mark: Visit, hours: list[str]) -> None:
    page = mark.page("/due")
    assert page.headings["h2"][1:3] == ["Ben Carter", "Chloe Marsden"]
    assert [a["value"] for a in page.all("input") if a.get("name") == "entry"] == [hours[3], *hours[:3]]
    assert ticked(page) == []
    for words_ in ("I read about thresholds.", "17 Nov 2026: 3 hours, Workshop", "You are here as Mark Ellis"):
        assert words_ in page.text


def test_somebody_signed_in_has_the_same_place(visit: Visiting, hours: list[str]) -> None:
    page = visit("mark").page("/due")
    assert "4 entries wait for you" in page.text
    assert "by the link" not in page.text
    assert "1 entry waits" in visit("ruth").page("/due").text
    assert visit("priya").get("/due").status_code == 403


def test_one_control_chooses_all_of_one_apprentice_and_keeps_the_rest(
    mark: Visit, cast: Cast, hours: list[str]
) -> None:
    chosen = mark.post("/due", {"decision": f"choose:of-{cast.hers}", "entry": [hours[3]], "note": "Who?"})
    assert sorted(ticked(Page(chosen.text))) == sorted(hours)
    assert "Who?" in chosen.text
    assert ticked(mark.page("/due")) == [], "choosing writes nothing"


def test_confirming_gives_a_receipt_and_a_second_time_the_same_one(
    mark: Visit, cast: Cast, hours: list[str], mails: Any
) -> None:
    done = mark.post("/due", {"decision": "confirm", "entry": hours[:3]})
    page = Page(done.text)
    assert done.url.path.startswith("/receipts/")
    for said in ("You confirmed 6 hours in 3 entries.", "a link that was sent to their e-mail address", "Mark Ellis"):
        assert said in page.text
    again = mark.post("/due", {"decision": "confirm", "entry": hours[:3]})
    assert again.url.path == done.url.path, "the other tab is told the same"
    receipts = [mail for mail in mails() if "receipt" in mail[1]]
    assert len(receipts) == 1
    assert "1 entry waits for you" in mark.page("/due").text
    for private in ("Marsden", "thresholds"):
        assert private not in receipts[0][2]


def test_a_tab_that_is_behind_confirms_what_still_waits_with_what_it_ticked(
    house: Installation, mark: Visit, cast: Cast, hours: list[str]
) -> None:
    with house.acting(cast.chloe) as acting:
        time.withdraw(acting, cast.hers, 1, "It was a day off.")
    stale = mark.post("/due", {"decision": "confirm", "entry": hours[:2]})
    assert stale.status_code == 409
    assert "Nothing was changed" in Page(stale.text).text
    assert "3 entries wait" in mark.page("/due").text


def test_nothing_ticked_or_a_query_without_words_is_told_beside_the_field(mark: Visit, hours: list[str]) -> None:
    assert "Tick the hours you want to confirm." in Page(mark.post("/due", {"decision": "confirm"}).text).text
    refused = mark.post("/due", {"decision": "query", "entry": hours[:1], "note": ""})
    assert refused.status_code == 422
    assert ticked(Page(refused.text)) == hours[:1]
    done = mark.post("/due", {"decision": "query", "entry": hours[:1], "note": "Was that not on Monday?"})
    assert "3 hours queried" in Page(done.text).text


def test_what_is_somebody_else_s_is_not_confirmed_here(house: Installation, visit: Visiting, cast: Cast) -> None:
    with house.acting(cast.ben) as acting:
        number = time.log_time(acting, cast.his, on=TODAY, minutes=60, activity="workshop")
    refused = visit("mark").post("/due", {"decision": "confirm", "entry": f"{cast.his}:{number}"})
    assert refused.status_code == 409
    assert "Nothing was changed" in Page(refused.text).text


def test_words_of_a_piece_kept_from_the_employer_are_not_shown(
    house: Installation, cast: Cast, visit: Visiting
) -> None:
    with house.acting(cast.chloe) as acting:
        number = add_evidence(acting, cast.hers, words("K1", time=TimeSpent(90, "workshop")), send=True)
        keep_from_employer(acting, cast.hers, number, kept=True)
    page = visit("mark").page("/due")
    assert "1 entry waits" in page.text
    assert words("K1").details.title not in page.text


def test_what_ended_is_not_asked_about(house: Installation, cast: Cast, visit: Visiting, hours: list[str]) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
    assert "1 entry waits for you" in visit("mark").page("/due").text


@pytest.mark.parametrize("signed_in", [False, True])
def test_it_takes_few_statements_however_much_waits(
    house: Installation, cast: Cast, visit: Visiting, mark: Visit, statements: Any, signed_in: bool
) -> None:
    browser, counts = (visit("mark") if signed_in else mark), []
    for more in (1, 20):
        for _ in range(more):
            with house.acting(cast.ben) as acting:
                time.log_time(acting, cast.his, on=TODAY, minutes=30, activity="workshop", ksbs=["K1"])
        with statements() as ran:
            browser.page("/due")
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8


# Receipts


@pytest.fixture
def receipt(house: Installation, mark: Visit, hours: list[str]) -> Any:
    """The receipt that Mark got for Chloe's three entries."""
    code = mark.post("/due", {"decision": "confirm", "entry": hours[:3]}).url.path.rpartition("/")[2]
    with house.database.reading() as session:
        return receipts_db.find(session, code)


def test_a_receipt_is_for_its_holder_alone(visit: Visiting, mark: Visit, receipt: Any) -> None:
    assert receipt.sha256 in mark.page(f"/receipts/{receipt.code}").text
    assert visit("mark").get(f"/receipts/{receipt.code}").status_code == 200
    assert visit("ruth").get(f"/receipts/{receipt.code}").status_code == 404
    assert visit("priya").get(f"/receipts/{receipt.code}").status_code == 403
    assert visit().get(f"/receipts/{receipt.code}").status_code == 401


def test_anybody_who_holds_a_receipt_can_check_it_and_learns_nothing_else(visit: Visiting, receipt: Any) -> None:
    def checked(**fields: str) -> str:
        return Page(visit().post("/receipts/check", {"code": receipt.code} | fields).text).text

    same, differs = "This receipt is on record", "This is not on record"
    quoted = "> " + receipt.words.replace(" ", "  ").replace("\n", "\r\n> ")
    for fields in ({"sha256": receipt.sha256}, {"words": receipt.words}, {"words": quoted}):
        assert same in checked(**fields)
    for fields in (
        {"sha256": "0" * 64},
        {"words": receipt.words.replace("180 minutes", "240 minutes")},
        {"words": receipt.words, "sha256": "0" * 64},
        {"words": receipt.words + "\nand 600 minutes more"},
        {"code": "K7QF3-M2DXW-9T4HC", "sha256": receipt.sha256},
    ):
        said = checked(**fields)
        assert differs in said
        assert ("Mark" in said) == ("words" in fields), "but what was typed"
    assert visit().post("/receipts/check", {"code": receipt.code}).status_code == 422


def test_verify_finds_a_receipt_that_was_changed(house: Installation, cast: Cast, receipt: Any) -> None:
    def found() -> list[str]:
        with house.database.reading() as session:
            return list(discrepancies(session, house.store))

    assert found() == []
    with house.database.writing() as session:
        session.execute(core.receipt.update().values(words=receipt.words.replace("360", "999")))
    assert found() == [f"Receipt {receipt.code} is not what was given."]
    with house.database.writing() as session:
        session.execute(core.receipt.update().values(words=receipt.words))
        entry = core.receipt_entry
        session.execute(entry.update().where(entry.c.number == 1).values(minutes=999))
    assert found() == [f"Receipt {receipt.code}: its holder did not confirm entry 1 as it says."]


def test_the_history_knows_of_the_receipt_on_each_record(house: Installation, cast: Cast, receipt: Any) -> None:
    with house.database.reading() as session:
        [told] = [row for row in history.happenings(session, cast.hers) if row.action == "receipt_given"]
    assert told.by == cast.mark.id
    assert (told.body["entries"], told.body["minutes"], told.body["means"]) == (3, 360, "link")


# The calls


def test_a_program_sees_what_is_due_confirms_it_and_reads_the_receipt(
    visit: Visiting, cast: Cast, hours: list[str]
) -> None:
    mark = visit("mark")
    due = mark.call("GET", "due").json()
    assert (due["entries"], due["minutes"], due["more"]) == (4, 660, False)
    assert [group["apprentice"] for group in due["groups"]] == ["Ben Carter", "Chloe Marsden"]
    chosen = [{"apprenticeship": str(cast.hers), "entry": n} for n in (1, 2)]
    first = mark.call("POST", "due/confirmation", json={"entries": chosen})
    assert first.status_code == 200
    assert first.json()["means"] == "account"
    assert mark.call("POST", "due/confirmation", json={"entries": chosen}).json() == first.json()
    assert mark.call("GET", f"receipts/{first.json()['code']}").json() == first.json()
    assert visit("ruth").call("GET", f"receipts/{first.json()['code']}").status_code == 404
    asked = [{"apprenticeship": str(cast.hers), "entry": 3}]
    assert mark.call("POST", "due/query", json={"entries": asked, "note": "Who was there?"}).json() == {"minutes": 60}
    assert mark.call("POST", "due/query", json={"entries": asked, "note": ""}).status_code == 422
    assert visit("priya").call("POST", "due/confirmation", json={"entries": chosen}).status_code == 403


def test_only_sources_that_need_the_employer_s_word_are_asked_about(
    house: Installation, cast: Cast, visit: Visiting, hours: list[str]
) -> None:
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"employer_confirms": "evidence session"})
    assert "2 reviews wait for you to prepare." in visit("mark").page("/due").text
    with pytest.raises(WrongState, match="Nothing waits"):
        ask(house, cast)
    assert remind(house).mailed == 0
    with house.acting(cast.chloe) as acting:
        add_evidence(acting, cast.hers, words("K1", time=TimeSpent(90, "workshop")), send=True)
    assert "1 entry waits for you" in visit("mark").page("/due").text
    assert ask(house, cast) == 1
