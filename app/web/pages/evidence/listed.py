"""From a page of a record's evidence to what the list shows."""

from collections.abc import Callable
from urllib.parse import urlencode

from app.answers.evidence import EvidenceList
from app.db.evidence import Listed
from app.domain.evidence import CHECK_THE_PLAN, EvidenceState, for_assessment_by_default
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.rendering.frame import Chip
from app.rendering.states import EVIDENCE_STATES
from app.rendering.words import plural, possessive, sentence_case
from app.web.ksbs import in_published_order
from app.web.pages.evidence.list_view import ListView, PieceRow
from app.web.record import evidence_address, record_address

_STATES = (
    EvidenceState.RETURNED,
    EvidenceState.DRAFT,
    EvidenceState.SUBMITTED,
    EvidenceState.ACCEPTED,
    EvidenceState.DECLINED,
    EvidenceState.WITHDRAWN,
)


def list_view(
    found: EvidenceList,
    member: Member,
    state: EvidenceState | None,
    ksb: str,
    after: int | None,
    *,
    is_over: bool = False,
) -> ListView:
    """The list, with filters that keep each other. `is_over`: the apprentice is through."""
    here = record_address(found.apprenticeship.id, "evidence")

    def address(**changed: str) -> str:
        query = {"state": state.value if state else "", "ksb": ksb} | changed
        asked = urlencode({name: value for name, value in query.items() if value})
        return here + (f"?{asked}" if asked else "")

    writes = may(member, Permission.ADD_EVIDENCE)
    return ListView(
        lede=_lede(found, writes=writes, partly=bool(state or ksb or after)),
        pieces=tuple(_row(found, one) for one in found.pieces),
        chips=_chips(address, state, writes=writes),
        here=here,
        state=state.value if state else "",
        ksb=ksb,
        ksbs=tuple((one.code, f"{one.code}: {one.short}") for one in found.standard.ksbs),
        filtered=bool(state or ksb),
        add_address=record_address(found.apprenticeship.id, "evidence/new") if writes else "",
        is_over=is_over,
        observe_address=record_address(found.apprenticeship.id, "evidence/observation/new")
        if may(member, Permission.ADD_OBSERVATION)
        else "",
        portfolio_address=record_address(found.apprenticeship.id, "portfolio"),
        first_address=address() if after is not None else "",
        next_address=address(after=str(found.next)) if found.next is not None else "",
    )


def _lede(found: EvidenceList, *, writes: bool, partly: bool) -> str:
    whose = "your" if writes else possessive(found.apprenticeship.apprentice.name.split()[0])
    if partly or found.next is not None or not found.pieces:
        return sentence_case(f"{whose} evidence, newest first.")
    return f"{plural(len(found.pieces), 'piece')} of {whose} evidence, newest first."


def _row(found: EvidenceList, one: Listed) -> PieceRow:
    kind = found.programme.evidence_kind_by_code.get(one.kind)
    states = {tag.ksb: tag.state for tag in found.tags.get(one.number, ())}
    return PieceRow(
        f"E{one.number}",
        one.title or "Untitled draft",
        evidence_address(found.apprenticeship.id, one.number),
        kind.name if kind else one.kind,
        one.happened_on,
        one.submitted_at,
        one.state.value,
        tuple((ksb, states[ksb]) for ksb in in_published_order(states, found.standard)),
        one.draft_version is not None and one.submitted_at is not None,
        CHECK_THE_PLAN if kind and not for_assessment_by_default(kind).included else "",
    )


def _chips(address: Callable[..., str], state: EvidenceState | None, *, writes: bool) -> tuple[Chip, ...]:
    chips: list[Chip] = [("All", None, address(state=""), state is None, "")]
    for one in _STATES:
        if writes or one is not EvidenceState.DRAFT:
            shown = EVIDENCE_STATES[one.value]
            chips.append((shown.word, None, address(state=one.value), state is one, shown.shape))
    return tuple(chips)
