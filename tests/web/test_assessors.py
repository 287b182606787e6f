"""The assessor on screen: a statement first, then one frozen version and nothing beside it, each opening recorded."""

from datetime import timedelta

import pytest

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.assessors import revoke_access
from app.actions.portfolio import choose_piece, freeze_portfolio
from app.db import apprenticeships
from app.domain.access_given import ONE_OPENING
from app.domain.confidentiality import FindingKind
from app.domain.people import Role
from tests.actions.test_portfolio import FOR_GATEWAY, PLAN, do, pieces
from tests.cast import START, TODAY, email, granted
from tests.visits import Page
from tests.web.test_access import TABLE, address, ask, routes, world

__all__ = ["pieces", "world"]
BEYOND = ("A leaflet", "Looking back", "A home visit", "Ben Carter", "visit.pdf")
"""What stands in Chloe's other pieces, and in Ben's."""
ONE_S_OWN = ("GET /api/v1/assessor-access", "POST /api/v1/assessor-access/{grant}/statement")
"""Calls that anybody signed in may make: of what is not theirs they tell nothing, and nothing more once it ended."""
GUESSES = (
    ("E02", "1.pdf"), ("E03", "1.pdf"), ("E01", "2.pdf"), ("E1", "1.pdf"), ("..", "E01"),
    ("E01", "..%2f..%2fmanifest.json"),
)  # fmt: skip


@pytest.fixture
def frozen(house, cast, pieces):
    """Version 1 holds E1 and E2."""
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    return f"/a/{cast.hers}/portfolio"


def test_a_sent_piece_opens_nowhere_for_an_assessor_and_there_is_no_record(cast, visit, frozen, house):
    granted(house, cast)
    with house.database.writing() as session:
        apprenticeships.join(session, cast.hers, cast.helen.id, Role.ASSESSOR, START)
    helen, here = visit("helen"), f"/a/{cast.hers}"
    for where in ("/", "/evidence", "/evidence/E1", "/evidence/E3", "/evidence/E1/view", "/portfolio", "/portfolio/1",
                  "/portfolio/1/files/E01/1.pdf", "/portfolio/1/pack.zip", "/portfolio/assessors"):  # fmt: skip
        answer = helen.get(here + where)
        assert answer.status_code == 404, where
        assert "Support plan" not in answer.text
    assert helen.call("GET", "apprenticeships").json()["items"] == []
    assert helen.call("GET", "me").json()["memberships"] == []


def test_she_states_first_that_there_is_no_conflict_and_then_reads(house, cast, visit, frozen):
    grant, helen = granted(house, cast, enters=False), visit("helen")
    landing = helen.page("/portfolio")
    assert f"/portfolio/{grant.id}" in landing.links()
    before = helen.page(f"/portfolio/{grant.id}")
    assert "Nothing of it is shown before" in before.text
    assert "Support plan" not in before.text
    assert helen.get(f"/portfolio/{grant.id}/files/E01/1.pdf").status_code == 403
    unsaid = helen.post(f"/portfolio/{grant.id}/statement", {})
    assert unsaid.status_code == 422
    assert "Say whether you have a conflict of interest." in unsaid.text
    page = Page(helen.post(f"/portfolio/{grant.id}/statement", {"conflict": "no"}).text)
    assert "Portfolio of evidence, version 1" in page.text
    assert "It names the act it goes by." in page.text
    assert f"/portfolio/{grant.id}/files/E01/1.pdf/view?ksb=K1&place=1" in page.links()
    assert not [link for link in page.links() if link.startswith("/a/")]
    assert not [words for words in BEYOND if words in page.text]


def test_a_conflict_ends_it_on_screen(house, cast, visit, frozen):
    grant, helen = granted(house, cast, enters=False), visit("helen")
    answer = helen.post(f"/portfolio/{grant.id}/statement", {"conflict": "yes"})
    assert "Your access has ended" in answer.text
    assert "Ended by your statement of a conflict of interest" in answer.text
    assert "Chloe" not in answer.text
    assert helen.get(f"/portfolio/{grant.id}").status_code == 404
    again = helen.post(f"/portfolio/{grant.id}/statement", {"conflict": "yes"})
    assert (again.status_code, "Your access has ended" in again.text) == (200, True)


def test_the_provider_sees_that_a_conflict_ended_every_access_of_theirs_to_this_apprentice(house, cast, visit, frozen):
    """One that was entered, and one that is yet to begin and was never stated of."""
    grant = granted(house, cast)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock.")
    later = granted(house, cast, enters=False, version=2, since=TODAY + timedelta(days=7))
    visit("helen").post(f"/portfolio/{grant.id}/statement", {"conflict": "yes"})
    for name in ("adele", "priya", "chloe"):
        text = visit(name).page(f"{frozen}/assessors").text
        assert text.count("Ended by a conflict of interest") == 2, name
        assert text.count("Stated that there is one") == 2, name
        assert "End this access now" not in text
    told = visit("adele").call("GET", f"apprenticeships/{cast.hers}/portfolio/assessors").json()["items"]
    assert [one["state"] for one in told] == ["conflict", "conflict"]
    assert [one["state"] for one in visit("helen").call("GET", "assessor-access").json()["items"]] == ["conflict"] * 2
    assert visit("helen").get(f"/portfolio/{later.id}").status_code == 404


def test_a_conflict_said_twice_by_a_program_is_answered_as_the_first_time(house, cast, visit, frozen):
    grant, helen = granted(house, cast, enters=False), visit("helen")
    where = f"assessor-access/{grant.id}/statement"
    first, second = (helen.call("POST", where, json={"conflict": True}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json() == helen.call("GET", "assessor-access").json()
    assert visit("ruth").call("POST", where, json={"conflict": True}).status_code == 404
    assert visit("ruth").call("GET", "assessor-access").json()["items"] == []


def test_a_file_opens_beside_its_ksbs_at_the_page_and_in_ranges(house, cast, visit, frozen):
    grant, helen = granted(house, cast), visit("helen")
    here = f"/portfolio/{grant.id}/files/E01/1.pdf"
    viewer = helen.page(f"{here}/view?ksb=K1&place=1")
    [frame] = viewer.all("iframe")
    assert frame["src"] == f"{here}#page=1"
    assert "Opened at page 1" in viewer.text
    assert "It names the act it goes by." in viewer.text
    assert "K2" not in viewer.text
    whole, part = helen.client.get(here), helen.client.get(here, headers={"range": "bytes=5-9"})
    assert (whole.content, part.status_code, part.content) == (PLAN, 206, PLAN[5:10])
    for odd in ("", "?ksb=K2&place=1", "?ksb=K1&place=99", "?ksb=%00&place=x", "?place=1"):
        assert helen.get(f"{here}/view{odd}").status_code == 200, odd


def test_the_next_range_of_an_open_connection_is_refused_once_access_has_ended(house, cast, visit, frozen):
    grant, helen = granted(house, cast), visit("helen")
    here = f"/portfolio/{grant.id}/files/E01/1.pdf"
    first = helen.client.get(here, headers={"range": "bytes=0-3"})
    assert first.status_code == 206
    do(house, cast.adele, revoke_access, cast.hers, 1)
    for headers in ({"range": "bytes=4-7"}, {"if-none-match": first.headers["etag"]}, {}):
        assert helen.client.get(here, headers=headers).status_code == 404


@pytest.mark.parametrize("ended", ["revoked", "expired", "conflict", "never"])
def test_without_an_open_grant_no_address_opens_anything(house, cast, visit, world, clock, ended):
    """Every route, with Chloe's ids and the grant's, as somebody who once had access and whose access has ended."""
    helen = visit("helen" if ended != "never" else "ruth")
    if ended == "revoked":
        do(house, cast.adele, revoke_access, cast.hers, 1)
    elif ended == "expired":
        clock.now += timedelta(days=29)
        helen = visit("helen")
    elif ended == "conflict":
        assert (
            helen.call("POST", f"assessor-access/{world.grant}/statement", json={"conflict": True}).status_code == 200
        )
    faults = []
    for key in routes(helen.client.app):
        where = address(key, cast, world)
        if key not in ONE_S_OWN and ("{apprenticeship}" in key or "{grant}" in key):
            status = ask(helen, key, where)
            faults += [f"{key}: {status}"] if status != 404 else []
    assert faults == []


def test_no_guess_leads_beyond_the_version(house, cast, visit, world):
    """Another's grant, another version's number, files of other pieces, ids of evidence where a path belongs."""
    helen, other = visit("helen"), "00000000-0000-0000-0000-000000000007"
    file = world.hers["files"][0]["id"]
    grants = (other, str(cast.hers), "1", "%2e%2e", world.his["id"])
    for grant in grants:
        assert helen.call("POST", f"assessor-access/{grant}/statement", json={"conflict": True}).status_code == 404
        assert helen.client.post(f"/portfolio/{grant}/statement", data={"conflict": "yes"}).status_code == 404
    for key in [one for one in TABLE if "{grant}" in one and one.startswith("GET ")]:
        for grant in grants:
            assert ask(helen, key, address(key, cast, world, grant=grant)) == 404, key
        if "{piece}" in key:
            for piece, name in (*GUESSES, ("E01", file), (str(cast.his), "1.pdf")):
                assert ask(helen, key, address(key, cast, world, piece=piece, name=name)) == 404, (key, piece)


def test_what_she_reads_is_recorded_and_told_to_apprentice_tutor_and_administrator(house, cast, visit, frozen):
    grant, helen = granted(house, cast), visit("helen")
    helen.page(f"/portfolio/{grant.id}")
    helen.client.get(f"/portfolio/{grant.id}/annex.csv")
    for _ in range(2):
        helen.page(f"/portfolio/{grant.id}")
    helen.client.get(f"/portfolio/{grant.id}/files/E01/1.pdf")
    helen.page(f"/portfolio/{grant.id}/files/E02/1.pdf/view")
    for name in ("chloe", "priya", "adele"):
        text = visit(name).page(f"{frozen}/assessors").text
        for said in (
            "The annex and the list of pieces",
            "The annex, as CSV",
            "E1, file 1",
            "E2, file 1, beside its KSBs",
        ):
            assert said in text, (name, said)
        assert ("End this access now" in text) == (name == "adele")
    [told] = visit("priya").call("GET", f"apprenticeships/{cast.hers}/portfolio/assessors").json()["items"]
    assert {one["what"]: one["times"] for one in told["opened"]} == {
        "": 3, "annex.csv": 1, "files/E01/1.pdf": 1, "view files/E02/1.pdf": 1,
    }  # fmt: skip
    assert f"{frozen}/assessors" in visit("chloe").page(frozen).links()
    assert f"{frozen}/assessors" not in visit("quentin").page(frozen).links()


def test_a_player_that_seeks_opens_a_film_once_and_again_after_half_an_hour(house, cast, visit, frozen, clock):
    """Its first request counts wherever in the file it begins; so does that of another file."""
    grant, helen = granted(house, cast), visit("helen")

    def times():
        [told] = visit("priya").call("GET", f"apprenticeships/{cast.hers}/portfolio/assessors").json()["items"]
        return {one["what"]: one["times"] for one in told["opened"]}

    def seeks(name="E01"):
        for first in (5, 0, 9, 2, 7):
            asked = helen.client.get(f"/portfolio/{grant.id}/files/{name}/1.pdf", headers={"range": f"bytes={first}-"})
            assert asked.status_code == 206

    seeks()
    assert times() == {"files/E01/1.pdf": 1}
    seeks("E02")
    clock.now += ONE_OPENING - timedelta(seconds=1)
    seeks()
    assert times() == {"files/E01/1.pdf": 1, "files/E02/1.pdf": 1}
    clock.now += timedelta(seconds=1)
    seeks()
    assert times() == {"files/E01/1.pdf": 2, "files/E02/1.pdf": 1}


def test_a_breach_tells_that_the_assessor_opened_a_file_of_the_piece(house, cast, visit, frozen):
    grant = granted(house, cast)
    visit("helen").client.get(f"/portfolio/{grant.id}/files/E01/1.pdf")
    seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
    assert "Helen Osei" in visit("priya").page(f"/a/{cast.hers}/breaches/{seq}").text


@pytest.mark.parametrize("how", ["closed", "erased", "uncleared", "withdrawn"])
def test_what_may_not_be_read_any_more_is_gone_from_what_she_reads_too(house, cast, visit, frozen, how):
    grant, helen = granted(house, cast, may_take=True), visit("helen")
    if how in ("closed", "erased"):
        seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname.")
        if how == "erased":
            do(house, cast.priya, drill.erase_evidence, cast.hers, seq, "E1")
    elif how == "uncleared":
        do(house, cast.priya, actions.clear_evidence, cast.hers, 1, version=1, cleared=False, looked=False)
    else:
        do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "A parent asked for it back.")
    page = helen.page(f"/portfolio/{grant.id}")
    assert "It names the act it goes by." not in page.text
    assert "Minutes of a review" in page.text
    for below in ("", "/view"):
        assert helen.client.get(f"/portfolio/{grant.id}/files/E01/1.pdf{below}").status_code in (404, 409)
        assert helen.client.get(f"/portfolio/{grant.id}/files/E02/1.pdf{below}").status_code == 200
    assert b"It names the act" not in helen.client.get(f"/portfolio/{grant.id}/annex.csv").content
    assert "It names the act" not in helen.call("GET", f"assessor-access/{grant.id}").text
    assert (helen.client.get(f"/portfolio/{grant.id}/pack.zip").status_code == 200) == (how == "erased")


def test_what_is_kept_from_the_employer_is_there_for_the_assessor(house, cast, visit, frozen):
    grant = granted(house, cast)
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    assert "Support plan" in visit("helen").page(f"/portfolio/{grant.id}").text


def test_a_later_version_changes_nothing_of_what_she_reads(house, cast, visit, frozen):
    grant, helen = granted(house, cast), visit("helen")
    before = helen.call("GET", f"assessor-access/{grant.id}").json()
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock.")
    assert helen.call("GET", f"assessor-access/{grant.id}").json() == before
    assert [one["piece"] for one in before["pieces"]] == ["E1", "E2"]
    line = next(one for one in before["annex"] if one["ksb"] == "K1")
    assert line["evidence"][0]["places"] == [{"words": "plan.pdf, page 1", "path": "files/E01/1.pdf", "at": "page=1"}]


def test_an_administrator_invites_and_ends_on_screen_and_keeps_what_was_typed(cast, visit, frozen):
    adele = visit("adele")
    sent = {"name": "Helen Osei", "email": email("helen"), "version": "1", "since": TODAY.isoformat(),
            "last_day": "2026-11-19", "may_take": "true"}  # fmt: skip
    answer = adele.post(f"{frozen}/assessors", sent)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.text.count("Choose a last day that is not over yet.") == 2
    assert (page.field("email")["value"], page.field("last_day")["value"]) == (email("helen"), "2026-11-19")
    assert "checked" in page.field("may_take")
    answer = adele.post(f"{frozen}/assessors", sent | {"last_day": "2026-12-18"})
    assert "Helen Osei is invited" in answer.text
    assert "Not stated yet, so nothing was shown" in answer.text
    assert adele.post(f"{frozen}/assessors", sent | {"last_day": "2026-12-19"}).status_code == 409
    assert "The access of Helen Osei has ended" in adele.post(f"{frozen}/assessors/1/end").text


@pytest.mark.parametrize(
    "wrong", [{"version": "7"}, {"version": "x"}, {"since": "soon"}, {"email": "helen"}, {"name": ""}]
)
def test_wrong_fields_get_a_sentence(visit, frozen, wrong):
    sent = {"name": "Nia Powell", "email": "nia@example.net", "version": "1", "since": TODAY.isoformat(),
            "last_day": "2026-12-18"}  # fmt: skip
    assert visit("adele").post(f"{frozen}/assessors", sent | wrong).status_code == 422


def test_it_takes_few_statements_however_often_was_opened(house, cast, visit, frozen, statements):
    grant, helen, adele = granted(house, cast), visit("helen"), visit("adele")
    pages = ((helen, "/portfolio"), (helen, f"/portfolio/{grant.id}"), (helen, f"/portfolio/{grant.id}/statement"),
             (helen, f"/portfolio/{grant.id}/files/E01/1.pdf/view"), (adele, f"{frozen}/assessors"))  # fmt: skip
    for visitor, where in pages:
        counted = []
        for _ in range(2):
            with statements() as ran:
                visitor.page(where)
            counted.append(len(ran))
            for _ in range(3):
                helen.client.get(f"/portfolio/{grant.id}/files/E02/1.pdf")
        assert counted[0] == counted[1] <= 8, (where, ran)
