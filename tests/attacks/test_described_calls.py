"""Every call that the description names, sent what it says is right and what it says is wrong, by everybody in turn.

The same seed makes the same calls. A few of each in every run; `make attacks` makes some hundreds of each.
"""

import os
import zlib

import pytest
import schemathesis
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.actions.newcomers import issue_token
from app.web.application import create_app
from app.web.routers import API, api_routers
from tests.cast import email
from tests.web.test_access import PEOPLE, TABLE, world

__all__ = ["world"]
SEED = 868
EXAMPLES = int(os.environ.get("TOUCHMARK_TEST_EXAMPLES", "3"))
"""How many made-up calls of each, besides those at the limits of every field."""
CALLERS = ("chloe", "priya", "mark", "helen", "adele", "sadia", "quentin", "olwen")
RESOURCES = ("evidence", "off-the-job", "apprenticeships", "")
"""A call belongs to the first of these that its address names; the calls of one resource share a world."""
LAST = ("/reopening", "/versions", "/submission", "/withdrawal")
RULES_MAY_STILL_REFUSE = [positive_data_acceptance]
"""What a schema lets pass, a rule may refuse: a date before the start, a KSB of another standard."""


def calls():
    """Every call in the order in which they are tried: what only looks first, what takes a thing away last."""
    found = {
        f"{method} {API}{route.path_format}"
        for router in api_routers()
        for route in router.routes
        if route.include_in_schema
        for method in route.methods
    }
    return sorted(found, key=lambda call: (call.endswith(LAST), call))


def resource(call):
    """The resource that a call is of."""
    return next(one for one in RESOURCES if one in call)


def caller(call, case, turn):
    """Who sends this one: three in four times somebody who may, else somebody who may not."""
    may = [name for name in CALLERS if PEOPLE[name] in TABLE[call].who]
    others = [name for name in CALLERS if name not in may] or may
    number = zlib.crc32(repr((turn, case.query, case.body)).encode())
    return others[number % len(others)] if number % 4 == 0 else may[number // 4 % len(may)]


def places(cast, world):
    """What stands in an address: what is there, so that a call gets as far as it can."""
    return {
        "path.apprenticeship": str(cast.hers),
        "path.evidence": "E1",
        "path.file": world.hers["files"][0]["id"],
        "path.ksb": "S1",
        "path.finding": world.finding,
        "path.entry": "1",
        "path.number": 1,
        "path.subject": "english",
        "path.reference": "ST0868",
        "path.version": "1.0",
        "path.concern": world.concern,
        "path.visit": world.visit,
    }


def described(house, parameters, *, limits=True):
    """The description as a program reads it, with a seed; `limits` tries those of every field as well."""
    settings = {
        "seed": SEED,
        # A busy machine is slow now and then; what is tried does not depend on it.
        "suppress-health-check": ["too_slow"],
        "generation": {"max-examples": EXAMPLES, "no-shrink": True, "deterministic": True},
        "parameters": parameters,
        "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": limits}},
    }
    config = schemathesis.Config.from_dict(settings)
    return schemathesis.openapi.from_asgi(f"{API}/openapi.json", create_app(house), config=config)


@pytest.fixture
def tokens(house):
    """A program of everybody's."""
    return {name: {"authorization": f"Bearer {issue_token(house, email(name), 1)}"} for name in CALLERS}


def tried(schema, tokens, call):
    """Try one call; returns how often each status was answered, and what is wrong with the first wrong answer."""
    statuses = {}

    def send(case):
        headers = tokens[caller(call, case, sum(statuses.values()))]
        answer = case.call(headers=headers)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        application = {"app": case.operation.app}
        case.validate_response(
            answer, headers=headers, excluded_checks=RULES_MAY_STILL_REFUSE, transport_kwargs=application
        )

    method, _, path = call.partition(" ")
    only = schema.include(method=method, path=path)
    (made,) = get_all_tests(schema=only, test_func=send, settings=None, given_kwargs={})
    try:
        made.ok()[1]()
    except Exception as wrong:
        return statuses, [f"{call}: {wrong}"]
    return statuses, []


@pytest.fixture
def noted(record_property):
    """What was tried, and how it was answered; a report in JUnit's form has the sums."""
    tries = []
    yield tries
    record_property("calls", sum(sum(statuses.values()) for _, statuses in tries))


def test_every_call_is_in_the_description(house):
    found = {operation.ok().label for operation in described(house, {}).get_all_operations()}
    assert len(found) > 25
    assert found == set(calls())


@pytest.mark.parametrize("of", RESOURCES)
def test_every_call_answers_as_it_is_described_whatever_it_is_sent(house, cast, world, tokens, noted, of):
    schema = described(house, places(cast, world))
    # There a version is that of a record, which is a number; elsewhere it is a standard's.
    of_records = described(house, places(cast, world) | {"path.version": 1})
    done, faults = set(), []
    for call in calls():
        if resource(call) == of:
            statuses, wrong = tried(of_records if "/signing/" in call else schema, tokens, call)
            noted.append((call, statuses))
            faults += wrong
            done |= {call for status in statuses if status < 300}
    assert faults == []
    assert done, "nothing that was sent was ever taken"


def test_so_it_does_where_the_address_is_made_up(house, cast, tokens, noted):
    here = described(house, {"path.apprenticeship": str(cast.hers)}, limits=False)
    anywhere = described(house, {}, limits=False)
    faults = []
    for call in calls():
        if "{" in call:
            schema = anywhere if call.endswith("{apprenticeship}") else here
            statuses, wrong = tried(schema, tokens, call)
            noted.append((call, statuses))
            faults += wrong
    assert faults == []
