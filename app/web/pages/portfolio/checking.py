"""A pack that somebody holds, held against what was frozen here: every byte of it, and nothing of it is kept."""

from dataclasses import dataclass
from hashlib import sha256

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.answers.portfolio import FrozenHere, frozen_here
from app.documents.pack import STATEMENT, STATEMENT_SIGNED, CheckedPack, check_pack
from app.domain.refusals import Fault
from app.rendering.words import plural, stamp_words
from app.web.access import Visitor, installation, reading, signed_in
from app.web.large_files import LargeFiles, large_files
from app.web.responses import frame, page

routes = APIRouter()
CHECK = "/packs/check"
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CheckPackView:
    """The check, before and after: `outcome` is "" until a pack was looked at, then "holds", "unknown" or "differs"."""

    most_mb: int
    typed: str
    faults: tuple[Fault, ...] = ()
    outcome: str = ""
    wrong: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@routes.get(CHECK)
def ask(request: Request, sha256: str = "", _: Visitor = signed_in()) -> Response:
    """The form; `sha256` fills that field in."""
    return _shown(request, CheckPackView(_most(request), sha256[:64]))


@routes.post(CHECK)
def check(request: Request, _: Visitor = signed_in(), sent: LargeFiles = Depends(large_files)) -> Response:
    """What is wrong with the pack that was sent, or that nothing is."""
    expected = sent.fields.get("sha256", "").strip()
    if not sent.files:
        fault = Fault("file", "Choose the pack’s ZIP file, or all of its parts.")
        return _shown(request, CheckPackView(_most(request), expected, (fault,)), 422)
    found = check_pack(sent.files, expected, installation(request).settings.max_upload_bytes)
    with reading(request) as session:
        kept = frozen_here(session, found.sha256) if found.sha256 else None
    return _shown(request, _outcome(_most(request), expected, found, kept))


def _outcome(most_mb: int, typed: str, found: CheckedPack, kept: FrozenHere | None) -> CheckPackView:
    wrong = list(found.faults)
    erased = found.erased
    if kept is not None:
        wrong += [
            f"{what} is said to be erased, and was not erased here." for what in erased if what not in kept.erased
        ]
        wrong += _statement_faults(found, kept)
    if len(wrong) > MOST_SHOWN:
        wrong[MOST_SHOWN:] = [f"And {len(wrong) - MOST_SHOWN:,} more."]
    outcome = "differs" if wrong else "holds" if kept else "unknown"
    return CheckPackView(most_mb, typed, (), outcome, tuple(wrong), tuple(erased[:MOST_SHOWN]), _facts(found, kept))


def _statement_faults(found: CheckedPack, kept: FrozenHere) -> list[str]:
    """The hash over all covers no statement, so it is held against the one that was signed here."""
    signed = zip((STATEMENT, STATEMENT_SIGNED), kept.statement or (), strict=False)
    ours = {path: sha256(text.encode()).hexdigest() for path, text in signed}
    return [
        f"{path} is not what is kept here of the employer’s statement."
        for path, theirs in found.statement.items()
        if ours.get(path) != theirs
    ]


def _statement_words(found: CheckedPack, kept: FrozenHere | None) -> str:
    if not found.statement:
        return "Not in it"
    if kept is None:
        return "Not covered by the hash, and no record of it is kept here to hold it against"
    return "Not the one that is kept here" if _statement_faults(found, kept) else "As it was signed here"


def _facts(found: CheckedPack, kept: FrozenHere | None) -> tuple[tuple[str, str], ...]:
    if found.manifest is None or found.proof is None:
        return ()
    held = f"{plural(found.proof.files, 'file')} and {plural(found.proof.texts, 'text')}"
    here = f"Version {kept.number}, frozen on {stamp_words(kept.frozen_at)}" if kept else "Nothing with this hash"
    return (
        ("It says it is", f"Version {found.manifest.number} for {found.manifest.standard}"),
        ("Frozen here", here),
        ("Looked at", held),
        ("Employer’s statement", _statement_words(found, kept)),
        ("Hash over all", found.sha256),
    )


def _most(request: Request) -> int:
    return installation(request).settings.max_upload_mb


def _shown(request: Request, view: CheckPackView, status: int = 200) -> Response:
    around = frame(request, "Check a pack", form=True, has_error=bool(view.faults))
    return page(request, "portfolio/check.html", around, status=status, view=view)
