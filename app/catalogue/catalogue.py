"""The catalogue: every standard, delivery plan, funding rule and vocabulary of practice, read once and frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.catalogue.assessment_plans.value import assessment_plan
from app.catalogue.checking import file_faults, misnamed, standards_named
from app.catalogue.cues.value import cues
from app.catalogue.faults import CatalogueFaults, FileFault
from app.catalogue.funding_rules.shape import FundingRulesShape
from app.catalogue.funding_rules.value import funding_rules
from app.catalogue.plain_words.value import with_plain_words
from app.catalogue.practice.value import vocabulary
from app.catalogue.programmes.value import programme
from app.catalogue.standards.value import standard
from app.catalogue.yaml_file import YamlFile, read_yaml
from app.domain.assessment import NO_PLAN, AssessmentPlan
from app.domain.funding_rules import FundingRules
from app.domain.practice import Vocabulary
from app.domain.programmes import Programme
from app.domain.refusals import NotFound
from app.domain.standards import Standard
from app.domain.suggestions import Cues, Lexicon, lexicon


@dataclass(frozen=True)
class Catalogue:
    """The standard data of an installation, in the order of references, versions and codes."""

    standards: tuple[Standard, ...]
    programmes: tuple[Programme, ...]
    funding_rules: FundingRules
    vocabularies: tuple[Vocabulary, ...] = ()
    cues: tuple[Cues, ...] = ()
    assessment_plans: tuple[tuple[tuple[str, str], AssessmentPlan], ...] = ()

    @cached_property
    def _standards(self) -> dict[tuple[str, str], Standard]:
        return {(standard.reference, standard.version): standard for standard in self.standards}

    @cached_property
    def _programmes(self) -> dict[str, Programme]:
        return {programme.code: programme for programme in self.programmes}

    @cached_property
    def evidence_kind_names(self) -> dict[str, str]:
        """What each kind of evidence is called, by its code, whichever programme has it."""
        return {kind.code: kind.name for programme in self.programmes for kind in programme.evidence_kinds}

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        return {vocabulary.code: vocabulary for vocabulary in self.vocabularies}

    @cached_property
    def _lexicons(self) -> dict[tuple[str, str], Lexicon]:
        known = {(one.reference, one.version): one for one in self.cues}
        return {key: lexicon(standard, known.get(key)) for key, standard in self._standards.items()}

    @cached_property
    def _assessment_plans(self) -> dict[tuple[str, str], AssessmentPlan]:
        return dict(self.assessment_plans)

    def standard(self, reference: str, version: str) -> Standard:
        """One version of one standard; raises NotFound."""
        try:
            return self._standards[reference, version]
        except KeyError:
            raise NotFound(f"There is no version {version} of the standard {reference} here.") from None

    def lexicon(self, reference: str, version: str) -> Lexicon:
        """The words that speak for the KSBs of one version of one standard; raises NotFound."""
        self.standard(reference, version)
        return self._lexicons[reference, version]

    def assessment_plan(self, reference: str, version: str) -> AssessmentPlan:
        """The assessment plan of one version of one standard; NO_PLAN where there is no file. Raises NotFound."""
        self.standard(reference, version)
        return self._assessment_plans.get((reference, version), NO_PLAN)

    def programme(self, code: str) -> Programme:
        """One delivery plan; raises NotFound."""
        try:
            return self._programmes[code]
        except KeyError:
            raise NotFound(f"There is no programme {code} here.") from None

    def vocabulary(self, code: str) -> Vocabulary:
        """One vocabulary of practice; raises NotFound."""
        try:
            return self._vocabularies[code]
        except KeyError:
            raise NotFound("There is no such vocabulary of practice here.") from None

    def programmes_for(self, reference: str, version: str) -> tuple[Programme, ...]:
        """The delivery plans for that version of that standard."""
        return tuple(plan for plan in self.programmes if plan.serves(reference, version))


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a folder laid out as `standard_data/`; raises CatalogueFaults that name every fault."""
    standards = _read(folder / "standards")
    programmes = _read(folder / "programmes")
    plain = _read(folder / "plain_words")
    practice = _read(folder / "practice")
    spoken = _read(folder / "cues")
    assessed = _read(folder / "assessment_plans")
    rules = read_yaml(folder / "funding_rules.yaml")
    known = standards_named(standards)
    every = (*standards, *programmes, *plain, *practice, *spoken, *assessed, rules)
    faults = [*misnamed(folder), *(f for file in every for f in file_faults(file, known))]
    if not standards:
        faults.append(FileFault(str(folder / "standards"), "", "There is no standard here; at least one is needed."))
    if faults:
        raise CatalogueFaults(faults)
    return Catalogue(
        standards=tuple(sorted((_standard(file, plain) for file in standards), key=_by_reference_and_version)),
        programmes=tuple(programme(file.data or {}) for file in programmes),
        funding_rules=funding_rules(FundingRulesShape.model_validate(rules.data)),
        vocabularies=tuple(vocabulary(file.data or {}) for file in practice),
        cues=tuple(cues(file.data or {}) for file in spoken),
        assessment_plans=tuple(assessment_plan(file.data or {}) for file in assessed),
    )


def _read(folder: Path) -> tuple[YamlFile, ...]:
    return tuple(read_yaml(path) for path in sorted(folder.glob("*.yaml")))


def _standard(file: YamlFile, plain: Iterable[YamlFile]) -> Standard:
    """A standard with the plain words there are for it."""
    found = standard(file.data or {})
    named = {(words.root["standard"].text, words.root["version"].text): words for words in plain}
    words = named.get((found.reference, found.version))
    return with_plain_words(found, words.data or {}) if words else found


def _by_reference_and_version(standard: Standard) -> tuple[str, tuple[int, ...]]:
    """Versions count as numbers: 1.10 comes after 1.9."""
    return standard.reference, tuple(int(number) for number in standard.version.split("."))
