"""Checking files of standard data: which sort each is, and every fault of every file at once."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path

from app.catalogue.assessment_plans.checks import assessment_plan_faults
from app.catalogue.assessment_plans.shape import AssessmentPlanShape
from app.catalogue.codes import StandardCodes, Standards, codes_of
from app.catalogue.cues.checks import cues_faults
from app.catalogue.cues.shape import CuesShape
from app.catalogue.faults import FileFault
from app.catalogue.funding_rules.checks import funding_rule_faults
from app.catalogue.funding_rules.shape import FundingRulesShape
from app.catalogue.funding_rules.value import funding_rules
from app.catalogue.plain_words.checks import plain_words_faults
from app.catalogue.plain_words.shape import PlainWordsShape
from app.catalogue.practice.checks import vocabulary_faults
from app.catalogue.practice.shape import VocabularyShape
from app.catalogue.programmes.checks import programme_faults
from app.catalogue.programmes.shape import ProgrammeShape
from app.catalogue.sentences import shape_faults
from app.catalogue.standards.checks import standard_faults
from app.catalogue.standards.shape import StandardShape
from app.catalogue.yaml_file import YamlFile, read_yaml
from app.domain.funding_rules import period_faults

STANDARD_DATA = Path(__file__).resolve().parents[2] / "standard_data"


class FileSort(Enum):
    """What a file of standard data is."""

    STANDARD = "standard"
    PROGRAMME = "programme"
    FUNDING_RULES = "funding rules"
    PLAIN_WORDS = "plain words"
    PRACTICE = "practice"
    CUES = "cues"
    ASSESSMENT_PLAN = "assessment plan"


_FOLDERS = {
    FileSort.PROGRAMME: ("programmes", "activities"),
    FileSort.PLAIN_WORDS: ("plain_words", "plain"),
    FileSort.PRACTICE: ("practice", "facets"),
    FileSort.CUES: ("cues", "cues"),
    FileSort.ASSESSMENT_PLAN: ("assessment_plans", "gateway_components"),
}
"""The folder of each sort, and a key that only such files have."""


def sort_of(file: YamlFile) -> FileSort:
    """What the file is: by its name or folder, else by the keys it has."""
    keys = file.data or {}
    if file.path.name == "funding_rules.yaml" or "rules" in keys:
        return FileSort.FUNDING_RULES
    for sort, (folder, key) in _FOLDERS.items():
        if file.path.parent.name == folder or key in keys:
            return sort
    return FileSort.STANDARD


def check_files(paths: Iterable[Path] = ()) -> tuple[FileFault, ...]:
    """Every fault of these files, or of the installed standard data where none is named; empty when all is well.

    A folder stands for every file in it. The installed standards count as known beside those of the files.
    """
    chosen = list(paths) or [STANDARD_DATA]
    faults = [fault for path in chosen if path.is_dir() for fault in misnamed(path)]
    files = [read_yaml(path) for path in _files_of(chosen)]
    installed = [read_yaml(path) for path in sorted((STANDARD_DATA / "standards").glob("*.yaml"))]
    known = standards_named([*files, *installed])
    return (*faults, *(fault for file in files for fault in file_faults(file, known)))


def file_faults(file: YamlFile, standards: Standards) -> tuple[FileFault, ...]:
    """Every fault of one file, in the order of its lines as far as they are known; empty when all is well."""
    if file.data is None:
        return file.faults
    sort = sort_of(file)
    if sort is FileSort.STANDARD:
        found = [*shape_faults(file, StandardShape), *standard_faults(file.root)]
    elif sort is FileSort.PROGRAMME:
        found = [*shape_faults(file, ProgrammeShape), *programme_faults(file.root, standards)]
    elif sort is FileSort.PLAIN_WORDS:
        found = [*shape_faults(file, PlainWordsShape), *plain_words_faults(file.root, standards)]
    elif sort is FileSort.PRACTICE:
        found = [*shape_faults(file, VocabularyShape), *vocabulary_faults(file.root)]
    elif sort is FileSort.CUES:
        found = [*shape_faults(file, CuesShape), *cues_faults(file.root, standards)]
    elif sort is FileSort.ASSESSMENT_PLAN:
        found = [*shape_faults(file, AssessmentPlanShape), *assessment_plan_faults(file.root, standards)]
    else:
        found = [*shape_faults(file, FundingRulesShape), *funding_rule_faults(file.root, standards)]
        if not found:
            rules = funding_rules(FundingRulesShape.model_validate(file.data))
            found = [file.fault(("rules",), sentence) for sentence in period_faults(rules)]
    return tuple(dict.fromkeys((*file.faults, *found)))


def standards_named(files: Sequence[YamlFile]) -> Standards:
    """The reference and version of every standard among the files, broken ones too, with its codes."""
    found = {}
    for root in (file.root for file in files):
        reference, version = root["reference"].text, root["version"].text
        if reference and version:
            codes = StandardCodes(
                codes_of(root["ksbs"]["items"]), codes_of(root["duties"]["items"]), codes_of(root["assessment_methods"])
            )
            found[reference, version] = codes
    return found


def misnamed(folder: Path) -> Iterator[FileFault]:
    """A fault for each YAML file of a folder whose ending would leave it unread."""
    for path in sorted(folder.rglob("*.yml")):
        yield FileFault(str(path), "", "The file’s name ends in .yml and is not read; let it end in .yaml.")


def _files_of(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
