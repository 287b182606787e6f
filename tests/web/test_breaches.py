"""The breach drill in the browser: closed from the piece's page, ended from its record, and nothing typed is lost."""

import pytest

from tests.actions.test_breaches import NAME, WHY, close, sent

__all__ = ["sent"]


def test_she_closes_a_piece_from_its_own_page_in_two_steps(sent, cast, visit):
    chloe = visit("chloe")
    shown = chloe.get(f"/a/{cast.hers}/evidence/E1")
    assert f"/a/{cast.hers}/evidence/E1/quarantine" in shown.text
    asked = chloe.get(f"/a/{cast.hers}/evidence/E1/quarantine")
    assert "nobody can open its files" in asked.text
    answer = chloe.client.post(
        f"/a/{cast.hers}/evidence/E1/quarantine", data={"kind": "name", "reason": WHY}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"/a/{cast.hers}/breaches/1")
    record = chloe.get(f"/a/{cast.hers}/breaches/1")
    assert WHY in record.text
    assert NAME not in record.text
    assert "Erase E1" not in record.text


def test_without_a_kind_or_a_reason_both_are_asked_for_and_nothing_typed_is_lost(sent, cast, visit):
    chloe = visit("chloe")
    answer = chloe.client.post(f"/a/{cast.hers}/evidence/E1/quarantine", data={"kind": "", "reason": ""})
    assert answer.status_code == 422
    assert "Choose what identifies somebody." in answer.text
    assert "Say why you think it identifies somebody." in answer.text
    answer = chloe.client.post(f"/a/{cast.hers}/evidence/E1/quarantine", data={"kind": "", "reason": WHY})
    assert WHY in answer.text


def test_the_tutor_erases_it_by_typing_its_name(sent, cast, visit):
    close(sent, cast.chloe, cast)
    priya = visit("priya")
    at = f"/a/{cast.hers}/breaches/1"
    again = priya.client.post(f"{at}/erasure", data={"piece": "E2"})
    assert again.status_code == 422
    assert 'value="E2"' in again.text
    assert priya.client.post(f"{at}/erasure", data={"piece": "e1"}, follow_redirects=False).status_code == 303
    record = priya.get(at)
    assert "Erased for good" in record.text
    assert "Open E1 again" not in record.text
    assert "Erased for good" in priya.get(f"/a/{cast.hers}/evidence/E1").text


def test_who_was_told_and_when_is_noted_in_london_s_time(sent, cast, visit):
    close(sent, cast.chloe, cast)
    adele = visit("adele")
    at = f"/a/{cast.hers}/breaches/1"
    typed = {"organisation": "Calder Vale Council", "told_on": "2026-11-20", "told_time": "08:30"}
    assert adele.client.post(f"{at}/told", data=typed, follow_redirects=False).status_code == 303
    assert "20 Nov 2026, 8:30am" in adele.get(at).text
    wrong = adele.client.post(f"{at}/told", data=typed | {"told_time": "half past"})
    assert wrong.status_code == 422
    assert "Enter when it was told" in wrong.text
    assert "Calder Vale Council" in wrong.text


def test_an_administrator_finds_every_breach_in_one_place(sent, cast, visit):
    close(sent, cast.chloe, cast)
    listed = visit("adele").get("/breaches")
    assert "E1, Chloe Marsden" in listed.text
    assert "Closed: nobody can open it" in listed.text


@pytest.mark.parametrize("seq", ["2", "0", "x", "99999999999"])
def test_a_breach_that_is_not_there_is_no_page(sent, cast, visit, seq):
    assert visit("priya").client.get(f"/a/{cast.hers}/breaches/{seq}").status_code == 404
