"""A draft that was closed and opened again is looked through as it is, with all that is known by then."""

from datetime import timedelta

from app.actions import breaches as drill
from app.actions.watching import watch_name
from app.db import evidence as db
from app.domain.confidentiality import FindingState
from tests.actions.test_breaches import close, work

NOTE = b"We looked at three options together and chose one with quillfeather."


def draft_closed_and_opened_again(house, cast, visit, clock, meanwhile, **fields):
    """E1, a draft that Chloe closes; meanwhile something happens, and every job is done; then Priya opens it again."""
    where = f"apprenticeships/{cast.hers}/evidence"
    typed = {"title": "A visit", "kind": "work_product", "happened_on": "2026-11-02", "description": "What I did."}
    typed |= {"ksb": "K1", "confidentiality_statement": "true", "submit": "false"} | fields
    file = [("file", ("note.txt", NOTE, "text/plain"))]
    assert visit("chloe").call("POST", where, data=typed, files=file).status_code == 201
    close(house, cast.chloe, cast)
    meanwhile()
    clock.now += timedelta(minutes=1)
    work(house)
    with house.acting(cast.priya) as acting:
        drill.release_evidence(acting, cast.hers, 1, "It names nobody.")
    return lambda: visit("chloe").call("POST", f"{where}/E1/submission", json={}).status_code


def found_in_draft(house, cast):
    with house.database.reading() as session:
        return [(one.field, one.state) for one in db.findings_in(session, cast.hers, 1, 1)]


def test_what_was_found_in_a_draft_is_found_still_when_it_is_opened_again(house, cast, visit, clock, monkeypatch):
    """Its file waits to be read as it is closed, and the job meets no words but those that stand in their place."""
    monkeypatch.setattr("app.actions.evidence.looking.AT_ONCE_BYTES", 0)
    sending = draft_closed_and_opened_again(
        house, cast, visit, clock, lambda: None, description="They ring me on 07700 900123."
    )
    assert found_in_draft(house, cast) == [("description", FindingState.OPEN)]
    assert sending() == 409
    clock.now += timedelta(minutes=1)
    work(house)
    assert found_in_draft(house, cast) == [("description", FindingState.OPEN)]
    assert sending() == 409


def test_a_name_watched_for_while_a_draft_was_closed_holds_it_once_it_is_opened_again(house, cast, visit, clock):
    def watched():
        with house.acting(cast.priya) as acting:
            watch_name(acting, cast.hers, "Zofia Quillfeather")

    sending = draft_closed_and_opened_again(
        house, cast, visit, clock, watched, description="We met quillfeather at the hub."
    )
    assert found_in_draft(house, cast) == [("description", FindingState.OPEN)]
    assert sending() == 409
    clock.now += timedelta(minutes=1)
    work(house)
    assert found_in_draft(house, cast) == [("description", FindingState.OPEN), ("file", FindingState.OPEN)]
