"""From coverage to what the page shows of it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from app.db import coverage as tags
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, KsbCoverage, KsbState
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.standards import Standard
from app.rendering.frame import Chip, Tab
from app.rendering.states import KSB_STATES
from app.rendering.words import hours_number, in_words
from app.web.ksbs import STATE_ORDER, split_words, standing, strip_families, whose_decision
from app.web.pages.coverage.view import (
    CoverageView,
    DutyRow,
    KsbGroup,
    KsbRow,
    MatrixColumn,
    MatrixRow,
)
from app.web.record import PieceLink, piece_link, record_address


class CoverageOf(StrEnum):
    """The three ways to look at coverage."""

    KSB = "ksb"
    MATRIX = "matrix"
    DUTY = "duty"


_VIEWS = ((CoverageOf.KSB, "By KSB"), (CoverageOf.MATRIX, "KSB × evidence"), (CoverageOf.DUTY, "By duty"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose coverage is looked at, how, and by whom."""

    member: Member
    apprenticeship: Apprenticeship
    standard: Standard
    coverage: Coverage
    view: CoverageOf
    state: KsbState | None

    @property
    def ksbs(self) -> list[KsbCoverage]:
        return [ksb for ksb in self.coverage.ksbs if self.state in (None, ksb.state)]

    def address(self, view: CoverageOf, state: KsbState | None) -> str:
        asked = {"view": view.value} if view is not CoverageOf.KSB else {}
        asked |= {"state": state.value} if state else {}
        return record_address(self.apprenticeship.id, "coverage") + (f"?{urlencode(asked)}" if asked else "")

    def piece(self, number: int) -> PieceLink:
        return piece_link(self.apprenticeship.id, number)


def shown(session: Session, asked: Asked) -> CoverageView:
    columns, matrix = _matrix(session, asked) if asked.view is CoverageOf.MATRIX else ((), ())
    return CoverageView(
        view=asked.view.value,
        lede=standing(asked.coverage, whose_decision(asked.apprenticeship, asked.member)),
        split=split_words(asked.standard),
        methods=_methods(asked),
        tabs=tuple(Tab(words, asked.address(one, asked.state), one is asked.view) for one, words in _VIEWS),
        chips=_chips(asked) if asked.view is not CoverageOf.DUTY else (),
        all_address=asked.address(asked.view, None),
        scan_address=record_address(asked.apprenticeship.id, "skills-scan"),
        filtered=KSB_STATES[asked.state.value].word if asked.state else "",
        groups=_groups(asked) if asked.view is CoverageOf.KSB else (),
        columns=columns,
        matrix=matrix,
        duties=_duties(session, asked) if asked.view is CoverageOf.DUTY else (),
    )


def _chips(asked: Asked) -> tuple[Chip, ...]:
    coverage = asked.coverage
    counts = {
        KsbState.RETURNED: coverage.returned,
        KsbState.NOT_STARTED: coverage.not_started,
        KsbState.TAGGED: coverage.tagged,
        KsbState.ACCEPTED: coverage.accepted,
    }
    chips: list[Chip] = [("All", coverage.total, asked.address(asked.view, None), asked.state is None, "")]
    for state in STATE_ORDER:
        shown = KSB_STATES[state.value]
        address = asked.address(asked.view, state)
        chips.append((shown.word, counts[state], address, asked.state is state, shown.shape))
    return tuple(chips)


def _methods(asked: Asked) -> tuple[str, ...]:
    return tuple(
        f"{asked.standard.method_by_code[tally.code].name}: {tally.accepted} of {tally.total} accepted"
        for tally in asked.coverage.methods or ()
    )


def _groups(asked: Asked) -> tuple[KsbGroup, ...]:
    may_add = may(asked.member, Permission.ADD_EVIDENCE)
    groups = []
    for kind in asked.standard.kinds:
        rows = tuple(_ksb_row(asked, ksb, may_add) for ksb in asked.ksbs if ksb.kind == kind.code)
        tally = asked.coverage.kinds[kind.code]
        if rows:
            groups.append(KsbGroup(f"{kind.name}: {tally.accepted} of {tally.total} accepted", rows))
    return tuple(groups)


def _ksb_row(asked: Asked, covered: KsbCoverage, may_add: bool) -> KsbRow:
    standard = asked.standard
    ksb, duties = standard.ksb_by_code[covered.code], standard.duties_of_ksb[covered.code]
    speaks_for_itself = covered.state is KsbState.NOT_STARTED or (
        covered.state is KsbState.ACCEPTED and ksb.needed == 1
    )
    return KsbRow(
        record=record_address(asked.apprenticeship.id),
        code=ksb.code,
        short=ksb.short,
        plain=ksb.plain,
        text=ksb.text,
        state=covered.state.value,
        why="" if speaks_for_itself else covered.why,
        evidence=covered.evidence,
        duties=_duty_codes(tuple(standard.duty_by_code), duties),
        methods=tuple(standard.method_by_code[code].short for code in ksb.assessed_by),
        may_add=may_add,
    )


@lru_cache(1024)
def _duty_codes(every: tuple[str, ...], duties: tuple[str, ...]) -> str:
    """The duties that use a KSB, told by those that do not where these are few."""
    others = [code for code in every if code not in duties]
    if len(duties) < 2 or len(others) > 3:
        return ", ".join(duties)
    return f"All {len(duties)}" if not others else f"All but {in_words(others)}"


def _matrix(session: Session, asked: Asked) -> tuple[tuple[MatrixColumn, ...], tuple[MatrixRow, ...]]:
    cells = tags.matrix_cells(session, asked.apprenticeship.id)
    titles = {cell.number: cell.title for cell in cells}
    states = {(cell.ksb, cell.number): cell.state for cell in cells}
    columns = tuple(MatrixColumn(number, title, asked.piece(number).address) for number, title in titles.items())
    rows = tuple(
        MatrixRow(
            ksb.code,
            asked.standard.ksb_by_code[ksb.code].short,
            ksb.state.value,
            tuple(states.get((ksb.code, number), "") for number in titles),
        )
        for ksb in asked.ksbs
    )
    return columns, rows


def _duties(session: Session, asked: Asked) -> tuple[DutyRow, ...]:
    pieces: dict[str, list[PieceLink]] = {}
    for one in tags.duty_evidence(session, asked.apprenticeship.id):
        pieces.setdefault(one.duty, []).append(asked.piece(one.number))
    rows = []
    for covered in asked.coverage.duties:
        duty = asked.standard.duty_by_code[covered.code]
        rows.append(
            DutyRow(
                code=duty.code,
                short=duty.short,
                text=duty.text,
                strip=strip_families(asked.standard, asked.coverage, frozenset(duty.ksbs)),
                strip_label=_duty_words(asked.coverage, duty.code, duty.ksbs),
                accepted=covered.accepted,
                total=covered.total,
                target_minutes=covered.target_minutes,
                confirmed_minutes=covered.confirmed_minutes,
                hours_label=_hours_label(covered.confirmed_minutes, covered.target_minutes),
                evidence=tuple(pieces.get(duty.code, ())),
            )
        )
    return tuple(rows)


def _duty_words(coverage: Coverage, duty: str, ksbs: tuple[str, ...]) -> str:
    """The strip of a duty in words: which of its KSBs are accepted."""
    accepted = [k.code for k in coverage.ksbs if k.code in ksbs and k.state is KsbState.ACCEPTED]
    return f"{duty}: {len(accepted)} of {len(ksbs)} KSBs accepted" + (f", {in_words(accepted)}." if accepted else ".")


def _hours_label(confirmed: int, target: int | None) -> str:
    if target is None:
        return f"{hours_number(confirmed)} hours confirmed"
    return f"{hours_number(confirmed)} of {hours_number(target)} planned hours confirmed"
