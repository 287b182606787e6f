"""The standards held here, with their duties, KSBs and assessment methods."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.answers.standards import standard_as_confirmed, standards_as_confirmed
from app.domain.standards import Standard
from app.web.access import Visitor, installation, reading, signed_in

router = APIRouter(tags=["standards"])


class DutyAnswer(BaseModel):
    """A duty, its example off-the-job days (null where none are published) and the KSBs it uses."""

    code: str
    text: str
    otj_days: int | None
    ksbs: list[str]


class KsbAnswer(BaseModel):
    """A statement. `assessed_by` is empty while nobody has confirmed which method assesses it."""

    code: str
    kind: str
    text: str
    assessed_by: list[str]


class MethodAnswer(BaseModel):
    """An assessment method, with its weight and whole length where they are known."""

    code: str
    name: str
    weight_percent: int | None
    minutes: int | None


class StandardAnswer(BaseModel):
    """One version of a standard."""

    reference: str
    version: str
    title: str
    level: int
    lars_code: int | None
    typical_months_to_gateway: int
    duties: list[DutyAnswer]
    ksbs: list[KsbAnswer]
    assessment_methods: list[MethodAnswer]
    otj_days_total: int | None
    method_mapping_confirmed: bool


class StandardsAnswer(BaseModel):
    """Every standard held here, on one page."""

    items: list[StandardAnswer]
    next: str | None = None


@router.get("/standards")
def index(request: Request, _: Visitor = signed_in()) -> StandardsAnswer:
    """Every version of every standard held here."""
    with reading(request) as session:
        found = standards_as_confirmed(session, installation(request).catalogue)
    return StandardsAnswer(items=[_answer(one) for one in found])


@router.get("/standards/{reference}/{version}")
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> StandardAnswer:
    """One version of one standard."""
    with reading(request) as session:
        return _answer(standard_as_confirmed(session, installation(request).catalogue, reference, version))


def _answer(standard: Standard) -> StandardAnswer:
    return StandardAnswer(
        reference=standard.reference,
        version=standard.version,
        title=standard.title,
        level=standard.level,
        lars_code=standard.lars_code,
        typical_months_to_gateway=standard.typical_months_to_gateway,
        duties=[
            DutyAnswer(code=duty.code, text=duty.text, otj_days=duty.otj_days, ksbs=list(duty.ksbs))
            for duty in standard.duties
        ],
        ksbs=[
            KsbAnswer(code=ksb.code, kind=ksb.kind, text=ksb.text, assessed_by=list(ksb.assessed_by))
            for ksb in standard.ksbs
        ],
        assessment_methods=[
            MethodAnswer(
                code=method.code, name=method.name, weight_percent=method.weight_percent, minutes=method.minutes
            )
            for method in standard.methods
        ],
        otj_days_total=standard.otj_days_total,
        method_mapping_confirmed=standard.method_mapping_confirmed,
    )
