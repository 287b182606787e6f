"""Every route as whoever left, with a program's token instead of a browser, by methods it does not take, and with the
ids of somebody else's record in every field: generated from the routers, beside the table of `tests/web/test_access`.
"""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.actions import apprenticeships as changing
from app.actions.newcomers import issue_token
from app.actions.people import end_account
from app.db.tables import core, metadata
from app.domain.people import Role
from tests.cast import TODAY, email
from tests.journeys.test_attacks_input import NAMES
from tests.web.test_access import PEOPLE, TABLE, address, ask, routes, world, wrong

__all__ = ["world"]
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
HIS = {"A": "ben", "T": "tomas", "E": "ruth"}
"""Who is on Ben's apprenticeship what Chloe, Priya and Mark are on hers."""
SHUTTING = ("/sign-out", "/account/sessions/end")


def asked_of(key):
    """A route's method and path."""
    method, _, path = key.partition(" ")
    return method, path


def faults_of(keys, expected: Callable[[str], int | str], ask_: Callable[[str], int]):
    """What is answered otherwise than expected."""
    found = []
    for key in keys:
        status = ask_(key)
        if wrong(expected(key), status):
            found.append(f"{key} should be answered {expected(key)}, not {status}")
    return found


def test_whoever_left_is_a_stranger_at_every_address(house, cast, world, visit):
    """Mark's role ended today and Priya's is somebody else's now: to both, Chloe's record is not there."""
    mark, priya = visit("mark"), visit("priya")
    with house.acting(cast.adele) as acting:
        changing.end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
        changing.end_access(acting, cast.hers, cast.priya.id, Role.TUTOR, TODAY)
    of_a_record = [key for key in routes(mark.client.app) if "{apprenticeship}" in key]
    assert len(of_a_record) > 40
    faults = []
    for key in of_a_record:
        for gone in (mark, priya):
            status = ask(gone, key, address(key, cast, world))
            faults += [f"{key}: {status}"] if status != 404 else []
    assert faults == []


def test_whoever_s_account_ended_is_nobody_at_every_address(house, cast, world, visit):
    """By the session of before, and by the token of before."""
    priya, program = visit("priya"), visit()
    program.client.headers["authorization"] = f"Bearer {issue_token(house, cast.priya.email, 30)}"
    with house.acting(cast.adele) as acting:
        end_account(acting, cast.priya.id)
    every = routes(priya.client.app)

    def expected(key):
        return TABLE[key].expected_of_nobody(*asked_of(key))

    assert faults_of(every, expected, lambda key: ask(priya, key, address(key, cast, world))) == []
    calls = [key for key in every if "/api/" in key]
    assert faults_of(calls, expected, lambda key: ask(program, key, address(key, cast, world))) == []


def test_a_program_is_let_in_where_its_person_is_and_to_no_page(house, cast, world, visit):
    every = routes(visit().client.app)
    calls, pages = ([key for key in every if ("/api/" in key) is api] for api in (True, False))
    assert len(calls) > 25 and len(pages) > 50
    faults = []
    for name, letter in PEOPLE.items():
        program = visit()
        program.client.headers["authorization"] = f"Bearer {issue_token(house, email(name), 1)}"
        where = {key: address(key, cast, world) for key in every}
        faults += faults_of(
            calls,
            lambda key, letter=letter: TABLE[key].expected(letter, asked_of(key)[1]),
            lambda key, program=program, where=where: ask(program, key, where[key]),
        )
        faults += faults_of(
            pages,
            lambda key: TABLE[key].expected_of_nobody(*asked_of(key)),
            lambda key, program=program, where=where: ask(program, key, where[key]),
        )
    assert faults == []


def test_a_method_that_an_address_does_not_take_is_refused_and_the_ones_it_takes_are_named(cast, world, visit):
    adele, nobody = visit("adele"), visit()
    taken = {}
    for key in routes(nobody.client.app):
        taken.setdefault(address(key, cast, world).partition("?")[0], set()).add(asked_of(key)[0])
    for where, methods in taken.items():
        for method in set(METHODS) - methods:
            for visitor in (adele, nobody):
                answer = visitor.client.request(method, where, follow_redirects=False)
                assert answer.status_code == 405, f"{method} {where}"
                named = set(answer.headers["allow"].split(", "))
                assert methods <= named, f"{method} {where}: {named}"
                # The address of one route may also be an address of another, with a word of it in a name's place.
                for other in named - methods - {"HEAD"}:
                    assert visitor.client.request(other, where, follow_redirects=False).status_code != 405, where


def rows_of(house, apprenticeship, person):
    """Every row that belongs to an apprenticeship or a person, by table; who looked at what is left out."""
    found = {}
    with house.database.reading() as session:
        for table in metadata.sorted_tables:
            owner = {"apprenticeship": "id", "person": "id", "history": "chain"}.get(table.name, "apprenticeship_id")
            whose = person if table.name == "person" else apprenticeship
            if owner in table.c and table.name != "access_log":
                column = table.c[owner]
                whose = str(whose) if table.name == "history" else whose
                found[table.name] = sorted(map(str, session.execute(select(table).where(column == whose))))
    return found


@pytest.fixture
def hers(house, cast, world):
    """Every id of Chloe's record: the apprenticeship, its people, pieces, files and entries; and a tick of a form."""
    with house.database.reading() as session:
        columns = (core.evidence.c.id, core.evidence_file.c.id, core.time_entry.c.id)
        of_hers = [select(c).where(c.table.c.apprenticeship_id == cast.hers) for c in columns]
        ids = [one for asked in of_hers for one in session.scalars(asked)]
    assert len(ids) >= 4
    people = [cast.chloe.id, cast.priya.id, cast.mark.id]
    return [str(one) for one in (cast.hers, *people, *ids)] + [f"{cast.hers}:1"]


def his_address(key, cast, world):
    """The address of a route, with Ben's things in it."""
    fresh = {"file": world.his["files"][0]["id"], "evidence": "E1"}
    return address(key, cast, world, apprenticeship=cast.his, **fresh)


def test_ids_of_another_record_in_every_field_of_form_query_and_json_reach_nothing(house, cast, world, visit, hers):
    """Ben, Tomas and Ruth send Chloe's ids wherever a field may be, on all that is theirs: hers stays as it was."""
    before = rows_of(house, cast.hers, cast.chloe.id)
    assert len(before) > 10
    visitors = {letter: visit(name) for letter, name in HIS.items()}
    asked, faults = 0, []
    for key in routes(visitors["A"].client.app):
        method, path = asked_of(key)
        if path.startswith(("/link", "/sign-in", "/demo")) or path in SHUTTING:
            continue
        for number, (letter, visitor) in enumerate(visitors.items()):
            if letter.lower() not in TABLE[key].who and letter not in TABLE[key].who:
                continue
            fields = [(name, hers[(place + number) % len(hers)]) for place, name in enumerate(filter(None, NAMES))]
            answer = sent(visitor, method, his_address(key, cast, world), fields)
            asked += 1
            if answer.status_code >= 500 or "Chloe" in answer.text:
                faults.append(f"{key} as {letter}: {answer.status_code}")
    assert asked > 100
    assert faults == []
    assert rows_of(house, cast.hers, cast.chloe.id) == before


def sent(visitor, method, where, fields):
    """Send these fields in the query, and as a form or as JSON too."""
    more = {"params": dict(fields)}
    if method != "GET" and "/api/" in where and "/evidence" not in where:
        more |= {"content": json.dumps(dict(fields)), "headers": {"content-type": "application/json"}}
    elif method != "GET":
        more |= {"data": dict(fields)}
    return visitor.client.request(method, where, follow_redirects=False, **more)
