"""A file's name, made safe to show, to send back, and to unpack on any computer."""

import re
import unicodedata

LONGEST = 120
"""Most characters that a shown name has."""

_LONGEST_BYTES = 240  # the file systems that people unpack onto stop at 255
_LONGEST_ENDING = 16
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_JOINERS = "\u200c\u200d"  # keep: some scripts and emoji are spelt with them
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)")


def tidy_name(raw: str) -> str:
    """What to call a file that arrived as `raw`: its last path part, without anything that hides, reorders or misleads.

    Letters of every script stay. Never empty, at most 120 characters; a longer name keeps its ending. Tidying a tidy
    name changes nothing.
    """
    last = re.split(r"[/\\]", raw)[-1]
    plain = "".join(_shown(character) for character in unicodedata.normalize("NFC", last))
    plain = _NOT_IN_NAMES.sub("_", " ".join(plain.split()))
    plain = unicodedata.normalize("NFC", plain).strip(" " + _JOINERS).rstrip(". " + _JOINERS).lstrip(" " + _JOINERS)
    if not plain.strip("." + _JOINERS):
        return "file"
    return _shortened(f"_{plain}" if _DEVICES.match(plain) else plain)


def ending(name: str) -> str:
    """The lower-case ending with its dot (".pdf"), or "" where there is none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem and last else ""


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\r\n":
        return " "
    if category in ("Cc", "Cs") or (category == "Cf" and character not in _JOINERS):
        return ""
    return character


def _shortened(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    kept = f".{last}" if dot and stem and len(last) < _LONGEST_ENDING else ""
    body = name.removesuffix(kept)
    if len(name) <= LONGEST and len(name.encode()) <= _LONGEST_BYTES:
        return name
    body = body[: LONGEST - len(kept)].encode()[: _LONGEST_BYTES - len(kept.encode())].decode(errors="ignore")
    return body.rstrip(". " + _JOINERS) + kept
