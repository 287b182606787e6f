"""Writing in a section of a review, in one's own words alone."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.reviews.opened import keep, open_review, subject_of
from app.db import history
from app.db import reviews as db
from app.domain import reviews as domain
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.reviews import ReviewState, SectionWords


def write_section(
    acting: Acting,
    apprenticeship: UUID,
    number: int,
    section: str,
    words: str,
    base_revision: int,
    role: Role | None = None,
) -> SectionWords:
    """Write in one section; returns the words as they stand, with the revision to write on from.

    `base_revision` is that of the words that were changed, 0 where there were none. The first words in a planned review
    make a draft of it; the same words once more change nothing, in one that was held neither. `role` says for which
    party somebody writes who may write for several. Raises WrittenMeanwhile, with both texts, where the words were
    changed meanwhile.
    """
    opened = open_review(acting, Permission.PREPARE_REVIEW, apprenticeship, number)
    plan = acting.catalogue.programme(opened.apprenticeship.programme)
    asked = plan.review_section_by_code.get(section)
    if asked is None or not domain.sees(asked, opened.member):
        raise NotFound
    party = domain.writes_as(asked, opened.member, role)
    kept = db.sections_of(acting.session, apprenticeship, number, opened.review.version)
    own = next((one for one in kept if (one.words.section, one.words.role) == (section, party)), None)
    if own is not None and own.words.words == domain.as_kept(words):
        # A form sent twice, with which the review was held the first time, has lost nothing.
        return own.words
    review = domain.prepare(opened.review)
    given = SectionWords(section, party, words, 0, Named(acting.person.id, acting.person.name), acting.now)
    written = domain.write(own.words if own else None, given, base_revision)
    if written.revision == 0:
        return written
    if opened.is_new or opened.review.state is not ReviewState.DRAFT:
        keep(acting, opened, review)
    salt = history.new_salt()
    db.save_section(acting.session, apprenticeship, number, review.version, written, salt)
    acting.record(
        apprenticeship,
        "review_written",
        subject_of(review),
        number=number,
        version=review.version,
        section=section,
        role=party.value,
        revision=written.revision,
        digest=history.salted_digest(salt, written.words),
    )
    return written
