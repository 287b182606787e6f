"""A place held against its file: a page that is not there, a time after the end, a sheet or words that it lacks."""

from collections.abc import Collection, Iterable

from app.domain.evidence.places.values import (
    DESCRIPTION,
    Cells,
    Pages,
    Part,
    Place,
    Times,
    Whole,
    Words,
    clock_words,
    part_words,
    reference_of,
)
from app.domain.evidence.values import EvidenceFile
from app.domain.refusals import BadInput, Fault
from app.domain.wording import plural

LONGEST_HOW = 1_000
MOST_PLACES = 10
"""Of one KSB on one piece: whoever reads them all reads no more than that."""
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00ad": None})


def is_recording(media_type: str) -> bool:
    """Whether this type has a length in time."""
    return media_type.startswith(("audio/", "video/"))


def is_spreadsheet(media_type: str) -> bool:
    """Whether this type has sheets and cells."""
    return "spreadsheet" in media_type or media_type == "application/vnd.ms-excel"


def is_picture(media_type: str) -> bool:
    """Whether this type is a picture: it has no words or times to go by, so what is seen in it is said freely."""
    return media_type.startswith("image/")


def spoken_account(files: Iterable[EvidenceFile]) -> bool:
    """Whether a recording is among the files: an account that is spoken or signed says what words would."""
    return any(is_recording(file.media_type) for file in files)


def fault_of_place(place: Place, file: EvidenceFile | None, text: str | None) -> str:
    """What is wrong with a place, in a sentence that says what the file has; "" where nothing is, or nobody knows.

    `file` is None for the description. `text` is what stands there, None where it is not known.
    """
    part = place.part
    if isinstance(part, Words):
        name = "the description" if file is None else file.name
        return _fault_of_words(part, name, text) or _fault_of_page(part.page, part.page, file)
    if file is not None:
        return _fault_in_file(part, file)
    return "" if isinstance(part, Whole) else "The description has no pages or times. Quote the words you mean."


def unchecked_words(place: Place, file: EvidenceFile | None, text: str | None) -> str:
    """Why a place could not be held against its file, in a sentence; "" where it was, or there is nothing to hold."""
    part = place.part
    if isinstance(part, Words):
        said_freely = file is not None and is_picture(file.media_type)
        return "Not checked: no machine has read these words there." if text is None and not said_freely else ""
    if file is None or isinstance(part, Whole):
        return ""
    unknown = {
        Pages: file.pages is None and not is_recording(file.media_type),
        Times: file.milliseconds is None,
        Cells: not file.sheets,
    }
    if not unknown[type(part)]:
        return ""
    if isinstance(part, Cells):
        return f"Not checked: we do not know which sheets {file.name} has."
    return f"Not checked: we do not know how long {file.name} is."


def kept_places(places: Iterable[Place], hashes: Collection[str]) -> tuple[Place, ...]:
    """The places that still lead somewhere in a version with these files."""
    there = {DESCRIPTION, *(reference_of(sha256) for sha256 in hashes)}
    return tuple(place for place in places if place.file in there)


def clean_how(how: str, path: str = "how") -> str:
    """How a piece shows a KSB, as it is kept. Raises BadInput at `path` where it is too long."""
    said = how.replace("\r\n", "\n").strip()
    if len(said) > LONGEST_HOW:
        raise BadInput([Fault(path, f"Use at most {LONGEST_HOW:,} characters to say how it shows this.")])
    return said


def _fault_in_file(part: Part, file: EvidenceFile) -> str:
    recording = is_recording(file.media_type)
    match part:
        case Pages() if recording:
            return f"{file.name} is a recording. Say a time in it, such as 2:10."
        case Pages(first, last):
            return _fault_of_page(first, last, file)
        case Times() if not recording:
            return f"{file.name} is not a recording, so it has no {part_words(part)}. Say a page, such as p 2."
        case Times(start, end):
            return _fault_of_time(start if end is None else end, file)
        case Cells(sheet, _):
            return _fault_of_sheet(sheet, file)
    return ""


def _fault_of_page(first: int | None, last: int | None, file: EvidenceFile | None) -> str:
    if file is None or file.pages is None or last is None or last <= file.pages:
        return ""
    missing = last if first is None or first <= file.pages else first
    return f"{file.name} has {plural(file.pages, 'page')}, so there is no page {missing}."


def _fault_of_time(seconds: int, file: EvidenceFile) -> str:
    if file.milliseconds is None or seconds * 1000 <= file.milliseconds:
        return ""
    length = clock_words(-(-file.milliseconds // 1000))
    return f"{file.name} is {length} long, so there is nothing at {clock_words(seconds)}."


def _fault_of_sheet(sheet: str, file: EvidenceFile) -> str:
    if file.sheets:
        if sheet.casefold() in {name.casefold() for name in file.sheets}:
            return ""
        held = ", ".join(f"“{name}”" for name in file.sheets[:10])
        return f"{file.name} has no sheet “{sheet}”. Its sheets are {held}."
    return "" if is_spreadsheet(file.media_type) else f"{file.name} has no sheets or cells. Say a page, such as p 2."


def _fault_of_words(words: Words, name: str, text: str | None) -> str:
    if text is None or _folded(words.text) in _folded(text):
        return ""
    return f"“{words.text[:60]}” does not stand in {name}. Copy the words as they are there."


def _folded(text: str) -> str:
    """Words told apart by neither case, spaces, kinds of quotation marks nor line breaks."""
    return " ".join(text.translate(_FOLDED).casefold().split())
