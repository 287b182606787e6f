"""The tutor's form that opens a version to those who read only what is cleared."""

from app.answers.evidence import Piece
from app.domain.evidence.holding import to_be_looked_at
from app.domain.permissions import Permission as P
from app.web.pages.evidence.show_view import Clearing


def clearing(piece: Piece, here: str, fault: str) -> Clearing | None:
    """The form, with what is wrong with it; None for whoever clears nothing, and before anything was sent."""
    if piece.evidence.counting is None or not piece.may(P.CLEAR_EVIDENCE):
        return None
    contact = piece.apprenticeship.employer_contact
    employer = contact.name if contact else "the employer"
    readers = f"{employer}, the quality assurer and whoever is let in from outside"
    if piece.evidence.provider_only:
        readers = "the quality assurer and an assessor who is let in"
    unchecked = to_be_looked_at(piece.shown.files)
    return Clearing(
        f"{here}/clearance",
        piece.shown.version,
        piece.shown.cleared_at is not None,
        f"Cleared: {readers} may read the words and open the files of version {piece.shown.version}. Tick it only when "
        "you looked yourself and nobody can be identified, or their written consent is held.",
        piece.programme.asked.tutor_looked if unchecked else "",
        bool(piece.shown.tutor_looked),
        tuple(file.name for file in unchecked),
        fault,
    )
