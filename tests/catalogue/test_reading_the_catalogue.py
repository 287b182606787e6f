"""Reading a folder of standard data: what comes out, and what stops it."""

import time
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, fault_lines, list_lines, read_catalogue
from app.domain.funding_rules import Basis
from app.domain.refusals import NotFound
from tests.catalogue.folders import INVENTED, ST0868, changed, copy_of_standard_data


def test_the_installed_standard_data_has_no_faults() -> None:
    assert fault_lines(check_files()) == []


def test_standards_come_in_order_and_are_found_by_reference_and_version(tmp_path: Path) -> None:
    catalogue = read_catalogue(copy_of_standard_data(tmp_path))
    assert [(s.reference, s.version) for s in catalogue.standards] == [
        ("FA9002", "1.0"),
        ("ST0868", "1.0"),
        ("ST9001", "2.1"),
    ]
    assert catalogue.standard("ST9001", "2.1").title == "Canal keeper"


def test_an_unknown_standard_or_programme_is_not_found() -> None:
    catalogue = read_catalogue(STANDARD_DATA)
    with pytest.raises(NotFound, match=r"no version 1\.1 of the standard ST0868"):
        catalogue.standard("ST0868", "1.1")
    with pytest.raises(NotFound, match="no programme bookbinder"):
        catalogue.programme("bookbinder")


def test_programmes_are_found_by_the_version_they_serve() -> None:
    catalogue = read_catalogue(STANDARD_DATA)
    assert [plan.code for plan in catalogue.programmes_for("ST0868", "1.0")] == ["early-intervention-practitioner"]
    assert catalogue.programmes_for("ST0868", "1.1") == ()


def test_a_confirmed_split_and_options_are_read(tmp_path: Path) -> None:
    canal = read_catalogue(copy_of_standard_data(tmp_path)).standard("ST9001", "2.1")
    assert canal.method_mapping_confirmed
    assert canal.ksb_by_code["S1"].assessed_by == ("observation", "interview")
    assert canal.ksb_by_code["S1"].needed == 2
    assert [option.name for option in canal.options] == ["Lock keeper", "Reservoir keeper"]
    assert canal.ksb_by_code["K40"].option == "lock"
    assert canal.duty_by_code["D3"].option == "reservoir"
    assert canal.otj_days_total is None


def test_a_foundation_apprenticeship_has_no_duties_and_kinds_of_its_own(tmp_path: Path) -> None:
    towpath = read_catalogue(copy_of_standard_data(tmp_path)).standard("FA9002", "1.0")
    assert towpath.duties == ()
    assert towpath.duties_of_ksb == {"TK1": (), "TS1": (), "ESB1": ()}
    assert [kind.initial for kind in towpath.kinds] == ["TK", "TS", "ESB"]


def test_funding_rules_are_read_with_their_sources() -> None:
    rules = read_catalogue(STANDARD_DATA).funding_rules
    assert [rule.basis for rule in rules.rules] == list(Basis)
    unconfirmed = [deadline for rule in rules.rules for deadline in rule.review_deadlines if not deadline.confirmed]
    assert unconfirmed and not any(deadline.source.confirmed for deadline in unconfirmed)


def test_every_fault_of_every_file_stops_the_reading_at_once(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    changed(ST0868, folder / "standards", "level: {value: 4,", "level: {value: four,")
    canal = INVENTED / "standards" / "ST9001-2.1.yaml"
    changed(canal, folder / "standards", "assessed_by: [interview]}", "assessed_by: [duel]}")
    with pytest.raises(CatalogueFaults) as stopped:
        read_catalogue(folder)
    assert [Path(fault.file).name for fault in stopped.value.faults] == ["ST0868-1.0.yaml", "ST9001-2.1.yaml"]


def test_a_folder_without_standards_or_rules_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaults) as stopped:
        read_catalogue(tmp_path)
    assert [fault.sentence for fault in stopped.value.faults] == [
        "There is no such file, or it cannot be read.",
        "There is no standard here; at least one is needed.",
    ]


def test_values_are_frozen() -> None:
    standard = read_catalogue(STANDARD_DATA).standard("ST0868", "1.0")
    with pytest.raises(FrozenInstanceError):
        standard.level = 5  # type: ignore[misc]
    with pytest.raises(TypeError):
        standard.sources["level"] = standard.sources["title"]  # type: ignore[index]


def test_the_digest_follows_content_and_not_layout(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    published = read_catalogue(folder).standard("ST0868", "1.0").digest
    changed(
        ST0868, folder / "standards", 'reference: ST0868\nversion: "1.0"', "version: '1.0'  # first\nreference: ST0868"
    )
    assert read_catalogue(folder).standard("ST0868", "1.0").digest == published
    changed(ST0868, folder / "standards", "relevant legislation", "Relevant legislation")
    assert read_catalogue(folder).standard("ST0868", "1.0").digest != published


def test_reading_everything_takes_less_than_half_a_second() -> None:
    began = time.perf_counter()
    read_catalogue(STANDARD_DATA)
    assert time.perf_counter() - began < 0.5


def test_the_list_names_each_standard_its_counts_and_its_programmes(tmp_path: Path) -> None:
    assert list_lines(read_catalogue(copy_of_standard_data(tmp_path))) == [
        "FA9002 1.0  Towpath assistant, level 2: 1 TK, 1 TS, 1 ESB; no duties; "
        "split between assessment methods not confirmed",
        "ST0868 1.0  Early intervention practitioner, level 4: 17 K, 15 S, 6 B; 11 duties; "
        "split between assessment methods not confirmed",
        "  programme early-intervention-practitioner: Level 4 Early Intervention Practitioner, Quest Training",
        "ST9001 2.1  Canal keeper, level 3: 2 K, 2 S, 1 B; 3 duties; split between assessment methods confirmed",
    ]
