"""Facts an administrator confirmed: the newest of a key holds, the older ones stay."""

from datetime import date

from sqlalchemy import func, select

from app.db import confirmed_facts
from app.db.confirmed_facts import PUBLISHED_MINIMUM
from app.db.tables import core
from app.domain.confirmed_facts import holding
from tests.cast import NOW, TODAY


def test_the_newest_fact_of_a_key_holds_with_its_source_and_the_older_one_stays(house, cast):
    with house.database.writing() as session:
        for minutes, source in (("25080", "Draft of the rules"), ("26400", "Published on 1 August 2026")):
            confirmed_facts.add(
                session,
                "ST0868/1.0",
                PUBLISHED_MINIMUM,
                minutes,
                source=source,
                effective_on=date(2026, 8, 1),
                by=cast.adele.id,
                at=NOW,
            )
    with house.database.reading() as session:
        found = holding(confirmed_facts.of_subject(session, "ST0868/1.0"))
        kept = session.scalar(select(func.count()).select_from(core.confirmed_fact))
    assert found[PUBLISHED_MINIMUM].value == "26400"
    assert found[PUBLISHED_MINIMUM].source == "Published on 1 August 2026"
    assert (found[PUBLISHED_MINIMUM].by, found[PUBLISHED_MINIMUM].at) == (cast.adele.name, NOW)
    assert kept == 2


def test_nothing_is_confirmed_until_somebody_says_so(house):
    with house.database.reading() as session:
        assert confirmed_facts.of_subject(session, "ST0868/1.0") == ()


def test_a_fact_of_one_standard_says_nothing_of_another(house, cast):
    with house.database.writing() as session:
        confirmed_facts.add(session, "ST0868/1.0", "k", "1", source="s", effective_on=TODAY, by=cast.adele.id, at=NOW)
    with house.database.reading() as session:
        assert confirmed_facts.of_subject(session, "ST0868/2.0") == ()
        assert set(confirmed_facts.of_all(session)) == {"ST0868/1.0"}
