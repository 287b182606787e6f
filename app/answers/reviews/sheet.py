"""One review as one reader sees it: its state, its sections with who reads and writes each, its facts, its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.reviews.grid import ReviewPlace, review_places
from app.answers.reviews.listed import newest_of, window_so_far
from app.answers.reviews.material import computed_colour, frozen_before, material_of, whole_facts
from app.answers.training_plan import PlanInBrief, plan_in_brief
from app.catalogue import Catalogue
from app.db import apprenticeships, off_the_job
from app.db import reviews as db
from app.db.reviews import OnRecord, PlannedAnew, SectionKept
from app.domain.apprenticeships import Apprenticeship
from app.domain.filled_in import FilledIn
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.programmes import ReviewSection
from app.domain.rag import Rag
from app.domain.refusals import NotFound
from app.domain.reviews import FactsSince, Review, ReviewState, SectionWords, sees, who_sees


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """One section for one reader.

    `who_sees` is to be read before anything is typed. `texts` are what there is, each author's own, in the order in
    which the programme names them; empty ones are left out. `writes_as` is the role in which the reader may write here
    now, None where they may not; `words` and `revision` are what stands of theirs ("" and 0 before anything does), the
    revision being the one to send back with a change.
    """

    section: ReviewSection
    who_sees: str
    texts: tuple[SectionWords, ...]
    writes_as: Role | None
    words: str
    revision: int


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One version of one review for one reader.

    `review` is None where nobody touched it yet, and `version` then 0. `facts` are frozen once it was held
    (`facts_frozen`), and as far as they are known now before; None where the weeks have not begun. `computed` is the
    colour that the record works out, with its reasons. `versions` are all there are, oldest first, and `is_newest` says
    whether this is the last of them. `planned` says each time that it was moved or missed, or that was taken back, why
    and by whom. `plan` is what the training plan asks for while the review is prepared, and `meeting` what was typed of
    the meeting, for whoever may record it as held. `may_hold` and the like are what this reader may do to it now.
    """

    apprenticeship: Apprenticeship
    place: ReviewPlace
    review: Review | None
    version: int
    state: ReviewState
    is_newest: bool
    record: OnRecord | None
    sections: tuple[SectionSheet, ...]
    facts: FactsSince | None
    facts_frozen: bool
    computed: Rag | None
    versions: tuple[OnRecord, ...]
    planned: tuple[PlannedAnew, ...]
    plan: PlanInBrief | None
    meeting: FilledIn
    may_hold: bool
    may_move: bool
    may_miss: bool
    may_reopen: bool
    may_revise: bool

    @property
    def number(self) -> int:
        """Its place on the grid."""
        return self.place.number


def sheet_of(
    session: Session, catalogue: Catalogue, member: Member, number: int, today: date, version: int | None = None
) -> ReviewSheet:
    """One review for one reader, in three statements, and three more while it is still
    to be held. Raises NotFound.

    `version` asks for an older one, as it was; None for the newest.
    """
    one = apprenticeships.load(session, member.apprenticeship, today)
    versions = db.versions_of(session, one.id)
    record = newest_of(versions)
    ended = off_the_job.ended_on(session, [one]).get(one.id)
    place = next((p for p in review_places(catalogue, one, today, ended, record) if p.number == number), None)
    hers = [each for each in versions if each.review.number == number]
    shown = next((each for each in hers if version in (None, each.review.version)), None) if version else None
    shown = shown or (hers[-1] if hers and version is None else None)
    if place is None or (version is not None and shown is None):
        raise NotFound
    is_newest = not hers or shown is hers[-1]
    review = shown.review if shown else None
    beside = db.beside_review(session, one.id, number, review.version if review else 1, today)
    frozen = _frozen(shown, hers)
    facts, computed = frozen, _computed(review)
    if frozen is None and place.is_open and place.since <= today:
        window = window_so_far(place, record, today)
        material = material_of(session, catalogue, one, window, beside.targets, frozen_before(versions, number, window))
        facts = whole_facts(material, window)
        computed = computed_colour(material, facts, window)
    state = review.state if review else place.state
    writable = is_newest and state in (ReviewState.PLANNED, ReviewState.DRAFT)
    holds = is_newest and may(member, Permission.HOLD_REVIEW)
    day_has_come = place.on <= today
    return ReviewSheet(
        apprenticeship=one,
        place=place,
        review=review,
        version=review.version if review else 0,
        state=state,
        is_newest=is_newest,
        record=shown,
        sections=_sections(catalogue, one, member, beside.words, writable=writable),
        facts=facts,
        facts_frozen=frozen is not None,
        computed=computed,
        versions=tuple(hers),
        planned=beside.planned,
        plan=plan_in_brief(catalogue, one, beside.plan, today) if writable else None,
        meeting=beside.meeting if holds and writable else FilledIn(),
        may_hold=holds and state is ReviewState.DRAFT,
        may_move=holds and place.is_open,
        may_miss=holds and place.is_open and day_has_come,
        may_reopen=holds and state is ReviewState.MISSED,
        may_revise=holds and state in (ReviewState.AWAITING_SIGNATURES, ReviewState.COMPLETE),
    )


def _frozen(shown: OnRecord | None, versions: Sequence[OnRecord]) -> FactsSince | None:
    """The facts of a held version; while it is revised, those of the version before, which tell of the same weeks."""
    if shown is None or shown.facts is not None:
        return shown.facts if shown else None
    before = [one for one in versions if one.review.version == shown.review.version - 1]
    return before[0].facts if before else None


def _computed(review: Review | None) -> Rag | None:
    if review is None or review.computed is None:
        return None
    return Rag(review.computed.colour, review.computed.reasons)


def _sections(
    catalogue: Catalogue, one: Apprenticeship, member: Member, kept: Sequence[SectionKept], *, writable: bool
) -> tuple[SectionSheet, ...]:
    """The sections that this reader may read; of one that they may not, nothing is told at all."""
    writes = writable and may(member, Permission.PREPARE_REVIEW)
    found = []
    for section in catalogue.programme(one.programme).review_sections:
        if not sees(section, member):
            continue
        by_role = {each.words.role: each.words for each in kept if each.words.section == section.code}
        role = next((each for each in section.written_by if each in member.roles), None) if writes else None
        own = by_role.get(role) if role else None
        found.append(
            SectionSheet(
                section=section,
                who_sees=who_sees(section),
                texts=tuple(by_role[each] for each in section.written_by if each in by_role and by_role[each].words),
                writes_as=role,
                words=own.words if own else "",
                revision=own.revision if own else 0,
            )
        )
    return tuple(found)
