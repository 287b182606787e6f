"""What can be wrong with a programme, with the funding rules, and with any file at all."""

from pathlib import Path

import pytest

from app.catalogue import check_files, fault_lines
from tests.catalogue.folders import FUNDING_RULES, PROGRAMME, ST0868, changed

FAULTS: list[tuple[Path, str, str, str, str]] = [
    # file, what is there, what is put in its place, the fault's place, the fault's sentence
    (PROGRAMME, "standard: ST0868", "standard: ST0001", "standard", "There is no standard ST0001 here."),
    (PROGRAMME, 'versions: ["1.0"]', 'versions: ["1.0", "1.1"]', "versions.1",
     "There is no version 1.1 of ST0868 here."),
    (PROGRAMME, 'versions: ["1.0"]', 'versions: ["1.0", "1.0"]', "versions.1", "The version 1.0 is named twice here."),
    (PROGRAMME, "code: tutor_meeting", "code: workshop", "activities.workshop.code",
     "The activity workshop stands twice."),
    (PROGRAMME, "code: paid_hours", "code: new_learning", "conditions.new_learning.code",
     "The condition new_learning stands twice."),
    (PROGRAMME, "code: unpaid", "code: time_off_in_lieu", "paid_times", "Say whether this time counts: unpaid."),
    (PROGRAMME, "{number: 2,", "{number: 1,", "tutorials.modules.1.number", "The module 1 stands twice."),
    (PROGRAMME, "code: english_writing", "code: english_reading",
     "functional_skills.components.english_reading.code", "The component english_reading stands twice."),
    (PROGRAMME, "code: certificate", "code: diploma", "evidence_kinds.diploma.code",
     "“diploma” is not a kind of evidence."),
    (PROGRAMME, "code: certificate", "code: diploma", "evidence_kinds",
     "Say how these kinds of evidence are shown: certificate."),
    (PROGRAMME, "source: uktram", "source: hearsay", "activities.new_service.source",
     "“hearsay” is not one of the sources of this file."),
    (PROGRAMME, "counts: true", "counts: mostly", "activities.workshop.counts", "This must be true or false."),
    (PROGRAMME, "code: early-intervention-practitioner", "code: practitioner", "code",
     "The file is called early-intervention-practitioner.yaml; name it practitioner.yaml."),
    (PROGRAMME, "code: english_and_maths\n      title", "code: progress\n      title", "reviews.sections.progress.code",
     "The section progress stands twice."),
    (PROGRAMME, "written_by: [tutor]", "written_by: []", "reviews.sections.progress.written_by",
     "Nobody may write “Progress against the training plan”: name whoever does."),
    (PROGRAMME, "seen_by: [apprentice, tutor]", "seen_by: [tutor]",
     "reviews.sections.apprentice_and_tutor.seen_by",
     "The apprentice writes “Between apprentice and tutor” and may not read it."),
    (PROGRAMME, "seen_by: [apprentice, tutor]\n", "seen_by: [apprentice, tutor, employer, quality_assurer]\n",
     "reviews.sections.apprentice_and_tutor.seen_by",
     "“Between apprentice and tutor” would stand whole in the record that quality assurers and administrators read: "
     "let both read it, or keep it from one of those who sign."),
    (PROGRAMME, "written_by: [tutor]", "written_by: [tutor, tutor]", "reviews.sections.progress.written_by.1",
     "The writer tutor is named twice here."),
    (PROGRAMME, "written_by: [tutor]", "written_by: [assessor]", "reviews.sections.progress.written_by.0",
     "“assessor” is not one of “apprentice”, “tutor” or “employer”."),
    (PROGRAMME, "{points: 2, word:", "{points: 5, word:", "skills_scan.scale",
     "Give the points in order, each one more than the one before."),
    (PROGRAMME, "low_to: 1\n", "low_to: 3\n", "skills_scan.low_to",
     "Low must end below where high begins, and both must be points of the scale."),
    (PROGRAMME, "high_from: 3\n", "high_from: 9\n", "skills_scan.low_to",
     "Low must end below where high begins, and both must be points of the scale."),
    (PROGRAMME, "record: review\n      role: tutor", "record: review\n      role: apprentice", "signing.statements",
     "Say what the tutor signs a review under."),
    (PROGRAMME, "record: review\n      role: tutor", "record: review\n      role: apprentice", "signing.statements.0",
     "Say once what this role signs this record under."),
    (FUNDING_RULES, "id: starts-2022-08-to-2025-07", "id: starts-before-2022-08", "rules.starts-before-2022-08.id",
     "The rule starts-before-2022-08 stands twice."),
    (FUNDING_RULES, "percent: 20", "percent: null", "rules.starts-before-2022-08.percent",
     "A rule that asks for a share of the week needs its percentage."),
    (FUNDING_RULES, "cap_weekly_minutes: 1800", "cap_weekly_minutes: null",
     "rules.starts-2022-08-to-2025-07.cap_weekly_minutes", "A rule with a cap on the week needs the cap in minutes."),
    (FUNDING_RULES, "months: null\n        days: 372", "months: 12\n        days: 372",
     "rules.starts-before-2022-08.minimum_durations.0", "Give either months or days, and null for the other."),
    (FUNDING_RULES, "basis: share_of_actual_week", "basis: half", "rules.starts-before-2022-08.basis",
     "“half” is not one of “share_of_actual_week”, “share_of_capped_week” or “published_hours”."),
    (FUNDING_RULES, 'leave_weeks: "5.6"', 'leave_weeks: "a few"', "rules.starts-before-2022-08.leave_weeks",
     "“a few” is not written as it should be: use a number in quotes, such as \"5.6\"."),
    (FUNDING_RULES, "start_from: 2022-08-01", "start_from: 2022-09-01", "rules",
     "The funding rules do not join: 2022-07-31 is followed by 2022-09-01."),
    (FUNDING_RULES, "published_hours: []",
     "published_hours:\n  - {standard: ST0001, version: \"1.0\", minutes: 25080, start_from: 2025-08-01, "
     "start_to: null, source: {name: Annex C, confidence: official}}", "published_hours.0",
     "There is no version 1.0 of ST0001 here."),
]  # fmt: skip


@pytest.mark.parametrize(("original", "old", "new", "place", "sentence"), FAULTS)
def test_a_fault_has_its_place_and_its_sentence(
    original: Path, old: str, new: str, place: str, sentence: str, tmp_path: Path
) -> None:
    faults = check_files([changed(original, tmp_path, old, new)])
    found = [(fault.place.rpartition("line ")[0].removesuffix(", "), fault.sentence) for fault in faults]
    assert (place, sentence) in found


UNREADABLE: list[tuple[bytes, str, str]] = [
    (b"", "", "The file must be a set of keys and values; nothing else can be at its top."),
    (b"- a\n- b\n", "", "The file must be a set of keys and values; nothing else can be at its top."),
    (b"a: b: c\n", "line 1", "This is not well-formed YAML: mapping values are not allowed in this context."),
    (b"a: 'b\n", "line 2", "This is not well-formed YAML: found unexpected end of stream."),
    (b"a: 1\n---\nb: 2\n", "line 2", "This is not well-formed YAML: but found another document."),
    (b"a: \xff\n", "", "The file is not UTF-8 text; save it as UTF-8."),
    (b"a: &a [*a]\n", "", "An anchor (&) refers to itself, or repeats too much; write its content out."),
    (b"a: " + b"[" * 100_000, "", "The file nests lists or mappings too deeply."),
    (b"#" * 4_000_001, "", "The file is larger than 4 MB, which no standard needs."),
]


@pytest.mark.parametrize(("content", "place", "sentence"), UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(content: bytes, place: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "ST0868-1.0.yaml"
    path.write_bytes(content)
    assert [(fault.place, fault.sentence) for fault in check_files([path])] == [(place, sentence)]


def test_anchors_that_multiply_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ST0868-1.0.yaml"
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert [fault.sentence for fault in check_files([path])] == [
        "An anchor (&) refers to itself, or repeats too much; write its content out."
    ]


def test_a_missing_file_is_a_fault_and_not_an_error(tmp_path: Path) -> None:
    assert fault_lines(check_files([tmp_path / "ST0868-1.0.yaml"])) == [
        f"{tmp_path / 'ST0868-1.0.yaml'}: There is no such file, or it cannot be read."
    ]


def test_a_folder_stands_for_every_file_in_it_and_a_wrong_ending_is_named(tmp_path: Path) -> None:
    changed(ST0868, tmp_path, "level: {value: 4,", "level: {value: 9,")
    changed(PROGRAMME, tmp_path, "standard: ST0868", "standard: ST0868", name="plan.yml")
    assert [(Path(fault.file).name, fault.sentence) for fault in check_files([tmp_path])] == [
        ("plan.yml", "The file’s name ends in .yml and is not read; let it end in .yaml."),
        ("ST0868-1.0.yaml", "This must be 8 or less."),
    ]


def test_a_line_of_text_says_file_place_and_sentence(tmp_path: Path) -> None:
    path = changed(ST0868, tmp_path, "level: {value: 4,", "level: {value: 9,")
    assert fault_lines(check_files([path])) == [f"{path}: level.value, line 41: This must be 8 or less."]


def test_the_standard_of_a_programme_may_be_among_the_files_checked(tmp_path: Path) -> None:
    canal = Path(__file__).parent / "data" / "standards" / "ST9001-2.1.yaml"
    plan = changed(PROGRAMME, tmp_path, 'standard: ST0868\nversions: ["1.0"]', 'standard: ST9001\nversions: ["2.1"]')
    assert [fault.sentence for fault in check_files([plan])] == ["There is no standard ST9001 here."]
    assert check_files([plan, canal]) == ()
