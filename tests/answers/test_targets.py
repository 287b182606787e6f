"""Targets as a record shows them: what happened to each, what its gaps suggest, what the employer is asked for."""

from datetime import timedelta

import pytest

from app.actions.sessions import plan_session
from app.actions.status import change_status
from app.actions.targets import set_target
from app.answers.missing import employer_needs_of_many
from app.answers.targets import targets_on_record
from app.db import apprenticeships
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.sessions import SessionPlan
from app.domain.targets import Aim
from tests.cast import START, TODAY
from tests.portfolios import Piece, keep_pieces, keep_time

SOON = TODAY + timedelta(days=14)
AIM = Aim("Show K11 from a visit.", Role.APPRENTICE, SOON, ("K11",))


@pytest.fixture
def worked(house, cast):
    """Chloe has all but K11 and S4 accepted, K3 returned, and 300 confirmed hours."""
    accepted = [
        ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs if ksb.code not in ("K3", "K11", "S4")
    ]
    with house.database.writing() as session:
        pieces = [Piece(dict.fromkeys(accepted, "accepted")), Piece({"K3": "returned"}, sent_on=TODAY)]
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        entries = [(START + timedelta(days=n), 300, "confirmed", "D1") for n in range(60)]
        keep_time(session, cast.hers, entries, cast.chloe.id)
    plan = SessionPlan(TODAY + timedelta(days=7), 180, "workshop", "Theories of change", ksbs=("K11",))
    with house.acting(cast.priya) as acting:
        plan_session(acting, plan, [cast.hers])


def on_record(house, cast, day=TODAY):
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, day)
        return targets_on_record(session, house.catalogue, one, day)


def test_proposals_and_needs_come_from_the_record(house, cast, worked):
    found = on_record(house, cast)
    assert [one.key for one in found.proposals] == ["returned-E2", "hours", "gap-K11", "places"]
    assert found.proposals[2].aim.ksbs == ("K11", "S4")
    assert "Theories of change" in found.proposals[2].reason
    assert [[ksb.code for ksb in work.ksbs] for work in found.needs.work] == [["K11", "S4"]]
    assert [one.title for one in found.needs.sessions] == ["Theories of change"]
    assert found.needs.time.weekly > 0
    with house.database.reading() as session:
        (of_many,) = employer_needs_of_many(session, house.catalogue, [cast.hers], TODAY)
    assert of_many.needs == found.needs


def test_what_a_target_asks_for_is_not_suggested_again_and_what_happened_is_told(house, cast, worked):
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, Aim("Show K3 again.", Role.APPRENTICE, SOON, ("K3",)))
        set_target(acting, cast.hers, Aim("Have hours confirmed.", Role.EMPLOYER, SOON, minutes=600))
    found = on_record(house, cast)
    assert [one.key for one in found.proposals] == ["gap-K11", "places"]
    assert [(one.target.number, one.says.added, one.says.returned) for one in found.targets] == [
        (1, (2,), ()),
        (2, (), ()),
    ]
    assert [one.number for one in found.needs.targets] == [2]


def test_nothing_is_suggested_to_whoever_has_left(house, cast, worked):
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, AIM)
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
    found = on_record(house, cast)
    assert (found.proposals, found.needs, len(found.targets)) == ((), None, 1)


def test_it_takes_as_many_statements_for_many_as_for_one(house, cast, worked, statements):
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        with statements() as ran:
            targets_on_record(session, house.catalogue, one, TODAY)
        assert len(ran) <= 5
        with statements() as ran:
            employer_needs_of_many(session, house.catalogue, [cast.hers, cast.his], TODAY)
        assert len(ran) <= 6
