"""Side doors: every page and call, asked by everybody, for words that are only some people's to read.

Each word below is written in one place only. Whoever finds it anywhere must be one of its readers.
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import select

from app.actions import apprenticeships as changing
from app.actions import evidence as actions
from app.actions.newcomers import issue_token
from app.actions.people import end_account, known_or_added
from app.db import apprenticeships, people
from app.db.tables import core
from app.domain.evidence import Decision, Verdict
from app.domain.people import ProviderRole, Role
from app.domain.refusals import BadInput, NotPermitted
from tests.cast import TODAY, newcomer

ASKING = ("chloe", "priya", "mark", "quentin", "adele")
READERS = {
    "wordsofthefirst": {"chloe", "priya"},
    "fileofthefirst": {"chloe", "priya"},
    "feedbackonthefirst": {"chloe", "priya"},
    "wordsofthesecond": {"chloe", "priya", "mark", "quentin"},
    "fileofthesecond": {"chloe", "priya", "mark", "quentin"},
    "titleofadraft": {"chloe"},
    "wordsofadraft": {"chloe"},
    "fileofadraft": {"chloe"},
    "titleofadraftversion": {"chloe"},
    "wordsofadraftversion": {"chloe"},
    "wordswithdrawn": {"chloe", "priya"},
    "fileofthewithdrawn": {"chloe", "priya"},
    "whyitwaswithdrawn": {"chloe", "priya"},
    "draftwithdrawn": {"chloe"},
    "fileneversaved": {"chloe"},
    "began version": {"chloe"},
    "began a draft": {"chloe"},
    "withdrew a draft": {"chloe"},
    "draft_": {"chloe"},
    "2003-03-14": {"chloe", "priya", "adele"},
    "14 march 2003": {"chloe", "priya", "adele"},
    "14 mar 2003": {"chloe", "priya", "adele"},
    "aged 22": {"chloe", "priya", "adele"},
}
NOBODYS = re.compile(
    r"standards|help|privacy|accessib|static|favicon|sign-in|link|docs|openapi|calculator|minimum|health"
)
"""Addresses that show the same to everybody."""
FORM = {
    "kind": "reflective_account",
    "happened_on": "2026-11-02",
    "confidentiality_statement": "true",
    "authenticity": "true",
    "ai_use": "no",
    "looked": "true",
    "others_appear": "nobody",
    "ksb": "S1",
}


def a_file(word):
    return ("file", (f"{word}.pdf", f"%PDF-1.7 {word}".encode(), "application/pdf"))


def written(visitor, address, word, file, *, title="A visit", submit="true"):
    sent = FORM | {"title": title, "description": word, "submit": submit}
    answer = visitor.call("POST", address, data=sent, files=[a_file(file)])
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def record(house, cast, visit):
    """A record of Chloe's in which every word of READERS is written; returns every file as (piece, id)."""
    chloe, here = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    first = written(chloe, here, "wordsofthefirst", "fileofthefirst")
    with house.acting(cast.priya) as a:
        returned = Decision("S1", Verdict.RETURNED, "feedbackonthefirst")
        actions.decide_tag(a, cast.hers, 1, returned, 1)
    written(chloe, f"{here}/E1/versions", "wordsofthesecond", "fileofthesecond")
    with house.acting(cast.priya) as a:
        actions.clear_evidence(a, cast.hers, 1, version=2, cleared=True, looked=True)
    written(chloe, f"{here}/E1/versions", "wordsofadraftversion", "x", title="titleofadraftversion", submit="false")
    written(chloe, here, "wordsofadraft", "fileofadraft", title="titleofadraft", submit="false")
    written(chloe, here, "wordswithdrawn", "fileofthewithdrawn")
    with house.acting(cast.priya) as a:
        actions.clear_evidence(a, cast.hers, 3, version=1, cleared=True, looked=True)
    written(chloe, here, "draftwithdrawn", "x", title="draftwithdrawn", submit="false")
    with house.acting(cast.chloe) as a:
        actions.withdraw_evidence(a, cast.hers, 3, "whyitwaswithdrawn")
        actions.withdraw_evidence(a, cast.hers, 4, "draftwithdrawn")
    form = {"form": "a-form-not-saved", "title": "", "submit": "true"}
    answer = chloe.post(f"/a/{cast.hers}/evidence/new", form, files=[a_file("fileneversaved")])
    assert answer.status_code == 422
    row = core.evidence_file
    with house.database.reading() as session:
        files = [(f"E{found.number}", str(found.id)) for found in session.execute(select(row.c.number, row.c.id))]
        files += [("E1", str(id_)) for id_ in session.scalars(select(core.staged_file.c.id))]
    assert ("E1", first["files"][0]["id"]) in files
    return files


def in_braces(name):
    return name if "{" in name else "{" + name + "}"


def addresses(app, cast, files):
    """Every address that can be read, with what is in Chloe's record in its places."""
    fixed = {
        "apprenticeship": [cast.hers],
        "evidence/{evidence}/files/{file}": [f"evidence/{number}/files/{file}" for number, file in files],
        "evidence": ["E1", "E2", "E3", "E4"],
        "number": [1, 2],
        "entry": [1],
        "ksb": ["S1"],
        "person": [cast.chloe.id],
        "role": ["administrator"],
    }
    queries = {"coverage": ("?view=matrix", "?view=duty"), "evidence": ("?state=draft", "?ksb=S1", "?state=withdrawn")}
    found = []
    for context in iter_route_contexts(app.routes):
        if "GET" not in (context.methods or ()) or NOBODYS.search(str(context.path)):
            continue
        paths = [re.sub(r":[a-z]+}", "}", str(context.path))]
        for name, values in fixed.items():
            paths = [
                path.replace(in_braces(name), str(value))
                for path in paths
                for value in (values if in_braces(name) in path else [""])
            ]
        found += [path + query for path in paths for query in ("", *queries.get(path.rpartition("/")[2], ()))]
    return found


def words_found(visitor, asked):
    """Where each word of READERS is found, over all these addresses."""
    found = {}
    for address in asked:
        answer = visitor.client.get(address, follow_redirects=False)
        assert answer.status_code < 500, address
        said = (answer.text + str(answer.headers)).casefold().replace("draft_version", "")
        for word in READERS:
            if word in said:
                found.setdefault(word, []).append(address)
    return found


def test_nobody_finds_words_that_are_not_theirs_to_read_anywhere(visit, cast, record):
    found = {}
    for name in ASKING:
        visitor = visit(name)
        asked = addresses(visitor.client.app, cast, record)
        assert len(asked) > 50
        with visitor.client:
            found[name] = words_found(visitor, asked)
    wrong = {
        f"{name}: {word}": where
        for name, words in found.items()
        for word, where in words.items()
        if name not in READERS[word]
    }
    assert wrong == {}
    for word in READERS.keys() - {"2003-03-14", "14 mar 2003"}:
        assert any(word in words for words in found.values()), f"nobody at all was shown {word}"


def test_a_file_is_refused_by_head_and_by_range_alike(visit, cast, record):
    """Mark may read version 2 and nothing else, whichever way he asks."""
    mark = visit("mark")
    opened = 0
    ways = ({"range": "bytes=0-3"}, {"if-none-match": "*"}, {"if-range": '"x"', "range": "bytes=0-"})
    for number, file in [*record, ("E2", record[0][1])]:
        address = f"/a/{cast.hers}/evidence/{number}/files/{file}"
        for headers in ways:
            answer = mark.client.get(address, headers=headers)
            if answer.status_code in (200, 206, 304):
                opened += 1
                assert answer.status_code == 304 or b"%PDF" in answer.content
                assert "fileofthesecond" in answer.headers.get("content-disposition", "fileofthesecond")
            else:
                assert answer.status_code in (403, 404)
                assert b"%PDF" not in answer.content
        assert mark.client.head(address).content == b""
    assert opened == len(ways)


def test_files_of_somebody_else_cannot_be_taken_into_one_s_own_evidence(house, visit, cast, record):
    """Neither a file of Chloe's evidence nor one she sent and never saved, by Ben, nor by the apprentice of both."""
    kept = [("kept", file) for _, file in record]
    sent = [*(FORM | {"title": "Mine", "description": "Words", "submit": "true"}).items(), *kept]
    body = "&".join(f"{name}={value}" for name, value in sent)
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = visit("ben").call("POST", f"apprenticeships/{cast.his}/evidence", content=body, headers=form)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "file")
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.chloe.id, Role.APPRENTICE, TODAY)
    answer = visit("chloe").call("POST", f"apprenticeships/{cast.his}/evidence", content=body, headers=form)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "file")


def test_ticking_the_hours_of_somebody_else_changes_nothing(visit, cast):
    """A key of another apprenticeship between one's own: nothing of it is done."""
    for name, ap in (("chloe", cast.hers), ("ben", cast.his)):
        body = {"on": "2026-11-02", "minutes": 60, "activity": "workshop"}
        assert visit(name).call("POST", f"apprenticeships/{ap}/off-the-job", json=body).status_code == 201
    mark = visit("mark")
    for address in ("/to-confirm/decision", f"/a/{cast.hers}/off-the-job/decision"):
        for decision in ("confirm", "query"):
            ticked = {"entry": [f"{cast.hers}:1", f"{cast.his}:1"], "decision": decision, "note": "Which one?"}
            assert mark.post(address, ticked).status_code == 404
    for name, ap in (("chloe", cast.hers), ("ben", cast.his)):
        assert visit(name).call("GET", f"apprenticeships/{ap}/off-the-job/1").json()["state"] == "waiting"


def test_whoever_has_left_finds_nothing_and_can_do_nothing(house, visit, cast, record):
    """Priya's cover ended yesterday, Mark's role ends today, Quentin's account is ended; his token ends with it."""
    token = issue_token(house, cast.quentin.email, 30)
    mark, quentin, tomas = visit("mark"), visit("quentin"), visit("tomas")
    assert quentin.call("GET", f"apprenticeships/{cast.hers}").status_code == 200
    with house.acting(cast.adele) as a:
        yesterday = TODAY - timedelta(days=1)
        changing.add_cover(a, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY - timedelta(days=9), yesterday)
        changing.end_access(a, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
        end_account(a, cast.quentin.id)
    for gone in (mark, tomas):
        assert gone.client.get(f"/a/{cast.hers}/evidence").status_code == 404
        assert gone.call("GET", f"apprenticeships/{cast.hers}/evidence").status_code == 404
        assert gone.post("/to-confirm/decision", {"entry": f"{cast.hers}:1"}).status_code in (403, 404)
        assert str(cast.hers) not in gone.call("GET", "apprenticeships").text + gone.call("GET", "me").text
    assert quentin.call("GET", "me").status_code == 401
    bearer = {"authorization": f"Bearer {token}"}
    assert visit().client.get("/api/v1/me", headers=bearer).status_code == 401


def test_an_administrator_who_is_also_somebody_s_employer_reads_only_what_is_cleared(house, visit, cast, record):
    with house.database.writing() as session:
        people.grant(session, cast.mark.id, ProviderRole.ADMINISTRATOR, TODAY)
    read = visit("mark").client.get(f"/a/{cast.hers}/evidence/E1").text
    assert "wordsofthesecond" in read
    assert "wordsofthefirst" not in read
    assert "feedbackonthefirst" not in read


def test_an_apprentice_never_becomes_a_party_to_their_own_apprenticeship(house, cast):
    """Not even once the role as apprentice has ended: nobody decides their own evidence or confirms their own hours."""
    with house.acting(cast.adele) as a:
        changing.end_access(a, cast.hers, cast.chloe.id, Role.APPRENTICE, TODAY)
        for role in (Role.TUTOR, Role.EMPLOYER):
            with pytest.raises(BadInput):
                changing.change_member(a, cast.hers, role, newcomer("chloe"), TODAY)
            with pytest.raises(BadInput):
                changing.add_cover(a, cast.hers, role, newcomer("chloe"), TODAY, TODAY + timedelta(days=9))


def test_a_provider_role_adds_no_say_over_evidence(house, cast, record):
    """A quality assurer or administrator decides nothing, and clears nothing."""
    for name in ("quentin", "adele"):
        with house.acting(cast.everybody[name]) as a:
            for do in (
                lambda a=a: actions.decide_tag(a, cast.hers, 1, Decision("S1", Verdict.ACCEPTED), 2),
                lambda a=a: actions.clear_evidence(a, cast.hers, 1, version=2, cleared=False),
                lambda a=a: actions.suggest_tag(a, cast.hers, 1, "B6"),
            ):
                with pytest.raises(NotPermitted):
                    do()


def test_a_date_of_birth_once_known_stays_what_it_was(house, cast):
    """Naming Chloe again with another date of birth does not rewrite hers."""
    with house.acting(cast.adele) as a:
        known_or_added(a, "Somebody Else", cast.chloe.email, TODAY - timedelta(days=9000))
        found = people.find(a.session, cast.chloe.id, TODAY)
    assert found == replace(cast.chloe)
    with house.database.reading() as session:
        assert str(people.date_of_birth(session, cast.chloe.id)) == "2003-03-14"
