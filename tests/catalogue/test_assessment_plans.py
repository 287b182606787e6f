"""An assessment plan as data: what is known of ST0868’s, a plan of the newer form, and what stops a file of them."""

import pytest

from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, read_catalogue
from app.domain.assessment import NO_PLAN, Marks
from app.domain.standards import Confidence
from tests.catalogue.folders import ASSESSMENT_PLAN, changed, copy_of_standard_data

CATALOGUE = read_catalogue(STANDARD_DATA)
PLAN = CATALOGUE.assessment_plan("ST0868", "1.0")


def test_what_was_found_in_another_standards_plan_is_marked_as_such():
    template = {name for name, source in PLAN.sources.items() if source.confidence is Confidence.TEMPLATE}
    assert {"overall", "resits", "portfolio.kinds_not_accepted", "portfolio.longest_clip_minutes"} <= template
    assert not any(PLAN.confirmed(name) for name in template)


def test_what_was_found_nowhere_is_not_guessed():
    assert PLAN.version == ""
    assert (PLAN.portfolio.fewest_pieces, PLAN.portfolio.most_pieces) == (None, None)
    assert not PLAN.confirmed("portfolio.fewest_pieces")


def test_advice_that_contradicts_a_rule_stands_beside_it():
    assert "advises reflective accounts" in PLAN.conflicts["portfolio.kinds_not_accepted"][0]


def test_a_standard_without_a_file_has_no_plan(tmp_path):
    folder = copy_of_standard_data(tmp_path)
    (folder / "assessment_plans" / "ST0868-1.0.yaml").unlink()
    found = read_catalogue(folder)
    assert found.assessment_plan("ST0868", "1.0") is NO_PLAN
    assert found.standard("ST0868", "1.0").digest == CATALOGUE.standard("ST0868", "1.0").digest


def test_a_plan_of_the_newer_form_is_read_from_the_same_shape(tmp_path):
    plan = read_catalogue(copy_of_standard_data(tmp_path)).assessment_plan("ST9001", "2.1")
    assert (plan.organisation, plan.gateway, plan.version) == (
        "assessment organisation",
        "gateway to completion",
        "AP02",
    )
    assert plan.behaviours_verified_by_employer
    assert (plan.marks("observation"), plan.marks("interview")) == (Marks.PROVIDER, Marks.ASSESSOR)


FAULTS = [
    ("standard: ST0868", "standard: ST0001", "standard", "There is no version 1.0 of the standard ST0001 here."),
    ('version: "1.0"', 'version: "1.1"', "standard", "The file is called ST0868-1.0.yaml; name it ST0868-1.1.yaml."),
    ("[reflective_account]", "[poem]", "portfolio.kinds_not_accepted.value.0",
     "“poem” is not a kind of evidence."),
    ("[reflective_account]", "[other, other]", "portfolio.kinds_not_accepted.value.1",
     "The kind other is named twice here."),
    ("most_pieces: {value: null", "most_pieces: {value: 0", "portfolio.most_pieces.value", "This must be 1 or more."),
    ("method: case_study", "method: essay", "gateway_components.items.case_study_scope.method",
     "“essay” is not an assessment method of that standard."),
    ("code: case_study_scope", "code: portfolio", "gateway_components.items.portfolio.code",
     "The component portfolio stands twice."),
    ("- {grade: pass}", "- {grade: pass, if_all: pass}", "overall.rules.2",
     "The last line must hold for whatever is left: leave out if_any and if_all."),
    ("methods: []", "methods: [{method: essay, by: provider}]", "marked_by.methods.0.method",
     "“essay” is not an assessment method of that standard."),
    ("methods: []", "methods: [{method: case_study, by: chance}]", "marked_by.methods.0.by",
     "“chance” is not one of “assessor”, “provider” or “employer”."),
    ("source: sibling_plan_time", "source: nobody", "tolerance_percent.source",
     "“nobody” is not one of the sources of this file."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "sentence"), FAULTS)
def test_each_fault_is_named_by_its_place(tmp_path, old, new, place, sentence):
    faults = check_files([changed(ASSESSMENT_PLAN, tmp_path, old, new)])
    assert (place, sentence) in [(fault.place.split(",")[0], fault.sentence) for fault in faults]


def test_more_pieces_than_there_may_be_cannot_be_asked_for(tmp_path):
    path = changed(ASSESSMENT_PLAN, tmp_path, "fewest_pieces: {value: null", "fewest_pieces: {value: 9")
    path.write_text(path.read_text().replace("most_pieces: {value: null", "most_pieces: {value: 8"))
    assert "At most 8 pieces cannot be fewer than at least 9." in [fault.sentence for fault in check_files([path])]


def test_a_catalogue_with_a_faulty_plan_does_not_start(tmp_path):
    folder = copy_of_standard_data(tmp_path)
    changed(ASSESSMENT_PLAN, folder / "assessment_plans", "[reflective_account]", "[poem]")
    with pytest.raises(CatalogueFaults):
        read_catalogue(folder)
