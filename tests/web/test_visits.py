"""A visit from outside on screen: granted, told and ended by the provider; the visitor reads what it names, no more."""

from datetime import timedelta

import pytest

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.gateway import keep_learner_record
from app.actions.sampling import draw_sample, judge_sample
from app.actions.sampling.drawing import SETTLED
from app.actions.visits import end_visit
from app.actions.waivers import waive_check
from app.domain.confidentiality import FindingKind
from app.domain.gateway import Waiving
from app.domain.sampling import Shares
from app.domain.visits import Sight
from tests.actions.test_gateway import NUMBER_OF_HERS, RECORD
from tests.actions.test_portfolio import PLAN, do, pieces
from tests.cast import NAMES, TODAY, email, visiting
from tests.visits import Page
from tests.web.test_access import TABLE, address, ask, routes, world

__all__ = ["pieces", "world"]
ONE_S_OWN = "GET /api/v1/visit-access"
TREATMENT = "A third would have fallen into her treatment."
SENT = {
    "name": NAMES["olwen"],
    "email": email("olwen"),
    "organisation": "Skills Quality Awards",
    "purpose": "The yearly quality visit.",
    "since": TODAY.isoformat(),
    "last_day": "2026-12-03",
    "sights": ["evidence", "hours"],
}


@pytest.fixture
def here(house, cast, pieces):
    """Olwen may see everything that a visit can show of Chloe."""
    return f"/visit/{visiting(house, cast).id}/{cast.hers}"


def test_an_administrator_grants_and_ends_on_screen_and_keeps_what_was_typed(cast, visit, pieces):
    adele, chosen = visit("adele"), str(cast.hers)
    assert "/visits" in adele.page("/apprenticeships").links()
    assert "/visits/new" in adele.page("/visits").links()
    unsaid = adele.post("/visits", SENT)
    assert unsaid.status_code == 422
    page = Page(unsaid.text)
    assert page.text.count("Choose at least one apprentice, or a drawn sample.") == 2
    assert (page.field("purpose")["value"], page.field("last_day")["value"]) == (SENT["purpose"], SENT["last_day"])
    assert unsaid.text.count("checked") == 2
    answer = adele.post("/visits", SENT | {"apprenticeship": chosen})
    assert f"{NAMES['olwen']} is invited" in answer.text
    for said in (
        "Skills Quality Awards",
        "Cleared evidence and hours",
        "The visit is open from 20 November 2026 to 3 December 2026.",
        "Chloe Marsden",
        "Nothing was opened.",
    ):
        assert said in answer.text, said
    ended = adele.post("/visits/1/end")
    assert "The visit of Olwen Pryce has ended" in ended.text
    assert "End this visit now" not in ended.text
    assert adele.post("/visits/7/end").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "olwen"}, "email"),
        ({"organisation": " "}, "Say which organisation they come from."),
        ({"purpose": " "}, "purpose"),
        ({"since": "soon"}, "since"),
        ({"last_day": "2026-11-19"}, "last_day"),
        ({"last_day": "2027-11-19"}, "last_day"),
        ({"sights": []}, "sights"),
        ({"sights": ["concerns"]}, "sights"),
        ({"apprenticeship": "00000000-0000-0000-0000-000000000007"}, "apprenticeship"),
        ({"apprenticeship": "everybody"}, "apprenticeship"),
        ({"draw": "9"}, "draw"),
    ],
)
def test_a_wrong_field_gets_a_sentence(cast, visit, pieces, wrong, field):
    answer = visit("adele").post("/visits", SENT | {"apprenticeship": str(cast.hers)} | wrong)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert field in answer.text
    assert visit("olwen").call("GET", "visit-access").json()["items"] == []


def test_a_visitor_lands_on_what_may_be_looked_at_and_reads_cleared_evidence(house, cast, visit, here):
    olwen = visit("olwen")
    assert olwen.client.get("/", follow_redirects=False).headers["location"] == "/visit"
    landing = olwen.page("/visit")
    assert "The yearly quality visit." in landing.text
    assert "Open until 3 December 2026" in landing.text
    links = [link for link in landing.links() if link.startswith("/visit/")]
    assert links == [f"{here}/{sight.value}" for sight in Sight]
    listed = olwen.page(f"{here}/evidence")
    assert [link.rpartition("/")[2] for link in listed.links() if "/evidence/" in link] == ["E4", "E2", "E1"]
    assert "A leaflet" not in listed.text
    piece = olwen.page(f"{here}/evidence/E1")
    for said in ("Support plan", "It names the act it goes by.", "Accepted", "Well shown.", "Priya Nair"):
        assert said in piece.text, said
    assert f"{here}/evidence/E1/files/1#page=1" in piece.links()
    file = olwen.client.get(f"{here}/evidence/E1/files/1")
    assert (file.status_code, file.content) == (200, PLAN)
    for gone in ("E3", "E9", "x", "E1/files/2", "E3/files/1", "E1/files/0"):
        assert olwen.get(f"{here}/evidence/{gone}").status_code == 404, gone
    assert not [link for page in (landing, listed, piece) for link in page.links() if link.startswith("/a/")]


def test_hours_reviews_gateway_and_sampling_are_read_without_anything_kept_to_the_provider(
    house, cast, visit, here, clock
):
    clock.now += SETTLED
    do(house, cast.quentin, draw_sample, Shares(percent=100), 7)
    do(house, cast.quentin, judge_sample, 1, 1, agree=False, words="Ask for the date.")
    do(house, cast.priya, waive_check, cast.hers, "mock-assessment", Waiving("Two mocks were sat.", TREATMENT))
    do(house, cast.adele, keep_learner_record, cast.hers, **RECORD)
    gateway = visit("priya").page(f"/a/{cast.hers}/gateway").text
    assert TREATMENT in gateway
    assert "Aged 22 at the original start" in gateway
    assert NUMBER_OF_HERS in visit("adele").page(f"/a/{cast.hers}/gateway/learner-record").text
    olwen, shown = visit("olwen"), ""
    for sight in Sight:
        shown += olwen.page(f"{here}/{sight.value}").text
        answer = olwen.call("GET", f"visit-access{here.removeprefix('/visit')}/{sight.value}")
        assert answer.status_code == 200
        shown += answer.text
    assert "Confirmed" in shown
    assert "Ask for the date." in shown
    assert "Review 1" in shown
    assert "Two mocks were sat." in shown
    unsaid = ("14 March 2003", "2003-03-14", "date of birth", "ULN", "chloe.marsden@", "restricted")
    for kept in (*unsaid, TREATMENT, "Aged", NUMBER_OF_HERS):
        assert kept not in shown, kept


def test_what_was_said_of_a_sampled_decision_is_kept_with_its_piece(house, cast, visit, here, clock):
    clock.now += SETTLED
    do(house, cast.quentin, draw_sample, Shares(percent=100), 7)
    for place in (1, 2, 3):
        do(house, cast.quentin, judge_sample, 1, place, agree=False, words=f"Ask about place {place}.")
    do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname.")
    do(house, cast.priya, actions.clear_evidence, cast.hers, 2, version=1, cleared=False, looked=False)
    found = visit("olwen").call("GET", f"visit-access{here.removeprefix('/visit')}/sampling").json()["items"]
    words = {one["evidence"]: (one["readable"], one["said"][0]["words"] != "", one["feedback"] != "") for one in found}
    assert words == {1: (False, False, False), 2: (False, False, False), 4: (True, True, True)}
    page = visit("olwen").page(f"{here}/sampling")
    assert page.text.count("Ask about place") == page.text.count("Well shown.") == 1


def test_what_is_kept_from_the_employer_is_on_no_page_and_in_no_answer_of_a_visit(house, cast, visit, here, clock):
    """It may tell of the apprentice's own health or family, cleared or not."""
    clock.now += SETTLED
    do(house, cast.quentin, draw_sample, Shares(percent=100), 7)
    for place in (1, 2, 3):
        do(house, cast.quentin, judge_sample, 1, place, agree=False, words=f"Ask about place {place}.")
    do(house, cast.chloe, actions.keep_from_employer, cast.hers, 1)
    olwen, call = visit("olwen"), f"visit-access{here.removeprefix('/visit')}"
    assert [one["number"] for one in olwen.call("GET", f"{call}/evidence").json()["items"]] == [4, 2]
    assert "Support plan" not in "".join(olwen.page(f"{here}/{sight.value}").text for sight in Sight)
    for gone in ("evidence/E1", "evidence/E1/files/1"):
        assert olwen.get(f"{here}/{gone}").status_code == olwen.call("GET", f"{call}/{gone}").status_code == 404
    words = {
        one["evidence"]: (one["readable"], one["feedback"], one["said"][0]["words"] != "")
        for one in olwen.call("GET", f"{call}/sampling").json()["items"]
    }
    assert words == {1: (False, "", False), 2: (True, "Well shown.", True), 4: (True, "Well shown.", True)}


def test_what_she_opens_is_told_to_apprentice_tutor_and_administrator_and_to_nobody_else(house, cast, visit, here):
    olwen = visit("olwen")
    for _ in range(2):
        olwen.page(f"{here}/evidence")
    olwen.page(f"{here}/evidence/E1")
    for bytes_ in ("bytes=0-3", "bytes=4-7"):
        olwen.client.get(f"{here}/evidence/E1/files/1", headers={"range": bytes_})
    olwen.page(f"{here}/hours")
    of_hers = f"/a/{cast.hers}/visits"
    for name, where in (("chloe", of_hers), ("priya", of_hers), ("adele", "/visits/1")):
        text = visit(name).page(where).text
        for said in ("Olwen Pryce", "The list of cleared evidence", "E1 version 1, file 1", "Hours"):
            assert said in text, (name, said)
        assert ("End this visit now" in text) == (name == "adele")
    assert f"/a/{cast.hers}/visits" in visit("chloe").page(f"/a/{cast.hers}/history").links()
    assert f"/a/{cast.hers}/visits" not in visit("quentin").page(f"/a/{cast.hers}/history").links()
    [told] = visit("priya").call("GET", f"apprenticeships/{cast.hers}/visits").json()["items"]
    assert {one["what"]: one["times"] for one in told["opened"]} == {
        "evidence": 2, "E1": 1, "files/E01/1 of version 1": 1, "hours": 1,
    }  # fmt: skip
    assert "Granted a visit from outside" in visit("chloe").page(f"/a/{cast.hers}/history").text
    seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
    breach = visit("priya").page(f"/a/{cast.hers}/breaches/{seq}").text
    assert "E1 version 1, file 1, on a visit from outside" in breach


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("evidence/E2", "E2, on a visit from outside"),
        ("evidence", "The list of cleared evidence, on a visit from outside"),
        ("sampling", "Quality sampling, on a visit from outside"),
    ],
)
def test_a_breach_lists_a_visitor_who_read_the_page_or_a_list_alone(house, cast, visit, here, read, said):
    visit("olwen").page(f"{here}/{read}")
    visit("olwen").page(f"{here}/hours")
    seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 2, FindingKind.NAME, "A surname in the header.")
    page = visit("priya").page(f"/a/{cast.hers}/breaches/{seq}").text
    assert said in page
    assert page.count(", on a visit from outside") == 1


def test_one_apprentice_and_tutor_are_told_of_nobody_else_on_the_visit(house, cast, visit, pieces):
    both = visiting(house, cast, apprenticeships=frozenset({cast.hers, cast.his}))
    visit("olwen").page(f"/visit/{both.id}/{cast.his}/hours")
    for name in ("chloe", "priya"):
        page = visit(name).page(f"/a/{cast.hers}/visits")
        assert "Nothing was opened." in page.text
        assert "Ben Carter" not in page.text
        told = visit(name).call("GET", f"apprenticeships/{cast.hers}/visits")
        assert str(cast.his) not in told.text
    assert "Ben Carter" in visit("adele").page("/visits/1").text


def test_a_program_grants_once_and_ends_and_is_told_the_same(cast, visit, pieces):
    adele, olwen = visit("adele"), visit("olwen")
    body = SENT | {"apprenticeship": [str(cast.hers)]}
    first = adele.call("POST", "visits", json=body, headers={"Idempotency-Key": "k"})
    again = adele.call("POST", "visits", json=body, headers={"Idempotency-Key": "k"})
    assert (first.status_code, again.json()) == (201, first.json())
    assert (first.json()["sights"], first.json()["state"]) == (["evidence", "hours"], "open")
    [own] = olwen.call("GET", "visit-access").json()["items"]
    assert [one["name"] for one in own["apprentices"]] == ["Chloe Marsden"]
    where = f"visit-access/{own['id']}/{cast.hers}"
    assert [one["number"] for one in olwen.call("GET", f"{where}/evidence").json()["items"]] == [4, 2, 1]
    whole = olwen.call("GET", f"{where}/evidence/E1").json()
    assert [(one["ksb"], one["verdict"], one["feedback"]) for one in whole["decisions"]] == [
        ("K1", "accepted", "Well shown.")
    ]
    assert [one["where"] for one in whole["tags"]] == [["plan.pdf, page 1"], []]
    assert olwen.call("GET", f"{where}/evidence/E1/files/1").content == PLAN
    assert olwen.call("GET", f"{where}/gateway").status_code == 404
    ended = adele.call("POST", "visits/1/end", json={})
    assert (ended.json()["state"], adele.call("GET", "visits").json()["items"]) == ("revoked", [ended.json()])
    assert olwen.call("GET", f"{where}/evidence").status_code == 404
    [own] = olwen.call("GET", "visit-access").json()["items"]
    assert (own["state"], own["apprentices"]) == ("revoked", [])


def test_the_next_range_of_an_open_connection_is_refused_once_the_visit_has_ended(house, cast, visit, here):
    olwen = visit("olwen")
    first = olwen.client.get(f"{here}/evidence/E1/files/1", headers={"range": "bytes=0-3"})
    assert first.status_code == 206
    do(house, cast.adele, end_visit, 1)
    for headers in ({"range": "bytes=4-7"}, {"if-none-match": first.headers["etag"]}, {}):
        assert olwen.client.get(f"{here}/evidence/E1/files/1", headers=headers).status_code == 404
    assert "Ended by the training provider" in olwen.page("/visit").text
    assert "Chloe" not in olwen.page("/visit").text


@pytest.mark.parametrize("how", ["ended", "expired", "never", "coming"])
def test_without_an_open_visit_no_address_opens_anything(house, cast, visit, world, clock, how):
    """Every route, with Chloe's ids and the visit's, as somebody to whom a visit was granted, or never was."""
    olwen = visit("olwen" if how != "never" else "ruth")
    if how == "ended":
        do(house, cast.adele, end_visit, 1)
    elif how == "expired":
        clock.now += timedelta(days=14)
        olwen = visit("olwen")
    elif how == "coming":
        do(house, cast.adele, end_visit, 1)
        later = visiting(house, cast, since=TODAY + timedelta(days=1))
    faults = []
    for key in routes(olwen.client.app):
        if "{apprenticeship}" in key or "{visit}" in key:
            more = {"visit": later.id} if how == "coming" else {}
            status = ask(olwen, key, address(key, cast, world, **more))
            faults += [f"{key}: {status}"] if status != 404 else []
    assert faults == []


def test_no_guess_leads_beyond_what_the_visit_names(cast, visit, world):
    """Another's record, another's piece, a grant's id or none where the visit's belongs."""
    olwen = visit("olwen")
    own = [key for key in TABLE if "{visit}" in key]
    assert len(own) == 14
    for key in own:
        for guess in (world.grant, str(cast.hers), "1", "%2e%2e", "00000000-0000-0000-0000-000000000007"):
            assert ask(olwen, key, address(key, cast, world, visit=guess)) == 404, (key, guess)
        assert ask(olwen, key, address(key, cast, world, apprenticeship=cast.his)) == 404, key
        if "{evidence}" in key:
            for piece in ("E2", "E3", world.his["id"], "..%2fE1", "%00"):
                assert ask(olwen, key, address(key, cast, world, evidence=piece)) == 404, (key, piece)


def test_it_takes_few_statements_however_much_there_is(house, cast, visit, here, statements):
    """A piece is loaded whole, with all its versions, in five."""
    olwen, adele, chloe = visit("olwen"), visit("adele"), visit("chloe")
    pages = [
        (olwen, "/visit", 8), (adele, "/visits", 8), (adele, "/visits/1", 8), (adele, "/visits/new", 8),
        (chloe, f"/a/{cast.hers}/visits", 8),
        (olwen, f"{here}/evidence", 8), (olwen, f"{here}/evidence/E1", 10), (olwen, f"{here}/hours", 8),
        (olwen, f"{here}/reviews", 8), (olwen, f"{here}/sampling", 8), (olwen, f"{here}/gateway", 8),
    ]  # fmt: skip
    counted = {}
    for _ in range(2):
        for visitor, where, most in pages:
            with statements() as ran:
                visitor.page(where)
            assert len(ran) <= most, (where, len(ran), ran)
            assert counted.setdefault(where, len(ran)) == len(ran), where
        for _ in range(3):
            olwen.client.get(f"{here}/evidence/E2/files/1")
