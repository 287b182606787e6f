"""Where each gateway check is worked on, for whoever may go there."""

from dataclasses import dataclass

from app.domain.people import Member
from app.domain.permissions import Permission as P
from app.domain.permissions import may


@dataclass(frozen=True, slots=True)
class Door:
    """A page, and the words of the link to it."""

    words: str
    address: str


_DOORS: dict[str, tuple[tuple[str, str, P], ...]] = {
    "ksb-coverage": (("Coverage", "coverage", P.VIEW_COVERAGE),),
    "portfolio": (("Portfolio", "portfolio", P.VIEW_PORTFOLIO),),
    "confidentiality": (("Portfolio", "portfolio", P.VIEW_PORTFOLIO),),
    "off-the-job": (("Off-the-job hours", "off-the-job", P.VIEW_HOURS),),
    "training-plan-hours": (("Off-the-job hours", "off-the-job", P.VIEW_HOURS),),
    "english": (
        ("English and maths", "plan/english-and-maths", P.CHANGE_PLAN),
        ("Training plan", "plan", P.VIEW_PLAN),
    ),
    "reviews": (("Reviews", "reviews", P.VIEW_REVIEWS),),
    "case-study": (("Title and scope", "gateway/case-study", P.VIEW_GATEWAY),),
    "record-match": (("Learner record", "gateway/learner-record", P.SEE_LEARNER_RECORD),),
    "mock-assessment": (("Training plan", "plan", P.VIEW_PLAN),),
}
_DOORS["maths"] = _DOORS["english"]


def door_to(check: str, member: Member, record: str) -> Door | None:
    """The page of a check; `record` is the address of the apprenticeship. None where there is none for this reader."""
    for words, path, permission in _DOORS.get(check, ()):
        if may(member, permission):
            return Door(words, f"{record.rstrip('/')}/{path}")
    return None
