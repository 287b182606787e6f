"""What does not show when a file is opened or printed: whether the name that stands there is one on record anyway."""

from app.domain.confidentiality.folding import fold
from app.domain.confidentiality.values import Known

_PROGRAMS = frozenset(
    fold(name)
    for name in (
        "Microsoft Office User", "Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint", "Windows User", "User",
        "Administrator", "Admin", "Owner", "Author", "Unknown", "LibreOffice", "OpenOffice", "Google Docs", "Pages",
        "python-docx", "openpyxl", "Adobe", "Canva", "Guest", "Student", "Teacher", "Staff", "Apple", "HP", "Dell",
    )
)  # fmt: skip


def is_quiet(words: str, known: Known) -> bool:
    """Whether a hidden name is one on the apprenticeship's own record, a program's, or none at all."""
    said = fold(words)
    if any(known.watched(part) for part in said.split()):
        return False
    own = {fold(name) for name in (known.apprentice, *known.colleagues, *known.organisations)}
    parts = {part for name in (known.apprentice, *known.colleagues) for part in fold(name).split()}
    return not said or said in own or said in _PROGRAMS or set(said.split()) <= parts
