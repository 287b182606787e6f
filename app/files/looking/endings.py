"""The kinds that may come in, the endings that go with each, and endings that no file may have."""

from typing import NamedTuple

from app.files.looking.reasons import NotTaken, Why
from app.files.names import LONGEST, ending

__all__ = ["ACCEPT", "KINDS", "KNOWN", "Kind", "agreeing", "ending", "insist_harmless"]

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


class Kind(NamedTuple):
    """A kind in words ("a PDF") and the endings that agree with it, its own first."""

    words: str
    endings: tuple[str, ...]


KINDS = {
    "application/pdf": Kind("a PDF", (".pdf",)),
    _OOXML + "wordprocessingml.document": Kind("a Word document", (".docx",)),
    _OOXML + "spreadsheetml.sheet": Kind("an Excel workbook", (".xlsx",)),
    _OOXML + "presentationml.presentation": Kind("a PowerPoint presentation", (".pptx",)),
    _OOXML + "presentationml.slideshow": Kind("a PowerPoint show", (".ppsx",)),
    "application/msword": Kind("a Word document", (".doc",)),
    "application/vnd.ms-excel": Kind("an Excel workbook", (".xls",)),
    "application/vnd.ms-powerpoint": Kind("a PowerPoint presentation", (".ppt", ".pps")),
    "application/vnd.ms-outlook": Kind("an Outlook message", (".msg",)),
    _ODF + "text": Kind("an OpenDocument text", (".odt",)),
    _ODF + "spreadsheet": Kind("an OpenDocument spreadsheet", (".ods",)),
    _ODF + "presentation": Kind("an OpenDocument presentation", (".odp",)),
    _ODF + "graphics": Kind("an OpenDocument drawing", (".odg",)),
    "application/rtf": Kind("a rich text document", (".rtf",)),
    "text/plain": Kind("a text", (".txt", ".text", ".log", ".md", ".csv")),
    "text/csv": Kind("a table in text", (".csv",)),
    "text/markdown": Kind("a text", (".md", ".markdown")),
    "message/rfc822": Kind("an e-mail", (".eml",)),
    "image/jpeg": Kind("a JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif")),
    "image/png": Kind("a PNG picture", (".png",)),
    "image/gif": Kind("a GIF picture", (".gif",)),
    "image/webp": Kind("a WebP picture", (".webp",)),
    "image/heic": Kind("a HEIC picture", (".heic", ".heif")),
    "image/heif": Kind("a HEIF picture", (".heif", ".heic")),
    "image/tiff": Kind("a TIFF picture", (".tif", ".tiff")),
    "audio/mpeg": Kind("an MP3 recording", (".mp3",)),
    "audio/mp4": Kind("an M4A recording", (".m4a", ".m4b", ".mp4")),
    "audio/aac": Kind("an AAC recording", (".aac",)),
    "audio/wav": Kind("a WAV recording", (".wav", ".wave")),
    "audio/ogg": Kind("an Ogg recording", (".ogg", ".oga", ".opus", ".ogv")),
    "audio/amr": Kind("an AMR recording", (".amr",)),
    "video/mp4": Kind("an MP4 video", (".mp4", ".m4v", ".m4a", ".mov")),
    "video/quicktime": Kind("a QuickTime video", (".mov", ".qt", ".mp4")),
    "video/3gpp": Kind("a 3GP video", (".3gp", ".3gpp", ".3g2", ".mp4")),
    "video/webm": Kind("a WebM video", (".webm", ".weba")),
}

KNOWN = frozenset(one for kind in KINDS.values() for one in kind.endings)

ACCEPT = ",".join(
    ["image/*", "audio/*", "video/*"]
    + [one for kind, known in KINDS.items() if kind.startswith(("app", "text", "mess")) for one in known.endings]
    + [".heic", ".heif", ".amr", ".opus", ".3gp"]
)
"""What a browser offers to choose; a help for people only, since nothing that comes in is judged by it."""

# Whoever opens a file by its name has it run, or unpacked, or shown as a page, whatever is in it.
_HARMFUL_WORDS = """
    .exe .com .scr .pif .cpl .dll .ocx .sys .drv .msi .msp .mst .msc .bat .cmd .ps1 .psm1 .psd1 .vb .vbs .vbe .js
    .jse .mjs .cjs .ws .wsf .wsh .wsc .sct .hta .jar .jnlp .class .lnk .url .website .webloc .desktop .scf .inf .reg
    .gadget .application .appref-ms .appx .msix .xll .iqy .rdp .theme .library-ms .search-ms .settingcontent-ms .chm
    .hlp .one .sh .bash .zsh .csh .ksh .fish .command .tool .workflow .action .app .apk .aab .ipa .dex .elf .so
    .dylib .run .deb .rpm .pkg .dmg .py .pyc .pyw .pyz .pl .rb .lua .php .phtml .phar .asp .aspx .ashx .jsp .cgi
    .swf .htm .html .xhtml .xht .shtml .mht .mhtml .svg .svgz .xml .xsl .xslt .docm .dotm .xlsm .xltm .xlam .xlsb
    .xla .xlm .pptm .potm .ppsm .ppam .ppa .sldm .zip .zipx .rar .7z .tar .gz .tgz .bz2 .xz .zst .lz .lzh .arj .ace
    .cab .iso .img .vhd .vhdx .wim .slk .wasm
"""
_HARMFUL = frozenset(_HARMFUL_WORDS.split())


def is_harmful(name: str) -> bool:
    """Whether a name ends so that opening the file by it can run something or unpack it."""
    return ending(name.rstrip(". ")) in _HARMFUL


def insist_harmless(name: str, kind: str) -> None:
    """Raise NotTaken where a harmless content goes under a name that a computer would run, unpack or show as a page."""
    if not is_harmful(name):
        return
    if kind.startswith("text/"):
        # A script is nothing but a text that is run by its name.
        raise NotTaken(Why.WEB_PAGE if ending(name)[1:4] in ("htm", "xht", "svg", "xml", "sht") else Why.PROGRAM)
    raise NotTaken(Why.ENDING, "", (KINDS[kind].words, KINDS[kind].endings[0]))


def agreeing(name: str, kind: str) -> str:
    """The name with an ending that agrees with the content, so that no name ever misleads; one without ending stays.

    An ending of another kind is replaced (photo.jpg becomes photo.heic), one that means nothing is kept before it.
    """
    own, found = KINDS[kind].endings, ending(name)
    if not found or found in own:
        return name
    stem = name[: -len(found)] if found in KNOWN else name
    return stem[: LONGEST - len(own[0])] + own[0]
