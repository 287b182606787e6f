"""What comes next on a piece for whoever made it: saying where each of its KSBs is shown."""

from dataclasses import dataclass

from app.answers.evidence import Piece
from app.domain.evidence import KsbTag, Scan, sees_drafts
from app.domain.evidence.places import is_placeable
from app.domain.permissions import Permission
from app.rendering.words import in_words
from app.web.ksbs import in_published_order
from app.web.places_shown import viewer_address


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: `heading` names it, `text` says why, `address` is where it is done."""

    heading: str
    text: str
    address: str


def next_step(piece: Piece) -> NextStep | None:
    """What comes next; None where every KSB has its place, nothing is there to point at, or it is not theirs to say."""
    if not (sees_drafts(piece.member) and piece.may(Permission.PLACE_TAG)):
        return None
    version = piece.shown
    opens = next((file for file in version.files if file.scan is not Scan.INFECTED), None)
    lacking = _lacking(piece)
    if not lacking or not (opens or version.description.strip()):
        return None
    every = len(lacking) == len(version.ksbs)
    what = "each KSB" if every and len(lacking) > 1 else in_words(lacking)
    text = "Say the page, the time or the words, so that nobody has to search. It takes a minute."
    return NextStep(
        f"Next: say where {what} {'is' if len(lacking) == 1 or every else 'are'} shown",
        f"{in_words(lacking)} {'has' if len(lacking) == 1 else 'have'} no place in this piece yet. {text}",
        f"{viewer_address(piece.evidence, version, opens)}#looked-at",
    )


def _lacking(piece: Piece) -> tuple[str, ...]:
    evidence, version = piece.evidence, piece.shown

    def lacks(tag: KsbTag) -> bool:
        claimed = tag.ksb in version.ksbs
        return claimed and not tag.where and is_placeable(evidence, version, tag, tutor=False)

    return in_published_order({tag.ksb for tag in version.tags if lacks(tag)}, piece.standard)
