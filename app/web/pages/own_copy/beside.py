"""The pages of a copy that nobody signs: the case study, targets, skills scans and adjustments, in every version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.answers.own_copy import OwnCopy
from app.answers.skills_scan import ScansSeen
from app.documents.papers import Grid, Part, Said
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import Adjustment, adjustment_words
from app.domain.case_study import CaseStudy
from app.domain.london import london_date
from app.domain.skills_scan import PARTIES, GivenRatings, KsbRating
from app.domain.standards import Standard
from app.domain.targets import Target
from app.rendering.states import TARGET_STATES
from app.rendering.words import date_words, stamp_words
from app.web.pages.portfolio.adjusting import stands_words
from app.web.skills_scans import PARTY_WORDS, rating_words, scan_words
from app.web.targets_shown import ChangeRow, asked_pairs, change_rows, state_of


@dataclass(frozen=True, slots=True)
class PageInCopy:
    """One page by its path in the copy."""

    path: str
    title: str
    parts: tuple[Part, ...]


def beside_pages(copy: OwnCopy, today: date) -> tuple[PageInCopy, ...]:
    """Each of them that there is anything of."""
    one, standard = copy.apprenticeship, copy.assessment.standard
    every = (
        PageInCopy("case-study.html", "Case study: title and scope", tuple(map(_version, copy.case_studies))),
        PageInCopy("targets.html", "Targets", tuple(_target(one, each, today) for each in copy.targets)),
        PageInCopy("skills-scans.html", "Skills scans", tuple(_scans(copy.scans))),
        PageInCopy("adjustments.html", "Adjustments", tuple(_adjustment(each, standard) for each in copy.adjustments)),
    )
    return tuple(page for page in every if page.parts)


def _version(one: CaseStudy) -> Part:
    by = f"{one.by.name}, {stamp_words(one.at)}"
    agreed = tuple(f"{said.by.name} agreed as the {said.role.value}, {stamp_words(said.at)}." for said in one.agreed)
    if one.erased_at is not None:
        return Part(f"Version {one.version}", items=(f"Written by {by}. Its words were erased for good.", *agreed))
    kept = tuple(f"Something that looks as if it identified somebody was kept: {each.reason}" for each in one.kept)
    return Part(f"Version {one.version}", said=(Said(one.title, by, one.scope),), items=(*agreed, *kept))


def _target(one: Apprenticeship, target: Target, today: date) -> Part:
    facts = (("What", target.aim.what), *asked_pairs(one, target.aim))
    changed = len({change.aim for change in target.changes}) > 1
    done = tuple(_done(change, asked=changed) for change in reversed(change_rows(one, target)))
    return Part(f"Target {target.number}: {TARGET_STATES[state_of(target, today)].word}", facts=facts, items=done)


def _done(change: ChangeRow, *, asked: bool) -> str:
    """One thing that was done; what the target asked for after it where that was not always the same."""
    review = f" {change.review}" if change.review else ""
    said = f": {change.reason}" if change.reason else ""
    after = "; ".join(f"{term}: {words}" for term, words in change.asked) if asked else ""
    return f"{change.what}{review} by {change.by}, {stamp_words(change.at)}{said}{f' ({after})' if after else ''}"


def _scans(seen: ScansSeen) -> Iterator[Part]:
    for scan, given in seen.scans:
        same = scan.scale == seen.scale.code
        every = sorted(given, key=lambda each: PARTIES.index(each.role))
        nobody = () if every else ("Nobody has given ratings in it that you may see.",)
        yield Part(scan_words(scan), grids=tuple(_ratings(one, seen, same=same) for one in every), items=nobody)


def _ratings(one: GivenRatings, seen: ScansSeen, *, same: bool) -> Grid:
    rated = [(ksb, one.ratings[ksb.code]) for ksb in seen.standard.ksbs if ksb.code in one.ratings]
    noted = any(rating.prior for _, rating in rated)
    return Grid(
        f"{PARTY_WORDS[one.role]}: {one.by.name}, {date_words(london_date(one.at))}",
        ("KSB", "Short name", "Rating", *(["Prior learning"] if noted else [])),
        tuple(
            (
                ksb.code,
                ksb.short,
                rating_words(rating.points, seen.scale, same_scale=same),
                *([_prior(rating)] if noted else []),
            )
            for ksb, rating in rated
        ),
    )


def _prior(rating: KsbRating) -> str:
    return " ".join(
        f"{words.rstrip('.')}." for words in (rating.prior.what, rating.prior.when, rating.prior.seen) if words
    )


def _adjustment(one: Adjustment, standard: Standard) -> Part:
    facts = [("Written down by", f"{one.by.name}, {stamp_words(one.at)}"), ("Where it stands", stands_words(one))]
    facts += [("Answered", stamp_words(one.answered_at))] if one.answered_at else []
    facts += [("Told", f"{one.told_whom}, {date_words(one.told_on)}")] if one.told_on else []
    facts += [("Why, for you and the provider alone", one.what.reason)] if one.what.reason else []
    facts += [("Why it is gone by no more", one.ended_reason)] if one.ended_reason else []
    heading = f"{one.number}. {adjustment_words(one.what, standard)}"
    return Part(heading, facts=(("What is agreed", one.what.words), *facts))
