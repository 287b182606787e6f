"""Drawings: in step with their figures, readable without colour, safe with any label, whole at any age of a record."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rendering import charts
from tests.rendering.gallery import END, START, TODAY, Month, months
from tests.rendering.markup import read

STATES = ("accepted", "tagged", "returned", "not_started", "elsewhere", None)
A_LABEL = '<b>"K & S"</b>'


def bars(drawing: str, name: str) -> int:
    """How many bars of one kind a strip has."""
    return sum(
        path.attributes["d"].count("M") for path in read(drawing).all("path") if path.attributes["class"] == name
    )


@given(st.lists(st.sampled_from(STATES), max_size=60))
def test_a_strip_has_one_bar_for_each_ksb_in_its_states_shape(states: list[str | None]) -> None:
    drawing = charts.strip([("K", states)], "Coverage")
    names = {
        "accepted": "full",
        "tagged": "half",
        "returned": "returned",
        "not_started": "base",
        "elsewhere": "elsewhere",
    }
    for state, name in names.items():
        assert bars(drawing, name) == states.count(state)


def test_strips_of_one_standard_line_up_whatever_is_left_out() -> None:
    whole = charts.strip([("K", ["accepted"] * 4), ("S", ["tagged"])], "All", letters=True)
    part = charts.strip([("K", [None, "accepted", None, None]), ("S", ["tagged"])], "Duty 3", letters=True)
    (one,), (other,) = read(whole).all("svg"), read(part).all("svg")
    assert one.attributes["viewbox"] == other.attributes["viewbox"]


def test_forty_strips_are_small_enough_for_a_caseload() -> None:
    families = [("K", ["accepted"] * 17), ("S", ["tagged"] * 15), ("B", ["not_started"] * 6)]
    assert len(charts.strip(families, "19 of 38 accepted")) < 1100


def test_labels_are_escaped() -> None:
    for drawing in (charts.strip([("K", ["accepted"])], A_LABEL), charts.meter(1, 2, A_LABEL)):
        (svg,) = read(drawing).all("svg")
        assert svg.attributes["aria-label"] == A_LABEL
        assert "<b>" not in drawing


@pytest.mark.parametrize(
    ("done", "whole", "width"), [(0, 10, "0"), (5, 10, "50"), (12, 10, "100"), (3, 0, "0"), (1, 3, "33.3")]
)
def test_a_meter_is_as_full_as_its_figures_and_never_over(done: int, whole: int, width: str) -> None:
    (bar,) = [r for r in read(charts.meter(done, whole, "Done")).all("rect") if r.attributes["class"] == "m-done"]
    assert bar.attributes["width"] == width


def test_a_meter_marks_today_only_where_something_is_expected() -> None:
    assert "m-now" in charts.meter(1, 10, "Done", expected=0)
    assert "m-now" not in charts.meter(1, 10, "Done")
    assert "m-now" not in charts.meter(0, 0, "Done", expected=0)


def test_the_running_total_says_in_words_what_it_draws() -> None:
    drawing = charts.cumulative(months(), start=START, end=END, today=TODAY, planned=28140, expected_today=25680)
    labels = {svg.attributes["aria-label"] for svg in read(drawing).all("svg")}
    assert labels == {
        "Line chart. Confirmed off-the-job hours rise from 0 in July 2025 to 418.5 hours on 20 November 2026."
        " The expected line reaches 428 hours on the same day and 469 hours at the planned gateway,"
        " 7 January 2027."
    }
    assert len(read(drawing).all("svg")) == 3


def test_the_expected_line_bends_where_a_break_in_learning_bends_it() -> None:
    corners = [(START, 0), (date(2026, 1, 1), 6000), (date(2026, 3, 1), 6000), (END, 28140)]
    drawing = charts.cumulative(months(), start=START, end=END, today=TODAY, planned=28140, expected=corners)
    lines = [line for line in read(drawing).all("polyline") if line.attributes["class"] == "exp"]
    assert [len(line.attributes["points"].split()) for line in lines] == [4, 4, 4]


def test_months_show_confirmed_solid_and_waiting_striped() -> None:
    page = read(charts.monthly("hours", months(), 1564))
    solid = [rect for rect in page.all("rect") if rect.attributes.get("class") == "bar"]
    striped = [rect for rect in page.all("rect") if rect.attributes.get("class") == "bar--wait"]
    assert len(solid) == 17 + 17 + 9
    assert len(striped) == 3
    patterns = {element.attributes["id"] for element in page.all("pattern")}
    assert {rect.attributes["fill"] for rect in striped} == {f"url(#{name})" for name in patterns}
    assert len(patterns) == 3


@given(
    days=st.integers(min_value=0, max_value=1500),
    today=st.integers(min_value=-30, max_value=2000),
    hours=st.lists(st.integers(min_value=0, max_value=200 * 60), max_size=40),
    planned=st.integers(min_value=0, max_value=2000 * 60),
)
def test_any_record_can_be_drawn_within_its_frame(days: int, today: int, hours: list[int], planned: int) -> None:
    rows = [Month(date(2025 + i // 12, i % 12 + 1, 1), minutes, minutes // 3) for i, minutes in enumerate(hours)]
    start = date(2025, 1, 6)
    drawn = charts.cumulative(
        rows, start=start, end=start + timedelta(days=days), today=start + timedelta(days=today), planned=planned
    )
    for drawing in re.findall(r"<svg.*?</svg>", drawn + charts.monthly("m", rows, planned)):
        (svg, *inside) = read(drawing).elements
        _, _, width, height = (float(value) for value in svg.attributes["viewbox"].split())
        for element in inside:
            for name, most in (
                ("x", width),
                ("x1", width),
                ("cx", width),
                ("y", height),
                ("y1", height),
                ("cy", height),
            ):
                if name in element.attributes:
                    assert -0.1 <= float(element.attributes[name]) <= most + 0.1


def marks(drawing: str, name: str) -> int:
    """How many marks of one sort the first drawing has."""
    return next(path.attributes["d"] for path in read(drawing).all("path") if path.attributes["class"] == name).count(
        "M"
    )


tenths = st.one_of(st.none(), st.integers(0, 40))


@given(st.lists(st.tuples(tenths, tenths, tenths, tenths), max_size=20))
def test_distance_has_a_mark_for_each_figure_and_a_way_where_it_moved(said: list[tuple[int | None, ...]]) -> None:
    rows = [(f"K{n}", [(0, "Chloe", one[0], one[1]), (2, "Mark", one[2], one[3])]) for n, one in enumerate(said)]
    drawing = charts.distance(rows, ["Not yet", "A little", "With help", "Alone", "Securely"], A_LABEL)
    pairs = [pair for one in said for pair in (one[:2], one[2:])]
    assert marks(drawing, "began") == sum(first is not None for first, _ in pairs)
    assert marks(drawing, "stands") == sum(latest is not None for _, latest in pairs)
    assert marks(drawing, "way") == sum(None not in pair and pair[0] != pair[1] for pair in pairs)
    svgs = read(drawing).all("svg")
    assert [svg.attributes["aria-label"] for svg in svgs] == [A_LABEL] * 3
    for svg in svgs:
        width = int(svg.attributes["width"])
        assert all(0 <= float(x) <= width for x in re.findall(r"M(-?[\d.]+)", drawing) if width == 1040)
    assert "<b>" not in drawing


def test_a_total_a_little_above_what_was_planned_stands_clear_of_it() -> None:
    """Of somebody who is through, some weeks after the planned gateway."""
    done = [Month(START, 490 * 60, 0)]
    today = END + timedelta(days=51)
    drawing = str(charts.cumulative(done, start=START, end=END, today=today, planned=469 * 60))
    for svg in drawing.split("<svg")[1:]:
        [confirmed] = re.findall(r'y="([\d.]+)"[^>]*>Confirmed', svg)
        [planned] = re.findall(r'y="([\d.]+)"[^>]*>469 h', svg)
        assert abs(float(confirmed) - float(planned)) >= 14
