"""What a file is, by its first bytes, and whether a browser may show it. The name only tells plain texts apart."""

import re
from dataclasses import dataclass

from app.files.names import ending

HEAD = 8 * 1024
"""How many first bytes `media_type` wants to see."""

UNKNOWN = "application/octet-stream"

_OOXML = "application/vnd.openxmlformats-officedocument."
_OFFICE = {
    b"word/": _OOXML + "wordprocessingml.document",
    b"xl/": _OOXML + "spreadsheetml.sheet",
    b"ppt/": _OOXML + "presentationml.presentation",
}
_OFFICE_ENDINGS = {".docx": b"word/", ".xlsx": b"xl/", ".pptx": b"ppt/"}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {_OPEN_DOCUMENT + what for what in ("text", "spreadsheet", "presentation")}

_PHONE_BRANDS = (b"3gp", b"3gr", b"3gs", b"3ge", b"3g2")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AUDIO_BRANDS = {b"M4A ", b"M4B "}
_VIDEO_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4VH",
    b"MSNV",
    b"dash",
    b"NDSC",
    b"f4v ",
    b"XAVC",
}

_TEXTS = {
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    "": "text/plain",
}
_LETTER = re.compile(
    rb"(?i)(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,100}?"
    rb"(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to):[ \t]"
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_SIGNATURES = (
    (re.compile(rb"(\xef\xbb\xbf)?\s{0,8}%PDF-\d"), "application/pdf"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"OggS\x00"), "audio/ogg"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "image/tiff"),
    (re.compile(rb"#!AMR(-WB)?\n"), "audio/amr"),
    # A frame of AAC: no layer, and a sampling rate that exists.
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9][\x40-\x73]"), "audio/aac"),
    # An ID3 tag with a version that exists, or a frame of MPEG sound (layer III) with a real bit rate.
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]"), "audio/mpeg"),
)

_SHOWN_INLINE = {
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "audio/mpeg",
    "audio/mp4",
    "audio/wav",
    "audio/ogg",
    "video/mp4",
    "video/quicktime",
    "video/webm",
}


@dataclass(frozen=True, slots=True)
class MediaType:
    """What a file is ("image/png") and whether a browser may show it in place; everything else is only downloaded."""

    type: str
    inline: bool


def media_type(head: bytes, name: str) -> MediaType:
    """What a file with these first bytes is; HEAD bytes are enough, and fewer only where the file has no more."""
    found = _container(head, name) or _by_signature(head) or _text(head, name) or UNKNOWN
    return MediaType(found, may_show_inline(found))


def may_show_inline(media_type: str) -> bool:
    """Whether a browser may show this type in place. Never HTML or SVG: they can carry scripts."""
    return media_type in _SHOWN_INLINE


def _container(head: bytes, name: str) -> str | None:
    """Formats that share one wrapping and say inside it what they are."""
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head, name)
    if head[4:8] == b"ftyp":
        return _boxed(head)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"\x42\x82\x84webm" in head[:64] else UNKNOWN
    return None


def _zipped(head: bytes, name: str) -> str:
    if head[30:38] == b"mimetype":
        said = head[38:120].partition(b"PK")[0].decode("ascii", "replace")
        return said if said in _OPEN_DOCUMENTS else UNKNOWN
    members = [head[found.end() + 26 : found.end() + 66] for found in re.finditer(rb"PK\x03\x04", head)]
    if not any(member.startswith((b"[Content_Types].xml", b"_rels/.rels")) for member in members):
        return UNKNOWN
    for folder, kind in _OFFICE.items():
        if any(member.startswith(folder) for member in members):
            return kind
    # A big picture before the document proper hides its folder beyond the first bytes: then the name decides.
    return _OFFICE.get(_OFFICE_ENDINGS.get(ending(name), b""), UNKNOWN)


def _boxed(head: bytes) -> str:
    length = int.from_bytes(head[:4], "big")
    major, others = head[8:12], {head[at : at + 4] for at in range(16, min(length, len(head)), 4)}
    if major in _HEIC_BRANDS or (major in (b"mif1", b"msf1") and others & _HEIC_BRANDS):
        return "image/heic"
    if major in (b"mif1", b"msf1") and not others & {b"avif", b"avis"}:
        return "image/heif"
    if major[:3] in _PHONE_BRANDS:
        return "video/3gpp"
    if major == b"qt  ":
        return "video/quicktime"
    if major in _AUDIO_BRANDS:
        return "audio/mp4"
    return "video/mp4" if major in _VIDEO_BRANDS else UNKNOWN


def _by_signature(head: bytes) -> str | None:
    return next((kind for signature, kind in _SIGNATURES if signature.match(head)), None)


def _text(head: bytes, name: str) -> str | None:
    # The last character may be cut in half where the file goes on.
    for cut in range(4 if len(head) >= HEAD else 1):
        try:
            words = head[: len(head) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        if _BINARY.search(words):
            return None
        if ending(name) == ".eml" or ending(name) in _TEXTS:
            return text_kind(head, name)
        return None
    return None


def text_kind(head: bytes, name: str) -> str:
    """Which text a text with these first bytes is, by its ending; one that means nothing is plain."""
    if ending(name) == ".eml" and _LETTER.match(head.lstrip()):
        return "message/rfc822"
    return _TEXTS.get(ending(name), "text/plain")
