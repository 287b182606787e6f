"""Folders of standard data to read in tests: the installed one copied, with files put in or changed."""

import shutil
from pathlib import Path

from app.catalogue import STANDARD_DATA

INVENTED = Path(__file__).parent / "data"
ST0868 = STANDARD_DATA / "standards" / "ST0868-1.0.yaml"
PROGRAMME = STANDARD_DATA / "programmes" / "early-intervention-practitioner.yaml"
PLAIN_WORDS = STANDARD_DATA / "plain_words" / "ST0868-1.0.yaml"
CUES = STANDARD_DATA / "cues" / "ST0868-1.0.yaml"
ASSESSMENT_PLAN = STANDARD_DATA / "assessment_plans" / "ST0868-1.0.yaml"
FUNDING_RULES = STANDARD_DATA / "funding_rules.yaml"


def copy_of_standard_data(folder: Path) -> Path:
    """The installed standard data with the invented standards beside it, in a folder that a test may change."""
    shutil.copytree(STANDARD_DATA, folder, dirs_exist_ok=True)
    shutil.copytree(INVENTED, folder, dirs_exist_ok=True)
    return folder


def changed(original: Path, folder: Path, old: str, new: str, name: str = "") -> Path:
    """A copy of a file in which the first `old` is `new`. The text to change has to be there."""
    text = original.read_text(encoding="utf-8")
    assert old in text, f"{original.name} no longer holds {old!r}"
    path = folder / (name or original.name)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
