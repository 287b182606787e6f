"""The declaration: when it opens, what it says, and what makes it hold no more."""

import json
from datetime import date
from uuid import UUID

import pytest

from app.domain.gateway import Check, CheckState, ToDeclare, changes_since, insist_made_sure, insist_open, others
from app.domain.gateway.declaration import canonical, declaration_from, insist_still_true
from app.domain.people import Role
from app.domain.refusals import BadInput, WrongState

MET, PARTLY, NOT_MET, WAIVED = CheckState.MET, CheckState.PARTLY, CheckState.NOT_MET, CheckState.WAIVED
NOT_CONFIRMED, DOES_NOT_APPLY = CheckState.NOT_CONFIRMED, CheckState.NOT_APPLICABLE


def check(id_="maths", state=MET, **more):
    return Check(id=id_, title=f"Title of {id_}", state=state, reason="Because.", source="A rule", **more)


def declared(*found, portfolio=(2, "f" * 64), answers=(), behaviours=()):
    asked = ToDeclare(
        UUID(int=7),
        1,
        date(2026, 11, 20),
        "Chloe Marsden",
        "Calder Vale",
        "Hartwell",
        "ST0868 1.0",
        portfolio,
        "",
        behaviours,
    )
    one = declaration_from(canonical(asked, found, "salt"), answers)
    assert one is not None
    return one


@pytest.mark.parametrize("state", [MET, WAIVED, DOES_NOT_APPLY, NOT_CONFIRMED])
def test_it_opens_over_what_is_settled_and_over_what_nobody_has_published(state):
    insist_open([check(state=state)])


@pytest.mark.parametrize("state", [PARTLY, NOT_MET])
def test_it_stays_closed_over_what_is_open_and_names_it(state):
    with pytest.raises(WrongState, match="Title of maths"):
        insist_open([check(state=state)])


def test_it_stays_closed_over_what_is_not_confirmed_because_nobody_here_recorded_it_and_says_what_to_record():
    born = "An administrator records the date of birth."
    found = [check("english", NOT_CONFIRMED, to_record=born), check("maths", NOT_CONFIRMED, to_record=born)]
    with pytest.raises(WrongState) as refused:
        insist_open([*found, check("off-the-job", NOT_CONFIRMED)])
    assert refused.value.sentence.endswith(f"Still open: Title of english; Title of maths. {born}")
    insist_made_sure(found, "")


def test_the_declarations_themselves_keep_nothing_closed():
    insist_open([check("employer-declaration", NOT_MET)])
    assert others([check("employer-declaration", NOT_MET)]) == ()


def test_what_is_not_confirmed_takes_somebodys_word():
    with pytest.raises(BadInput):
        insist_made_sure([check(state=NOT_CONFIRMED)], "  ")
    insist_made_sure([check(state=NOT_CONFIRMED)], "Asked the funding team on 3 November.")
    insist_made_sure([check()], "")


def test_nothing_restricted_is_in_what_is_signed():
    asked = ToDeclare(UUID(int=7), 1, date(2026, 11, 20), "Chloe", "Employer", "Provider", "ST0868", None, "")
    text = canonical(asked, [check(restricted_reason="Aged 22."), check("provider-declaration")], "salt")
    assert "Aged 22" not in text
    assert [one["id"] for one in json.loads(text)["checks"]] == ["maths"]


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        (MET, MET, False),
        (NOT_CONFIRMED, MET, False),
        (WAIVED, MET, False),
        (MET, WAIVED, True),
        (MET, PARTLY, True),
        (MET, NOT_MET, True),
        (MET, NOT_CONFIRMED, True),
        (WAIVED, WAIVED, False),
    ],
)
def test_what_takes_a_signature_back(then, now, moved):
    found = changes_since(declared(check(state=then)), [check(state=now)], 2)
    assert bool(found) is moved
    if moved:
        with pytest.raises(WrongState, match="new version"):
            insist_still_true(found)


def test_figures_that_grew_take_nothing_back_and_another_frozen_portfolio_does():
    one = declared(check(figures={"confirmed_minutes": 60}))
    assert changes_since(one, [check(figures={"confirmed_minutes": 90})], 2) == ()
    assert changes_since(one, [check()], 3) == (
        "Version 3 of the portfolio is frozen; the declaration is on version 2.",
    )


@pytest.mark.parametrize(
    ("id_", "state", "then", "now", "said"),
    [
        (
            "off-the-job",
            NOT_CONFIRMED,
            {"confirmed_minutes": 600},
            {"confirmed_minutes": 570},
            "9.5 hours",
        ),
        ("off-the-job", MET, {"confirmed_minutes": 600}, {"confirmed_minutes": 540}, "9 hours confirmed now"),
        ("ksb-coverage", MET, {"accepted": 20}, {"accepted": 19}, "rested on 20 accepted KSBs, and rests on 19"),
        ("case-study", MET, {"version": 1}, {"version": 2}, "was on version 1, and is on version 2 now"),
        ("mock-assessment", WAIVED, {"waiver": 1}, {"waiver": 2}, "another reason"),
        ("training-plan-hours", WAIVED, {"statement": 1}, {"waiver": 1}, "another reason"),
        ("maths", WAIVED, {"exception": "Priya on 4 July"}, {"exception": "Adele on 5 July"}, "another reason"),
        ("reviews", WAIVED, {"missed": 1, "complete": 8}, {"missed": 2, "complete": 8}, "2 missed reviews now"),
        ("reviews", WAIVED, {"waiver": 1, "complete": 8}, {"waiver": 1, "complete": 7}, "7 complete reviews now"),
    ],
)
def test_what_was_relied_on_and_is_otherwise_takes_it_back_though_the_state_stayed(id_, state, then, now, said):
    [moved] = changes_since(declared(check(id_, state, figures=then)), [check(id_, state, figures=now)], 2)
    assert said in moved
    assert changes_since(declared(check(id_, state, figures=then)), [check(id_, state, figures=then)], 2) == ()


def test_a_check_that_nobody_asked_for_then_is_asked_for_now():
    assert changes_since(declared(check()), [check(), check("maths2", NOT_MET)], 2) == (
        "“Title of maths2” was not asked, and is not met now.",
    )


def test_words_that_were_erased_declare_nothing():
    assert declaration_from("", ()) is None
    assert declared(check()).answer_of(Role.EMPLOYER) is None


def test_behaviours_that_the_employer_verifies_are_named_in_what_is_signed_and_asked_for_anew_where_they_are_not():
    named = declared(behaviours=(("B1", "Patience: with boats and people."), ("B2", "Care.")))
    assert named.behaviours == ("B1", "B2")
    assert changes_since(named, (), 2, ["B1", "B2"]) == ()
    [said] = changes_since(declared(), (), 2, ["B1", "B2"])
    assert said == "The plan has the employer verify B1 and B2, which the declaration does not name."
    [said] = changes_since(named, (), 2, ["B1", "B2", "B3"])
    assert "verify B3, which" in said


def test_where_no_plan_asks_for_behaviours_what_is_signed_reads_as_before():
    assert "behaviours" not in json.loads(
        canonical(
            ToDeclare(UUID(int=7), 1, date(2026, 11, 20), "Chloe", "Employer", "Provider", "ST0868", None, ""), (), "s"
        )
    )
