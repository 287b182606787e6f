"""What changed between two frozen versions of a portfolio, in sentences."""

from app.domain.portfolio.manifest import Manifest


def changes(before: Manifest, after: Manifest) -> tuple[str, ...]:
    """What the newer version has that the older had not, and the other way round; empty where nothing differs."""
    then, now = ({one.number: one for one in version.pieces} for version in (before, after))
    said = [f"E{number} was taken in." for number in now if number not in then]
    said += [f"E{number} was left out." for number in then if number not in now]
    for number in (one for one in now if one in then):
        was, is_ = then[number], now[number]
        if was.version != is_.version:
            said.append(f"E{number} is in version {is_.version}; it was version {was.version}.")
        elif was.files != is_.files:
            said.append(f"E{number} has other files.")
        more = [tag.ksb for tag in is_.tags if tag.ksb not in {one.ksb for one in was.tags}]
        fewer = [tag.ksb for tag in was.tags if tag.ksb not in {one.ksb for one in is_.tags}]
        said += [f"E{number} shows {', '.join(more)} as well."] if more else []
        said += [f"E{number} no longer shows {', '.join(fewer)}."] if fewer else []
    kept = [number for number in now if number in then]
    if [number for number in then if number in now] != kept:
        said.append("The order is another.")
    return tuple(said)
