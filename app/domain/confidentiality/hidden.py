"""What does not show when a file is opened or printed: whether the name that stands there is one on record anyway."""

from app.domain.confidentiality.finding import find_in_name
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


CALLED = frozenset(f"{part} in the properties" for part in ("title", "subject", "keywords", "category"))
"""What a document is called by those who made it. Programs fill it in: it is read as the name of a file is."""


def is_quiet(what: str, words: str, known: Known) -> bool:
    """Whether what hides is a name on the apprenticeship's own record, a program's, a harmless title, or nothing."""
    if what in CALLED:
        return not find_in_name(words, known)
    said = fold(words)
    if any(known.watched(part) for part in said.split()):
        return False
    own = {fold(name) for name in (known.apprentice, *known.colleagues, *known.organisations)}
    parts = {part for name in (known.apprentice, *known.colleagues) for part in fold(name).split()}
    return not said or said in own or said in _PROGRAMS or set(said.split()) <= parts
