"""The standards held here, with their duties, KSBs and assessment methods."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.answers.standards import standard_as_confirmed, standards_as_confirmed
from app.catalogue import Catalogue
from app.domain.programmes import Programme
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
    """A statement. `plain` is what it asks for in our own plain words, "" where nobody has put it so.

    `assessed_by` is empty while nobody has confirmed which method assesses it.
    """

    code: str
    kind: str
    text: str
    plain: str
    assessed_by: list[str]


class MethodAnswer(BaseModel):
    """An assessment method, with its weight and whole length where they are known."""

    code: str
    name: str
    weight_percent: int | None
    minutes: int | None


class ActivityAnswer(BaseModel):
    """A kind of time that may be logged. `counts` false is kept as a record only; `why` says by which rule."""

    code: str
    name: str
    counts: bool
    why: str


class ProgrammeAnswer(BaseModel):
    """A way in which the standard is taught here, with the codes of its activities."""

    code: str
    title: str
    activities: list[ActivityAnswer]


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
    programmes: list[ProgrammeAnswer]


class StandardsAnswer(BaseModel):
    """Every standard held here, on one page."""

    items: list[StandardAnswer]
    next: str | None = None


@router.get("/standards")
def index(request: Request, _: Visitor = signed_in()) -> StandardsAnswer:
    """Every version of every standard held here."""
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = standards_as_confirmed(session, catalogue)
    return StandardsAnswer(items=[_answer(one, catalogue) for one in found])


@router.get("/standards/{reference}/{version}")
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> StandardAnswer:
    """One version of one standard."""
    catalogue = installation(request).catalogue
    with reading(request) as session:
        return _answer(standard_as_confirmed(session, catalogue, reference, version), catalogue)


def _answer(standard: Standard, catalogue: Catalogue) -> StandardAnswer:
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
            KsbAnswer(code=ksb.code, kind=ksb.kind, text=ksb.text, plain=ksb.plain, assessed_by=list(ksb.assessed_by))
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
        programmes=[_programme(one) for one in catalogue.programmes_for(standard.reference, standard.version)],
    )


def _programme(programme: Programme) -> ProgrammeAnswer:
    return ProgrammeAnswer(
        code=programme.code,
        title=programme.title,
        activities=[
            ActivityAnswer(code=one.code, name=one.name, counts=one.counts, why=one.why) for one in programme.activities
        ],
    )
