"""The standards held here: duties, KSBs, methods and days, each fact with its source and what other sources say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.standards import standard_with_plan, standards_as_confirmed
from app.domain.standards import AssessmentMethod, Duty, Ksb, Source, Standard
from app.rendering.words import date_words, hours, in_words, number, plural, sentence_case
from app.web.access import Visitor, installation, reading, signed_in
from app.web.plan_fact_words import TRUST
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)

NOT_CONFIRMED = "Not confirmed"


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source, numbered as the page cites it. `trust` says in words how far it can be relied on."""

    number: int
    name: str
    trust: str
    address: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact: what, its value in words, the source's number (0 for none), a note, what other sources say."""

    what: str
    value: str
    confirmed: bool
    source: int
    note: str
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KsbGroup:
    """The statements of one kind."""

    code: str
    name: str
    ksbs: tuple[tuple[Ksb, tuple[str, ...], tuple[str, ...]], ...]
    """Each with the duties that use it and what other sources say."""


@dataclass(frozen=True, slots=True)
class MethodView:
    """One assessment method, its facts, and the KSBs it assesses where that is confirmed."""

    method: AssessmentMethod
    facts: tuple[FactView, ...]
    ksbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardView:
    """Everything that is known of one version of a standard. `assessment` is the plan’s own word for it."""

    standard: Standard
    assessment: str
    facts: tuple[FactView, ...]
    english_and_maths: FactView
    versions: FactView
    duties_fact: FactView
    days_fact: FactView
    ksbs_fact: FactView
    split_fact: FactView
    duties: tuple[Duty, ...]
    groups: tuple[KsbGroup, ...]
    methods: tuple[MethodView, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class StandardsView:
    """Every standard held here."""

    standards: tuple[Standard, ...]


@router.get("/standards")
def index(request: Request, _: Visitor = signed_in()) -> Response:
    """The standards held here."""
    with reading(request) as session:
        found = standards_as_confirmed(session, installation(request).catalogue)
    return page(request, "standards/index.html", frame(request, "Standards"), view=StandardsView(tuple(found)))


@router.get("/standards/{reference}/{version}")
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> Response:
    """One version of one standard."""
    with reading(request) as session:
        found, plan = standard_with_plan(session, installation(request).catalogue, reference, version)
    around = frame(request, f"{found.title}, {found.reference} version {found.version}")
    return page(request, "standards/show.html", around, view=_Reader(found, plan.assessment).view())


class _Reader:
    """Reads one standard, numbering each source the first time it is cited."""

    def __init__(self, standard: Standard, assessment: str) -> None:
        self.standard = standard
        self.assessment = assessment
        self.numbers: dict[tuple[str, str], int] = {}
        self.sources: list[Source] = []

    def view(self) -> StandardView:
        """The whole page."""
        s = self.standard
        return StandardView(
            standard=s,
            assessment=self.assessment,
            facts=tuple(self._plain()),
            english_and_maths=self.fact("english_and_maths", "English and maths", s.english_and_maths),
            versions=self.fact("version_log", "Version log", plural(len(s.version_log), "version")),
            duties_fact=self.fact("duties", "Duties", plural(len(s.duties), "duty", "duties")),
            days_fact=self.fact("duties.otj_days", "Off-the-job days", self._days()),
            ksbs_fact=self.fact("ksbs", "Statements", str(len(s.ksbs))),
            split_fact=self.fact("method_mapping", "Which method assesses which KSB", self._split()),
            duties=s.duties,
            groups=tuple(self._groups()),
            methods=tuple(self._method(method) for method in s.methods),
            sources=tuple(
                SourceView(at, one.name, TRUST[one.confidence], one.address)
                for at, one in enumerate(self.sources, start=1)
            ),
        )

    def fact(self, key: str, what: str, value: object) -> FactView:
        """One fact by its dotted name; an absent value is not confirmed."""
        source = self.standard.sources.get(key)
        known = value is not None and value != ""
        return FactView(
            what=what,
            value=str(value) if known else NOT_CONFIRMED,
            confirmed=known,
            source=self._cite(source) if source and known else 0,
            note=source.note if source else "",
            conflicts=tuple(self.standard.conflicts.get(key, ())),
        )

    def _cite(self, source: Source) -> int:
        key = (source.name, source.confidence.value)
        if key not in self.numbers:
            self.sources.append(source)
            self.numbers[key] = len(self.sources)
        return self.numbers[key]

    def _plain(self) -> Iterable[FactView]:
        s = self.standard
        band = f"£{number(s.funding_band_pounds)}" if s.funding_band_pounds is not None else None
        assessment = s.typical_months_of_assessment
        for key, what, value in (
            ("level", "Level", s.level),
            ("lars_code", "LARS code", s.lars_code),
            ("status", "Status", s.status),
            ("route", "Route", s.route),
            ("approved_on", "Approved", _day(s.approved_on)),
            ("updated_on", "Updated", _day(s.updated_on)),
            ("typical_months_to_gateway", "Typical time to gateway", plural(s.typical_months_to_gateway, "month")),
            (
                "typical_months_of_assessment",
                f"Typical {self.assessment}",
                plural(assessment, "month") if assessment is not None else None,
            ),
            ("funding_band_pounds", "Funding band", band),
            ("eqa_provider", "External quality assurance", s.eqa_provider),
        ):
            yield self.fact(key, what, value)

    def _days(self) -> str | None:
        total = self.standard.otj_days_total
        return f"{plural(total, 'day')} in all" if total is not None else None

    def _split(self) -> str | None:
        return "Confirmed" if self.standard.method_mapping_confirmed else None

    def _groups(self) -> Iterable[KsbGroup]:
        s = self.standard
        for kind in s.kinds:
            ksbs = tuple(
                (ksb, s.duties_of_ksb[ksb.code], tuple(s.conflicts.get(f"ksbs.{ksb.code}", ())))
                for ksb in s.ksbs_of(kind.code)
            )
            yield KsbGroup(kind.code, kind.name, ksbs)

    def _method(self, method: AssessmentMethod) -> MethodView:
        parts = in_words(f"{part.name.lower()} {hours(part.minutes)}" for part in method.parts)
        facts = (
            ("name", "Name", method.name),
            ("weight_percent", "Weight", f"{method.weight_percent}%" if method.weight_percent is not None else None),
            ("minutes", "Length", hours(method.minutes) if method.minutes is not None else None),
            ("parts", "Parts", sentence_case(parts) if parts else None),
            ("uses_portfolio", "Underpinned by the portfolio", self._portfolio(method)),
            ("grades", "Grades", in_words(method.grades) or None),
            ("to_pass", "To pass", method.to_pass),
            ("to_distinction", "To get a distinction", method.to_distinction),
        )
        return MethodView(
            method=method,
            facts=tuple(
                self.fact(f"assessment_methods.{method.code}.{key}", what, value) for key, what, value in facts
            ),
            ksbs=tuple(ksb.code for ksb in self.standard.ksbs_assessed_by(method.code)),
        )

    def _portfolio(self, method: AssessmentMethod) -> str | None:
        """Yes or no where somebody found it said of this method."""
        if f"assessment_methods.{method.code}.uses_portfolio" not in self.standard.sources:
            return None
        return "Yes" if method.uses_portfolio else "No"


def _day(on: date | None) -> str | None:
    return date_words(on) if on else None
