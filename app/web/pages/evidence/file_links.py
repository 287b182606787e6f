"""A file as the page of its piece shows it: its link, its small picture, and whether it was scanned."""

from app.answers.evidence import Piece
from app.domain.evidence import EvidenceFile, EvidenceVersion, Scan
from app.domain.evidence.places import clock_words, is_recording
from app.files import pictures
from app.files.kinds import may_show_inline
from app.web.pages.evidence.check_view import checked_words
from app.web.pages.evidence.show_view import FileLink
from app.web.places_shown import viewer_address

SCANS = {
    Scan.PENDING.value: "not scanned for viruses yet",
    Scan.CLEAN.value: "scanned, no virus found",
    Scan.NOT_SCANNED.value: "not scanned for viruses",
    Scan.INFECTED.value: "something harmful was found, so nobody can open it",
}


def file_links(piece: Piece, version: EvidenceVersion, here: str) -> tuple[FileLink, ...]:
    """The links to the files of a version, for whoever may read it; `here` is the address of the piece."""
    return tuple(_link(piece, version, file, f"{here}/files/{file.id}") for file in version.files)


def _link(piece: Piece, version: EvidenceVersion, file: EvidenceFile, address: str) -> FileLink:
    note = f"{SCANS[file.scan]}, {checked_words(file, version)}"
    if file.scan is Scan.INFECTED:
        return FileLink("", file.name, file.size, note=note)
    thumb = f"{address}/thumb" if pictures.is_picture(file.media_type) else ""
    beside = viewer_address(piece.evidence, version, file)
    return FileLink(address, file.name, file.size, beside, thumb, note, _plays(file), _lasts(file))


def _lasts(file: EvidenceFile) -> str:
    """How long a recording lasts, 2:10, which its player does not know before it plays; "" where nobody knows."""
    return clock_words(-(-file.milliseconds // 1000)) if file.milliseconds else ""


def _plays(file: EvidenceFile) -> str:
    """What a browser plays it as, in place: audio or video, or "" for everything else."""
    plays = is_recording(file.media_type) and may_show_inline(file.media_type)
    return file.media_type.partition("/")[0] if plays else ""
