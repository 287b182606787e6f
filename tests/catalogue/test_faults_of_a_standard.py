"""What can be wrong with a standard's file: each fault by its place and its sentence."""

from pathlib import Path

import pytest

from app.catalogue import check_files
from tests.catalogue.folders import INVENTED, ST0868, changed

CANAL = INVENTED / "standards" / "ST9001-2.1.yaml"
TOWPATH = INVENTED / "standards" / "FA9002-1.0.yaml"

S13_OF_DUTY_1 = "S2, S5, S6, S8, S9, S10, S13,"

FAULTS: list[tuple[Path, str, str, str, str]] = [
    # file, what is there, what is put in its place, the fault's place, the fault's sentence
    (ST0868, "status:", "statuss:", "statuss", "“statuss” is not a key that is known here; it may be misspelt."),
    (ST0868, "status:", "statuss:", "status", "“status” is missing."),
    (ST0868, "level: {value: 4,", "level: {value: four,", "level.value", "This must be a whole number."),
    (ST0868, "level: {value: 4,", "level: {value: 4.5,", "level.value", "This must be a whole number."),
    (ST0868, "level: {value: 4,", "level: {value: 0,", "level.value", "This must be 1 or more."),
    (ST0868, "level: {value: 4,", "level: {value: 9,", "level.value", "This must be 8 or less."),
    (ST0868, "level: {value: 4, source: published}", "level: 4", "level", "This must be a set of keys and values."),
    (ST0868, "options: []", "options: none", "options", "This must be a list."),
    (ST0868, 'version: "1.0"\ncopyright', "version: 1.0\ncopyright", "version",
     "This must be text; put a number or a date in quotes."),
    (ST0868, "reference: ST0868", "reference: EIP-4", "reference",
     "“EIP-4” is not written as it should be: use ST, FA or AU and four digits, such as ST0868."),
    (ST0868, "code: K2\n", "code: k2\n", "ksbs.items.k2.code",
     "“k2” is not written as it should be: use capital letters and a number, such as K1 or TK12."),
    (ST0868, 'short: "Multi-agency working"', 'short: ""', "ksbs.items.K2.short", "This must not be empty."),
    (ST0868, 'short: "Multi-agency working"', 'short: "Multi "', "ksbs.items.K2.short",
     "“Multi ” is not written as it should be: leave out spaces at its ends and line breaks."),
    (ST0868, "confidence: practice", "confidence: hearsay", "sources.outline.confidence",
     "“hearsay” is not one of “official”, “quoted”, “practice”, “template”, “inferred” or “ours”."),
    (ST0868, "earliest_start: 2021-05-27", 'earliest_start: "27 May 2021"', "version_log.items.0.earliest_start",
     "This must be a date, written like 2021-05-27, without quotes and without a time."),
    (ST0868, "earliest_start: 2021-05-27", "earliest_start: 2021-05-27 10:30:00", "version_log.items.0.earliest_start",
     "This must be a date, written like 2021-05-27, without quotes and without a time."),
    (ST0868, "earliest_start: 2021-05-27", "earliest_start: 2021-02-30", "version_log.items.0.earliest_start",
     "“2021-02-30” cannot be read as a date."),
    (CANAL, "confirmed: true", "confirmed: perhaps", "method_mapping.confirmed", "This must be true or false."),
    (ST0868, "code: K2\n", "code: K1\n", "ksbs.items.K1.code", "The KSB K1 stands twice."),
    (ST0868, "code: D2\n", "code: D1\n", "duties.items.D1.code", "The duty D1 stands twice."),
    (ST0868, "code: skill, name", "code: knowledge, name", "kinds.knowledge.code", "The kind knowledge stands twice."),
    (ST0868, "initial: S}", "initial: K}", "kinds.skill.initial", "The initial K stands twice."),
    (ST0868, "code: case_study", "code: professional_discussion", "assessment_methods.professional_discussion.code",
     "The assessment method professional_discussion stands twice."),
    (CANAL, "code: reservoir,", "code: lock,", "options.lock.code", "The option lock stands twice."),
    (CANAL, 'version: "2.0"', 'version: "2.1"', "version_log.items.1.version", "The version 2.1 stands twice."),
    (CANAL, 'version: "2.1", change', 'version: "2.2", change', "version_log.items",
     "The version log has no line for version 2.1."),
    (ST0868, "kind: knowledge", "kind: wisdom", "ksbs.items.K1.kind", "“wisdom” is not a kind of this file."),
    (ST0868, "kind: knowledge", "kind: skill", "ksbs.items.K1.code", "K1 is of a kind whose codes begin with S."),
    (CANAL, "option: lock}", "option: weir}", "ksbs.items.K40.option", "“weir” is not an option of this file."),
    (CANAL, "ksbs: [S2], option: reservoir", "ksbs: [S2], option: weir", "duties.items.D3.option",
     "“weir” is not an option of this file."),
    (ST0868, S13_OF_DUTY_1, "S2, S5, S6, S8, S9, S10, S16,", "duties.items.D1.ksbs.13",
     "“S16” is not a KSB of this file."),
    (ST0868, S13_OF_DUTY_1, "S2, S5, S6, S8, S9, S10, S10,", "duties.items.D1.ksbs.13",
     "The KSB S10 is named twice here."),
    (CANAL, "ksbs: [S2]", "ksbs: []", "duties.items.D3.ksbs", "Duty D3 has no KSBs."),
    (CANAL, "ksbs: [S2]", "ksbs: [S1]", "ksbs.items.S2", "No duty needs S2."),
    (ST0868, "otj_days: 4\n", "otj_days: 5\n", "duties.otj_days_total",
     "The duties’ off-the-job days make 68, but the stated total is 67."),
    (ST0868, "otj_days: 4\n", "otj_days: null\n", "duties.otj_days_total",
     "A total of off-the-job days is stated, but a duty has none."),
    (ST0868, "otj_days_total: 67", "otj_days_total: null", "duties.otj_days_total",
     "The duties’ off-the-job days make 67; state that total."),
    (ST0868, "weight_percent: {value: 50", "weight_percent: {value: 60", "assessment_methods",
     "The weights of the assessment methods make 110%, not 100%."),
    (CANAL, "[observation, interview]", "[observation, duel]", "ksbs.items.S1.assessed_by.1",
     "“duel” is not an assessment method of this file."),
    (CANAL, "[observation, interview]", "[observation, observation]", "ksbs.items.S1.assessed_by.1",
     "The assessment method observation is named twice here."),
    (CANAL, "[observation, interview]", "[]", "ksbs.items.S1.assessed_by",
     "The split is confirmed, but no method assesses S1."),
    (CANAL, "confirmed: true", "confirmed: false", "ksbs.items.S1.assessed_by",
     "S1 names a method, but the split is not confirmed."),
    (ST0868, "level: {value: 4, source: published}", "level: {value: 4, source: rumour}", "level.source",
     "“rumour” is not one of the sources of this file."),
    (ST0868, "otj_days_source: submission", "otj_days_source: rumour", "duties.otj_days_source",
     "“rumour” is not one of the sources of this file."),
    (ST0868, "level: {", "lars_code: {value: 635, source: published}\nlevel: {", "lars_code",
     "The key “lars_code” stands twice here, first on line 41."),
    (ST0868, "level: {", "10: ten\nlevel: {", "", "The key “10” on line 41 is not text; put it in quotes."),
    (ST0868, "level: {value: 4,", "level: {value: !!binary QQ==,", "level.value",
     "“QQ==” is marked as tag:yaml.org,2002:binary, which is not read here; use plain values."),
]  # fmt: skip


@pytest.mark.parametrize(("original", "old", "new", "place", "sentence"), FAULTS)
def test_a_fault_has_its_place_and_its_sentence(
    original: Path, old: str, new: str, place: str, sentence: str, tmp_path: Path
) -> None:
    faults = check_files([changed(original, tmp_path, old, new)])
    found = [(fault.place.rpartition("line ")[0].removesuffix(", "), fault.sentence) for fault in faults]
    assert (place, sentence) in found


@pytest.mark.parametrize("original", [ST0868, CANAL, TOWPATH])
def test_the_files_that_the_faults_are_put_into_have_none_of_their_own(original: Path, tmp_path: Path) -> None:
    assert check_files([changed(original, tmp_path, "reference:", "reference:")]) == ()


def test_a_fault_names_the_line_to_look_at(tmp_path: Path) -> None:
    [fault] = check_files([changed(ST0868, tmp_path, 'short: "Multi-agency working"', "short: 5")])
    lines = ST0868.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "Multi-agency working" in text)
    assert fault.place == f"ksbs.items.K2.short, line {line}"
    assert fault.file == str(tmp_path / "ST0868-1.0.yaml")


def test_faults_of_shape_links_and_sums_are_named_together(tmp_path: Path) -> None:
    first = changed(ST0868, tmp_path, "route:", "root:")
    second = changed(first, tmp_path, S13_OF_DUTY_1, "S2, S5, S6, S8, S9, S10, S16,")
    third = changed(second, tmp_path, "otj_days: 4\n", "otj_days: 7\n")
    assert [fault.sentence for fault in check_files([third])] == [
        "“route” is missing.",
        "“root” is not a key that is known here; it may be misspelt.",
        "“S16” is not a KSB of this file.",
        "The duties’ off-the-job days make 70, but the stated total is 67.",
    ]


def test_a_standard_without_duties_needs_no_ksb_to_be_needed(tmp_path: Path) -> None:
    assert check_files([changed(TOWPATH, tmp_path, "Turn up", "Be there")]) == ()


def test_weights_are_added_up_only_where_all_are_known(tmp_path: Path) -> None:
    unknown = changed(CANAL, tmp_path, "{value: 60, source: plan}\n    minutes: {value: 120", 
                      "{value: null, source: plan}\n    minutes: {value: 120")  # fmt: skip
    assert check_files([unknown]) == ()


def test_a_file_must_be_called_by_its_reference_and_version(tmp_path: Path) -> None:
    [fault] = check_files([changed(ST0868, tmp_path, "reference:", "reference:", name="practitioner.yaml")])
    assert fault.sentence == "The file is called practitioner.yaml; name it ST0868-1.0.yaml."
