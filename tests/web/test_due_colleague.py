"""Passing confirming on to a named colleague: for a while, under their own name, and never to another party."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.actions.acting import Installation
from app.actions.apprenticeships import end_access
from app.actions.due.delegating import MOST_A_DAY
from app.db import apprenticeships, history, people
from app.db import off_the_job as db
from app.domain.people import Role
from tests.cast import TODAY, Cast
from tests.conftest import Clock
from tests.mail.test_worker import postbox
from tests.visits import Page, Visit
from tests.web.test_due import hours, link, link_in, mails, mark

__all__ = ["hours", "link", "mails", "mark", "postbox"]
Visiting = Callable[..., Visit]
NIA = "nia.powell@example.org"


def name(browser: Visit, **typed: str) -> Any:
    last_day = (TODAY + timedelta(days=14)).isoformat()
    return browser.post(
        "/due/colleague", {"name": "Nia Powell", "email": NIA, "record": "all", "last_day": last_day} | typed
    )


def test_a_colleague_confirms_by_their_own_link_under_their_own_name(
    house: Installation, cast: Cast, visit: Visiting, mark: Visit, mails: Any, hours: list[str]
) -> None:
    done = name(mark, record=str(cast.hers))
    assert "Nia Powell can confirm hours now" in Page(done.text).text
    to, subject, said = mails()[-1]
    assert (to, subject) == (NIA, "Mark Ellis asks you to confirm training hours for Northgate Training")
    assert "Chloe" not in said and "Marsden" not in said
    nia = visit()
    assert "3 entries wait for you, from 1 apprentice" in Page(nia.post(link_in(said)).text).text
    receipt = Page(nia.post("/due", {"decision": "confirm", "entry": hours[:1]}).text)
    assert "Confirmed by: Nia Powell" in receipt.text
    with house.database.reading() as session:
        [decided] = db.decisions(session, cast.hers, [1])
        told = [row for row in history.happenings(session, cast.hers) if row.action == "colleague_named"]
        found = people.find_by_email(session, NIA, TODAY)
    assert decided.by_name == "Nia Powell"
    assert [(row.by, row.subject) for row in told] == [(cast.mark.id, str(found.id))]


def test_it_ends_by_itself_after_the_last_day_and_when_the_administrator_says_so(
    house: Installation, cast: Cast, clock: Clock, visit: Visiting, mark: Visit, mails: Any
) -> None:
    name(mark, record=str(cast.hers), last_day=TODAY.isoformat())
    nia = visit()
    nia.post(link_in(mails()[-1][2]))
    assert nia.get("/due").status_code == 200
    with house.database.reading() as session:
        found = people.find_by_email(session, NIA, TODAY)
    with house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, found.id, Role.EMPLOYER, TODAY)
    assert nia.get("/due").status_code == 401
    name(mark, email="tom.hale@example.org", name="Tom Hale", last_day=TODAY.isoformat())
    fresh = link_in(mails()[-1][2])
    clock.now += timedelta(days=1)
    assert visit().get(fresh).status_code == 409


def test_never_somebody_who_is_another_party_nor_oneself(cast: Cast, mark: Visit, house: Installation) -> None:
    for who, said in ((cast.priya, "is the tutor here"), (cast.chloe, "is the apprentice here")):
        refused = name(mark, email=who.email)
        assert refused.status_code == 422
        assert said in Page(refused.text).text
    assert "That is your own address." in Page(name(mark, email=cast.mark.email).text).text
    with house.database.reading() as session:
        held = {one.id for one, role, *_ in apprenticeships.members(session, cast.hers) if role is Role.EMPLOYER}
    assert held == {cast.mark.id}


def test_what_is_missing_is_told_beside_each_field_and_what_was_typed_stays(mark: Visit, cast: Cast) -> None:
    refused = name(mark, name="", email="nia", record="", last_day="2020-01-01")
    said = Page(refused.text).text
    assert refused.status_code == 422
    for sentence in ("Enter your colleague’s name.", "such as name@example.org", "within a year"):
        assert sentence in said
    assert "nia" in refused.text
    assert name(mark, last_day="soon").status_code == 422


def test_a_colleague_does_not_pass_it_on_and_few_are_named_a_day(
    cast: Cast, visit: Visiting, mark: Visit, mails: Any, house: Installation
) -> None:
    name(mark, record=str(cast.hers))
    nia = visit()
    nia.post(link_in(mails()[-1][2]))
    assert "Only the employer’s own contact" in Page(name(nia, email="tom.hale@example.org").text).text
    assert "already" in Page(name(mark, record=str(cast.hers)).text).text
    for number in range(MOST_A_DAY):
        last = name(mark, record=str(cast.hers), email=f"colleague{number}@example.org")
    assert last.status_code == 429
