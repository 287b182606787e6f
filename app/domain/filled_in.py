"""What somebody has filled in of a form and not sent, in two windows or on two devices at once: nothing is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A form's fields by name, as far as they are filled in.

    `beside` are words that were typed into the same field in another window, by the field's name.
    """

    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """What is kept, and by their names the fields that another window had filled in otherwise meanwhile.

    `elsewhere` stayed as the other window has them, `clashed` have this window's answer; the values are the other's.
    """

    draft: FilledIn
    elsewhere: Mapping[str, str] = field(default_factory=dict, hash=False)
    clashed: Mapping[str, str] = field(default_factory=dict, hash=False)


def put_together(
    there: FilledIn, base: Mapping[str, str], typed: Mapping[str, str], is_words: Callable[[str], bool]
) -> Merged:
    """What is kept when a window that last knew `base` sends `typed`, while `there` is what is kept already.

    What this window changed is taken, and what another changed stays. Where both changed the same field, this window's
    answer is kept, and words of the other stay beside it until the form is sent. `is_words` says of a field by its name
    whether words are typed into it.
    """
    fields = dict(there.fields)
    beside = dict(there.beside)
    elsewhere: dict[str, str] = {}
    clashed: dict[str, str] = {}
    for name in dict.fromkeys((*there.fields, *typed)):
        mine, known, kept = typed.get(name, ""), base.get(name, ""), there.fields.get(name, "")
        if mine == kept:
            continue
        if mine == known:
            elsewhere[name] = kept
            continue
        fields[name] = mine
        if kept != known:
            clashed[name] = kept
            if is_words(name) and kept.strip():
                beside[name] = _with(beside.get(name, ()), kept)
    said = {name: value for name, value in fields.items() if value}
    return Merged(FilledIn(said, beside), elsewhere, clashed)


def _with(before: tuple[str, ...], words: str) -> tuple[str, ...]:
    """These words too; what they go on from, or repeat, is not kept twice."""
    if any(words in one for one in before):
        return before
    return (*(one for one in before if one not in words), words)
