"""The delivery plan as sessions that may be planned from it."""

from dataclasses import replace

from app.domain.delivery_plan import plan_parts
from tests.cast import STANDARD, VERSION


def test_every_part_that_is_held_as_a_session_is_there_and_no_review(catalogue):
    plan = catalogue.programmes_for(STANDARD, VERSION)[0]
    parts = plan_parts(plan)
    assert [part.name for part in parts] == [
        "Induction", "Induction", "Induction", "Module 1", "Module 2", "Module 3", "Module 4", "Tutorial",
        "Mock assessment",
    ]  # fmt: skip
    assert [(part.sessions, part.minutes, part.how) for part in parts[:3]] == [
        (1, None, "1 day"),
        (2, None, "2 half days"),
        (3, 120, "3 x 2 hour sessions"),
    ]
    assert [plan.activity(part.activity).counts for part in parts] == [True] * 8 + [False]


def test_a_programme_without_such_an_activity_leaves_it_to_be_chosen(catalogue):
    plan = catalogue.programmes_for(STANDARD, VERSION)[0]
    others = replace(plan, activities=tuple(one for one in plan.activities if one.code != "workshop"))
    assert [part.activity for part in plan_parts(others) if part.name.startswith("Module")] == [""] * 4
