"""What somebody opened of a frozen version, from what the access log holds, in words."""

import re

_FILE = re.compile(r"(view )?files/E0*([0-9]+)/([0-9]+)\.[^/]*")


def opened_words(what: str) -> str:
    """`what` is as `app.db.openings.Opened` has it: “files/E04/1.pdf” is “E4, file 1”."""
    if not what:
        return "The annex and the list of pieces"
    if what == "pack":
        return "All of it, as one file"
    if what.startswith("annex."):
        return f"The annex, as {what.removeprefix('annex.').upper()}"
    if found := _FILE.fullmatch(what):
        beside = ", beside its KSBs" if found[1] else ""
        return f"E{found[2]}, file {found[3]}{beside}"
    return what
