"""The vocabularies of practice as they are held, against the documents they were taken from, word for word."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, read_catalogue
from app.domain.practice import Facet, Owning, Rank, Vocabulary
from app.domain.refusals import NotFound
from tests.catalogue.folders import changed, copy_of_standard_data

CATALOGUE = read_catalogue(STANDARD_DATA)
STRATEGY = CATALOGUE.vocabulary("early-intervention-and-prevention")
GUIDANCE = CATALOGUE.vocabulary("joint-working-with-social-care")
FILE = STANDARD_DATA / "practice" / "early-intervention-and-prevention.yaml"
DOCUMENTS = Path(__file__).parent / "documents"
MENDED = {
    "that impair their ability to parent": "that impair their Parental ability to parent",
    "transition (moving from primary": "transition (moving from Child / YP primary",
    "disproportionately poorer that": "disproportionately Child / YP poorer that",
    "progress in early years": "progress in 6 early years",
    "Joint-working": "Joint -working",
}
"""Where the copy read has a row's first cell, or the number of a page, in the middle of a sentence."""


GHOSTS = {
    "Tourig people at risk of worklessiless (F)",
    "Office development and solidor readiliess (F)",
    "orms and raining floatin and inc originous (i)",
}
"""Lines of the table that the copy has a second time, misread."""


def plain(text: str) -> str:
    """Words with single spaces, without the marks of the copy: bold, table cells, numbers of paragraphs."""
    text = re.sub(r"\*\*|</?u>", "", text)
    text = re.sub(r"^\s*(?:- )?\d\.\d+ ", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*[-·] ?", "", text, flags=re.MULTILINE)
    return " ".join(text.split())


def document(code: str) -> str:
    """A document as one run of words."""
    return plain((DOCUMENTS / f"{code}.txt").read_text())


def texts(held: Vocabulary) -> Iterator[str]:
    """Every text that is held as the document's own."""
    yield from filter(None, (held.title, held.owner, held.place, held.years, held.vision, held.purpose))
    for definition in held.definitions:
        yield from (definition.name, *definition.paragraphs)
    yield from held.principles
    for area in held.service_areas:
        yield from (area.name, area.text)
    for own in held.organisational_priorities:
        yield from (own.name, *own.activities)
    for facet in held.facets:
        for term in facet.terms if facet.facet is not Facet.PRIORITY else ():
            yield from filter(None, (term.name, term.text, term.group))


def broken(text: str) -> str:
    """A text as the copy breaks it."""
    for whole, torn in MENDED.items():
        text = text.replace(whole, torn)
    return text


def terms(held: Vocabulary, facet: Facet) -> list[str]:
    """The names of a facet's terms."""
    return [term.name for one in held.facets if one.facet is facet for term in one.terms]


@pytest.mark.parametrize("held", [STRATEGY, GUIDANCE], ids=lambda held: held.code)
def test_every_word_of_a_vocabulary_stands_in_its_document(held: Vocabulary) -> None:
    said = document(held.code)
    every = list(texts(held))
    assert len(every) > 20
    assert [text for text in every if plain(broken(text)) not in said] == []


def test_the_priorities_are_those_of_the_documents_table_all_of_them_with_their_rank_in_order() -> None:
    lines = (DOCUMENTS / f"{STRATEGY.code}.txt").read_text().splitlines()
    first = lines.index("Service delivery priorities\t\t\t") + 2
    last = next(n for n, line in enumerate(lines) if line.startswith("Organisational priorities"))
    cells = [cell for line in lines[first:last] if (cell := line.partition("\t")[0].strip()) not in GHOSTS]
    named = [cell for cell in cells if re.search("[A-Za-z]", cell)]
    letters = {Rank.PRIMARY: "P", Rank.SECONDARY: "S"}
    held = [term for one in STRATEGY.facets if one.facet is Facet.PRIORITY for term in one.terms]
    said = " ".join(f"{term.name} ({letters[term.rank]})" for term in held if term.rank)
    assert said.replace("- ", "-") == " ".join(named).replace("- ", "-")
    assert [term.code for term in held if term.rank is Rank.SECONDARY] == ["early_learning"]


def test_the_strategy_is_whole() -> None:
    assert (STRATEGY.place, STRATEGY.years, STRATEGY.belongs_to) == ("Hillingdon", "2015 - 2016", Owning.EMPLOYER)
    assert [one.name for one in STRATEGY.definitions] == [
        "Prevention",
        "Early Intervention (stepping in to provide early help)",
        "Vulnerability",
        "Risk",
        "Resilience",
    ]
    assert (len(STRATEGY.principles), len(STRATEGY.service_areas), len(STRATEGY.organisational_priorities)) == (7, 4, 7)
    assert terms(STRATEGY, Facet.OUTCOME) == [
        "Strong Families",
        "Safe Families",
        "Healthy Families",
        "Economically Prosperous Families",
    ]
    counts = {one.facet: len(one.terms) for one in STRATEGY.facets}
    assert (counts[Facet.VULNERABILITY], counts[Facet.RISK_FACTOR], counts[Facet.PRIORITY]) == (31, 18, 20)


def test_rows_of_the_vulnerability_table_are_as_many_as_in_the_document() -> None:
    lines = (DOCUMENTS / f"{STRATEGY.code}.txt").read_text().splitlines()
    row = re.compile(r"(Family|Parental|Child|Child / YP)\t[^\t]+\t+")
    assert sum(1 for line in lines if row.fullmatch(line)) == len(terms(STRATEGY, Facet.VULNERABILITY))


def test_what_the_guidance_does_not_say_is_not_held() -> None:
    assert (GUIDANCE.owner, GUIDANCE.place, GUIDANCE.years, GUIDANCE.principles) == ("", "", "", ())
    assert GUIDANCE.belongs_to is Owning.SECTOR
    assert {one.facet for one in GUIDANCE.facets} == {Facet.CO_WORKING, Facet.STEP, Facet.INTERVENTION}


def test_every_part_has_its_source() -> None:
    for held in (STRATEGY, GUIDANCE):
        facets = {f"facets.{one.facet.value}" for one in held.facets}
        assert facets <= set(held.sources)
    assert STRATEGY.sources["principles"].name.endswith("Strategic Direction Document 2015 - 2016")


def test_an_unknown_vocabulary_is_not_found() -> None:
    with pytest.raises(NotFound, match="no such vocabulary"):
        CATALOGUE.vocabulary("house-style")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: level_1,", "code: level_2,", "The term level_2 stands twice."),
        ("rank: secondary, ", "", "A priority says its rank, primary or secondary."),
        ("{code: empathy,", "{code: empathy, rank: primary,", "Only a priority has a rank."),
        ("code: risk_factor", "code: hair_colour", "“hair_colour” is not one of"),
        (
            "code: resilience\n    source: strategy",
            "code: resilience\n    source: hearsay",
            "“hearsay” is not one of the",
        ),
        ("belongs_to: employer", "belongs_to: everybody", "“everybody” is not one of"),
        ("code: early-intervention-and-prevention", "code: other", "name it other.yaml"),
        ("vision:", "visions:", "“visions” is not a key that is known here"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "practice").mkdir()
    faults = check_files([changed(FILE, tmp_path / "practice", old, new)])
    assert [fault for fault in faults if said in fault.sentence and fault.place], faults


def test_a_faulty_vocabulary_stops_the_reading(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    changed(FILE, folder / "practice", "rank: secondary, ", "")
    with pytest.raises(CatalogueFaults, match="rank"):
        read_catalogue(folder)
