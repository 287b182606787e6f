"""The log: one line for each request and event, enough to find what went wrong, and nothing about anybody."""

import io
import json
import logging
import smtplib

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import logs
from app.domain.refusals import WrongState
from app.files.store import StoreFault
from app.web.access import COOKIE
from app.web.application import create_app
from tests.cast import NAMES, PASSWORD, email
from tests.visits import SAME_ORIGIN
from tests.web.test_access import TABLE, address, ask, routes, world

__all__ = ["world"]
SOMEBODY = f"{NAMES['chloe']} <{email('chloe')}>"
WELL_FORMED = "0123456789abcdef0123456789abcdef"


class Log:
    """What was written while a test ran."""

    def __init__(self) -> None:
        self.out = io.StringIO()

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.getvalue().splitlines()]

    @property
    def requests(self) -> list[dict]:
        return [line for line in self.lines if line["event"] == "request"]

    def faults(self, *secrets: str) -> list[str]:
        """Every line that holds something about somebody."""
        personal = [part for name in NAMES for part in (*NAMES[name].split(), email(name))]
        words = [*personal, PASSWORD, "example.org", "testclient", "1.2.3.4", *secrets]
        return [
            line for line in self.out.getvalue().splitlines() for word in words if word.casefold() in line.casefold()
        ]


@pytest.fixture
def log():
    """The log of this process, written into memory."""
    root, ours = logging.getLogger(), logging.getLogger("touchmark")
    before, levels = root.handlers[:], (root.level, ours.level)
    found = Log()
    logs.begin("json", found.out)
    yield found
    root.handlers[:] = before
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture
def falling(house):
    """A browser at an application with one more address, which raises what it is given."""
    app = create_app(house)
    thrown: list[BaseException] = []

    @app.post("/fall/{person}")
    def fall(person: str) -> None:
        raise thrown[0]

    with TestClient(app, raise_server_exceptions=False, headers=SAME_ORIGIN) as client:

        def raising(error: BaseException):
            thrown[:] = [error]
            return client.post(f"/fall/{NAMES['chloe']}?email={email('chloe')}", data={"name": SOMEBODY})

        yield raising


def test_every_address_is_told_as_its_route_and_nothing_about_anybody(visit, cast, world, log):
    visitors = {name: visit(name) for name in ("chloe", "adele")} | {"nobody": visit()}
    secrets = [one.client.cookies[COOKIE] for name, one in visitors.items() if name != "nobody"]
    for one in visitors.values():
        one.client.headers["x-forwarded-for"] = "1.2.3.4"
        one.client.headers["user-agent"] = SOMEBODY
    asked = [key for key in routes(visitors["nobody"].client.app) if key in TABLE]
    for key in asked:
        where = address(key, cast, world)
        for one in visitors.values():
            ask(one, key, f"{where}{'&' if '?' in where else '?'}q={SOMEBODY}&next=/{email('mark')}")
    told = [f"{line['method']} {line['route']}" for line in log.requests]
    assert told == [key for key in asked for _ in visitors]
    assert log.faults(*secrets, str(cast.hers), world.nia, "spent-long-ago") == []
    assert {type(line["status"]) for line in log.requests} == {int}
    assert all(line["ms"] > 0 and line["sent"] >= 0 and len(line["request"]) == 16 for line in log.requests)
    assert max(line["statements"] for line in log.requests) > 5


def test_what_somebody_types_is_not_told(visit, cast, log):
    nobody = visit()
    nobody.post("/sign-in", {"email": email("chloe"), "password": PASSWORD})
    nobody.get(f"/{NAMES['chloe']}/{email('chloe')}")
    nobody.client.request(NAMES["chloe"].split()[0].upper(), "/people")
    visit("adele").post("/people", {"name": NAMES["chloe"], "email": email("chloe")})
    assert [line["route"] for line in log.requests][:2] == ["/sign-in", "none"]
    assert log.requests[2]["method"] == "OTHER"
    assert log.faults() == []


def test_what_nothing_foresaw_is_told_by_where_it_happened_and_has_a_reference(falling, log):
    answer = falling(ValueError(f"no place for {SOMEBODY}"))
    assert answer.status_code == 500
    reference = answer.headers["x-request-id"]
    assert f"<code>{reference}</code>" in answer.text
    line = log.requests[-1]
    assert (line["request"], line["status"], line["level"], line["route"]) == (
        reference,
        500,
        "error",
        "/fall/{person}",
    )
    assert line["error"] == "ValueError"
    assert any("tests" in place or "running" in place for place in line["at"])
    assert log.faults() == []


@pytest.mark.parametrize(
    "error",
    [
        WrongState(f"{SOMEBODY} has moved on."),
        StoreFault(f"No room for {SOMEBODY}."),
        OSError(28, SOMEBODY),
        KeyError(SOMEBODY),
    ],
)
def test_an_error_s_own_words_are_never_told(falling, log, error):
    assert falling(error).status_code >= 400
    assert log.requests[-1]["status"] >= 400
    assert log.faults() == []


def test_what_a_database_says_of_a_value_stays_out_of_the_log(falling, house, log):
    """PostgreSQL names the value that is there already in its own words, whatever is hidden around them."""
    with pytest.raises(Exception, match=r"(?i)unique") as met, house.database.writing() as session:
        session.execute(text("UPDATE person SET email = :email"), {"email": email("chloe")})
    assert falling(met.value).status_code == 409
    event = next(line for line in log.lines if line["event"].startswith("two at once"))
    assert event["error"].startswith("IntegrityError < ")
    assert {"SQLITE_CONSTRAINT_UNIQUE", "23505"} & set(event["codes"])
    assert log.faults() == []


def test_of_what_libraries_say_only_the_fixed_part_is_told(log):
    logging.getLogger("some.library").warning("cannot send to %s", email("chloe"))
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: {SOMEBODY}")
    logging.getLogger("some.server").error("Cancel %s running task(s)", 3)
    refused = smtplib.SMTPRecipientsRefused({email("chloe"): (550, b"no such person")})
    logging.getLogger("touchmark.worker").warning("job %s (%s) failed: %s", 7, "mail", refused)
    assert [line["event"] for line in log.lines] == [
        "cannot send to %s",
        "Task exception was never retrieved",
        "Cancel 3 running task(s)",
        "job 7 (mail) failed: SMTPRecipientsRefused",
    ]
    assert log.faults() == []


def test_the_id_is_the_proxy_s_where_it_is_well_formed_and_is_given_back(visit, log):
    nobody = visit()
    for sent in (WELL_FORMED, "7d3c9f2e-0000-4000-8000-000000000001"):
        assert nobody.get("/health", headers={"x-request-id": sent}).headers["x-request-id"] == sent
        assert log.requests[-1]["request"] == sent
    for sent in ("Chloe-Marsden", "short", "a" * 65, f"{WELL_FORMED}\t", f"{WELL_FORMED} {email('chloe')}"):
        given = nobody.get("/health", headers={"x-request-id": sent}).headers["x-request-id"]
        assert given != sent
        assert log.requests[-1]["request"] == given
    assert log.faults() == []


@pytest.mark.parametrize(
    "path", ["/health", "/nothing", "/people", "/static/nothing.css", "/api/v1/me", "/favicon.ico"]
)
def test_every_answer_names_its_request(visit, path):
    first, second = (visit().client.get(path, follow_redirects=False).headers["x-request-id"] for _ in range(2))
    assert first != second


def test_an_answer_to_another_site_names_its_request_too(visit):
    answer = visit().client.post("/sign-in", headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, len(answer.headers["x-request-id"])) == (403, 16)


def test_at_a_terminal_a_request_is_one_readable_row(visit, log):
    visit().get("/health", headers={"x-request-id": WELL_FORMED})
    out = io.StringIO()
    logs.begin("text", out)
    visit().get("/health", headers={"x-request-id": WELL_FORMED})
    logging.getLogger("touchmark.worker").warning("job %s failed", 7)
    request, event = out.getvalue().splitlines()
    assert " GET /health 200 " in request
    assert request.endswith(WELL_FORMED)
    assert event.endswith("warning job 7 failed")
