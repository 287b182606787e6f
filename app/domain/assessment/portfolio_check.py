"""The plan checker: what in a portfolio would not stand before the assessment plan, each with what to do about it.

It runs over whatever is chosen so far, months before gateway. It judges by the plan’s rules alone; where a rule was
found only in another standard’s plan, the finding says so and is something to check, never a breach.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.domain.assessment.plan import AssessmentPlan
from app.domain.standards import Ksb, Standard
from app.domain.wording import plural


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """One file of a chosen piece. `seconds` is how long sound or film lasts, None for anything else or not known."""

    name: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ChosenTag:
    """One KSB that a chosen piece claims. `placed`: it says where in the piece the KSB is shown."""

    ksb: str
    accepted: bool
    placed: bool


@dataclass(frozen=True, slots=True)
class ChosenPiece:
    """One piece chosen for the assessor, in the version that counts. `kind` is a code and `kind_name` its words."""

    number: int
    kind: str
    kind_name: str
    tags: tuple[ChosenTag, ...]
    files: tuple[ChosenFile, ...] = ()
    cleared: bool = True


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is chosen so far, in order.

    `longest_clip_minutes` is the length agreed for this apprentice as an adjustment, None without one.
    """

    pieces: tuple[ChosenPiece, ...]
    employer_statement: bool = False
    longest_clip_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something that would not stand, or that counts for less than it seems to; `to_do` then says that it may stay.

    `rule` is the fact of the plan it goes by (“portfolio.kinds_not_accepted”), `piece` and `ksb` what it is about.
    `confirmed` false: the rule is another standard’s. `source` names where the rule was found, "" for Touchmark’s own.
    """

    rule: str
    sentence: str
    to_do: str
    piece: int | None = None
    ksb: str = ""
    confirmed: bool = True
    source: str = ""

    @property
    def doubt(self) -> str:
        """What to know of a rule that was found in another standard’s plan, "" of any other."""
        return "" if self.confirmed else f"Another standard’s rule ({self.source}): check this one’s plan."

    @property
    def whose_word(self) -> str:
        """Whose word the rule is, or what to doubt of it; "" for Touchmark’s own."""
        return self.doubt or (f"{self.source}." if self.source else "")


def check_portfolio(standard: Standard, plan: AssessmentPlan, portfolio: Portfolio) -> tuple[PlanFinding, ...]:
    """Everything that would not stand, by rule and then in the portfolio’s order. Empty when all is well."""
    return (
        *_kinds(plan, portfolio),
        *_clips(plan, portfolio),
        *_missing_ksbs(standard, plan, portfolio),
        *_of_another_method(standard, portfolio),
        *_how_many(plan, portfolio),
        *_not_placed(plan, portfolio),
        *_not_ready(portfolio),
        *_statement(plan, portfolio),
    )


def portfolio_ksbs(standard: Standard) -> tuple[Ksb, ...]:
    """The statements that the portfolio has to show: those of the methods it underpins, all while no split is known."""
    methods = {method.code for method in standard.methods if method.uses_portfolio}
    if not standard.method_mapping_confirmed or not methods:
        return standard.ksbs
    return tuple(ksb for ksb in standard.ksbs if methods & set(ksb.assessed_by))


def behaviours_to_verify(standard: Standard, plan: AssessmentPlan) -> tuple[Ksb, ...]:
    """The behaviours that the plan has the employer verify, none where it does not."""
    return standard.ksbs_of("behaviour") if plan.behaviours_verified_by_employer else ()


def _finding(
    plan: AssessmentPlan, rule: str, sentence: str, to_do: str, *, piece: int | None = None, ksb: str = ""
) -> PlanFinding:
    source = plan.source(rule)
    confirmed = source is None or source.confirmed
    return PlanFinding(rule, sentence, to_do, piece, ksb, confirmed, source.name if source else "")


def _kinds(plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    for piece in portfolio.pieces:
        if piece.kind in plan.portfolio.kinds_not_accepted:
            yield _finding(
                plan,
                "portfolio.kinds_not_accepted",
                f"E{piece.number} is of the kind “{piece.kind_name}”, which is not accepted in the portfolio.",
                "Take it out, and choose a piece that shows the same at work.",
                piece=piece.number,
            )


def _clips(plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    known = [one for one in (portfolio.longest_clip_minutes, plan.portfolio.longest_clip_minutes) if one is not None]
    if not known:
        return
    # What is agreed allows more than the plan, never less.
    longest = max(known)
    agreed = longest != plan.portfolio.longest_clip_minutes
    for piece, file in _files(portfolio.pieces):
        if file.seconds is not None and file.seconds > longest * 60:
            allowed = f"the {'agreed adjustment' if agreed else 'plan'} allows {plural(longest, 'minute')}"
            yield _finding(
                plan,
                "portfolio.longest_clip_minutes",
                f"“{file.name}” in E{piece.number} lasts {timedelta(seconds=file.seconds)}; {allowed}.",
                "Cut it to the part that shows the KSBs, and add that as a new version.",
                piece=piece.number,
            )


def _missing_ksbs(standard: Standard, plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    if not plan.portfolio.one_for_each_ksb:
        return
    shown = {tag.ksb for piece in portfolio.pieces for tag in piece.tags}
    everyone = "" if standard.method_mapping_confirmed else " Which method assesses it is not confirmed."
    for ksb in portfolio_ksbs(standard):
        if ksb.code not in shown:
            yield _finding(
                plan,
                "portfolio.one_for_each_ksb",
                f"No chosen piece shows {ksb.code}, {ksb.short}.{everyone}",
                f"Choose a piece that shows {ksb.code}, or add one.",
                ksb=ksb.code,
            )


def _of_another_method(standard: Standard, portfolio: Portfolio) -> Iterator[PlanFinding]:
    if not standard.method_mapping_confirmed:
        return
    wanted = {ksb.code for ksb in portfolio_ksbs(standard)}
    source = standard.sources["method_mapping"].name if "method_mapping" in standard.sources else ""
    for piece in portfolio.pieces:
        kept = [tag.ksb for tag in piece.tags if tag.ksb in wanted]
        foreign = ", ".join(tag.ksb for tag in piece.tags if tag.ksb not in wanted)
        if not foreign:
            continue
        also = "also shows" if kept else "shows only"
        said = f"E{piece.number} {also} {foreign}, which another method of the assessment covers."
        to_do = "Take it out of the portfolio."
        if kept:
            to_do = f"It may stay for {', '.join(kept)}; nothing in the portfolio counts for {foreign}."
        yield PlanFinding("method_mapping", said, to_do, piece.number, source=source)


def _how_many(plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    rules, count = plan.portfolio, len(portfolio.pieces)
    chosen = f"{plural(count, 'piece')} {'is' if count == 1 else 'are'} chosen"
    if rules.fewest_pieces is not None and count < rules.fewest_pieces:
        said = f"{chosen}; the plan asks for at least {rules.fewest_pieces}."
        yield _finding(plan, "portfolio.fewest_pieces", said, "Choose more.")
    if rules.most_pieces is not None and count > rules.most_pieces:
        said = f"{chosen}; the plan allows {rules.most_pieces} at most."
        yield _finding(plan, "portfolio.most_pieces", said, "Take out those that show nothing the others do not.")
    elif rules.typical_pieces is not None and count > rules.typical_pieces:
        said = f"{chosen}; a portfolio typically has {rules.typical_pieces}, and quality goes before quantity."
        yield _finding(plan, "portfolio.typical_pieces", said, "Take out those that show nothing the others do not.")


def _not_placed(plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    if not plan.portfolio.mapping_annex:
        return
    for piece in portfolio.pieces:
        bare = [tag.ksb for tag in piece.tags if not tag.placed] if piece.files else []
        if bare:
            yield _finding(
                plan,
                "portfolio.mapping_annex",
                f"E{piece.number} does not say where it shows {', '.join(bare)}.",
                "Say the page, the time or the words, so that the assessor finds it.",
                piece=piece.number,
            )


def _not_ready(portfolio: Portfolio) -> Iterator[PlanFinding]:
    for piece in portfolio.pieces:
        if not piece.cleared:
            said = f"E{piece.number} is not cleared: nobody has said yet that it identifies no client."
            yield PlanFinding("cleared", said, "The tutor reads it and clears it.", piece.number)
        waiting = [tag.ksb for tag in piece.tags if not tag.accepted]
        if waiting:
            said = f"E{piece.number} is not accepted for {', '.join(waiting)}."
            yield PlanFinding("accepted", said, "The tutor decides, or the KSB is left out of the annex.", piece.number)


def _statement(plan: AssessmentPlan, portfolio: Portfolio) -> Iterator[PlanFinding]:
    if plan.portfolio.employer_statement and not portfolio.employer_statement:
        yield _finding(
            plan,
            "portfolio.employer_statement",
            "The employer has not stated yet that the evidence is valid and the apprentice’s own.",
            "Ask the employer for the statement.",
        )


def _files(pieces: Sequence[ChosenPiece]) -> Iterable[tuple[ChosenPiece, ChosenFile]]:
    return ((piece, file) for piece in pieces for file in piece.files)
