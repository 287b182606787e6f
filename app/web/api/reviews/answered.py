"""What calls on milestone reviews answer."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from app.answers.reviews import ReviewPlace, ReviewSheet, SectionSheet
from app.db.reviews import OnRecord
from app.domain.filled_in import FilledIn
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.reviews import ReviewState, SectionWords, facts_to_json
from app.domain.signatures import Answer as Answered
from app.domain.signatures import Standing
from app.web.api.answered import ReviewAnswer


class WordsAnswer(BaseModel):
    """What one party wrote in a section. `revision` is the one to write on from."""

    role: Role
    words: str
    revision: int
    by: str
    at: datetime


class SectionAnswer(BaseModel):
    """One section that the caller may read. `writes_as` is the role in which they may write in it now, or null."""

    code: str
    title: str
    questions: list[str]
    written_by: list[Role]
    seen_by: list[str]
    who_sees: str
    written: list[WordsAnswer]
    writes_as: Role | None
    revision: int


class VersionAnswer(BaseModel):
    """One version of a review, oldest first."""

    version: int
    state: ReviewState
    held_on: date | None
    held_at: datetime | None
    completed_at: datetime | None
    revision_reason: str


class PlannedAnswer(BaseModel):
    """It was put on another day, or missed where `to_on` is null; or that was taken back, where both are the same."""

    from_on: date
    to_on: date | None
    reason: str
    by: str
    at: datetime


class MeetingTypedAnswer(BaseModel):
    """What is typed of a meeting that is not recorded as held yet, as text; `beside` are other reasons, typed in
    another window."""

    held_on: str
    present: list[str]
    rag: str
    rag_reason: str
    beside: list[str]
    saved_at: datetime | None


class SignedAnswer(BaseModel):
    """One party’s answer to the version shown."""

    role: Role
    answer: Answered
    name: str
    at: datetime
    sha256: str


class WholeReviewAnswer(ReviewAnswer):
    """One version of one review, as its reader may see it. `computed_rag` is the colour that the record works out."""

    present: list[Role]
    rag: Colour | None
    rag_reason: str
    computed_rag: Colour | None
    computed_reasons: list[str]
    facts_frozen: bool
    sections: list[SectionAnswer]
    versions: list[VersionAnswer]
    planned: list[PlannedAnswer]
    meeting_typed: MeetingTypedAnswer | None
    sha256: str | None
    signatures: list[SignedAnswer]


def meeting_typed(kept: FilledIn) -> MeetingTypedAnswer:
    """What is kept of a meeting."""
    said = kept.fields
    return MeetingTypedAnswer(
        held_on=said.get("held_on", ""),
        present=said.get("present", "").split(),
        rag=said.get("rag", ""),
        rag_reason=said.get("rag_reason", ""),
        beside=list(kept.beside.get("rag_reason", ())),
        saved_at=kept.saved_at,
    )


def place_said(place: ReviewPlace) -> dict[str, Any]:
    """A review of the grid."""
    deadline, record = place.rule_deadline, place.record
    review = record.review if record else None
    return {
        "number": place.number,
        "due_on": place.due_on,
        "on": place.on,
        "moved_reason": review.moved_reason if review else "",
        "missed_reason": review.missed_reason if review else "",
        "rule_deadline": deadline.due_on if deadline else None,
        "rule_deadline_reason": deadline.reason if deadline else None,
        "rule_deadline_moved": place.deadline_moved,
        "state": place.state.value,
        "version": review.version if review else 0,
        "held_on": place.held_on,
        "unsigned": [role.value for role in record.unsigned] if record else [],
        "days_overdue": place.days_overdue,
        "days_over_rule": place.days_over_rule,
        "facts": facts_to_json(place.facts) if place.facts else None,
    }


def sheet_said(sheet: ReviewSheet, standing: Standing | None) -> dict[str, Any]:
    """One version of a review, whole."""
    review, computed = sheet.review, sheet.computed
    meeting = review.meeting if review else None
    return place_said(sheet.place) | {
        "state": sheet.state.value,
        "version": sheet.version,
        "held_on": meeting.held_on if meeting else None,
        "unsigned": [role.value for role in sheet.record.unsigned] if sheet.record else [],
        "facts": facts_to_json(sheet.facts) if sheet.facts else None,
        "present": [role.value for role in meeting.present] if meeting else [],
        "rag": meeting.rag.value if meeting else None,
        "rag_reason": meeting.rag_reason if meeting else "",
        "computed_rag": computed.colour.value if computed and computed.colour else None,
        "computed_reasons": list(computed.reasons) if computed else [],
        "facts_frozen": sheet.facts_frozen,
        "sections": [_section(one) for one in sheet.sections],
        "versions": [_version(one) for one in sheet.versions],
        "planned": [
            {"from_on": one.from_on, "to_on": one.to_on, "reason": one.reason, "by": one.by.name, "at": one.at}
            for one in sheet.planned
        ],
        "meeting_typed": meeting_typed(sheet.meeting) if sheet.meeting.fields else None,
        "sha256": standing.sha256 if standing else None,
        "signatures": [
            {"role": one.role, "answer": one.answer, "name": one.name, "at": one.at, "sha256": one.sha256}
            for one in (standing.signatures if standing else ())
        ],
    }


def words_said(one: SectionWords) -> dict[str, Any]:
    """One party’s words."""
    return {"role": one.role, "words": one.words, "revision": one.revision, "by": one.by.name, "at": one.at}


def _section(one: SectionSheet) -> dict[str, Any]:
    return {
        "code": one.section.code,
        "title": one.section.title,
        "questions": list(one.section.questions),
        "written_by": list(one.section.written_by),
        "seen_by": [role.value for role in one.section.seen_by],
        "who_sees": one.who_sees,
        "written": [words_said(each) for each in one.texts],
        "writes_as": one.writes_as,
        "revision": one.revision,
    }


def _version(one: OnRecord) -> dict[str, Any]:
    review = one.review
    return {
        "version": review.version,
        "state": review.state,
        "held_on": review.meeting.held_on if review.meeting else None,
        "held_at": review.held_at,
        "completed_at": one.completed_at,
        "revision_reason": review.revision_reason,
    }
