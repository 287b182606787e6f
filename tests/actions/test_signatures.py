"""Putting a record before its signers: what each of them may answer, and what no one may."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.actions import signatures
from app.actions.signatures import Signing
from app.db import apprenticeships, history
from app.db import signatures as db
from app.db.tables import core
from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.signatures import Answer, RecordKind, RecordToSign, canonical_text
from tests.cast import NOW, START, TODAY

A, T, E = Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER
ASKED = (T, A, E)


class Desk:
    """Shorthand for putting records and answering them, each in a transaction of its own."""

    def __init__(self, house, cast, clock):
        self.house = house
        self.cast = cast
        self.clock = clock
        self.party = {A: cast.chloe, T: cast.priya, E: cast.mark}

    def record(self, version=1, words="Chloe led the visit of 3 November.", **more):
        content = canonical_text({"salt": f"salt-{version}", "words": words})
        given = RecordToSign(self.cast.hers, RecordKind.REVIEW, 9, version, content, ASKED, self.cast.priya.id, NOW)
        return replace(given, **more)

    def put(self, record=None):
        record = record or self.record()
        with self.house.acting(self.cast.priya) as acting:
            acting.lock(record.apprenticeship)
            signatures.put_to_sign(acting, record)
        return record

    def sign(self, record, role, who=None, means=Means.ACCOUNT, **other):
        who = who or self.party[role]
        given = Signing(role, who.name, record.sha256, self.statement(role))
        with self.house.acting(who) as acting:
            return signatures.sign(acting, record.key, replace(given, **other), means)

    def refuse(self, record, role, reason="The dates are wrong.", who=None):
        with self.house.acting(who or self.party[role]) as acting:
            return signatures.refuse(acting, record.key, role, reason, record.sha256, Means.ACCOUNT)

    def give_up(self, record, role, who=None, **other):
        said = {"name": "Mark Ellis", "reason": "He left the council.", "attempts": "Telephoned on 9 November."}
        with self.house.acting(who or self.cast.priya) as acting:
            signatures.record_unobtainable(acting, record.key, role, sha256=record.sha256, **(said | other))

    def statement(self, role, kind=RecordKind.REVIEW):
        return self.house.catalogue.programmes[0].signing_statement(kind, role)

    def join(self, who, role):
        with self.house.database.writing() as session:
            apprenticeships.join(session, self.cast.hers, who.id, role, START, leading=False)

    def leave(self, who, role):
        with self.house.database.writing() as session:
            apprenticeships.leave(session, self.cast.hers, who.id, role, TODAY)

    def spoil(self, record, **values):
        """Change a record behind everybody's back."""
        row = core.signed_record
        with self.house.database.writing() as session:
            session.execute(update(row).where(row.c.number == record.number).values(**values))

    def standing(self, record):
        with self.house.database.reading() as session:
            return db.find(session, record.key)

    def waiting(self, role):
        with self.house.database.reading() as session:
            return [one.key for one in db.waiting_for(session, [self.cast.hers], role)]

    def told(self):
        """What the chain tells of signing, oldest first; it must hold."""
        with self.house.database.reading() as session:
            assert not list(history.broken_links(session, str(self.cast.hers)))
            rows = history.happenings(session, self.cast.hers, limit=500)
        return [row.action for row in reversed(rows) if row.action.startswith("record_")]


@pytest.fixture
def desk(house, cast, clock):
    return Desk(house, cast, clock)


@pytest.fixture
def mails(house):
    """What was put in the post, by address."""

    def sent():
        with house.database.reading() as session:
            rows = session.execute(select(core.job.c.body).where(core.job.c.kind == "mail"))
            return sorted((json.loads(body) for (body,) in rows), key=lambda one: one["to"])

    return sent


def test_a_record_that_is_put_waits_for_everybody_asked(desk):
    record = desk.put()
    standing = desk.standing(record)
    assert (standing.waiting_for, standing.is_complete, standing.newest) == (ASKED, False, 1)
    assert standing.sha256 == record.sha256
    assert [desk.waiting(role) for role in ASKED] == [[record.key]] * 3
    assert desk.told() == ["record_put"]


def test_a_new_version_supersedes_the_old_one_which_waits_for_nobody(desk):
    old, new = desk.put(), desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    standing = desk.standing(old)
    assert (standing.is_outdated, standing.newest, standing.waiting_for) == (True, 2, ())
    assert desk.waiting(E) == [new.key]


def test_of_two_who_put_the_next_version_one_is_told(desk):
    desk.put()
    with pytest.raises(WrongState, match="Version 1 was put to be signed meanwhile"):
        desk.put(desk.record(1))
    with pytest.raises(WrongState):
        desk.put(desk.record(3))


def test_the_standing_of_many_is_read_in_two_statements(desk, cast, house):
    desk.put()
    desk.put(desk.record(2))
    desk.put(desk.record(number=10))
    with house.database.reading() as session:
        every = db.standings(session, [cast.hers, cast.his], RecordKind.REVIEW)
        newest = db.standings(session, [cast.hers], RecordKind.REVIEW, newest_only=True)
        one = db.standings(session, [cast.hers], RecordKind.REVIEW, 9)
    assert [(one.key.number, one.key.version, one.newest) for one in every] == [(9, 1, 2), (9, 2, 2), (10, 1, 1)]
    assert [(one.key.number, one.key.version) for one in newest] == [(9, 2), (10, 1)]
    assert [one.key.version for one in one] == [1, 2]


def test_each_party_signs_under_its_own_statement_and_the_last_answer_completes_the_record(desk):
    record = desk.put()
    codes = [desk.sign(record, role) for role in ASKED]
    standing = desk.standing(record)
    assert (standing.is_signed_by_all, standing.completed_at, standing.waiting_for) == (True, NOW, ())
    assert len(set(codes)) == 3
    for given in standing.signatures:
        assert (given.sha256, given.means) == (record.sha256, Means.ACCOUNT)
        assert given.statement == desk.statement(given.role)
    assert [one.name for one in standing.signatures] == ["Chloe Marsden", "Mark Ellis", "Priya Nair"]
    assert desk.told() == ["record_put", *["record_signed"] * 3]


def test_signing_twice_answers_as_the_first_time_did(desk):
    record = desk.put()
    assert desk.sign(record, E) == desk.sign(record, E)
    assert len(desk.standing(record).signatures) == 1
    assert desk.told() == ["record_put", "record_signed"]


def test_a_second_contact_is_told_that_the_employer_has_signed(desk, cast, house):
    desk.join(cast.ruth, E)
    record = desk.put()
    desk.sign(record, E)
    with pytest.raises(WrongState, match="Mark Ellis has signed as the employer already"):
        desk.sign(record, E, who=cast.ruth)


def test_an_outdated_version_is_refused_and_the_newest_named(desk):
    old = desk.put()
    desk.sign(old, T)
    desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    with pytest.raises(WrongState, match="Version 2 is the newest"):
        desk.sign(old, E)
    with pytest.raises(WrongState, match="Version 2 is the newest"):
        desk.refuse(old, E)
    assert [one.role for one in desk.standing(old).signatures] == [T], "what was signed stays"
    assert desk.sign(old, T), "sent again, it answers as the first time did"


def test_what_was_shown_is_what_is_signed(desk):
    record = desk.put()
    with pytest.raises(WrongState, match="not what was put before you"):
        desk.sign(record, E, sha256="0" * 64)
    with pytest.raises(WrongState, match="sentence above the signature has changed"):
        desk.sign(record, E, statement="I promise everything.")
    assert desk.standing(record).signatures == ()


def test_a_record_that_was_changed_in_the_database_is_noticed_before_it_is_signed(desk):
    record = desk.put()
    desk.spoil(record, content=record.content.replace("3 November", "8 November"))
    with pytest.raises(WrongState, match="not what was put before you"):
        desk.sign(record, E)
    with pytest.raises(WrongState, match="not what was put before you"):
        desk.refuse(record, E)


def test_nobody_signs_in_a_role_that_they_do_not_hold_today(desk, cast):
    record = desk.put()
    for who, role in ((cast.priya, E), (cast.mark, T), (cast.chloe, E), (cast.mark, A)):
        with pytest.raises(NotPermitted, match="You are not the"):
            desk.sign(record, role, who=who)
    for who in (cast.adele, cast.quentin):
        with pytest.raises(NotPermitted):
            desk.sign(record, E, who=who)
    for stranger in (cast.ben, cast.helen):
        with pytest.raises(NotFound):
            desk.sign(record, A, who=stranger)
    desk.leave(cast.mark, E)
    with pytest.raises(NotFound):
        desk.sign(record, E)


def test_nobody_gives_two_parties_signatures(desk, cast):
    desk.join(cast.mark, T)
    first, second = desk.put(), desk.put(desk.record(number=10))
    desk.sign(first, E)
    for record in (first, second):
        with pytest.raises(WrongState, match="Somebody else has to answer as the tutor"):
            desk.sign(record, T, who=cast.mark)
        with pytest.raises(WrongState, match="Somebody else has to answer as the tutor"):
            desk.refuse(record, T, who=cast.mark)


def test_a_role_that_is_not_asked_does_not_sign(desk):
    record = desk.put(desk.record(asked=(T, A)))
    with pytest.raises(WrongState, match="The employer is not asked"):
        desk.sign(record, E)


@pytest.mark.parametrize("typed", ["", "   ", "Priya Nair", "x" * 201])
def test_a_signature_is_ones_own_name(desk, typed):
    record = desk.put()
    with pytest.raises(BadInput) as refusal:
        desk.sign(record, E, name=typed)
    assert [fault.path for fault in refusal.value.faults] == ["name"]


@pytest.mark.parametrize("typed", ["mark ellis", "M. Ellis", "Mark  Ellis-Jones", "ELLIS, Mark"])
def test_a_name_is_typed_as_people_write_theirs(desk, typed):
    record = desk.put()
    assert desk.sign(record, E, name=typed)
    assert desk.standing(record).signatures[0].name == " ".join(typed.split())


def test_a_refusal_has_a_reason_and_completes_the_record_unsigned(desk):
    record = desk.put()
    with pytest.raises(BadInput, match="Say why"):
        desk.refuse(record, E, reason="  ")
    assert desk.refuse(record, E) == desk.refuse(record, E)
    desk.sign(record, T)
    desk.sign(record, A)
    standing = desk.standing(record)
    assert (standing.is_complete, standing.is_signed_by_all, standing.unsigned_by) == (True, False, (E,))
    assert standing.answer_of(E).reason == "The dates are wrong."
    assert desk.told() == ["record_put", "record_refused", "record_signed", "record_signed"]


def test_who_refused_may_sign_after_all_and_both_stay_on_record(desk, cast):
    record = desk.put()
    desk.refuse(record, E)
    desk.sign(record, E)
    standing = desk.standing(record)
    assert [one.answer for one in standing.signatures] == [Answer.REFUSED, Answer.SIGNED]
    assert standing.answer_of(E).answer is Answer.SIGNED
    with pytest.raises(WrongState, match="has signed as the employer already"):
        desk.join(cast.ruth, E)
        desk.refuse(record, E, who=cast.ruth)


def test_a_manager_who_left_never_blocks_a_review(desk):
    record = desk.put()
    desk.sign(record, T)
    desk.sign(record, A)
    desk.give_up(record, E)
    standing = desk.standing(record)
    assert (standing.is_complete, standing.unsigned_by, standing.completed_at) == (True, (E,), NOW)
    given = standing.answer_of(E)
    assert (given.name, given.by) == ("Mark Ellis", desk.cast.priya.id)
    assert "left" in given.reason
    assert "Telephoned" in given.attempts
    assert desk.waiting(E) == []
    desk.give_up(record, E)
    assert len(desk.standing(record).signatures) == 3, "said twice, it is kept once"


def test_a_manager_who_comes_back_may_still_sign(desk):
    record = desk.put()
    for role in (T, A):
        desk.sign(record, role)
    desk.give_up(record, E)
    desk.clock.now = NOW + timedelta(days=3)
    desk.sign(record, E)
    standing = desk.standing(record)
    assert (standing.is_signed_by_all, standing.completed_at) == (True, NOW)
    assert [one.answer for one in standing.signatures if one.role is E] == [Answer.UNOBTAINABLE, Answer.SIGNED]


@pytest.mark.parametrize("missing", ["name", "reason", "attempts"])
def test_giving_up_says_who_why_and_what_was_tried(desk, missing):
    record = desk.put()
    with pytest.raises(BadInput) as refusal:
        desk.give_up(record, E, **{missing: " "})
    assert [fault.path for fault in refusal.value.faults] == [missing]


def test_only_the_tutor_gives_up_on_a_signature_and_never_on_their_own(desk, cast):
    record = desk.put()
    for who in (cast.chloe, cast.mark, cast.adele):
        with pytest.raises(NotPermitted):
            desk.give_up(record, E, who=who)
    with pytest.raises(WrongState, match="your own signature"):
        desk.give_up(record, T)
    desk.join(cast.priya, E)
    with pytest.raises(WrongState, match="your own signature"):
        desk.give_up(record, E)


def test_nobody_is_given_up_on_who_has_answered(desk):
    record = desk.put()
    desk.sign(record, A)
    desk.refuse(record, E)
    with pytest.raises(WrongState, match="Chloe Marsden has signed"):
        desk.give_up(record, A)
    with pytest.raises(WrongState, match="The employer has refused to sign already"):
        desk.give_up(record, E)


def test_those_asked_are_told_by_mail_and_never_what_the_record_says(desk, mails):
    desk.put()
    found = mails()
    assert [(one["to"], one["template"], one["by_link"]) for one in found] == [
        ("chloe.marsden@example.org", "to_sign", False),
        ("mark.ellis@example.org", "to_sign", True),
    ]
    assert "/due/link/" in found[1]["address"]
    assert not [one for one in found if "November" in str(one)]


def test_whoever_signs_or_refuses_gets_a_receipt_that_holds_nothing_of_the_record(desk, mails):
    record = desk.put()
    codes = [desk.refuse(record, A), desk.sign(record, E)]
    receipts = [one for one in mails() if one["template"] == "signature"]
    assert [one["to"] for one in receipts] == ["chloe.marsden@example.org", "mark.ellis@example.org"]
    for code, one in zip(codes, receipts, strict=True):
        assert f"Receipt {code}" in one["words"]
        assert record.sha256 in one["words"]
        assert "visit" not in one["words"]
