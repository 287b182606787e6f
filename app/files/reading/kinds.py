"""Which reader reads files of which type; by name, since they are only loaded in the process that reads."""

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

READERS = {
    "text/plain": "plain",
    "text/markdown": "plain",
    "text/csv": "table",
    "message/rfc822": "letter",
    "application/pdf": "paper",
    _OOXML + "wordprocessingml.document": "word",
    _OOXML + "spreadsheetml.sheet": "excel",
    _OOXML + "presentationml.presentation": "powerpoint",
    _OOXML + "presentationml.slideshow": "powerpoint",
    _ODF + "text": "open_document",
    _ODF + "spreadsheet": "open_document",
    _ODF + "presentation": "open_document",
    _ODF + "graphics": "open_document",
    "application/msword": "old",
    "application/vnd.ms-excel": "old",
    "application/vnd.ms-powerpoint": "old",
    "application/vnd.ms-outlook": "old",
}
