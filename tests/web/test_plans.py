"""How the database finds what the pages ask for: by an index, and never by looking through a table that grows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlmodel import SQLModel

from app.actions.acting import Installation
from app.actions.concerns import raise_concern
from app.actions.off_the_job import log_time
from app.actions.skills_scan import begin_scan
from app.db import breaks
from app.db.apprenticeships import add_terms, load
from app.db.concerns import listed
from app.domain.apprenticeships import PauseKind
from app.domain.concerns import About, Danger, Said
from app.domain.skills_scan import ScanPurpose
from tests.cast import START, TODAY, Cast
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit
from tests.web.test_access import PEOPLE, TABLE, World, address, routes, world

__all__ = ["world"]

Visitor = Callable[[str], Visit]
GROWING = set(SQLModel.metadata.tables) - {
    "installation",
    "confirmed_fact",
    "forecast_measure",
    "provider_setting",
    "concern_setting",
    "organisation",
    "standard_seen",
    "throttle",
}
"""Tables that grow with the people on record or with what they do."""

WHOLE = {
    # All there are, in order of the apprentices' names
    "apprenticeship": {
        "GET /apprenticeships",
        "GET /api/v1/apprenticeships",
        "GET /ilr-hours.{form}",
        "GET /waiting",
        "GET /api/v1/waiting",
        "GET /visits/new",
    },
    # Found by any part of a name
    "person": {"GET /people"},
    # All there are, newest first: few, and one person answers for them
    "breach": {"GET /breaches"},
    "concern": {"GET /concerns", "GET /api/v1/concerns"},
    # The newest fifty, from the end of the table
    "sample_draw": {"GET /quality", "GET /api/v1/quality/draws", "GET /visits/new"},
    "visit": {"GET /visits", "GET /api/v1/visits"},
}
"""Tables that are looked through on purpose, and where."""

MORE = {
    # Everything of one apprentice
    "GET /a/{apprenticeship}/copy.zip": 32,
}
"""What takes more than eight statements, and how many at the most."""

NOT_MADE_HERE = ("{name}", "/{file}", "files/{place}", ".pdf", "/pdf", "/text")
"""Addresses of files: what a page asks to name one is what it takes to find it."""

PAGES = (
    ("chloe", "/home"),
    ("chloe", "/a/{hers}/coverage"),
    ("chloe", "/a/{hers}/coverage?view=matrix"),
    ("priya", "/a/{hers}/coverage?view=duty"),
    ("chloe", "/a/{hers}/evidence"),
    ("priya", "/a/{hers}/evidence?state=submitted&ksb=K1"),
    ("chloe", "/a/{hers}/evidence/E1"),
    ("chloe", "/a/{hers}/evidence/new"),
    ("chloe", "/a/{hers}/off-the-job"),
    ("priya", "/a/{hers}/gateway"),
    ("priya", "/a/{hers}/gateway/forecast"),
    ("mark", "/a/{hers}/gateway/case-study"),
    ("priya", "/a/{hers}/gateway/waivers"),
    ("priya", "/a/{hers}/plan/english-and-maths"),
    ("priya", "/a/{hers}/plan"),
    ("priya", "/a/{hers}/reviews"),
    ("priya", "/a/{hers}/reviews/9"),
    ("priya", "/reviews"),
    ("priya", "/a/{hers}/history"),
    ("priya", "/a/{hers}/skills-scan"),
    ("chloe", "/a/{hers}/skills-scan/1/ratings"),
    ("priya", "/caseload"),
    ("priya", "/to-review"),
    ("priya", "/waiting"),
    ("mark", "/apprentices"),
    ("mark", "/to-confirm"),
    ("mark", "/due"),
    ("chloe", "/help/tell"),
    ("chloe", "/help/sent"),
    ("sadia", "/concerns/{concern}"),
)


@pytest.fixture
def begun(house: Installation, cast: Cast) -> None:
    """Some of everything, so that there is something to choose between, and the database has looked it over."""
    with house.database.writing() as session:
        pieces = [Piece({"K1": "accepted", "K2": "awaiting", "S1": "returned"}, duties=["D1"]) for _ in range(40)]
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        keep_pieces(session, cast.his, pieces, cast.priya.id)
        entries = [(START + timedelta(days=n), 60, "confirmed", "D1") for n in range(60)]
        keep_time(session, cast.hers, [*entries, (TODAY, 30, "waiting", None)], cast.chloe.id)
    for person in [cast.chloe, cast.ben] * 20:
        with house.acting(person) as acting:
            raise_concern(acting, Said(About.CLIENT, Danger.NO, "Something worries me."))
    for who, record in ((cast.chloe, cast.hers), (cast.ben, cast.his)):
        with house.acting(who) as acting:
            begin_scan(acting, record, ScanPurpose.START, TODAY)
    house.database.look_over()
    if house.database.is_sqlite:
        as_if_for_thousands(house)


def as_if_for_thousands(house: Installation) -> None:
    """SQLite chooses its ways for a thousand times the rows, with as many of them on each record as there are."""
    with house.database.engine.connect() as connection:
        connection.exec_driver_sql(
            "UPDATE sqlite_stat1 SET stat = (1000 * CAST(stat AS INTEGER)) || ltrim(stat, '0123456789')"
        )
        connection.commit()
    house.database.close()  # what is known of the tables is read when a connection begins


@pytest.fixture
def interrupted(house: Installation, cast: Cast, world: World) -> None:
    """Chloe was away twice, went part-time, was without an employer, and logged the hours of E1 twice over."""
    by, at = cast.priya.id, house.now()
    with house.database.writing() as session:
        for weeks in (10, 30):
            since = START + timedelta(weeks=weeks)
            breaks.begin(session, cast.hers, since, since + timedelta(weeks=3), by=by, at=at)
        since = START + timedelta(weeks=40)
        breaks.say(session, cast.hers, PauseKind.NO_EMPLOYER, since, since + timedelta(weeks=1), by=by, at=at)
        agreed = load(session, cast.hers, TODAY).terms
        for weekly, weeks in ((1800, 20), (2000, 60)):
            revised = replace(agreed, weekly_minutes=weekly, effective_on=START + timedelta(weeks=weeks))
            add_terms(session, cast.hers, revised, by=by, at=at, reason="Part-time from here on")
    with house.acting(cast.chloe) as acting:
        counted = acting.catalogue.programmes[0].counted_activities[0].code
        for _ in range(2):
            log_time(acting, cast.hers, on=START, minutes=45, activity=counted, evidence_number=1)


@contextmanager
def asked(house: Installation) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that is run meanwhile, with its parameters."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((statement, given))

    event.listen(house.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(house.database.engine, "before_cursor_execute", note)


def ways(house: Installation, statement: str, given: Any) -> set[tuple[str, str]]:
    """How a statement finds its rows: pairs of “Seq Scan” and a table, or “Index Only Scan” and an index."""
    with house.database.engine.connect() as connection:
        if house.database.is_sqlite:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
            return {way for line in plan if (way := told(line[3]))}
        return {way for plan in followed(connection, statement, given) for way in steps(plan["Plan"])}


def followed(connection: Connection, statement: str, given: Any) -> list[dict[str, Any]]:
    """The plans that PostgreSQL follows as it runs a statement, which EXPLAIN would make anew for these very values."""
    plans: list[dict[str, Any]] = []

    def note(said: Any) -> None:
        before, _, plan = (said.message_primary or "").partition("plan:\n")
        if before.startswith("duration: "):
            plans.append(json.loads(plan))

    driver = connection.connection.driver_connection
    assert driver is not None
    for setting in (
        "LOAD 'auto_explain'",
        "SET auto_explain.log_min_duration = 0",
        "SET auto_explain.log_format = json",
        "SET auto_explain.log_level = notice",
        # A table of a few rows is read whole however good its index is; what counts is whether there is a way round.
        "SET enable_seqscan = off",
        "SET enable_bitmapscan = off",
    ):
        connection.exec_driver_sql(setting)
    driver.add_notice_handler(note)
    try:
        connection.exec_driver_sql(statement, given)
        connection.rollback()  # a plan is told of when its statement is over
    finally:
        driver.remove_notice_handler(note)
        driver.close()  # its settings go with it
        connection.invalidate()
    assert plans
    return plans


def told(step: str) -> tuple[str, str] | None:
    """One step of SQLite's plan in PostgreSQL's words."""
    words = step.split()
    if words[0] == "SCAN":
        return "Seq Scan", words[1]
    return ("Index Only Scan", words[words.index("INDEX") + 1]) if "COVERING" in words else None


def steps(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every step of PostgreSQL's plan."""
    yield node["Node Type"], node.get("Index Name") or node.get("Relation Name", "")
    for inner in node.get("Plans", ()):
        yield from steps(inner)


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_no_page_looks_through_a_table_that_grows(
    house: Installation, cast: Cast, visit: Visitor, begun: None, name: str, page: str
) -> None:
    visitor = visit(name)
    with house.database.reading() as session:
        concern = listed(session)[0].number
    with asked(house) as statements:
        visitor.page(page.format(hers=cast.hers, concern=concern))
    assert statements
    for statement, given in statements:
        through = {table for way, table in ways(house, statement, given) if way == "Seq Scan"}
        assert through & GROWING == set(), statement


def test_every_address_that_is_read_asks_little_and_looks_through_no_table_that_grows(
    house: Installation, cast: Cast, visit: Visitor, world: World, interrupted: None
) -> None:
    """Every GET there is, by everybody whom the table of `tests.web.test_access` lets in: a new page is held to it,
    on a record that has all that a record can have beside it.
    """
    house.database.look_over()
    if house.database.is_sqlite:
        as_if_for_thousands(house)
    visitors = {letter: visit(name) for name, letter in PEOPLE.items()}
    found: dict[str, tuple[set[str], Any]] = {}
    counted: dict[str, int] = {}
    for key in routes(visit().client.app):
        for letter in TABLE[key].who if key.startswith("GET ") and not key.endswith(NOT_MADE_HERE) else "":
            with asked(house) as statements:
                visitors[letter].client.get(address(key, cast, world), follow_redirects=False)
            counted[key] = max(counted.get(key, 0), len(statements))
            for statement, given in statements:
                found.setdefault(statement, (set(), given))[0].add(key)
    assert len(found) > 100
    many = {key: most for key, most in counted.items() if most > MORE.get(key, 8)}
    assert not many, "\n".join(f"{key} takes {most}" for key, most in many.items())
    faults = [
        (table, keys - WHOLE.get(table, set()), statement)
        for statement, (keys, given) in found.items()
        for way, table in ways(house, statement, given)
        if way == "Seq Scan" and table in GROWING and keys - WHOLE.get(table, set())
    ]
    assert not faults, "\n".join(map(str, faults))


def test_what_counts_is_counted_from_an_index_alone(
    house: Installation, cast: Cast, visit: Visitor, begun: None
) -> None:
    """Neither the words of tags nor those of time entries are read to count them."""
    if not house.database.is_sqlite:
        with house.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE tag, time_entry")
    visitor = visit("chloe")
    with asked(house) as statements:
        visitor.page(f"/a/{cast.hers}/coverage")
        visitor.page(f"/a/{cast.hers}/off-the-job")
    found = {way for statement, given in statements for way in ways(house, statement, given)}
    assert ("Index Only Scan", "ix_time_entry_counting") in found
    if house.database.is_sqlite:  # for tags as few as these, PostgreSQL finds the key's own index good enough
        assert ("Index Only Scan", "ix_tag_counting") in found
