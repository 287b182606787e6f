"""What comes next on a piece for whoever made it: saying where each of its KSBs is shown."""

from dataclasses import dataclass

from app.answers.evidence import Piece
from app.domain.evidence import EvidenceFile, Scan, VersionState, sees_drafts
from app.domain.evidence.places import is_picture, is_recording, without_place
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
    lacking = in_published_order(without_place(piece.evidence, version), piece.standard)
    if not lacking or not (opens or version.description.strip()):
        return None
    every = len(lacking) == len(version.ksbs)
    what = "each KSB" if every and len(lacking) > 1 else in_words(lacking)
    text = f"Say {_what_shows(opens)} {in_words(lacking)}, so that nobody has to search."
    return NextStep(
        f"Next: say where {what} {'is' if len(lacking) == 1 or every else 'are'} shown",
        f"{text} It takes a minute and can wait.{_once_sent(piece)}",
        f"{viewer_address(piece.evidence, version, opens)}#say",
    )


def _what_shows(opens: EvidenceFile | None) -> str:
    """What is asked of what is opened: of a picture no page and no words, of a piece’s own words no page."""
    if opens is None:
        return "which words show"
    if is_picture(opens.media_type):
        return "which part of the picture, or that all of it, shows"
    if is_recording(opens.media_type):
        return "from when to when the recording shows"
    return "which page, or which words, show"


def _once_sent(piece: Piece) -> str:
    """That it need not be sent again, which whoever has just sent it would ask."""
    if piece.shown.state is VersionState.DRAFT:
        return ""
    tutor = piece.apprenticeship.tutor
    return f" {tutor.name.split()[0] if tutor else 'Your tutor'} sees it at once: you need not send it again."
