"""The grid of reviews beside the record: where each stands on a day, the next one, and those whose day has passed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from app.catalogue import Catalogue
from app.db.reviews import OnRecord
from app.domain.apprenticeships import Apprenticeship, Break
from app.domain.funding_rules import FundingRule
from app.domain.people import ApprenticeshipStatus
from app.domain.reviews import (
    DueReview,
    FactsSince,
    ReviewState,
    RuleDeadline,
    days_over,
    deadline_moved,
    review_date,
    review_dates,
    rule_deadline,
)
from app.domain.wording import day_words


@dataclass(frozen=True, slots=True)
class ReviewPlace:
    """One review of the grid on a day.

    `due_on` is the grid's date and `on` the day it was moved to, or the same. `days_overdue` counts from `on` and
    `days_over_rule` from the rule's deadline, both 0 once it was held or missed. `since` is the last day before the
    weeks it looks back on, and `deadline_moved` says that the review before was held on another day than the grid's.
    The facts are None where nobody asked for them, or where the time they cover has not begun. `record` is its newest
    version, None where nobody touched it. `undated` says that the grid's day lies in a break from which nobody has
    returned: `due_on` is then the day without that break.
    """

    number: int
    due_on: date
    rule_deadline: RuleDeadline | None
    state: ReviewState
    days_overdue: int
    days_over_rule: int
    since: date
    on: date
    facts: FactsSince | None = None
    record: OnRecord | None = None
    deadline_moved: str = ""
    undated: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held: neither held nor missed, and nothing that was held is being revised."""
        return self.state in (ReviewState.PLANNED, ReviewState.DRAFT) and self.held_on is None

    @property
    def is_put_right(self) -> bool:
        """Whether it was held, and a new version of it is being written."""
        return self.state is ReviewState.DRAFT and self.held_on is not None

    @property
    def held_on(self) -> date | None:
        """The day on which it was held."""
        meeting = self.record.review.meeting if self.record else None
        return meeting.held_on if meeting else None


@dataclass(frozen=True, slots=True)
class ReviewsStanding:
    """One apprentice's reviews on a day.

    `next` is the first still to be held from this day on (None in an open break, or after the end; `reason` says why).
    `passed` are those whose day has gone by and that were neither held nor missed, newest first; `held` those that
    were held, newest first. `kept_from` is the number of the first that was ever written down here, 0 before any: what
    came before it, and everything until then, is not late.
    """

    next: ReviewPlace | None
    passed: tuple[ReviewPlace, ...]
    reason: str = ""
    held: tuple[ReviewPlace, ...] = ()
    kept_from: int = 0

    @property
    def kept(self) -> bool:
        """Whether any review was ever written down here."""
        return self.kept_from > 0

    @property
    def last_held(self) -> ReviewPlace | None:
        """The last one held."""
        return self.held[0] if self.held else None

    @property
    def overdue(self) -> ReviewPlace | None:
        """The first one after the last held whose day has passed, where reviews are written down here at all."""
        after = self.last_held.number if self.last_held else self.kept_from - 1
        late = [place for place in self.passed if place.number > after]
        return late[-1] if late and self.kept else None

    @property
    def at_hand(self) -> ReviewPlace | None:
        """The one to hold first: the overdue one, else the next."""
        return self.overdue or self.next

    @property
    def days_over_rule(self) -> int:
        """Days past the rule's deadline, counted from the last held; 0 where reviews are not written down here."""
        following = self.at_hand
        return following.days_over_rule if following and self.kept else 0


def standing_of(places: Sequence[ReviewPlace], apprenticeship: Apprenticeship, today: date) -> ReviewsStanding:
    """What is next, what has passed and what was held, of one apprentice's places."""
    to_hold = [place for place in places if place.is_open and not place.undated]
    upcoming = next((place for place in to_hold if place.on >= today), None)
    backwards = tuple(reversed(places))
    return ReviewsStanding(
        next=upcoming,
        passed=tuple(place for place in reversed(to_hold) if place.on < today),
        reason="" if upcoming else _why_none(apprenticeship, today),
        held=tuple(place for place in backwards if place.held_on is not None),
        kept_from=next((place.number for place in places if place.record), 0),
    )


def review_places(
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    today: date,
    ended: date | None,
    record: Sequence[OnRecord] = (),
) -> tuple[ReviewPlace, ...]:
    """The grid up to and including the first that is to come; not beyond the day that learning ended.

    `record` are the newest versions of whatever was touched.
    """
    rule = catalogue.funding_rules.by_id(apprenticeship.rule_id)
    weeks = catalogue.programme(apprenticeship.programme).review_weeks
    start, breaks = apprenticeship.start, apprenticeship.breaks
    if not record:
        return _untouched(rule, weeks, start, breaks, today, ended)
    known = {one.review.number: one for one in record}
    due = _due(weeks, start, breaks, today, ended, known)
    return tuple(_on_record(rule, weeks, start, breaks, due, today, known))


@lru_cache(4096)
def _untouched(
    rule: FundingRule, weeks: int, start: date, breaks: tuple[Break, ...], today: date, ended: date | None
) -> tuple[ReviewPlace, ...]:
    """Worked out once a day for all who began together."""
    return tuple(_supposed(rule, start, breaks, _due(weeks, start, breaks, today, ended, {}), today))


def _due(
    weeks: int,
    start: date,
    breaks: tuple[Break, ...],
    today: date,
    ended: date | None,
    known: Mapping[int, OnRecord],
) -> list[DueReview]:
    """The grid's dates, so far that one is still to come and that everything on record has its place."""
    due = list(review_dates(start, weeks, min(today - timedelta(days=1), ended or today), breaks))
    last = max(known, default=0)
    while True:
        following = review_date(start, weeks, len(due) + 1, breaks)
        enough = len(due) >= last and bool(due) and _to_come(due[-1], known.get(due[-1].number), today)
        if following is None:
            return [*due, *_in_open_break(weeks, start, breaks, range(len(due) + 1, last + 1))]
        if enough or (ended is not None and following > ended and len(due) >= last):
            return due
        due.append(DueReview(len(due) + 1, following))


def _in_open_break(weeks: int, start: date, breaks: tuple[Break, ...], numbers: range) -> Iterable[DueReview]:
    """What is on record does not go with its day: it stands where it would without the break."""
    closed = [pause for pause in breaks if pause.back_on is not None]
    for number in numbers:
        if on := review_date(start, weeks, number, closed):
            yield DueReview(number, on)


def _to_come(one: DueReview, known: OnRecord | None, today: date) -> bool:
    if known is None:
        return one.due_on >= today
    review = known.review
    open_ = review.state in (ReviewState.PLANNED, ReviewState.DRAFT) and review.meeting is None
    return open_ and (review.moved_to or one.due_on) >= today


def _supposed(
    rule: FundingRule, start: date, breaks: tuple[Break, ...], due: Iterable[DueReview], today: date
) -> Iterable[ReviewPlace]:
    """Where nothing was written down yet: as if each review before had been held on its date, which is said."""
    before: DueReview | None = None
    for one in due:
        deadline = rule_deadline(rule, start, before.due_on if before else None, breaks)
        if deadline is not None and before is not None:
            deadline = replace(deadline, reason=_supposing(deadline, before))
        yield ReviewPlace(
            number=one.number,
            due_on=one.due_on,
            rule_deadline=deadline,
            state=ReviewState.PLANNED,
            days_overdue=days_over(one.due_on, today, breaks),
            days_over_rule=days_over(deadline.due_on if deadline else None, today, breaks),
            since=before.due_on if before else start - timedelta(days=1),
            on=one.due_on,
        )
        before = one


def _on_record(
    rule: FundingRule,
    weeks: int,
    start: date,
    breaks: tuple[Break, ...],
    due: Sequence[DueReview],
    today: date,
    known: Mapping[int, OnRecord],
) -> Iterable[ReviewPlace]:
    grid = {one.number: one.due_on for one in due}
    earlier = [one for one in due if one.number < min(known)]
    yield from _supposed(rule, start, breaks, earlier, today)
    held: tuple[int, date] | None = None
    for one in due[len(earlier) :]:
        found = known.get(one.number)
        review = found.review if found else None
        deadline = _deadline(rule, start, breaks, held, earlier)
        place = ReviewPlace(
            number=one.number,
            due_on=one.due_on,
            rule_deadline=deadline,
            state=review.state if review else ReviewState.PLANNED,
            days_overdue=0,
            days_over_rule=0,
            since=held[1] if held else grid.get(one.number - 1, start - timedelta(days=1)),
            on=(review.moved_to if review else None) or one.due_on,
            record=found,
            deadline_moved=deadline_moved(rule, start, *held, grid[held[0]], breaks) if held else "",
            undated=review_date(start, weeks, one.number, breaks) is None,
        )
        if place.is_open:
            place = replace(
                place,
                days_overdue=days_over(place.on, today, breaks),
                days_over_rule=days_over(deadline.due_on if deadline else None, today, breaks),
            )
        yield place
        if place.held_on is not None:
            held = one.number, place.held_on


def _deadline(
    rule: FundingRule,
    start: date,
    breaks: tuple[Break, ...],
    held: tuple[int, date] | None,
    earlier: Sequence[DueReview],
) -> RuleDeadline | None:
    """The rule's deadline from the last review held; before any, as if the last that was not written down had been."""
    if held is not None or not earlier:
        return rule_deadline(rule, start, held[1] if held else None, breaks)
    deadline = rule_deadline(rule, start, earlier[-1].due_on, breaks)
    return replace(deadline, reason=_supposing(deadline, earlier[-1])) if deadline else None


def _supposing(deadline: RuleDeadline, before: DueReview) -> str:
    doubt = "" if deadline.confirmed else " Which interval applies to this start is not confirmed."
    return (
        f"The funding rule wants a review at least every {deadline.interval}, counted from the last one held. "
        f"Review {before.number} is not on record here, so this day holds if it was held on its date, "
        f"{day_words(before.due_on)}.{doubt}"
    )


def _why_none(apprenticeship: Apprenticeship, today: date) -> str:
    if any(pause.covers(today) for pause in apprenticeship.breaks):
        return "On a break in learning with no date of return yet, so the next review has no date."
    if apprenticeship.status is ApprenticeshipStatus.ACTIVE:
        return "There is no next review on the grid."
    return "Learning has ended, so no further review is planned."
