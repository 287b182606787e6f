"""Files of the old kinds (.doc, .xls, .ppt) and Outlook's messages, as far as they can be read: a person looks, too."""

from pathlib import Path
from typing import Any

from app.files.reading.gathered import Gathered
from app.files.reading.general import extracted
from app.files.reading.values import OLD_KIND


def gather(path: Path, media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` with the words, in one place, and whom the file names as its authors."""
    found = extracted(path, media_type)
    gathered.page("", found.content)
    told: dict[str, Any] = dict(found.metadata or {})
    for name in told.get("authors") or ():
        gathered.hide("author", "properties", str(name))
    gathered.hide("last changed by", "properties", str(told.get("modified_by") or ""))
    for name in told.get("sheet_names") or ():
        gathered.sheet(str(name))
    if told.get("format_type") != "email":
        gathered.look_yourself(OLD_KIND)
    for name in told.get("attachments") or ():
        gathered.hide("name of an attachment", "attachments", str(name))
        gathered.look_yourself(OLD_KIND)
