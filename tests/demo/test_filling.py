"""The demonstration: made by the actions people use, in an empty database only, and marked for ever."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from app.answers.reviews import facts_again
from app.answers.verification import discrepancies
from app.answers.visits import visit_told, visits_listed
from app.db import installation, people, portfolio, receipts
from app.db.reviews import evidence_story, sections_of, versions_of
from app.db.tables import core
from app.demo import fill
from app.demo.cast import VISITOR, address
from app.demo.life import SESSIONS
from app.demo.pieces import pieces
from app.domain.access_given import GrantState
from app.domain.london import london_date
from app.domain.portfolio import manifest_from, manifest_sha256
from app.domain.refusals import WrongState
from tests.visits import Visit


def counted(house, table):
    """How many rows a table has."""
    with house.database.reading() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_progress_is_shown_and_the_database_is_marked(filled):
    house, told = filled
    assert told[-1].startswith("  3 of 3 apprentices, ")
    with house.database.reading() as session:
        assert installation.is_demo(session)


def test_a_year_and_a_half_is_there_and_none_of_it_in_the_future(filled):
    house, _ = filled
    assert counted(house, core.evidence) > 25
    assert counted(house, core.time_entry) > 100
    with house.database.reading() as session:
        first, last = session.execute(
            select(func.min(core.time_entry.c.happened_on), func.max(core.time_entry.c.happened_on))
        ).one()
        newest = session.execute(select(func.max(core.history.c.at))).scalar_one()
    assert house.today() - first > timedelta(days=480)
    assert last <= house.today()
    assert newest <= house.now()


def test_every_change_is_in_a_whole_history_and_every_file_in_the_store(filled):
    house, _ = filled
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
    assert counted(house, core.history) > counted(house, core.evidence) + counted(house, core.time_entry)


def test_the_cast_goes_in_with_one_click_and_sees_the_banner(filled):
    house, _ = filled
    visit = Visit(house, None)
    page = visit.page("/sign-in")
    assert "Demonstration: invented people." in page.text
    entered = next(a["action"] for a in page.all("form") if a["action"].startswith("/demo/enter/"))
    visit.post(entered)
    assert "Hello, Chloe" in visit.page("/home").text
    visit.close()


def test_a_database_with_people_in_it_is_never_filled(house):
    with pytest.raises(WrongState, match="has people in it"):
        fill(house, apprentices=1, seed=1, tell=lambda _: None)


def test_everybody_of_the_cast_is_there(filled):
    house, _ = filled
    names = [
        "Chloe Marsden",
        "Priya Nair",
        "Mark Ellis",
        "Helen Osei",
        "Judith Amery",
        "Adele Brook",
        "Quentin Shaw",
        "Sadia Rahman",
    ]
    with house.database.reading() as session:
        found = [people.find_by_email(session, address(name), house.today()) for name in names]
    assert [person and person.name for person in found] == names


def test_what_the_apprentices_did_fits_the_standard_and_the_programme(catalogue):
    standard = catalogue.standard("ST0868", "1.0")
    programme = catalogue.programmes_for("ST0868", "1.0")[0]
    assert len(pieces()) >= 30
    for piece in pieces():
        assert set(piece.ksbs) <= set(standard.ksb_by_code), piece.title
        assert piece.duty in standard.duty_by_code
        assert programme.activity(piece.activity).counts, piece.activity
    assert all(programme.activity(activity).counts for activity, _, _ in SESSIONS)


def test_chloe_has_a_signed_testimony_an_observation_and_words_of_practice(filled):
    house, _ = filled
    testimony, mark = core.testimony, core.evidence_practice
    with house.database.reading() as session:
        signed = session.execute(select(testimony.c.state, testimony.c.signed_name)).all()
        assert [tuple(one) for one in signed] == [("signed", "Dana Reid")]
        assert session.execute(select(func.count()).select_from(mark)).scalar_one() == 3
        observed = core.evidence_version.c.made_by.is_not(None)
        assert session.execute(select(func.count()).where(observed)).scalar_one() == 1
        # The link was opened here: no mail to an invented witness is left to send.
        assert session.scalars(select(core.job.c.kind).where(core.job.c.done_at.is_(None))).all() == []


def test_chloes_employer_has_a_receipt_to_look_at(filled):
    house, _ = filled
    with house.database.reading() as session:
        mark = people.find_by_email(session, address("Mark Ellis"), house.today())
        [kept] = [one for one in receipts.newest(session, mark.id, limit=50) if one.kind is None]
        assert [one.apprentice_name for one in receipts.entries_of(session, kept.code)] == ["Chloe Marsden"]
        assert list(discrepancies(session, house.store)) == []


def test_chloes_portfolio_is_frozen_for_her_mock_discussion(filled):
    house, _ = filled
    with house.database.reading() as session:
        chloe = people.find_by_email(session, address("Chloe Marsden"), house.today())
        [hers] = [one.apprenticeship for one in people.memberships(session, chloe.id, house.today())]
        [(number, text, sha256)] = [kept for one, *kept in portfolio.every(session) if one == hers]
    assert number == 1
    assert manifest_sha256(text) == sha256
    assert len(manifest_from(text).pieces) > 5


def test_chloes_reviews_are_held_and_signed_and_the_last_waits_for_her_employer(filled):
    house, _ = filled
    with house.database.reading() as session:
        chloe = people.find_by_email(session, address("Chloe Marsden"), house.today())
        [hers] = [one.apprenticeship for one in people.memberships(session, chloe.id, house.today())]
        found = {one.review.number: one for one in versions_of(session, hers)}
        states = [found[number].review.state.value for number in sorted(found)]
        assert states == ["complete"] * 7 + ["awaiting_signatures", "draft"]
        assert [role.value for role, _ in found[8].answers] == ["apprentice", "tutor"]
        assert found[8].review.moved_reason
        said = [one.words.words for number in found for one in sections_of(session, hers, number)]
    assert len(said) > 60
    assert not any("{" in words or "  " in words for words in said)


def test_the_facts_of_every_review_that_was_held_can_be_told_again(filled):
    house, _ = filled
    told = 0
    with house.database.reading() as session:
        for one in session.scalars(select(core.apprenticeship.c.id)):
            for held in (version for version in versions_of(session, one) if version.facts):
                again = facts_again(session, house.catalogue, one, held.review.number, held.review.version)
                assert again == held.facts
                told += 1
    assert told > 10


def test_each_of_her_signed_reviews_is_a_pdf_of_two_pages(filled):
    house, _ = filled
    with house.database.reading() as session:
        chloe = people.find_by_email(session, address("Chloe Marsden"), house.today())
        [hers] = [one.apprenticeship for one in people.memberships(session, chloe.id, house.today())]
    visit = Visit(house, chloe)
    for number in range(1, 9):
        made = PdfReader(BytesIO(visit.get(f"/a/{hers}/signing/review/{number}/1/pdf").content))
        assert len(made.pages) == 2, number
    visit.close()


def test_what_her_reviews_say_was_accepted_was_accepted_by_then(filled):
    """Every piece that a tutor’s section calls accepted had a KSB accepted by the day of that review."""
    house, _ = filled
    with house.database.reading() as session:
        chloe = people.find_by_email(session, address("Chloe Marsden"), house.today())
        [hers] = [one.apprenticeship for one in people.memberships(session, chloe.id, house.today())]
        evidence = evidence_story(session, hers)
        for one in versions_of(session, hers):
            if one.review.state.value == "draft":
                continue
            [words] = [
                kept.words.words
                for kept in sections_of(session, hers, one.review.number)
                if kept.words.section == "progress"
            ]
            accepted = {d.number for d in evidence.decisions if d.at <= one.review.held_at}
            for sentence in words.split(". "):
                if "accepted for" in sentence:
                    named = {int(number) for number in re.findall(r"\bE(\d+)\b", sentence)}
                    assert named <= accepted, sentence


def test_one_visit_from_outside_is_open_one_was_ended_and_what_was_opened_is_listed(filled):
    house, _ = filled
    with house.database.reading() as session:
        listed, _ = visits_listed(session, house.today())
        told = [visit_told(session, one.visit.number, house.today()) for one in listed]
        judith = people.find_by_email(session, address(VISITOR), house.today())
    assert [one.state for one in listed] == [GrantState.OPEN, GrantState.REVOKED]
    for one in told:
        assert {"Chloe Marsden", "Ben Carter"} <= {one.names[each.apprenticeship] for each in one.opened}
        assert any(each.what.startswith("files/") for each in one.opened)
        given, until = london_date(one.visit.at), london_date(one.visit.ended_at or house.now())
        assert all(given <= london_date(each.first_at) <= until for each in one.opened)
    visit = Visit(house, judith)
    landing = visit.page("/visit")
    for said in ("Follow-up", "Chloe Marsden", "Ben Carter", "Ended by the training provider"):
        assert said in landing.text, said
    visit.close()
