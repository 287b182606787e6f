"""From a standard's file to the domain's Standard."""

from collections.abc import Mapping

from app.catalogue.provenance import Provenance, digest_of
from app.catalogue.standards.shape import DutyShape, KsbShape, MethodShape, StandardShape
from app.domain.standards import (
    AssessmentMethod,
    Duty,
    EnglishAndMathsException,
    Ksb,
    KsbKind,
    MethodPart,
    Standard,
    StandardOption,
    VersionLogEntry,
)

_PLAIN_FACTS = (
    "title",
    "status",
    "level",
    "lars_code",
    "route",
    "eqa_provider",
    "approved_on",
    "updated_on",
    "funding_band_pounds",
    "typical_months_to_gateway",
    "typical_months_of_assessment",
    "version_log",
    "english_and_maths",
    "method_mapping",
    "ksbs",
    "duties",
)


def standard(data: Mapping[str, object]) -> Standard:
    """The frozen standard of a file that has no faults."""
    shape = StandardShape.model_validate(data)
    found = _provenance(shape)
    return Standard(
        reference=shape.reference,
        version=shape.version,
        title=shape.title.value,
        level=shape.level.value,
        lars_code=shape.lars_code.value,
        typical_months_to_gateway=shape.typical_months_to_gateway.value,
        typical_months_of_assessment=shape.typical_months_of_assessment.value,
        kinds=tuple(KsbKind(kind.code, kind.name, kind.initial) for kind in shape.kinds),
        ksbs=tuple(_ksb(ksb) for ksb in shape.ksbs.items),
        duties=tuple(_duty(duty) for duty in shape.duties.items),
        methods=tuple(_method(method) for method in shape.assessment_methods),
        method_mapping_confirmed=shape.method_mapping.confirmed,
        english_and_maths=shape.english_and_maths.text,
        version_log=_version_log(shape),
        copyright=shape.copyright,
        sources=found.sources,
        conflicts=found.conflicts,
        digest=digest_of(data),
        status=shape.status.value,
        approved_on=shape.approved_on.value,
        updated_on=shape.updated_on.value,
        route=shape.route.value,
        funding_band_pounds=shape.funding_band_pounds.value,
        eqa_provider=shape.eqa_provider.value,
        english_and_maths_exceptions=_exceptions(shape),
        options=tuple(StandardOption(option.code, option.name) for option in shape.options),
    )


def _ksb(shape: KsbShape) -> Ksb:
    return Ksb(shape.code, shape.kind, shape.text, shape.short, tuple(shape.assessed_by), shape.needed, shape.option)


def _duty(shape: DutyShape) -> Duty:
    return Duty(shape.code, shape.text, shape.short, tuple(shape.ksbs), shape.otj_days, shape.option)


def _method(shape: MethodShape) -> AssessmentMethod:
    return AssessmentMethod(
        code=shape.code,
        name=shape.name.value,
        short=shape.short,
        weight_percent=shape.weight_percent.value,
        minutes=shape.minutes.value,
        parts=tuple(MethodPart(part.name, part.minutes) for part in shape.parts.items) if shape.parts else (),
        uses_portfolio=shape.uses_portfolio is not None and shape.uses_portfolio.value,
        scope_agreed_at_gateway=shape.scope_agreed_at_gateway is not None and shape.scope_agreed_at_gateway.value,
        grades=tuple(shape.grades.value) if shape.grades else (),
        to_pass=shape.to_pass.value if shape.to_pass else "",
        to_distinction=shape.to_distinction.value if shape.to_distinction else "",
    )


def _version_log(shape: StandardShape) -> tuple[VersionLogEntry, ...]:
    return tuple(
        VersionLogEntry(line.version, line.change, line.earliest_start, line.latest_start, line.latest_end)
        for line in shape.version_log.items
    )


def _exceptions(shape: StandardShape) -> tuple[EnglishAndMathsException, ...]:
    return tuple(
        EnglishAndMathsException(case.who, case.requirement, tuple(case.subjects))
        for case in shape.english_and_maths.exceptions
    )


def _provenance(shape: StandardShape) -> Provenance:
    found = Provenance(shape.sources)
    for name in _PLAIN_FACTS:
        found.keep(name, getattr(shape, name))
    found.keep_source("duties.otj_days", shape.duties.otj_days_source, shape.duties.otj_days_note)
    for method in shape.assessment_methods:
        for name in sorted(MethodShape.model_fields.keys() - {"code", "short"}):
            found.keep(f"assessment_methods.{method.code}.{name}", getattr(method, name))
    for ksb in shape.ksbs.items:
        found.keep_conflicts(f"ksbs.{ksb.code}", ksb.conflicts)
    for duty in shape.duties.items:
        found.keep_conflicts(f"duties.{duty.code}", duty.conflicts)
    return found
