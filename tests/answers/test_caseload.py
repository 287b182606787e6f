"""How many apprentices stand at once: the facts behind each colour, the filters and the orders."""

from dataclasses import asdict, fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.answers.caseload import ReviewFilter, Sort, Standing, Wanted, chosen, in_order, standings
from app.answers.hours import hours_of
from app.answers.pace import about, pace_words
from app.db import apprenticeships
from app.domain.people import ApprenticeshipStatus
from app.domain.rag import Colour
from tests.cast import START, TODAY, Cast, hers_as_entered, newcomer
from tests.portfolios import Piece, keep_pieces, keep_query, keep_time


def both(house: Installation, cast: Cast) -> dict[UUID, Standing]:
    with house.database.reading() as session:
        found = standings(session, house.catalogue, [cast.hers, cast.his], TODAY)
    return {one.apprenticeship.id: one for one in found}


def hours_up_to_date(house: Installation, cast: Cast, apprenticeship: UUID, by: UUID) -> None:
    """More confirmed hours than the plan expects."""
    with house.database.writing() as session:
        entries = [(date(2025, 9, 8) + timedelta(days=6 * n), 480, "confirmed", None) for n in range(60)]
        keep_time(session, apprenticeship, entries, by)


def test_whoever_is_up_to_date_is_green_and_it_says_why(house: Installation, cast: Cast) -> None:
    hours_up_to_date(house, cast, cast.hers, cast.chloe.id)
    with house.database.writing() as session:
        every = {ksb.code: "accepted" for ksb in house.catalogue.standard("ST0868", "1.0").ksbs}
        keep_pieces(session, cast.hers, [Piece(every, sent_on=TODAY - timedelta(days=60))], cast.priya.id)
    rag = both(house, cast)[cast.hers].rag
    assert rag.colour is Colour.GREEN
    assert rag.reasons == ("Hours and evidence are up to date",)


def test_hours_and_evidence_that_never_came_are_red_with_both_reasons(house: Installation, cast: Cast) -> None:
    rag = both(house, cast)[cast.his].rag
    assert rag.colour is Colour.RED
    assert [reason.split(" (")[0] for reason in rag.reasons] == [
        "Off-the-job 382 hours behind",
        "No evidence for 445 days; 28 or more is red",
    ]


def test_evidence_is_counted_from_the_last_piece_sent(house: Installation, cast: Cast) -> None:
    hours_up_to_date(house, cast, cast.his, cast.ben.id)
    with house.database.writing() as session:
        old, new = (Piece({"K1": "accepted"}, sent_on=TODAY - timedelta(days=days)) for days in (90, 22))
        keep_pieces(session, cast.his, [old, new, Piece({}, sent_on=None)], cast.tomas.id)
    rag = both(house, cast)[cast.his].rag
    assert (rag.colour, rag.reasons) == (Colour.AMBER, ("No evidence for 22 days; 21 or more is amber",))


def test_the_oldest_open_query_is_counted_and_an_answered_one_is_not(house: Installation, cast: Cast) -> None:
    hours_up_to_date(house, cast, cast.his, cast.ben.id)
    with house.database.writing() as session:
        keep_pieces(session, cast.his, [Piece({"K1": "accepted"})], cast.tomas.id)
        day = date(2026, 9, 1)
        keep_time(session, cast.his, [(day, 60, "queried", None), (day, 60, "waiting", None)], cast.ben.id, first=101)
        keep_query(session, cast.his, 1, 102, cast.ruth.id, TODAY - timedelta(days=40), "Which session?")
        keep_query(session, cast.his, 2, 101, cast.ruth.id, TODAY - timedelta(days=12), "Which session?")
    assert both(house, cast)[cast.his].rag.reasons == ("Query on hours open for 12 days",)


def test_hours_are_those_of_the_apprentices_own_page(house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        entries = [
            (START + timedelta(days=9), 90, state, "D1") for state in ("confirmed", "waiting", "queried", "draft")
        ]
        keep_time(session, cast.hers, entries, cast.chloe.id)
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        brief, whole = both(house, cast)[cast.hers].hours, hours_of(session, house.catalogue, one, TODAY)
    assert asdict(brief) == {field.name: getattr(whole, field.name) for field in fields(brief)}
    assert (brief.confirmed_minutes, brief.waiting_minutes, brief.queried_minutes) == (90, 90, 90)


@pytest.mark.parametrize("status", [s for s in ApprenticeshipStatus if s is not ApprenticeshipStatus.ACTIVE])
def test_whoever_is_not_learning_has_no_colour_and_no_hours(
    house: Installation, cast: Cast, status: ApprenticeshipStatus
) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, status, TODAY)
    hers = both(house, cast)[cast.hers]
    assert (hers.rag.colour, hers.hours, hers.reviews) == (None, None, None)


def test_a_review_whose_day_has_passed_colours_nobody_while_none_can_be_recorded(
    house: Installation, cast: Cast
) -> None:
    hers = both(house, cast)[cast.hers]
    assert hers.review_overdue
    assert not [reason for reason in hers.rag.reasons if "eview" in reason]


def test_the_filters_leave_who_was_asked_for(house: Installation, cast: Cast) -> None:
    hours_up_to_date(house, cast, cast.hers, cast.chloe.id)
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})], cast.priya.id)
    every = list(both(house, cast).values())
    hers, his = (next(one for one in every if one.apprenticeship.id == ap) for ap in (cast.hers, cast.his))
    assert chosen(every, Wanted(colour=Colour.RED)) == [his]
    assert chosen(every, Wanted(colour=Colour.GREEN)) == []
    assert chosen([hers, replace(his, reviews=None)], Wanted(review=ReviewFilter.SOON)) == [hers]
    assert chosen([hers, replace(his, reviews=None)], Wanted(review=ReviewFilter.OVERDUE)) == [hers]
    assert chosen(every, Wanted(employer=his.apprenticeship.terms.employer.id)) == [his]
    assert chosen(every, Wanted(name=" cHLoe")) == [hers]
    assert chosen(every, Wanted(name="chloe", colour=Colour.RED)) == []


def test_the_orders(house: Installation, cast: Cast) -> None:
    hours_up_to_date(house, cast, cast.hers, cast.chloe.id)
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})], cast.priya.id)
    found = both(house, cast)
    every = [found[cast.hers], replace(found[cast.his], reviews=None)]

    def names(sort: Sort) -> list[str]:
        return [one.apprenticeship.apprentice.name.split()[0] for one in in_order(every, sort)]

    assert names(Sort.NAME) == ["Ben", "Chloe"]
    assert names(Sort.NEED) == ["Ben", "Chloe"]
    assert names(Sort.REVIEW) == ["Chloe", "Ben"]
    assert names(Sort.GATEWAY) == ["Chloe", "Ben"]


def test_nobody_is_counted_with_anybody_elses_evidence(house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.his, [Piece({"K1": "accepted", "K2": "awaiting"})], cast.tomas.id)
    found = both(house, cast)
    assert (found[cast.hers].coverage.accepted, found[cast.hers].coverage.awaiting) == (0, 0)
    assert (found[cast.his].coverage.accepted, found[cast.his].coverage.awaiting) == (1, 1)


def test_one_who_has_not_started_stands_apart(house: Installation, cast: Cast) -> None:
    new = replace(hers_as_entered(), apprentice=newcomer("helen"), start=TODAY, planned_end=date(2028, 5, 20))
    with house.acting(cast.adele) as acting:
        added = add_apprenticeship(acting, new)
        set_status(acting, added, ApprenticeshipStatus.PLANNED, TODAY)
    with house.database.reading() as session:
        (one,) = standings(session, house.catalogue, [added], TODAY)
    assert one.rag.reasons == ("Has not started yet, so there is no red, amber or green.",)


@pytest.mark.parametrize(
    ("expected", "confirmed", "said"),
    [
        (25_679, 22_260, "57 hours behind"),
        (25_679, 25_670, "level with the plan"),
        (600, 750, "2.5 hours ahead"),
        (None, 750, ""),
    ],
)
def test_pace_is_told_to_the_half_hour(expected: int | None, confirmed: int, said: str) -> None:
    assert pace_words(expected, confirmed) == said


def test_about_is_the_nearest_half_hour() -> None:
    assert [about(minutes) for minutes in (0, 14, 15, 44, 45)] == [0, 0, 30, 30, 60]
