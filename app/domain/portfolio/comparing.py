"""What changed between two frozen versions of a portfolio, in sentences."""

from collections.abc import Iterable
from datetime import date

from app.domain.portfolio.manifest import FrozenPiece, FrozenTag, Manifest, Words, signed_on
from app.domain.portfolio.witnessed import is_said_in
from app.domain.wording import day_words

_NAMED = {"apprentice": "apprentice", "employer": "employer", "provider": "training provider"}


def changes(before: Manifest, after: Manifest, then: Words, now: Words) -> tuple[str, ...]:
    """What the newer version has that the older had not, and the other way round; empty where nothing differs.

    `then` and `now` are the words of both. Of what was erased from the newer one nothing is said.
    """
    was, is_ = ({one.number: one for one in version.pieces} for version in (before, after))
    said = [f"The {who} is named otherwise." for key, who in _NAMED.items() if _differ(key, after, then, now)]
    said += [f"E{number} was taken in." for number in is_ if number not in was]
    said += [f"E{number} was left out." for number in was if number not in is_]
    kept = [number for number in is_ if number in was]
    for number in kept:
        said += _of_piece(was[number], is_[number])
        said += _of_words(is_[number], was[number], after, then, now)
    held = {one.record for one in before.signatures}
    for one in (each for each in after.signatures if each.piece in kept):
        if one.record not in held:
            said.append(f"A {one.role} signed about E{one.piece} on {day_words(signed_on(one))}.")
        elif is_said_in(one.record, now) and not is_said_in(one.record, then):
            said.append(f"What a {one.role} signed about E{one.piece} on {day_words(signed_on(one))} is in it.")
        elif is_said_in(one.record, then) and not is_said_in(one.record, after.digests):
            said.append(f"What a {one.role} signed about E{one.piece} on {day_words(signed_on(one))} is not in it.")
    if [number for number in was if number in is_] != kept:
        said.append("The order is another.")
    return tuple(said)


def _of_piece(was: FrozenPiece, is_: FrozenPiece) -> Iterable[str]:
    name = f"E{is_.number}"
    if was.version != is_.version:
        yield f"{name} is in version {is_.version}; it was version {was.version}."
    elif was.files != is_.files:
        yield f"{name} has other files."
    elif (was.kind, was.happened_on) != (is_.kind, is_.happened_on):
        yield f"{name} is of another kind or day."
    then, now = ({tag.ksb: tag for tag in one.tags} for one in (was, is_))
    if more := [ksb for ksb in now if ksb not in then]:
        yield f"{name} shows {', '.join(more)} as well."
    if fewer := [ksb for ksb in then if ksb not in now]:
        yield f"{name} no longer shows {', '.join(fewer)}."
    for ksb in now:
        if ksb in then and then[ksb].accepted_on != now[ksb].accepted_on:
            yield f"{ksb} of {name} was accepted{_on(now[ksb])}; before, it was accepted{_on(then[ksb])}."


def _on(tag: FrozenTag) -> str:
    return f" on {day_words(date.fromisoformat(tag.accepted_on))}" if tag.accepted_on else ""


def _of_words(is_: FrozenPiece, was: FrozenPiece, after: Manifest, then: Words, now: Words) -> Iterable[str]:
    """Each text of a piece that differs. A KSB that came or went took its words along, so they are not named."""
    name = f"E{is_.number}"
    texts = {f"{name}.title": "title", f"{name}.description": "description"}
    if was.version == is_.version:
        texts |= {f"{name}.file.{place}": f"name for file {place}" for place in range(1, len(is_.files) + 1)}
    for ksb in (tag.ksb for tag in is_.tags if tag.ksb in {one.ksb for one in was.tags}):
        texts[f"{name}.{ksb}.where"] = f"place for {ksb}"
        texts[f"{name}.{ksb}.how"] = f"note on how it shows {ksb}"
    for key, what in texts.items():
        if _differ(key, after, then, now):
            how = f"no {what} any more" if key not in now else f"another {what}" if key in then else f"a {what} now"
            yield f"{name} has {how}."


def _differ(key: str, after: Manifest, then: Words, now: Words) -> bool:
    if key not in now and key in after.digests:
        return False
    return then.get(key, ("", ""))[1] != now.get(key, ("", ""))[1]
