"""Apprenticeships: who is on one from when until when, what it is, and that nobody acts for two parties."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.apprenticeships import Newcomer, add_apprenticeship, add_cover, change_member, end_access
from app.actions.breaks import drop_break, return_from_break
from app.actions.employer import change_employer
from app.actions.off_the_job import confirm, log_time
from app.actions.status import change_status
from app.db import apprenticeships, history, off_the_job, people
from app.domain.apprenticeships import Break
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.cast import PLANNED_END, START, TODAY, email, hers_as_entered, his_as_entered, newcomer

TOMORROW = TODAY + timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)
NIA = Newcomer("Nia Powell", "nia.powell@example.org")


def stands(house, apprenticeship, day=TODAY):
    """An apprenticeship as it stands on a day."""
    with house.database.reading() as session:
        return apprenticeships.load(session, apprenticeship, day)


def roles(house, person, apprenticeship, day=TODAY):
    with house.database.reading() as session:
        return apprenticeships.member(session, person, apprenticeship, day).roles


def known(house, address):
    with house.database.reading() as session:
        found = people.find_by_email(session, address, TODAY)
    assert found is not None
    return found


def actions_of(house, apprenticeship):
    with house.database.reading() as session:
        return [row.action for row in history.happenings(session, apprenticeship, limit=100)]


def test_an_apprenticeship_gets_the_funding_rule_of_its_start_and_the_digest_of_its_standard(house, cast):
    assert stands(house, cast.hers).rule_id == house.catalogue.funding_rules.for_start(START).id
    assert stands(house, cast.hers).planned_end == PLANNED_END


def test_the_same_apprentice_and_standard_still_open_is_refused_whatever_the_case_of_the_address(house, cast):
    again = replace(hers_as_entered(), apprentice=Newcomer("Chloe Marsden", email("chloe").upper()))
    with (
        pytest.raises(WrongState, match="already has an apprenticeship open on ST0868"),
        house.acting(cast.adele) as acting,
    ):
        add_apprenticeship(acting, again)


def test_once_withdrawn_the_same_apprentice_may_start_the_standard_again(house, cast):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
        again = add_apprenticeship(acting, replace(hers_as_entered(), start=TODAY, planned_end=date(2028, 6, 1)))
    assert stands(house, again).status is ApprenticeshipStatus.ACTIVE
    assert stands(house, cast.hers).status is ApprenticeshipStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"planned_end": START}, "planned_end"),
        ({"standard": "ST9999"}, "standard"),
        ({"version": "9.9"}, "standard"),
        ({"programme": "nothing-of-the-sort"}, "programme"),
        ({"tutor": NIA}, ""),
        ({"employer": newcomer("priya")}, ""),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house, cast, wrong, path):
    entered = replace(hers_as_entered(), apprentice=NIA)
    with pytest.raises(BadInput) as refused, house.acting(cast.adele) as acting:
        add_apprenticeship(acting, replace(entered, **wrong))
    assert [fault.path for fault in refused.value.faults] == [path]


def test_a_known_address_is_that_person_and_an_employer_is_one_whatever_the_spaces_in_its_name(house, cast):
    with house.acting(cast.adele) as acting:
        added = add_apprenticeship(
            acting,
            replace(
                his_as_entered(),
                apprentice=NIA,
                tutor=Newcomer("P. Nair", "PRIYA.NAIR@example.org"),
                organisation="  calder   VALE council ",
            ),
        )
    one = stands(house, added)
    assert one.tutor is not None
    assert (one.tutor.id, one.tutor.name) == (cast.priya.id, "Priya Nair")
    assert one.terms.employer == stands(house, cast.hers).terms.employer


@pytest.mark.parametrize("name", ["chloe", "priya", "mark", "quentin"])
def test_only_an_administrator_changes_who_is_on_it(house, cast, name):
    somebody = cast.everybody[name]
    for act in (
        lambda a: add_apprenticeship(a, hers_as_entered()),
        lambda a: change_member(a, cast.hers, Role.TUTOR, NIA, TODAY),
        lambda a: add_cover(a, cast.hers, Role.TUTOR, NIA, TODAY, NEXT_WEEK),
        lambda a: end_access(a, cast.hers, cast.priya.id, Role.TUTOR, TODAY),
        lambda a: change_employer(a, cast.hers, "Calder Vale Council", NIA, TODAY),
        lambda a: change_status(a, cast.hers, ApprenticeshipStatus.COMPLETED, TODAY),
    ):
        with pytest.raises(NotPermitted), house.acting(somebody) as acting:
            act(acting)


def test_to_a_stranger_the_apprenticeship_does_not_exist(house, cast):
    with pytest.raises(NotFound), house.acting(cast.tomas) as acting:
        change_member(acting, cast.hers, Role.TUTOR, NIA, TODAY)


def test_a_new_tutor_leads_from_the_day_and_the_old_one_ends_on_it(house, cast):
    with house.acting(cast.adele) as acting:
        change_member(acting, cast.hers, Role.TUTOR, newcomer("tomas"), NEXT_WEEK)
    before, after = stands(house, cast.hers, NEXT_WEEK - timedelta(days=1)), stands(house, cast.hers, NEXT_WEEK)
    assert (before.tutor.name, after.tutor.name) == ("Priya Nair", "Tomas Reyes")
    assert roles(house, cast.priya, cast.hers, NEXT_WEEK - timedelta(days=1)) == {Role.TUTOR}
    assert roles(house, cast.priya, cast.hers, NEXT_WEEK) == frozenset()
    assert roles(house, cast.tomas, cast.hers, TODAY) == frozenset()


def test_naming_the_tutor_who_leads_already_changes_nothing(house, cast):
    before = actions_of(house, cast.hers)
    with house.acting(cast.adele) as acting:
        change_member(acting, cast.hers, Role.TUTOR, newcomer("priya"), TODAY)
    assert actions_of(house, cast.hers) == before


def test_the_apprentice_of_an_apprenticeship_is_never_changed(house, cast):
    with pytest.raises(BadInput), house.acting(cast.adele) as acting:
        change_member(acting, cast.hers, Role.APPRENTICE, NIA, TODAY)


def test_cover_acts_beside_the_leading_tutor_and_expires_by_itself(house, cast):
    with house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, NEXT_WEEK)
    assert roles(house, cast.tomas, cast.hers) == {Role.TUTOR}
    assert roles(house, cast.priya, cast.hers) == {Role.TUTOR}
    assert stands(house, cast.hers).tutor.name == "Priya Nair"
    assert roles(house, cast.tomas, cast.hers, NEXT_WEEK - timedelta(days=1)) == {Role.TUTOR}
    assert roles(house, cast.tomas, cast.hers, NEXT_WEEK) == frozenset()


def test_cover_that_ends_before_it_begins_is_refused(house, cast):
    with pytest.raises(BadInput) as refused, house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TODAY)
    assert refused.value.faults[0].path == "until"


def test_what_cover_decided_keeps_its_author_after_the_cover_has_expired(house, cast, clock):
    counted = house.catalogue.programmes[0].counted_activities[0].code
    with house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TOMORROW)
    with house.acting(cast.chloe) as acting:
        number = log_time(acting, cast.hers, on=TODAY, minutes=60, activity=counted)
    with house.acting(cast.tomas) as acting:
        confirm(acting, cast.hers, number)
    clock.now += timedelta(days=1)
    with pytest.raises(NotFound), house.acting(cast.tomas) as acting:
        confirm(acting, cast.hers, number)
    with house.database.reading() as session:
        decided = off_the_job.last_decision(session, cast.hers, number)
    assert decided is not None
    assert decided.by == cast.tomas.id


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.TUTOR, "mark"),
        (Role.TUTOR, "chloe"),
        (Role.EMPLOYER, "priya"),
        (Role.EMPLOYER, "chloe"),
    ],
)
def test_nobody_acts_for_two_parties(house, cast, role, name):
    with pytest.raises(BadInput, match="nobody acts for two parties"), house.acting(cast.adele) as acting:
        change_member(acting, cast.hers, role, newcomer(name), NEXT_WEEK)
    with pytest.raises(BadInput, match="nobody acts for two parties"), house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, role, newcomer(name), TODAY, NEXT_WEEK)


def test_whoever_ended_as_one_party_may_act_for_another_from_then(house, cast):
    with house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
        change_member(acting, cast.hers, Role.TUTOR, newcomer("mark"), TODAY)
    assert roles(house, cast.mark, cast.hers) == {Role.TUTOR}


def test_an_access_that_ended_is_not_ended_twice(house, cast):
    with house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
    assert roles(house, cast.mark, cast.hers) == frozenset()
    with pytest.raises(WrongState), house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)


def test_another_employer_from_a_date_brings_its_contact_and_keeps_what_else_was_agreed(house, cast):
    with house.acting(cast.adele) as acting:
        change_employer(acting, cast.hers, "Harbour Family Hub", newcomer("ruth"), NEXT_WEEK)
    before, after = stands(house, cast.hers), stands(house, cast.hers, NEXT_WEEK)
    assert (before.terms.employer.name, before.employer_contact.name) == ("Calder Vale Council", "Mark Ellis")
    assert (after.terms.employer.name, after.employer_contact.name) == ("Harbour Family Hub", "Ruth Lowe")
    assert (after.planned_end, after.weekly_minutes) == (before.planned_end, before.weekly_minutes)
    assert roles(house, cast.mark, cast.hers, NEXT_WEEK) == frozenset()
    assert {"employer_changed", "member_left", "member_joined"} <= set(actions_of(house, cast.hers))


def test_an_employer_cannot_change_before_the_start(house, cast):
    with pytest.raises(BadInput) as refused, house.acting(cast.adele) as acting:
        change_employer(acting, cast.hers, "Harbour Family Hub", newcomer("ruth"), START - timedelta(days=1))
    assert refused.value.faults[0].path == "since"


@pytest.mark.parametrize("status", [ApprenticeshipStatus.WITHDRAWN, ApprenticeshipStatus.COMPLETED])
def test_a_status_holds_from_its_date_and_not_a_day_before(house, cast, status):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, status, NEXT_WEEK)
    assert stands(house, cast.hers, NEXT_WEEK - timedelta(days=1)).status is ApprenticeshipStatus.ACTIVE
    assert stands(house, cast.hers, NEXT_WEEK).status is status


def test_a_break_with_a_known_end_ends_by_itself(house, cast):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY, back_on=NEXT_WEEK)
    assert stands(house, cast.hers).status is ApprenticeshipStatus.ON_A_BREAK
    assert stands(house, cast.hers, NEXT_WEEK).status is ApprenticeshipStatus.ACTIVE
    assert stands(house, cast.hers).breaks == (Break(TODAY, NEXT_WEEK),)


def test_being_active_again_ends_an_open_break(house, cast):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    assert stands(house, cast.hers).breaks == (Break(TODAY, None),)
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ACTIVE, NEXT_WEEK)
    assert stands(house, cast.hers).breaks == (Break(TODAY, NEXT_WEEK),)
    assert actions_of(house, cast.hers)[:2] == ["status_set", "break_ended"]


@pytest.mark.parametrize(
    ("since", "back_on", "path"),
    [
        (START - timedelta(days=1), None, "since"),
        (TODAY + timedelta(days=400), None, "since"),
        (TODAY, TODAY, "back_on"),
    ],
)
def test_a_break_with_dates_that_cannot_be_is_refused(house, cast, since, back_on, path):
    with pytest.raises(BadInput) as refused, house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, since, back_on=back_on)
    assert refused.value.faults[0].path == path


def test_two_breaks_never_lie_over_each_other_and_a_status_is_not_set_twice(house, cast):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, NEXT_WEEK, back_on=date(2026, 12, 10))
    with pytest.raises(WrongState, match="another break"), house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY, back_on=date(2026, 12, 1))
    with pytest.raises(WrongState, match="active from that day on already"), house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ACTIVE, TODAY)


def test_the_status_follows_a_break_whose_end_is_said_three_times_and_that_was_none_after_all(house, cast):
    since = TODAY - timedelta(days=40)

    def statuses():
        days = (since, *(since + timedelta(days=number) for number in (5, 10, 20, 30)))
        return ["away" if stands(house, cast.hers, day).status == "on_a_break" else "there" for day in days]

    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, since, back_on=since + timedelta(days=10))
    assert statuses() == ["away", "away", "there", "there", "there"]
    for days, then in (
        (30, ["away"] * 4 + ["there"]),
        (5, ["away"] + ["there"] * 4),
        (20, ["away"] * 3 + ["there"] * 2),
    ):
        with house.acting(cast.adele) as acting:
            return_from_break(acting, cast.hers, since, since + timedelta(days=days))
        assert statuses() == then
    with house.acting(cast.adele) as acting:
        drop_break(acting, cast.hers, since, "It was leave")
    assert statuses() == ["there"] * 5
    assert stands(house, cast.hers).breaks == ()
