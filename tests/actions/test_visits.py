"""An administrator grants a visit from outside, what is seen on it is recorded first, and ending it ends it at once."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions import visits
from app.actions.apprenticeships import add_apprenticeship, add_cover, change_member
from app.actions.due import Colleague, name_colleague
from app.actions.employer import change_employer
from app.actions.people import grant
from app.actions.sampling import draw_sample
from app.actions.sampling.drawing import SETTLED
from app.db import history, people
from app.db import visits as db
from app.db.openings import openings
from app.db.tables import core
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Scan
from app.domain.people import ProviderRole, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.sampling import Shares
from app.domain.visits import Sight
from tests.actions.test_portfolio import do, pieces
from tests.cast import NAMES, TODAY, email, his_as_entered, newcomer, visiting

__all__ = ["pieces"]
OF_ONE = {
    Sight.EVIDENCE: lambda acting, *key: visits.open_evidence(acting, *key, None),
    Sight.HOURS: visits.open_hours,
    Sight.REVIEWS: visits.open_reviews,
    Sight.GATEWAY: visits.open_gateway,
    Sight.SAMPLING: visits.open_sampling,
}


def mails(house):
    with house.database.reading() as session:
        bodies = session.scalars(select(core.job.c.body).where(core.job.c.kind == "mail"))
        return [one for one in map(json.loads, bodies) if one["template"] == "visit"]


def told(house, chain):
    with house.database.reading() as session:
        return [
            one.action
            for one in history.happenings(session, chain, before=None, limit=50)
            if one.action.startswith("visit_")
        ]


def test_she_is_mailed_once_and_it_is_told_on_each_record_and_to_the_provider(house, cast, pieces):
    first = visiting(house, cast, apprenticeships=frozenset({cast.hers, cast.his}))
    assert visiting(house, cast, apprenticeships=frozenset({cast.hers, cast.his})) == first
    [mail] = mails(house)
    assert (mail["to"], mail["last_day"]) == (email("olwen"), "3 December 2026")
    assert "The yearly quality visit." not in mail.values(), "what can be erased is in no mail"
    for chain in (cast.hers, cast.his, history.PROVIDER):
        assert told(house, chain) == ["visit_granted"]
    do(house, cast.adele, visits.end_visit, first.number)
    do(house, cast.adele, visits.end_visit, first.number)
    assert told(house, cast.his) == ["visit_ended", "visit_granted"]


def test_nobody_but_an_administrator_grants_or_ends_one(house, cast, pieces):
    given = visiting(house, cast)
    for name in ("chloe", "priya", "mark", "quentin", "sadia", "olwen"):
        with pytest.raises(NotPermitted):
            do(house, cast.everybody[name], visits.end_visit, given.number)
        with pytest.raises(NotPermitted):
            do(
                house,
                cast.everybody[name],
                visits.grant_visit,
                visits.Invitation("Olwen Pryce", email("olwen"), given.ask),
            )


@pytest.mark.parametrize("name", ["priya", "quentin", "adele", "mark", "chloe"])
def test_whoever_works_here_or_has_a_part_does_not_visit(house, cast, pieces, name):
    ask = visiting(house, cast).ask
    with pytest.raises(BadInput) as refused:
        do(house, cast.adele, visits.grant_visit, visits.Invitation(NAMES[name], email(name), ask))
    assert [one.path for one in refused.value.faults] == ["email"]


def test_whoever_has_a_part_here_or_ever_had_one_in_what_would_be_seen_does_not_visit(house, cast, pieces):
    """Ben is on another record; Mark was Chloe's employer until yesterday, and of his own record never."""
    ask = visiting(house, cast).ask
    with pytest.raises(BadInput, match="Ben Carter has a part in an apprenticeship here"):
        do(house, cast.adele, visits.grant_visit, visits.Invitation(NAMES["ben"], email("ben"), ask))
    row = core.membership
    with house.database.writing() as session:
        of_mark = row.c.person_id == cast.mark.id
        session.execute(row.update().where(of_mark).values(ended_on=TODAY - timedelta(days=1)))
    with pytest.raises(BadInput, match="Mark Ellis had a part in an apprenticeship that you chose"):
        do(house, cast.adele, visits.grant_visit, visits.Invitation(NAMES["mark"], email("mark"), ask))


def test_the_apprentices_of_a_drawn_sample_can_be_named_by_it(house, cast, pieces, clock):
    clock.now += SETTLED
    draw = do(house, cast.quentin, draw_sample, Shares(percent=100), 7)
    given = visiting(house, cast, apprenticeships=frozenset(), draw=draw)
    assert given.ask.apprenticeships == {cast.hers}
    with pytest.raises(BadInput):
        visiting(house, cast, draw=draw + 1)


@pytest.mark.parametrize("sight", Sight)
def test_one_kind_of_thing_that_is_granted_opens_no_other_and_nobody_else(house, cast, pieces, sight):
    given = visiting(house, cast, sights=frozenset({sight}))
    do(house, cast.olwen, OF_ONE[sight], given.id, cast.hers)
    for other in set(Sight) - {sight}:
        with pytest.raises(NotFound):
            do(house, cast.olwen, OF_ONE[other], given.id, cast.hers)
    for who, whose in (("olwen", cast.his), ("helen", cast.hers), ("adele", cast.hers), ("chloe", cast.hers)):
        with pytest.raises(NotFound):
            do(house, cast.everybody[who], OF_ONE[sight], given.id, whose)
    with house.database.reading() as session:
        [opened] = openings(session, db.WORD, [cast.hers, cast.his])
    assert (opened.apprenticeship, opened.number, opened.what, opened.times) == (cast.hers, 1, sight.value, 1)


@pytest.mark.parametrize("how", ["ended", "expired", "coming"])
def test_it_opens_nothing_before_its_days_after_them_or_once_it_was_ended(house, cast, pieces, clock, how):
    given = visiting(house, cast, since=TODAY + timedelta(days=how == "coming"))
    if how == "ended":
        do(house, cast.adele, visits.end_visit, given.number)
    elif how == "expired":
        clock.now += timedelta(days=14)
    for open_ in OF_ONE.values():
        with pytest.raises(NotFound):
            do(house, cast.olwen, open_, given.id, cast.hers)
    with house.database.reading() as session:
        assert openings(session, db.WORD, [cast.hers]) == []


@pytest.mark.parametrize("how", ["closed", "erased", "uncleared", "withdrawn", "kept from the employer"])
def test_what_is_not_cleared_any_more_or_is_kept_is_not_there(house, cast, pieces, how):
    given = visiting(house, cast)
    _, piece = do(house, cast.olwen, visits.open_piece, given.id, cast.hers, "E1")
    assert piece.version.title == "Support plan"
    if how in ("closed", "erased"):
        seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname.")
        if how == "erased":
            do(house, cast.priya, drill.erase_evidence, cast.hers, seq, "E1")
    elif how == "uncleared":
        do(house, cast.priya, actions.clear_evidence, cast.hers, 1, version=1, cleared=False, looked=False)
    elif how == "kept from the employer":
        do(house, cast.chloe, actions.keep_from_employer, cast.hers, 1)
    else:
        do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "A parent asked for it back.")
    _, listed = do(house, cast.olwen, visits.open_evidence, given.id, cast.hers, None)
    assert 1 not in [one.number for one in listed.pieces]
    with pytest.raises(NotFound):
        do(house, cast.olwen, visits.open_piece, given.id, cast.hers, "E1")
    with pytest.raises(NotFound):
        do(house, cast.olwen, visits.open_piece_file, given.id, cast.hers, "E1", 1)


def test_a_harmful_file_opens_for_nobody(house, cast, pieces):
    given = visiting(house, cast)
    assert do(house, cast.olwen, visits.open_piece_file, given.id, cast.hers, "E1", 1).file.name == "plan.pdf"
    row = core.stored_file
    with house.database.writing() as session:
        session.execute(row.update().where(row.c.apprenticeship_id == cast.hers).values(scan=Scan.INFECTED.value))
    with pytest.raises(WrongState):
        do(house, cast.olwen, visits.open_piece_file, given.id, cast.hers, "E1", 1)
    for place in (0, 2, 99):
        with pytest.raises(NotFound):
            do(house, cast.olwen, visits.open_piece_file, given.id, cast.hers, "E1", place)


def test_a_visit_is_no_role(house, cast, pieces):
    visiting(house, cast)
    with house.acting(cast.olwen) as acting:
        for permission in Permission:
            with pytest.raises((NotFound, NotPermitted)):
                acting.insist(permission, cast.hers)
    assert not any(may(member, Permission.READ_ON_VISIT) for member in _everybody_on(house, cast))


def _everybody_on(house, cast):
    found = []
    for person in cast.everybody.values():
        try:
            with house.acting(person) as acting:
                found.append(acting.insist(Permission.VIEW_APPRENTICESHIP, cast.hers))
        except NotFound:
            continue
    assert len(found) >= 5
    return found


def test_whoever_visits_is_given_no_part_here_until_the_visit_has_ended(house, cast, pieces):
    """Each way to a role or a membership; none of them changes anything until an administrator has ended the visit."""
    given, later, olwen = visiting(house, cast), TODAY + timedelta(days=13), newcomer("olwen")
    ways = {
        "role": lambda: do(house, cast.adele, grant, cast.olwen.id, ProviderRole.QUALITY_ASSURER),
        "tutor": lambda: do(house, cast.adele, change_member, cast.his, Role.TUTOR, olwen, later),
        "cover": lambda: do(
            house, cast.adele, add_cover, cast.his, Role.TUTOR, olwen, TODAY, later + timedelta(days=9)
        ),
        "employer": lambda: do(house, cast.adele, change_employer, cast.hers, "Safe Steps", olwen, later),
        "colleague": lambda: do(
            house, cast.ruth, name_colleague, [cast.his], Colleague(olwen.name, olwen.email, later)
        ),
        "apprenticeship": lambda: do(
            house, cast.adele, add_apprenticeship, replace(his_as_entered(), apprentice=newcomer("helen"), tutor=olwen)
        ),
    }
    before = told(house, history.PROVIDER)
    for way, give in ways.items():
        with pytest.raises((BadInput, WrongState), match="Olwen Pryce is let in from outside for a visit until 3 Dec"):
            give()
        assert held_by(house, cast.olwen) == (frozenset(), ()), way
    assert told(house, history.PROVIDER) == before
    do(house, cast.adele, visits.end_visit, given.number)
    for way in ("role", "tutor", "employer"):
        ways[way]()
    roles, memberships = held_by(house, cast.olwen, later)
    assert roles == {ProviderRole.QUALITY_ASSURER}
    assert {one.apprenticeship for one in memberships} == {cast.hers, cast.his}


def test_a_part_from_the_day_after_a_visit_is_in_nobody_s_way(house, cast, pieces):
    visiting(house, cast)
    do(house, cast.adele, change_member, cast.his, Role.TUTOR, newcomer("olwen"), TODAY + timedelta(days=14))
    with pytest.raises(BadInput, match="Olwen Pryce has a part in an apprenticeship here"):
        visiting(house, cast, last_day=TODAY + timedelta(days=14))


def held_by(house, person, day=TODAY):
    with house.database.reading() as session:
        return people.provider_roles(session, person.id, day), people.memberships(session, person.id, day)
