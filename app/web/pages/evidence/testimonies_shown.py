"""What the page of a piece shows of its witnesses, to each reader."""

from app.answers.evidence import Piece
from app.domain.evidence import EvidenceKind
from app.domain.permissions import Permission
from app.domain.refusals import Fault
from app.domain.testimony import Testimony, TestimonyState, field_of, may_read_testimony
from app.rendering.words import date_words, london_date
from app.web.pages.evidence.testimony_view import TestimoniesShown, WitnessRow
from app.web.record import evidence_address


def testimonies_shown(piece: Piece, faults: tuple[Fault, ...] = ()) -> TestimoniesShown | None:
    """The section of the piece's page; None where there is nothing to say. `faults` are those of clearing one."""
    counting = piece.evidence.counting
    is_testimony = piece.shown.kind is EvidenceKind.WITNESS_TESTIMONY
    if not piece.testimonies and not is_testimony:
        return None
    asks = piece.may(Permission.ASK_WITNESS) and piece.evidence.withdrawn_at is None
    here = evidence_address(piece.apprenticeship.id, piece.evidence.number)
    note = ""
    if asks and counting is None:
        note = "Once you have sent this piece, you can ask the witness here by e-mail. They need no account."
    rows = tuple(_row(piece, one, here, asks=asks) for one in piece.testimonies)
    can_ask = asks and counting is not None and counting.kind is EvidenceKind.WITNESS_TESTIMONY
    return TestimoniesShown(rows, f"{here}/testimony/new" if can_ask else "", note, faults)


def _row(piece: Piece, one: Testimony, here: str, *, asks: bool) -> WitnessRow:
    signed = one.state is TestimonyState.SIGNED
    reads = one.version in piece.readable and may_read_testimony(piece.member, one)
    clears = signed and reads and piece.may(Permission.CLEAR_EVIDENCE) and piece.evidence.withdrawn_at is None
    is_open = one.is_open(piece.now)
    return WitnessRow(
        name=one.witness_name if reads else "A witness",
        email=one.witness_email if piece.may(Permission.ASK_WITNESS) else "",
        state=_state(one, is_open=is_open, reads=reads),
        about=f"{one.role}. {one.relation}" if signed and reads else "",
        words=one.words if signed and reads else "",
        version=one.version,
        signed_at=one.signed_at,
        sha256=one.signed_sha256,
        end_address=f"{here}/testimony/{one.seq}/end" if asks and is_open else "",
        cleared=one.cleared_at is not None,
        clear_address=f"{here}/testimony/{one.seq}/clearance" if clears else "",
        field=field_of(one),
    )


def _state(one: Testimony, *, is_open: bool, reads: bool) -> str:
    if one.state is TestimonyState.SIGNED:
        return f"Signed as {one.signed_name}" if reads else "Signed. The tutor has not cleared it for you to read"
    if one.state is TestimonyState.DECLINED:
        return "Would rather not"
    if one.state is TestimonyState.ENDED:
        return "The ask was taken back"
    until = date_words(london_date(one.ends_at))
    return f"Asked, can answer until {until}" if is_open else f"Did not answer by {until}"
