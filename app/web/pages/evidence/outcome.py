"""What became of a form of evidence that was saved, in the words of the message on the next page."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from app.actions.evidence import Written
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence
from app.domain.evidence.findings import Finding
from app.domain.evidence.holding import is_kept_out, to_be_read
from app.rendering.words import hours, plural


class Outcome(NamedTuple):
    """A message: how it is marked, its heading and its text."""

    kind: Literal["ok", "info", "warn"]
    heading: str
    text: str


def outcome(
    one: Apprenticeship, evidence: Evidence, found: Sequence[Finding], sent: Written, *, submitted: bool
) -> Outcome:
    """What to say of a piece as it stands after a form was saved; `submitted`: it was to be sent."""
    tutor = one.tutor.name.split()[0] if one.tutor else "your tutor"
    draft = evidence.draft
    if draft is None:
        return Outcome("ok", f"Evidence saved and sent to {tutor}", _of_time(one, sent))
    if is_kept_out(sent.details.statements):
        text = "No file and no description was kept. Add them once your manager has cleared it; all else is here."
        return Outcome("info", "Draft saved without its files and description", text)
    open_ones = sum(one.is_open for one in found)
    if open_ones:
        things = plural(open_ones, "thing in it may identify somebody", "things in it may identify somebody")
        heading = "Saved as a draft, not sent" if submitted else "Draft saved. Nobody but you sees it"
        return Outcome("warn", heading, f"{things}. See below what to do.")
    if draft.checked_at is None:
        files = plural(len(to_be_read(draft)), "file", "files")
        then = f" If nothing is found, it goes to {tutor} by itself." if submitted else ""
        text = f"Nobody but you sees it until then.{then}"
        return Outcome("info", f"Draft saved. We are still reading {files}", text)
    return Outcome("ok", "Draft saved. Nobody but you sees it", "")


def _of_time(one: Apprenticeship, sent: Written) -> str:
    if sent.time is None:
        return ""
    if sent.time.record_only:
        return "Hours that do not count are kept as a record only."
    employer = one.employer_contact.name if one.employer_contact else "Your employer"
    return f"{employer} will be asked to confirm {hours(sent.time.minutes)}."
