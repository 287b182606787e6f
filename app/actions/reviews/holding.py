"""Saying that a review was held, which freezes it and puts it before the three parties; and revising it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.actions.acting import Acting
from app.actions.reviews.opened import Opened, open_review, subject_of
from app.actions.signatures import put_to_sign
from app.answers.reviews import computed_colour, frozen_before, material_of, whole_facts, window_up_to
from app.db import apprenticeships, history
from app.db import reviews as db
from app.db import signatures as signed
from app.db.reviews import BesideReview, SectionKept
from app.domain import reviews as domain
from app.domain.apprenticeships import Named
from app.domain.london import london_date
from app.domain.permissions import Permission
from app.domain.programmes import SIGNERS
from app.domain.rag import Rag
from app.domain.refusals import WrongState
from app.domain.reviews import Around, Computed, FactsSince, HoldingBounds, Meeting, Review, ReviewState
from app.domain.signatures import RecordKey, RecordKind, RecordToSign


def hold_review(acting: Acting, apprenticeship: UUID, number: int, meeting: Meeting) -> Review:
    """Say that it was held: freeze its facts, and put its record before apprentice, tutor and employer to be signed.

    The same once more by the same person changes nothing. Raises WrongState, and BadInput by the paths `held_on`,
    `present` and `rag_reason`.
    """
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    before = opened.review
    if _held_so(acting, opened, meeting):
        return before
    domain.insist_open(before)
    beside = db.beside_review(acting.session, apprenticeship, number, before.version, acting.today)
    kept = beside.words
    domain.insist_written(before, is_written=any(one.words.words for one in kept))
    known_at = before.facts_at or acting.now
    facts, rated = _told(acting, opened, meeting, known_at, beside)
    bounds = _bounds(acting, opened)
    after = domain.hold(before, meeting, Computed(rated.colour, rated.reasons), bounds, acting.now)
    db.save(acting.session, apprenticeship, after)
    db.freeze(acting.session, apprenticeship, after, facts, by=acting.person.id)
    db.drop_meeting(acting.session, apprenticeship, number)
    salt = db.salt_of(acting.session, apprenticeship, after)
    held = after.meeting
    assert held is not None
    acting.record(
        apprenticeship,
        "review_held",
        subject_of(after),
        number=number,
        version=after.version,
        held_on=held.held_on.isoformat(),
        present=" ".join(role.value for role in held.present),
        rag=held.rag.value,
        computed_rag=rated.colour.value if rated.colour else None,
        digest=history.salted_digest(salt, held.rag_reason),
    )
    put_to_sign(acting, _to_sign(acting, opened, after, facts, kept))
    return after


def revise_review(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> Review:
    """Put right what was held: a new version as a draft that carries everything; the old one can be signed no more.

    The same once more by the same person changes nothing.
    """
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    before = opened.review
    if before.version > 1 and before.state is ReviewState.DRAFT:
        if before.revision_reason == reason.strip():
            return before
        raise WrongState(f"Review {number} is being revised already. Open it again to see how it stands.")
    old, again = domain.revise(before, reason)
    db.save(acting.session, apprenticeship, old)
    salt = history.new_salt()
    db.add(acting.session, apprenticeship, again, by=acting.person.id, at=acting.now, salt=salt)
    db.carry_sections(acting.session, apprenticeship, number, old.version, again.version)
    signed.supersede(acting.session, RecordKey(apprenticeship, RecordKind.REVIEW, number, old.version), acting.now)
    acting.record(
        apprenticeship,
        "review_revised",
        subject_of(again),
        number=number,
        version=again.version,
        digest=history.salted_digest(salt, again.revision_reason),
    )
    return again


def _held_so(acting: Acting, opened: Opened, meeting: Meeting) -> bool:
    """Whether this person said just this already."""
    review, record = opened.review, opened.place.record
    if review.state not in (ReviewState.AWAITING_SIGNATURES, ReviewState.COMPLETE) or record is None:
        return False
    held_by = record.held_by.id if record.held_by else None
    same = replace(meeting, present=tuple(role for role in SIGNERS if role in meeting.present))
    return held_by == acting.person.id and review.meeting == replace(same, rag_reason=same.rag_reason.strip())


def _told(
    acting: Acting, opened: Opened, meeting: Meeting, known_at: datetime, beside: BesideReview
) -> tuple[FactsSince, Rag]:
    """The facts of its weeks and the colour that follows from them, as the record was known at the first holding."""
    one, recorded = opened.apprenticeship, None
    if known_at != acting.now:
        recorded = known_at
        one = apprenticeships.load(acting.session, one.id, london_date(known_at), recorded=recorded)
    # A day to come is refused together with whatever else is wrong; the furthest has none after it.
    window = window_up_to(opened.place, opened.record, min(meeting.held_on, acting.today), known_at)
    before = frozen_before(opened.versions, opened.review.number, window)
    material = material_of(acting.session, acting.catalogue, one, window, beside.targets, before, recorded)
    facts = whole_facts(material, window)
    return facts, computed_colour(material, facts, window)


def _bounds(acting: Acting, opened: Opened) -> HoldingBounds:
    held = [(one.review.number, one.review.meeting.held_on) for one in opened.record if one.review.meeting]
    number = opened.review.number
    return HoldingBounds(
        start=opened.apprenticeship.start,
        today=acting.today,
        after=max((one for one in held if one[0] < number), default=None),
        before=min((one for one in held if one[0] > number), default=None),
    )


def _to_sign(
    acting: Acting, opened: Opened, review: Review, facts: FactsSince, kept: Sequence[SectionKept]
) -> RecordToSign:
    one, place = opened.apprenticeship, opened.place
    deadline = place.rule_deadline
    content = domain.review_content(
        review,
        Around(
            apprentice=one.apprentice,
            employer=Named(one.terms.employer.id, one.terms.employer.name),
            standard=f"{one.standard} version {one.version}",
            programme=one.programme,
            due_on=place.due_on,
            rule_deadline=deadline.due_on if deadline else None,
            rule_reason=deadline.reason if deadline else "",
        ),
        facts,
        acting.catalogue.programme(one.programme).review_sections,
        [(each.words, each.salt) for each in kept],
        history.new_salt(),
    )
    return RecordToSign(
        apprenticeship=one.id,
        kind=RecordKind.REVIEW,
        number=review.number,
        version=review.version,
        content=content,
        asked=SIGNERS,
        put_by=acting.person.id,
        put_at=acting.now,
    )
