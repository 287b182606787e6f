"""Skills scans: filled in in one’s own time, blind until given, told in history, at the employer’s place too."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import set_status
from app.actions.due import begin_visit
from app.actions.skills_scan import begin_scan, give_ratings, keep_ratings
from app.db import apprenticeships, history, sign_in
from app.db import skills_scans as db
from app.db.sign_in import LinkKind
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import NotPermitted, WrongState
from app.domain.skills_scan import ScanPurpose
from app.web.contact import SEAT
from tests.cast import START, TODAY, Cast
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page, Visit

Visiting = Callable[..., Visit]


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/skills-scan"


@pytest.fixture
def codes(house: Installation) -> list[str]:
    return [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs]


@pytest.fixture
def scan(house: Installation, cast: Cast) -> int:
    """The scan at Chloe's start, in which nobody has given ratings."""
    with house.acting(cast.chloe) as acting:
        return begin_scan(acting, cast.hers, ScanPurpose.START, START)


@pytest.fixture
def rated(house: Installation, cast: Cast, codes: list[str]) -> Callable[..., None]:
    """`rated("priya", 1, 3)`: gives 3 for every KSB in scan 1, except what is said otherwise."""

    def give(name: str, number: int, points: int, **otherwise: str) -> None:
        fields = {f"rating.{code}": str(points) for code in codes}
        fields |= {key.replace("_", ".", 1): value for key, value in otherwise.items()}
        with house.acting(cast.everybody[name]) as acting:
            give_ratings(acting, cast.hers, number, fields)

    return give


def whole(codes: list[str], points: int, **more: str) -> dict[str, str]:
    return {f"rating.{code}": str(points) for code in codes} | {"base": "{}"} | more


def told(house: Installation, cast: Cast) -> list[tuple[str, dict[str, Any]]]:
    with house.database.reading() as session:
        return [(one.action, dict(one.body)) for one in history.happenings(session, cast.hers)]


# On the record


def test_a_scan_is_begun_kept_for_later_and_given(
    house: Installation, cast: Cast, visit: Visiting, here: str, codes: list[str]
) -> None:
    chloe = visit("chloe")
    assert "Nobody has rated the KSBs yet" in chloe.page(here).text
    form = Page(chloe.post(here, {"purpose": "start", "on": START.isoformat()}).text)
    assert form.headings["h1"] == ["Rate yourself"]
    assert len({field["name"] for field in form.all("input") if field.get("type") == "radio"}) == 38
    kept = Page(chloe.post(f"{here}/1/ratings", {"rating.K1": "2", "what.K1": "A diploma", "base": "{}"}).text)
    assert "Kept for you alone" in kept.text
    again = visit("chloe").page(f"{here}/1/ratings")
    assert "1 of 38 rated. Kept for you alone at 9am." in again.text
    assert [one["value"] for one in again.all("input") if one.get("name") == "rating.K1" and "checked" in one] == ["2"]
    missing = chloe.post(f"{here}/1/ratings", {"decision": "give", "rating.K1": "2", "base": "{}"})
    assert missing.status_code == 422
    assert "Rate K2." in missing.text
    assert "32 more KSBs to rate." in missing.text
    assert "A diploma" in missing.text
    done = Page(chloe.post(f"{here}/1/ratings", whole(codes, 2, decision="give")).text)
    assert "Your ratings are given" in done.text
    assert "2, With help" in done.text
    begun, given = reversed(told(house, cast)[:2])
    assert begun == ("scan_begun", {"number": 1, "purpose": "start", "on": START.isoformat()})
    assert given[0] == "scan_given"
    assert {name: given[1][name] for name in ("number", "role", "rated")} == {
        "number": 1, "role": "apprentice", "rated": 38,
    }  # fmt: skip
    assert "diploma" not in json.dumps(given[1])
    page = visit("priya").page(f"/a/{cast.hers}/history").text
    assert "Began a skills scan Scan 1, of 7 July 2025" in page
    assert "Gave ratings as the apprentice Scan 1, 38 KSBs rated" in page


def test_the_same_sent_twice_is_done_once_and_other_ratings_are_refused(
    house: Installation, cast: Cast, visit: Visiting, here: str, codes: list[str], scan: int
) -> None:
    chloe = visit("chloe")
    for _ in range(2):
        assert "Your ratings are given" in chloe.post(f"{here}/1/ratings", whole(codes, 2, decision="give")).text
    refused = chloe.post(f"{here}/1/ratings", whole(codes, 3, decision="give"))
    assert refused.status_code == 409
    assert "Chloe Marsden gave the apprentice’s ratings in scan 1 already." in refused.text
    assert [action for action, _ in told(house, cast)].count("scan_given") == 1
    with house.acting(cast.chloe) as acting:
        assert begin_scan(acting, cast.hers, ScanPurpose.DURING, TODAY) == 2
        assert begin_scan(acting, cast.hers, ScanPurpose.DURING, TODAY) == 2


def test_nobody_sees_the_others_before_giving_their_own(
    visit: Visiting, here: str, scan: int, rated: Callable[..., None], cast: Cast
) -> None:
    rated("chloe", 1, 2, what_K1="A diploma in 2021")
    for name in ("priya", "mark"):
        page = visit(name).page(here).text
        assert "What Chloe gave shows once you have given yours." in page
        assert "A diploma" not in page
        assert "Distance travelled" not in page
        shown = visit(name).page(f"{here}/1").text
        assert "Chloe gave ratings too. They show once you have given yours." in shown
        assert "With help" not in shown
        call = visit(name).call("GET", f"apprenticeships/{cast.hers}/skills-scans/1").json()
        assert [one["ratings"] for one in call["given"]] == [None]
        assert "K1" not in visit(name).client.get(f"{here}/exports/ratings.csv").text
    assert "A diploma in 2021" in visit("quentin").page(here).text
    assert "A diploma in 2021" in visit("adele").page(here).text
    rated("priya", 1, 2)
    assert "A diploma in 2021" in visit("priya").page(here).text
    assert "A diploma" not in visit("mark").page(here).text


def test_nobody_fills_in_for_another(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    visit("chloe").post(f"{here}/1/ratings", {"rating.K1": "4", "base": "{}"})
    for name in ("priya", "mark"):
        page = visit(name).page(f"{here}/1/ratings")
        assert "0 of 38 rated" in page.text
        assert not [one for one in page.all("input") if "checked" in one]
    for name in ("quentin", "adele"):
        with house.acting(cast.everybody[name]) as acting, pytest.raises(NotPermitted):
            keep_ratings(acting, cast.hers, 1, {"rating.K1": "1"}, {})
    with house.database.writing() as session:
        apprenticeships.join(session, cast.hers, cast.ruth.id, Role.EMPLOYER, START, leading=False)
    rated("mark", 1, 3)
    with pytest.raises(WrongState, match="Mark Ellis gave the employer’s ratings in scan 1 already"):
        rated("ruth", 1, 1)


def test_same_as_last_time_and_cannot_say_fill_what_is_not_rated(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    rated("mark", 1, 1, rating_S1="cannot_say")
    with house.acting(cast.priya) as acting:
        begin_scan(acting, cast.hers, ScanPurpose.DURING, TODAY)
    mark = visit("mark")
    assert "Last time: 1, A little" in mark.page(f"{here}/2/ratings").text
    page = Page(mark.post(f"{here}/2/ratings", {"rating.K1": "3", "decision": "same:knowledge", "base": "{}"}).text)
    assert "17 of 38 rated" in page.text
    page = Page(mark.post(f"{here}/2/ratings", {"decision": "rest", "base": "{}"}).text)
    assert "38 of 38 rated" in page.text
    with house.database.reading() as session:
        kept = db.draft_of(session, cast.hers, 2, cast.mark.id).fields
    assert (kept["rating.K1"], kept["rating.K2"], kept["rating.S2"]) == ("3", "1", "cannot_say")
    chloe = visit("chloe")
    assert "cannot_say" not in chloe.page(f"{here}/2/ratings").html
    assert "0 of 38 rated" in Page(chloe.post(f"{here}/2/ratings", {"decision": "rest", "base": "{}"}).text).text


def test_a_later_scan_closes_the_one_before_and_takes_up_what_was_begun_in_it(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    assert visit("priya").post(here, {"purpose": "during", "on": TODAY.isoformat()}).status_code == 409
    rated("chloe", 1, 1)
    visit("mark").post(f"{here}/1/ratings", {"rating.K1": "4", "base": "{}"})
    visit("priya").post(here, {"purpose": "during", "on": TODAY.isoformat()})
    assert "1 of 38 rated" in visit("mark").page(f"{here}/2/ratings").text
    with pytest.raises(WrongState, match="A later scan was begun"):
        rated("mark", 1, 2)
    for name in ("priya", "mark"):
        shown = visit(name).page(f"{here}/1").text
        assert "Chloe gave ratings too. They show once you have given yours in a later scan." in shown
        assert "1, A little" not in shown
        call = visit(name).call("GET", f"apprenticeships/{cast.hers}/skills-scans/1").json()
        assert [one["ratings"] for one in call["given"]] == [None]
        assert "K1" not in visit(name).client.get(f"{here}/exports/ratings.csv").text
        assert "Distance travelled" not in visit(name).page(here).text
    rated("mark", 2, 3)
    assert "Never given: Priya and Mark." in visit("mark").page(f"{here}/1").text
    assert "1, A little" in visit("mark").page(f"{here}/1").text
    assert "1, A little" not in visit("priya").page(f"{here}/1").text
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
    with pytest.raises(WrongState, match="has ended"):
        rated("chloe", 2, 2)
    tutors = visit("priya").page(here)
    assert "Begin another scan" not in tutors.text
    assert "Scan 2, during the programme, takes no more ratings." in tutors.text


def test_once_learning_has_ended_what_was_given_shows_to_those_as_well_who_gave_nothing(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    rated("chloe", 1, 1)
    assert "1, A little" not in visit("mark").page(f"{here}/1").text
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
    page = visit("mark").page(f"{here}/1").text
    assert "1, A little" in page
    assert "Never given: Priya and Mark. This scan takes no more ratings." in page
    assert "once you have given yours" not in page


def test_the_day_on_which_ratings_were_given_is_londons(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None], clock: Any
) -> None:
    clock.now = datetime(2027, 5, 3, 23, 30, tzinfo=UTC)
    rated("chloe", 1, 1)
    text = visit("chloe").client.get(f"{here}/exports/ratings.csv").text
    assert "2027-05-04" in text
    assert "2027-05-03" not in text


# As it is filled in


def typed(visiting: Visit, address: str, fields: dict[str, str], base: dict[str, str]) -> Any:
    return visiting.client.post(f"{address}/typed", data={**fields, "base": json.dumps(base)})


def test_two_windows_rate_different_ksbs_and_neither_is_lost(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int
) -> None:
    one, other, form = visit("chloe"), visit("chloe"), f"{here}/1/ratings"
    assert "1 of 38 rated" in typed(one, form, {"rating.K1": "2"}, {}).text
    answer = typed(other, form, {"rating.K2": "3", "what.K3": "In the other window"}, {}).text
    assert "You rate in another window too" in answer
    assert "K1: 2, With help" in answer
    answer = typed(one, form, {"rating.K1": "2", "what.K3": "Here"}, {"rating.K1": "2"}).text
    assert "there it was: K3: “In the other window”" in answer
    with house.database.reading() as session:
        kept = db.draft_of(session, cast.hers, 1, cast.chloe.id)
    assert dict(kept.fields) == {"rating.K1": "2", "rating.K2": "3", "what.K3": "Here"}
    assert "kept until you give your ratings: “In the other window”" in visit("chloe").page(form).text


@pytest.mark.parametrize("base", ["", "[", "[1]", '{"rating.K1": 3}', "[" * 100_000])
def test_a_base_that_cannot_be_read_is_as_if_nothing_was_known(
    visit: Visiting, here: str, scan: int, base: str
) -> None:
    answer = visit("chloe").client.post(f"{here}/1/ratings/typed", data={"rating.K1": "2", "base": base})
    assert answer.status_code == 200


def test_keeping_tells_nobody(house: Installation, cast: Cast, visit: Visiting, here: str, scan: int) -> None:
    before = told(house, cast)
    typed(visit("mark"), f"{here}/1/ratings", {"what.K1": "Seen at her desk"}, {})
    assert told(house, cast) == before
    for name in ("chloe", "priya", "adele"):
        for address in (here, f"{here}/1", f"/a/{cast.hers}/history"):
            assert "Seen at her desk" not in visit(name).page(address).text


# Distance travelled


def test_distance_is_beside_the_evidence_and_points_out_what_to_talk_about(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted", "K2": "accepted"})], cast.priya.id)
    rated("chloe", 1, 1)
    with house.acting(cast.priya) as acting:
        begin_scan(acting, cast.hers, ScanPurpose.DURING, TODAY)
    rated("chloe", 2, 3, rating_K1="1")
    rated("priya", 2, 3, rating_S1="1", rating_S2="cannot_say")
    page = visit("chloe").page(here)
    assert "1.0 to 2.9" in page.text
    assert "K1 Legislation, policies and procedures (1, A little)" in page.text
    assert "Rated high, no evidence yet" in page.text
    assert "Chloe: 3, Alone; Priya: 1, A little." in page.text
    label = next(one["aria-label"] for one in page.all("svg") if "Averages by kind" in one.get("aria-label", ""))
    assert "Knowledge: Chloe 1.0 to 2.9, Priya 3.0." in label
    call = visit("priya").call("GET", f"apprenticeships/{cast.hers}/skills-scans/distance").json()
    first = call["ksbs"][0]
    assert first["beside"] == "low_with_accepted"
    assert first["parties"][0] == {"role": "apprentice", "first": 1, "latest": 1}
    assert [one["ksb"] for one in call["ksbs"] if one["apart"]] == ["K1", "S1"]
    begins = visit("priya").call("GET", f"apprenticeships/{cast.hers}/skills-scans/starting-points").json()
    assert begins["lowest"] == [{"ksb": "K1", "points": 1}]
    rows = visit("chloe").client.get(f"{here}/exports/ratings.csv").text.splitlines()
    assert len(rows) == 1 + 3 * 38
    assert rows[1].startswith("1,At the start,2025-07-07,Knowledge,K1,")
    assert visit("chloe").client.get(f"{here}/exports/ratings.xlsx").content.startswith(b"PK")


def test_prior_learning_takes_no_hours_off(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None]
) -> None:
    before = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/off-the-job/summary").json()
    rated("chloe", 1, 1, what_K1="=A diploma", when_K1="2021", seen_K1="Certificate, seen by Priya")
    assert visit("chloe").call("GET", f"apprenticeships/{cast.hers}/off-the-job/summary").json() == before
    page = visit("chloe").page(here)
    assert "It takes no hours off by itself." in page.text
    assert f"/a/{cast.hers}/agreed" in page.links()
    assert "'=A diploma" in visit("chloe").client.get(f"{here}/exports/ratings.csv").text


@pytest.mark.parametrize("times", [1, 5])
def test_each_page_takes_at_most_eight_statements(
    house: Installation, cast: Cast, visit: Visiting, here: str, scan: int, rated: Callable[..., None],
    statements: Callable[[], Any], times: int,
) -> None:  # fmt: skip
    for number in range(1, times + 1):
        rated("chloe", number, 1)
        rated("mark", number, 1)
        with house.acting(cast.priya) as acting:
            begin_scan(acting, cast.hers, ScanPurpose.DURING, TODAY)
    for name in ("chloe", "priya", "mark"):
        visiting = visit(name)
        for address in (here, f"{here}/{times + 1}/ratings", f"{here}/1"):
            with statements() as ran:
                visiting.page(address)
            assert len(ran) <= 8, (name, address)


def test_plan_and_review_say_where_to_start_from(
    cast: Cast, visit: Visiting, scan: int, rated: Callable[..., None]
) -> None:
    pages = [f"/a/{cast.hers}/{name}" for name in ("plan", "reviews/9")]
    rated("chloe", 1, 3, rating_K4="0", what_S11="A diploma")
    for page in (visit("chloe").page(address) for address in pages):
        assert "Where to start from" in page.text
        assert "K4 Safeguarding and protection (0, Not yet)" in page.text
        assert "Prior learning is noted for S11." in page.text
        assert f"/a/{cast.hers}/skills-scan" in page.links()
    for address in pages:
        assert "Where to start from" not in visit("mark").page(address).text


# At the employer's place


@pytest.fixture
def by_link(house: Installation, cast: Cast, visit: Visiting) -> Visit:
    """Mark, who came by the link from his mail."""
    with house.database.writing() as session:
        secret = sign_in.issue_link(session, LinkKind.DUE, cast.mark.id, house.now(), timedelta(days=14))
    seat = begin_visit(house, secret, place="10.0.0.1")
    visiting = visit()
    visiting.client.cookies.set(SEAT, seat)
    return visiting


def test_the_employer_fills_it_in_by_link(
    house: Installation, cast: Cast, by_link: Visit, codes: list[str], scan: int, rated: Callable[..., None]
) -> None:
    rated("chloe", 1, 2)
    address = f"/due/skills-scan/{cast.hers}/1"
    place = by_link.page("/due")
    assert "1 skills scan waits for you." in place.text
    assert address in place.links()
    form = by_link.page(address)
    assert form.headings["h1"] == ["Rate Chloe"]
    assert "With help" in form.text
    assert "Last time" not in form.text
    assert typed(by_link, address, {"rating.K1": "3"}, {}).status_code == 200
    assert "1 of 38 rated" in by_link.page(address).text
    assert by_link.post(address, {"decision": "give", "base": "{}"}).status_code == 422
    done = Page(by_link.post(address, whole(codes, 3, decision="give")).text)
    assert "Chloe Marsden: Scan 1" in done.text
    assert "2, With help" in done.text
    assert "1 review waits for you to prepare." in by_link.page("/due").text
    assert told(house, cast)[0][1]["role"] == "employer"


def test_a_link_opens_only_the_scans_of_its_contacts_own(
    house: Installation, cast: Cast, visit: Visiting, by_link: Visit, scan: int
) -> None:
    with house.acting(cast.ben) as acting:
        begin_scan(acting, cast.his, ScanPurpose.START, TODAY)
    assert by_link.get(f"/due/skills-scan/{cast.his}/1").status_code == 404
    assert typed(by_link, f"/due/skills-scan/{cast.his}/1", {"rating.K1": "3"}, {}).status_code == 404
    assert by_link.get(f"/due/skills-scan/{cast.hers}/2").status_code == 404
    assert visit().get(f"/due/skills-scan/{cast.hers}/1").status_code == 401
    assert visit("priya").get(f"/due/skills-scan/{cast.hers}/1").status_code == 403
    assert by_link.client.get(f"/a/{cast.hers}/skills-scan", follow_redirects=False).status_code == 303


# As calls


def test_a_program_keeps_a_draft_and_gives_it(visit: Visiting, cast: Cast, codes: list[str]) -> None:
    priya, base = visit("priya"), f"apprenticeships/{cast.hers}/skills-scans"
    begun = priya.call("POST", base, json={"purpose": "start", "on": "2025-07-07"})
    assert begun.status_code == 201
    assert begun.json()["waits_for"] == ["apprentice", "tutor", "employer"]
    prior = {"what": "A diploma", "when": "2021", "seen": ""}
    kept = priya.call("PUT", f"{base}/1/draft", json={"ratings": [{"ksb": "K1", "points": 2, "prior": prior}]}).json()
    assert kept["ratings"] == [{"ksb": "K1", "points": 2, "prior": prior}]
    kept = priya.call("PUT", f"{base}/1/draft", json={"ratings": [{"ksb": "K2", "points": None}]}).json()
    assert len(kept["missing"]) == 36
    assert priya.call("GET", f"{base}/1/draft").json() == kept
    some = priya.call("POST", f"{base}/1/ratings", json={"ratings": [{"ksb": "K1", "points": 2}]})
    assert some.status_code == 422
    assert some.json()["errors"][0] == {"path": "rating.K2", "message": "Rate K2."}
    every = [{"ksb": code, "points": 2} for code in codes]
    for _ in range(2):
        given = priya.call("POST", f"{base}/1/ratings", json={"ratings": every})
        assert given.status_code == 200
    assert given.json()["given"][0]["ratings"][0] == {"ksb": "K1", "points": 2, "prior": None}
    other = [{"ksb": code, "points": 3} for code in codes]
    assert priya.call("POST", f"{base}/1/ratings", json={"ratings": other}).status_code == 409
    assert visit("chloe").call("GET", base).json()["items"][0]["given"][0]["ratings"] is None
