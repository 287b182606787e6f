"""Concerns: anybody raises one, the safeguarding lead and deputies alone read it, and each reading is on record."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update

from app.actions import concerns as actions
from app.actions import people as people_actions
from app.answers.verification import discrepancies
from app.db import concerns as db
from app.db import history
from app.db.tables import core
from app.domain.concerns import About, ConcernState, Danger, Done, Means, Place, Said
from app.domain.people import ProviderRole
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.cast import NOW, TODAY

WORDS = "Mia Field said on the visit that she does not want to go home on Fridays."
SAID = Said(About.CLIENT, Danger.NO, WORDS, "My manager, Mark Ellis")


def do(house, person, action, *given, **named):
    """One action in somebody's name, in a transaction of its own."""
    with house.acting(person) as acting:
        return action(acting, *given, **named)


def raised(house, person, said=SAID, **named):
    """The number of a concern that somebody raises."""
    return do(house, person, actions.raise_concern, said, **named).number


def whole(house, number):
    """A concern with everything about it, as it is kept."""
    with house.database.reading() as session:
        return db.load(session, number)


def jobs(house):
    """The mails that wait, by whom they go to."""
    with house.database.reading() as session:
        return list(session.scalars(select(core.job.c.body).order_by(core.job.c.body)))


def faults(house):
    """What `touchmark verify` says."""
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


EVERYBODY = ("chloe", "priya", "mark", "helen", "ben", "tomas", "ruth", "adele", "quentin", "sadia")


@pytest.mark.parametrize("name", EVERYBODY)
def test_anybody_raises_a_concern_and_only_the_lead_reads_it(house, cast, name):
    number = raised(house, cast.everybody[name])
    for other in set(EVERYBODY) - {"sadia"}:
        with pytest.raises(NotPermitted):
            do(house, cast.everybody[other], actions.read_concern, number, Means.PAGE)
    assert do(house, cast.sadia, actions.read_concern, number, Means.PAGE).concern.words == WORDS


def test_the_lead_is_told_at_once_by_a_mail_that_says_nothing(house, cast):
    raised(house, cast.chloe)
    [mail] = jobs(house)
    assert "sadia.rahman@example.org" in mail
    for told in ("Mia", "Field", "Chloe", "Mark", "client", "C-", str(cast.hers)):
        assert told not in mail


def test_a_deputy_is_told_too_and_nobody_of_whoever_raised_it_themselves(house, cast):
    do(house, cast.adele, people_actions.grant, cast.tomas.id, ProviderRole.SAFEGUARDING_LEAD)
    before = jobs(house)
    raised(house, cast.sadia)
    [mail] = [one for one in jobs(house) if one not in before]
    assert "tomas.reyes@example.org" in mail


def test_without_a_lead_the_administrators_are_told_that_one_must_be_named_and_nothing_else(house, cast):
    do(house, cast.adele, people_actions.revoke, cast.sadia.id, ProviderRole.SAFEGUARDING_LEAD)
    number = raised(house, cast.chloe)
    [mail] = jobs(house)
    assert "adele.brook@example.org" in mail
    assert "concern_no_lead" in mail
    assert number not in mail
    assert "Chloe" not in mail
    do(house, cast.adele, people_actions.grant, cast.tomas.id, ProviderRole.SAFEGUARDING_LEAD)
    assert any("tomas.reyes" in one for one in jobs(house)), "whoever is named is told that something waits"
    tomas = replace(cast.tomas, provider_roles=frozenset({ProviderRole.SAFEGUARDING_LEAD}))
    assert do(house, tomas, actions.read_concern, number, Means.PAGE).concern.words == WORDS


def test_nobody_names_themselves_while_somebody_else_holds_the_role(house, cast):
    with pytest.raises(WrongState):
        do(house, cast.adele, people_actions.grant, cast.adele.id, ProviderRole.SAFEGUARDING_LEAD)
    do(house, cast.adele, people_actions.revoke, cast.sadia.id, ProviderRole.SAFEGUARDING_LEAD)
    do(house, cast.adele, people_actions.grant, cast.adele.id, ProviderRole.SAFEGUARDING_LEAD)


def test_those_who_hold_the_role_are_told_whom_it_was_given_to(house, cast):
    do(house, cast.adele, people_actions.grant, cast.tomas.id, ProviderRole.SAFEGUARDING_LEAD)
    [mail] = jobs(house)
    assert "sadia.rahman" in mail
    assert "Tomas Reyes" in mail


def test_each_reading_is_on_record_with_who_when_and_how(house, cast, clock):
    number = raised(house, cast.chloe)
    do(house, cast.sadia, actions.read_concern, number, Means.PAGE)
    clock.now += timedelta(hours=1)
    read = do(house, cast.sadia, actions.read_concern, number, Means.CALL)
    assert [(one.by, one.at, one.means) for one in read.concern.readings] == [
        (cast.sadia.id, NOW, Means.PAGE),
        (cast.sadia.id, NOW + timedelta(hours=1), Means.CALL),
    ]
    do(house, cast.sadia, actions.export_concerns)
    assert whole(house, number).readings[-1].means is Means.FILE


def test_a_concern_that_is_not_there_is_not_found(house, cast):
    with pytest.raises(NotFound):
        do(house, cast.sadia, actions.read_concern, "C-222222", Means.PAGE)


def test_nothing_of_it_is_on_any_other_chain_and_its_own_holds_no_words_and_no_record(house, cast):
    with house.database.reading() as session:
        before = {chain: len(history.happenings(session, chain, limit=None)) for chain in history.chains(session)}
    number = raised(house, cast.priya, replace(SAID, place=Place(cast.hers, "E13")))
    do(house, cast.sadia, actions.read_concern, number, Means.PAGE)
    do(house, cast.sadia, actions.add_note, number, "I rang Mark.")
    with house.database.reading() as session:
        after = {chain: len(history.happenings(session, chain, limit=None)) for chain in history.chains(session)}
        rows = session.execute(select(core.history).where(core.history.c.chain == history.CONCERNS)).all()
    assert after == before | {history.CONCERNS: 3}
    for row in rows:
        for told in (str(cast.hers), "E13", "Mia", "client", "Mark"):
            assert told not in f"{row.subject} {row.body}"


def test_sent_twice_by_the_same_form_it_is_one_and_with_more_words_it_is_another(house, cast):
    form = uuid4()
    first = raised(house, cast.chloe, form=form)
    assert raised(house, cast.chloe, form=form) == first
    more = raised(house, cast.chloe, replace(SAID, words=WORDS + " And on Mondays."), form=form)
    assert more != first
    assert len(jobs(house)) == 2


def test_a_place_that_is_not_theirs_to_know_is_left_out(house, cast):
    number = raised(house, cast.ben, replace(SAID, place=Place(cast.hers, "E1")))
    assert whole(house, number).place is None
    number = raised(house, cast.ben, replace(SAID, place=Place(uuid4(), "")))
    assert whole(house, number).place is None
    number = raised(house, cast.chloe, replace(SAID, place=Place(cast.hers, "E1")))
    assert whole(house, number).place == Place(cast.hers, "E1")


def test_what_is_done_is_added_never_changed_and_closing_asks_for_an_outcome(house, cast, clock):
    number = raised(house, cast.chloe)
    with pytest.raises(WrongState):
        do(house, cast.sadia, actions.close_concern, number)
    do(house, cast.sadia, actions.add_note, number, "I rang Mark Ellis.")
    do(house, cast.sadia, actions.add_note, number, "I rang Mark Ellis.")
    referral = Done("local_authority", "", "Calder Vale, front door team", TODAY)
    do(house, cast.sadia, actions.record_outcome, number, referral)
    do(house, cast.sadia, actions.close_concern, number)
    with pytest.raises(WrongState):
        do(house, cast.sadia, actions.close_concern, number)
    do(house, cast.sadia, actions.open_concern_again, number, "They rang back.")
    kept = whole(house, number)
    assert [one.kind.value for one in kept.entries] == ["note", "outcome", "closed", "opened_again"]
    assert (kept.entries[1].referred_to, kept.entries[1].referred_on) == ("Calder Vale, front door team", TODAY)
    assert kept.state is ConcernState.OPEN


@pytest.mark.parametrize(
    ("done", "field"),
    [
        (Done("", ""), "outcome"),
        (Done("juggling", ""), "outcome"),
        (Done("police", "", "", TODAY), "referred_to"),
        (Done("police", "", "PC Reed", None), "referred_on"),
        (Done("police", "", "PC Reed", TODAY + timedelta(days=1)), "referred_on"),
        (Done("police", "", "PC Reed", TODAY - timedelta(days=1)), "referred_on"),
    ],
)
def test_a_referral_says_to_whom_and_when(house, cast, done, field):
    number = raised(house, cast.chloe)
    with pytest.raises(BadInput) as refused:
        do(house, cast.sadia, actions.record_outcome, number, done)
    assert field in [fault.path for fault in refused.value.faults]


def closed(house, cast):
    number = raised(house, cast.chloe)
    do(house, cast.sadia, actions.record_outcome, number, Done("no_further_action", "Spoken with Chloe."))
    do(house, cast.sadia, actions.close_concern, number)
    return number


def test_nothing_is_erased_before_its_date_nor_while_nobody_said_how_long(house, cast, clock):
    number = closed(house, cast)
    with pytest.raises(WrongState, match="no date"):
        do(house, cast.sadia, actions.erase_concern, number, number, "Past its date.")
    do(house, cast.sadia, actions.set_concern_settings, {"keep_years": "6", "keep_source": "Our policy, section 4"})
    clock.now = NOW.replace(year=2032) - timedelta(days=1)
    with pytest.raises(WrongState, match="kept until"):
        do(house, cast.sadia, actions.erase_concern, number, number, "Past its date.")
    assert whole(house, number).words == WORDS


def test_what_is_past_its_date_is_erased_by_hand_and_a_tombstone_stays(house, cast, clock):
    number = closed(house, cast)
    do(house, cast.sadia, actions.set_concern_settings, {"keep_years": "6", "keep_source": "Our policy, section 4"})
    clock.now = NOW.replace(year=2032)
    with pytest.raises(BadInput) as refused:
        do(house, cast.sadia, actions.erase_concern, number, "C-000000", "")
    assert {fault.path for fault in refused.value.faults} == {"typed", "erase_reason"}
    do(house, cast.sadia, actions.erase_concern, number, number.lower(), "Past its date.")
    kept = whole(house, number)
    assert (kept.state, kept.words, kept.told, kept.place) == (ConcernState.ERASED, "", "", None)
    assert (kept.raised_at, kept.erased_by, kept.erased_reason) == (NOW, cast.sadia.id, "Past its date.")
    assert {one.words + one.outcome for one in kept.entries} == {""}
    with pytest.raises(WrongState):
        do(house, cast.sadia, actions.add_note, number, "One more.")
    assert faults(house) == []


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"keep_years": "six", "keep_source": "Ours"}, "keep_years"),
        ({"keep_years": "0", "keep_source": "Ours"}, "keep_years"),
        ({"keep_years": "6", "keep_source": ""}, "keep_source"),
        ({"elsewhere": "1"}, "elsewhere"),
        ({"out_of_hours": "1" * 301}, "out_of_hours"),
    ],
)
def test_how_long_is_a_number_of_years_with_where_it_comes_from(house, cast, wanted, field):
    with pytest.raises(BadInput) as refused:
        do(house, cast.sadia, actions.set_concern_settings, wanted)
    assert [fault.path for fault in refused.value.faults] == [field]


def test_only_the_lead_sets_how_long_and_where_to_call(house, cast):
    with pytest.raises(NotPermitted):
        do(house, cast.adele, actions.set_concern_settings, {"out_of_hours": "01632 960001"})
    wanted = {"out_of_hours": "01632 960001"}
    assert do(house, cast.sadia, actions.set_concern_settings, wanted) == ("out_of_hours",)
    assert do(house, cast.sadia, actions.set_concern_settings, wanted) == ()
    with house.database.reading() as session:
        assert db.current(session).lines == wanted


@pytest.mark.parametrize("column", ["words", "told", "about"])
def test_verify_finds_a_changed_concern(house, cast, column):
    number = raised(house, cast.chloe)
    assert faults(house) == []
    with house.database.writing() as session:
        session.execute(update(core.concern).values({column: "other"}))
    assert faults(house) == [f"Concern {number} is not what was written."]


def test_verify_finds_a_changed_note_and_one_that_is_gone(house, cast):
    number = raised(house, cast.chloe)
    do(house, cast.sadia, actions.add_note, number, "I rang Mark Ellis.")
    with house.database.writing() as session:
        session.execute(update(core.concern_note).values(words="I rang nobody."))
    assert faults(house) == [f"Concern {number}, entry 1, is not what was written."]
    with house.database.writing() as session:
        session.execute(delete(core.concern_note))
    assert faults(house) == [f"Concern {number}, entry 1, is missing."]


def test_a_day_in_a_leap_year_is_kept_until_the_first_of_march():
    from app.domain.concerns import ConcernSettings, kept_until

    assert kept_until(date(2024, 2, 29), ConcernSettings(6)) == date(2030, 3, 1)
    assert kept_until(date(2024, 2, 29), ConcernSettings(4)) == date(2028, 2, 29)
    assert kept_until(date(2026, 11, 20), ConcernSettings(6)) == date(2032, 11, 20)
    assert kept_until(date(2026, 11, 20), ConcernSettings()) is None
    assert kept_until(None, ConcernSettings(6)) is None
