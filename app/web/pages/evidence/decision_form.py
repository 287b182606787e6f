"""The tutor's form: a verdict and feedback for each KSB that awaits, under the version that was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.evidence import Piece
from app.domain.evidence import Decision, KsbTag, TagState, Verdict, sees_drafts
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.states import TAG_STATES
from app.web.forms import Typed
from app.web.ksbs import in_published_order
from app.web.pages.evidence.show_view import Deciding, NotTaken, ToDecide
from app.web.places_shown import Shown, shown_of, shows_address


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision form that was sent and not taken: what was typed, and why."""

    typed: Typed
    faults: Sequence[Fault]


def read_decisions(typed: Typed) -> tuple[list[Decision], int | None]:
    """What was decided of each KSB, and the version it was read on. Raises BadInput."""
    faults, found = [], []
    for name, value in typed.fields:
        if name.startswith("verdict-") and value:
            ksb = name.removeprefix("verdict-")
            if value not in set(Verdict):
                faults.append(Fault(name, f"Choose one of the three decisions for {ksb[:20]}."))
                continue
            found.append(Decision(ksb, Verdict(value), typed.get(f"feedback-{ksb}").strip()))
    decided = {decision.ksb for decision in found}
    for name, value in typed.fields:
        ksb = name.removeprefix("feedback-")
        if name != ksb and value.strip() and ksb not in decided and not typed.get(f"verdict-{ksb}"):
            faults.append(Fault(f"verdict-{ksb}", f"Choose a decision for {ksb[:20]}, or clear its feedback."))
    version = typed.get("version")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        faults.append(Fault("", "This form could not be read. Open the evidence again."))
    if faults:
        raise BadInput(faults)
    return found, int(version)


def deciding(piece: Piece, here: str, decided: Decided | None) -> Deciding | None:
    """The form, with what was typed; None where this person decides nothing here or nothing awaits."""
    if piece.evidence.counting is None or not piece.may(Permission.DECIDE_TAG):
        return None
    typed = decided.typed if decided else Typed()
    awaiting = [tag for tag in piece.shown.tags if tag.state is TagState.AWAITING]
    codes = {tag.ksb for tag in awaiting}
    if not awaiting and decided is None:
        return None
    return Deciding(
        address=f"{here}/decisions",
        version=piece.shown.version,
        ksbs=tuple(_to_decide(piece, ksb, typed) for ksb in in_published_order(codes, piece.standard)),
        first_name=piece.apprenticeship.apprentice.name.split()[0],
        not_taken=_not_taken(piece, typed, codes),
        faults=tuple(decided.faults) if decided else (),
    )


def _to_decide(piece: Piece, code: str, typed: Typed) -> ToDecide:
    ksb = piece.standard.ksb_by_code[code]
    also = tuple(
        (f"E{one.number}, {one.title}", shows_address(piece.apprenticeship.id, one.number, code), one.state)
        for one in piece.also
        if one.ksb == code
    )
    tag = piece.shown.tag(code)
    shown = shown_in(piece, tag) if tag else Shown()
    return ToDecide(code, ksb.short, ksb.text, typed.get(f"verdict-{code}"), typed.get(f"feedback-{code}"), also, shown)


def shown_in(piece: Piece, tag: KsbTag) -> Shown:
    """Where and how the version shown of a piece shows a KSB, as far as whoever asks may read it."""
    return shown_of(
        piece.evidence,
        piece.shown,
        tag,
        reads=piece.shown.version in piece.readable,
        says=piece.may(Permission.PLACE_TAG),
        tutor=not sees_drafts(piece.member),
    )


def _not_taken(piece: Piece, typed: Typed, awaiting: set[str]) -> tuple[NotTaken, ...]:
    """What was typed of KSBs that do not await any more, so that it is not lost."""
    found = []
    for ksb in piece.standard.ksb_by_code:
        verdict, feedback = typed.get(f"verdict-{ksb}"), typed.get(f"feedback-{ksb}")
        if ksb not in awaiting and (verdict or feedback.strip()):
            word = TAG_STATES[verdict].word if verdict in set(Verdict) else ""
            found.append(NotTaken(ksb, word, feedback))
    return tuple(found)
