"""What `asvs.md` says of OWASP ASVS 5.0.0 is about every requirement of levels 1 and 2, and leads to what is there."""

import re
from collections import Counter

from tests.architecture.project import ROOT

TEXT = (ROOT / "tests" / "attacks" / "asvs.md").read_text()
ROWS = re.findall(r"(?m)^\| V([\d.]+) \| ([12]) \| (.+?) \| (holds|does not apply|open) \| (.+) \|$", TEXT)
# As published: how many requirements of level 1 and of level 2 each section has, V1.1 to V17.3.
PUBLISHED = {
    "1.1": (0, 2), "1.2": (5, 4), "1.3": (2, 9), "1.4": (0, 3), "1.5": (1, 1),
    "2.1": (1, 2), "2.2": (2, 1), "2.3": (1, 3), "2.4": (0, 1),
    "3.2": (2, 0), "3.3": (1, 3), "3.4": (2, 4), "3.5": (3, 2), "3.7": (0, 2),
    "4.1": (1, 2), "4.2": (0, 1), "4.3": (0, 2), "4.4": (1, 3),
    "5.1": (0, 1), "5.2": (2, 1), "5.3": (2, 0), "5.4": (0, 3),
    "6.1": (1, 2), "6.2": (8, 4), "6.3": (2, 2), "6.4": (2, 2), "6.5": (0, 5), "6.6": (0, 3), "6.8": (0, 4),
    "7.1": (0, 3), "7.2": (4, 0), "7.3": (0, 2), "7.4": (2, 3), "7.5": (0, 2), "7.6": (0, 2),
    "8.1": (1, 1), "8.2": (2, 1), "8.3": (1, 0), "8.4": (0, 1),
    "9.1": (3, 0), "9.2": (1, 3),
    "10.1": (0, 2), "10.2": (0, 2), "10.3": (0, 4), "10.4": (5, 6), "10.5": (0, 5), "10.6": (0, 2), "10.7": (0, 3),
    "11.1": (0, 2), "11.2": (0, 3), "11.3": (2, 1), "11.4": (1, 3), "11.5": (0, 1), "11.6": (0, 1),
    "12.1": (1, 2), "12.2": (2, 0), "12.3": (0, 4),
    "13.1": (0, 1), "13.2": (0, 5), "13.3": (0, 2), "13.4": (1, 4),
    "14.1": (0, 2), "14.2": (1, 3), "14.3": (1, 2),
    "15.1": (1, 2), "15.2": (1, 2), "15.3": (1, 6),
    "16.1": (0, 1), "16.2": (0, 5), "16.3": (0, 4), "16.4": (0, 3), "16.5": (0, 3),
    "17.1": (0, 1), "17.2": (0, 4), "17.3": (0, 2),
}  # fmt: skip


def section(requirement):
    """The section that a requirement is of."""
    return requirement.rpartition(".")[0]


def test_the_published_figures_are_those_of_the_standard():
    assert [sum(one[level] for one in PUBLISHED.values()) for level in (0, 1)] == [70, 183]


def test_every_requirement_of_both_levels_stands_once_and_no_other():
    assert [one for one, count in Counter(one for one, *_ in ROWS).items() if count > 1] == []
    found = Counter((section(one), level) for one, level, *_ in ROWS)
    assert {name: (found[name, "1"], found[name, "2"]) for name, _ in found} == PUBLISHED


def test_no_line_of_a_requirement_is_written_so_that_nobody_reads_it():
    assert len(re.findall(r"(?m)^\| V\d", TEXT)) == len(ROWS) == 253


def named(words):
    """The tests and places that are named in some words."""
    places = re.findall(
        r"`((?:app|tests|templates|\.ci|\.deploy|standard_data)/[^`]*|\w+\.(?:md|toml)|Makefile)`", words
    )
    return [place.partition("::")[::2] for place in places]


def test_whatever_holds_names_what_shows_it_and_every_name_is_there():
    without, gone = [], []
    for requirement, _, _, state, words in ROWS:
        if state == "holds" and not named(words):
            without.append(requirement)
    for place, test in named(TEXT):
        where = ROOT / place
        if not where.exists() or (test and f"def {test}(" not in where.read_text()):
            gone.append(f"{place}::{test}")
    assert without == []
    assert gone == []


def test_the_sums_at_its_head_are_those_of_its_lines():
    sums = dict(re.findall(r"(?m)^\| (holds|does not apply|open) \| (\d+ \| \d+) \|$", TEXT))
    count = Counter((state, level) for _, level, _, state, _ in ROWS)
    assert sums == {state: f"{count[state, '1']} | {count[state, '2']}" for state in sums}
    assert len(sums) == 3
