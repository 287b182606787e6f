"""Pages that are remembered: never anything else than what would be made now, and never anybody else's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import event, select, update

from app.actions import evidence, off_the_job, reviews, sessions
from app.actions import people as accounts
from app.actions.apprenticeships import add_apprenticeship, add_cover, change_member, end_access, set_status
from app.actions.due import ask_employer, confirm_due
from app.actions.employer import change_employer
from app.actions.evidence import TimeSpent
from app.actions.invitations import invite
from app.actions.newcomers import add_first_person
from app.actions.status import change_status
from app.db import history, sign_in
from app.db import sessions as db_sessions
from app.db.tables import core
from app.domain.evidence import Decision, Verdict
from app.domain.people import ApprenticeshipStatus, ProviderRole, Role
from app.domain.permissions import Permission
from app.domain.rag import Colour
from app.domain.receipts import Means
from app.domain.reviews import Meeting
from app.domain.sessions import Attendance, Mark, SessionPlan
from app.web.access import COOKIE
from app.web.remembered import OF_A_PERSON, OF_A_RECORD, Kept, Memory
from tests.actions.test_evidence import words
from tests.architecture.test_routes import permissions
from tests.cast import TODAY, Newcomer, hers_as_entered, newcomer
from tests.chains import MAY_BE_READ, tables_read
from tests.portfolios import confirm_split

YESTERDAY = TODAY - timedelta(days=1)
LATER = TODAY + timedelta(days=30)
NIA = Newcomer("Nia Powell", "nia.powell@example.org")
ACCEPT, RETURN = Decision("K8", Verdict.ACCEPTED), Decision("S7", Verdict.RETURNED, "Say what you did yourself.")
PLANNED = SessionPlan(TODAY + timedelta(days=7), 360, "workshop", "Thresholds")
HERE = Mark(Attendance.PRESENT)
PRESENT = (Role.APPRENTICE, Role.TUTOR)
SPENT = {"on": YESTERDAY, "minutes": 180, "activity": "workshop"}


class World:
    """Everybody of Chloe's apprenticeship and Ben, each with pages that are remembered for them."""

    def __init__(self, house, cast, visit):
        self.house = house
        self.cast = cast
        self.visits = {name: visit(name) for name in ("chloe", "priya", "mark", "adele", "quentin", "ben")}
        record = [f"/a/{cast.hers}/{name}" for name in OF_A_RECORD]
        more = ["coverage?view=matrix", "coverage?view=duty", "evidence?state=submitted", "off-the-job?state=waiting"]
        self.pages = {
            "chloe": ["/home", *record, *(f"/a/{cast.hers}/{one}" for one in more)],
            "priya": ["/caseload", *record[:2]],
            "mark": ["/apprentices", *record],
            "adele": record[:1],
            "quentin": record[1:2],
            "ben": ["/home", f"/a/{cast.his}/", f"/a/{cast.hers}/coverage"],
        }

    def looked_at(self):
        """What each of them sees at each address."""
        return {(name, page): self.seen(name, page) for name in self.visits for page in self.pages[name]}

    def seen(self, name, page):
        return told(self.visits[name].client.get(page, follow_redirects=False))

    def forget(self):
        for visit in self.visits.values():
            visit.client.app.state.memory.forget()

    def act(self, name, do):
        with self.house.acting(self.cast.everybody[name]) as acting:
            return do(acting)


def told(answer):
    return answer.status_code, answer.text, answer.headers.get("location")


@pytest.fixture
def world(house, cast, visit):
    return World(house, cast, visit)


def planned(acting, apprenticeship):
    """The session that comes up."""
    return next(one.id for one in db_sessions.of_record(acting.session, apprenticeship, TODAY) if one.entry is None)


def held(acting, apprenticeship):
    """The session whose hours wait."""
    return next(one.id for one in db_sessions.of_record(acting.session, apprenticeship, TODAY) if one.entry)


def of_session(acting, apprenticeship):
    """The number of those hours."""
    return next(one.entry for one in db_sessions.of_record(acting.session, apprenticeship, TODAY) if one.entry)


def everything_there_is_to_do(cast):
    """Each thing that can be done, in an order that works: who does it, and what."""
    hers, time = cast.hers, off_the_job
    return {
        "a draft is added": ("chloe", lambda a: evidence.add_evidence(a, hers, words("K8", "S7"), send=False)),
        "a draft is changed": (
            "chloe",
            lambda a: evidence.change_draft(a, hers, 1, words("K8", "S7", "B6"), send=False),
        ),
        "a draft is sent": ("chloe", lambda a: evidence.submit_evidence(a, hers, 1)),
        "a piece with time is sent": (
            "chloe",
            lambda a: evidence.add_evidence(a, hers, words("K1", time=TimeSpent(90, "workshop")), send=True),
        ),
        "files wait in a form": ("chloe", lambda a: evidence.stage_files(a, hers, "new", [])),
        "a piece is cleared": ("priya", lambda a: evidence.clear_evidence(a, hers, 1, version=1, cleared=True)),
        "tags are decided": ("priya", lambda a: evidence.decide_tags(a, hers, 1, [ACCEPT, RETURN])),
        "a tag is decided": ("priya", lambda a: evidence.decide_tag(a, hers, 1, Decision("B6", Verdict.ACCEPTED), 1)),
        "a tag is opened again": ("priya", lambda a: evidence.reopen_tag(a, hers, 1, "K8", "I misread it.")),
        "a KSB is suggested": ("priya", lambda a: evidence.suggest_tag(a, hers, 1, "K2")),
        "a suggestion is taken": ("chloe", lambda a: evidence.answer_suggestion(a, hers, 1, "K2", agree=True)),
        "another is suggested": ("priya", lambda a: evidence.suggest_tag(a, hers, 1, "K3")),
        "that one is declined": ("chloe", lambda a: evidence.answer_suggestion(a, hers, 1, "K3", agree=False)),
        "a version is begun": ("chloe", lambda a: evidence.add_version(a, hers, 1, words("K8"), send=False)),
        "the version is sent": ("chloe", lambda a: evidence.submit_evidence(a, hers, 1)),
        "a piece is withdrawn": ("chloe", lambda a: evidence.withdraw_evidence(a, hers, 2, "It names a family.")),
        "time is logged": ("chloe", lambda a: time.log_time(a, hers, **SPENT)),
        "the employer is asked": ("priya", lambda a: ask_employer(a, hers)),
        "time is confirmed": ("mark", lambda a: time.confirm(a, hers, 2)),
        "time is corrected": ("chloe", lambda a: time.correct(a, hers, 2, reason="Two.", **SPENT | {"minutes": 120})),
        "time is queried": ("mark", lambda a: time.query(a, hers, 3, "Was that not on Monday?")),
        "a query is answered": ("chloe", lambda a: time.answer(a, hers, 3, "It was on Thursday.")),
        "time is withdrawn": ("chloe", lambda a: time.withdraw(a, hers, 3, "It was a day off.")),
        "the tutor logs time": ("priya", lambda a: time.log_time(a, hers, **SPENT | {"on": TODAY})),
        "some is queried": ("mark", lambda a: time.query_many(a, [(hers, 4)], "Who was there?")),
        "some is confirmed": ("mark", lambda a: time.confirm_many(a, [(hers, 4)])),
        "more time is logged": ("chloe", lambda a: time.log_time(a, hers, **SPENT | {"on": TODAY})),
        "that is confirmed by a link": ("mark", lambda a: confirm_due(a, [(hers, 5)], Means.LINK)),
        "a review is written in": ("chloe", lambda a: reviews.write_section(a, hers, 9, "changes", "None.", 0)),
        "it is put on today": ("priya", lambda a: reviews.move_review(a, hers, 9, TODAY, "Mark is away on Monday")),
        "it is held": ("priya", lambda a: reviews.hold_review(a, hers, 9, Meeting(TODAY, PRESENT, Colour.RED, "Few"))),
        "it is revised": ("priya", lambda a: reviews.revise_review(a, hers, 9, "A slip of the pen")),
        "one before was missed": ("priya", lambda a: reviews.miss_review(a, hers, 8, "Chloe was ill")),
        "a session is planned": ("priya", lambda a: sessions.plan_session(a, PLANNED, [hers])),
        "it is moved": ("priya", lambda a: sessions.move_session(a, planned(a, hers), TODAY, "The room is flooded")),
        "its register is taken": ("priya", lambda a: sessions.hold_session(a, planned(a, hers), {hers: HERE})),
        "she disputes it": ("chloe", lambda a: sessions.dispute(a, hers, held(a, hers), "I left at noon.")),
        "it is answered": ("priya", lambda a: time.answer(a, hers, of_session(a, hers), "You signed.")),
        "she was there": ("chloe", lambda a: sessions.acknowledge(a, hers, held(a, hers))),
        "another is planned": ("priya", lambda a: sessions.plan_session(a, PLANNED, [hers])),
        "that one is cancelled": ("priya", lambda a: sessions.cancel_session(a, planned(a, hers), "Snow")),
        "somebody covers": ("adele", lambda a: add_cover(a, hers, Role.TUTOR, newcomer("tomas"), TODAY, LATER)),
        "the cover ends": (
            "adele",
            lambda a: end_access(a, hers, cast.tomas.id, Role.TUTOR, TODAY + timedelta(days=1)),
        ),
        "a break begins": (
            "adele",
            lambda a: change_status(a, hers, ApprenticeshipStatus.ON_A_BREAK, TODAY, back_on=LATER, reason="Family"),
        ),
        "the break ends": ("adele", lambda a: change_status(a, hers, ApprenticeshipStatus.ACTIVE, TODAY)),
        "somebody is added": ("adele", lambda a: accounts.add_person(a, "Nia Powell", NIA.email)),
        "somebody is invited": ("adele", lambda a: invite(a, cast.ben.id)),
        "a role is granted": ("adele", lambda a: accounts.grant(a, cast.mark.id, ProviderRole.QUALITY_ASSURER)),
        "a role is ended": ("adele", lambda a: accounts.revoke(a, cast.mark.id, ProviderRole.QUALITY_ASSURER)),
        "an account ends": ("adele", lambda a: accounts.end_account(a, cast.quentin.id)),
        "it is opened again": ("adele", lambda a: accounts.open_again(a, cast.quentin.id)),
        "the split is confirmed": (
            "adele",
            lambda a: confirm_split(a.session, "ST0868/1.0", '{"K1": []}', a.person.id),
        ),
        "the employer changes": ("adele", lambda a: change_employer(a, hers, "Bright Start", newcomer("ruth"), TODAY)),
        "the tutor changes": ("adele", lambda a: change_member(a, hers, Role.TUTOR, NIA, TODAY)),
        "she is withdrawn": ("adele", lambda a: set_status(a, hers, ApprenticeshipStatus.WITHDRAWN, TODAY)),
        "she begins again": ("adele", lambda a: add_apprenticeship(a, hers_as_entered())),
    }


def test_after_everything_that_can_be_done_everybody_sees_what_is_made_anew(world, cast, statements):
    """Where more than who asks was looked up, a page was made anew; what came from memory is made anew to compare."""
    world.looked_at()
    remembered = 0
    for what, (name, do) in everything_there_is_to_do(cast).items():
        world.act(name, do)
        given = {}
        for who, pages in world.pages.items():
            for page in pages:
                with statements() as ran:
                    answer = world.seen(who, page)
                if len(ran) == 1:
                    given[who, page] = answer
        world.forget()
        made = {where: world.seen(*where) for where in given}
        assert [where for where in given if given[where] != made[where]] == [], f"after {what}"
        remembered += len(given)
    assert remembered > 100


def test_the_walk_changes_what_each_of_them_sees(world, cast):
    """So that the test above compares something."""
    before = world.looked_at()
    for name, do in list(everything_there_is_to_do(cast).values())[:6]:
        world.act(name, do)
    after = world.looked_at()
    assert {name for (name, page) in before if before[name, page] != after[name, page]} == set(world.visits) - {"ben"}


def test_where_nothing_happened_only_who_asks_is_looked_up(world, statements):
    first = world.looked_at()
    shown = [where for where, answer in first.items() if answer[0] == 200]
    assert len(shown) > 20
    for name, page in shown:
        with statements() as ran:
            assert told(world.visits[name].client.get(page)) == first[name, page]
        assert len(ran) == 1, f"{name} {page}: {ran.all}"


def test_the_day_after_pages_are_made_anew(world, clock):
    world.looked_at()
    clock.now += timedelta(days=1)
    given = world.looked_at()
    world.forget()
    assert given == world.looked_at()


def test_remembered_pages_are_made_from_what_is_told_in_a_chain_alone(world, house):
    read = set()

    def note(_c, _cursor, statement, *_):
        if "FROM session" not in statement:
            read.update(tables_read(statement))

    event.listen(house.database.engine, "before_cursor_execute", note)
    world.looked_at()
    event.remove(house.database.engine, "before_cursor_execute", note)
    assert len(read) > 8
    assert read - MAY_BE_READ == set(), (
        "a remembered page reads what changes without a row of history: add one, or do not remember the page"
    )


def test_each_page_takes_here_what_its_route_takes(visit):
    taken = {
        str(one.path): permissions(one.original_route.dependant)
        for one in iter_route_contexts(visit().client.app.routes)
        if "GET" in one.methods
    }
    for page, permission in OF_A_RECORD.items():
        assert taken[f"/a/{{apprenticeship}}/{page}"] == [permission]
    for page in OF_A_PERSON:
        assert taken[page] == [Permission.USE_ACCOUNT]


def test_a_page_of_one_person_is_given_to_nobody_else(world, cast):
    """By the same server, which remembers Chloe's pages, everybody else gets what they get by one that does not."""
    chloe, secrets = world.visits["chloe"].client, {}
    with world.house.database.writing() as session:
        for name in ("priya", "mark", "adele", "ben", "sadia"):
            person = cast.everybody[name].id
            secrets[name] = sign_in.open_session(session, person, world.house.now(), kept=False, device="test")
    own = {page: told(chloe.get(page)) for page in world.pages["chloe"]}
    for name, secret in secrets.items():
        for page, hers in own.items():
            chloe.cookies.set(COOKIE, secret)
            given = told(chloe.get(page, follow_redirects=False))
            chloe.app.state.memory.forget()
            assert given == told(chloe.get(page, follow_redirects=False))
            assert given != hers, f"{name} {page}"


def test_whoever_signs_out_or_whose_session_account_or_role_ends_gets_nothing_remembered(world, house, cast, visit):
    def statuses(one):
        return [one.client.get(page, follow_redirects=False).status_code for page in world.pages["mark"][1:]]

    leaving, ended, outside = visit("mark"), visit("mark"), world.visits["mark"]
    assert [set(statuses(one)) for one in (leaving, ended, outside)] == [{200}] * 3
    leaving.post("/sign-out")
    assert set(statuses(leaving)) == {303}
    with house.database.writing() as session:
        mine = sign_in.digest(ended.client.cookies[COOKIE])
        session.execute(update(core.session).where(core.session.c.secret_hash == mine).values(ends_at=house.now()))
    assert set(statuses(ended)) == {303}
    world.act("adele", lambda a: end_access(a, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY))
    assert set(statuses(outside)) == {404}
    world.act("adele", lambda a: accounts.end_account(a, cast.mark.id))
    assert set(statuses(outside)) == {303}


def test_a_message_is_shown_once_and_never_remembered(world, cast):
    chloe, page = world.visits["chloe"], f"/a/{cast.hers}/evidence"
    before = chloe.get(page).text
    sent = {"title": "A plan", "kind": "reflective_account", "happened_on.day": "19", "happened_on.month": "11"}
    answer = chloe.client.post("/account/sessions/end", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    with_message = chloe.get(page).text
    assert with_message != before
    assert chloe.get(page).text == before


def test_what_is_remembered_is_kept_by_no_browser(world, cast):
    chloe, page = world.visits["chloe"].client, f"/a/{cast.hers}/coverage"
    first, again = chloe.get(page), chloe.get(page)
    for name in ("cache-control", "vary", "content-type", "content-security-policy"):
        assert first.headers[name] == again.headers[name]
    assert again.headers["cache-control"] == "no-store"
    assert "Cookie" in again.headers["vary"]


def test_a_part_of_a_page_is_not_taken_for_the_whole(world):
    priya = world.visits["priya"].client
    whole = priya.get("/caseload").text
    part = priya.get("/caseload", headers={"hx-request": "true", "hx-request-type": "partial"}).text
    assert "<html" in whole and "<html" not in part
    assert priya.get("/caseload").text == whole


def test_a_use_of_a_session_is_noted_by_remembered_pages_too(world, house, cast, clock):
    def used():
        with house.database.reading() as session:
            row = core.session
            return max(session.scalars(select(row.c.last_used_at).where(row.c.person_id == cast.chloe.id)))

    chloe = world.visits["chloe"].client
    chloe.get("/home")
    clock.now += timedelta(hours=2)
    chloe.get("/home")
    assert used() == clock.now


def test_a_first_administrator_and_a_chain_of_somebody_else_change_nothing_or_everything(world, house):
    """What is told in the provider's chain has every page made anew."""
    world.looked_at()
    add_first_person(house, "Olu Adeyemi", "olu@example.org", administrator=True)
    given = world.looked_at()
    world.forget()
    assert given == world.looked_at()
    with house.database.reading() as session:
        assert history.happenings(session, history.PROVIDER, limit=1)[0].action == "role_granted"


def test_memory_holds_so_many_bytes_and_forgets_what_was_looked_at_longest_ago():
    memory, who = Memory(most_bytes=100), uuid4()
    for name in ("a", "b", "c"):
        memory.keep((who, name, b""), Kept(("today",), (), b"x" * 40))
        memory.recall((who, "a", b""), ("today",))
    assert [memory.recall((who, name, b""), ("today",)) is not None for name in ("a", "b", "c")] == [True, False, True]
    assert (len(memory), memory.bytes) == (2, 80)
    memory.keep((who, "a", b""), Kept(("tomorrow",), (), b"y"))
    assert memory.recall((who, "a", b""), ("today",)) is None
    assert memory.bytes == 41
