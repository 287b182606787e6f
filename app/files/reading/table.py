"""Comma- and semicolon-separated values."""

import csv
from pathlib import Path

from app.files.reading.gathered import Gathered
from app.files.reading.plain import decoded
from app.files.reading.tables import in_words


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a .csv; one that is no table is taken as plain words."""
    words = decoded(path)
    try:
        kind = csv.Sniffer().sniff(words[:4096], ",;\t|")
        gathered.page("", in_words(list(csv.reader(words.splitlines(), kind))))
    except csv.Error:
        gathered.page("", words)
