"""Files of the old kinds as an office program really writes them (LibreOffice, from one page of invented notes)."""

import lzma
from pathlib import Path

import pytest

from app.domain.confidentiality import FindingKind, Known
from app.domain.evidence.findings import spotted_in_text
from app.files.looking import look
from app.files.looking.content import held
from app.files.reading import read

WORD, EXCEL, POWERPOINT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"


@pytest.mark.parametrize(("ending", "kind"), [("doc", WORD), ("xls", EXCEL), ("ppt", POWERPOINT)])
def test_a_real_old_file_comes_in_and_whom_it_identifies_is_found(ending: str, kind: str) -> None:
    content = lzma.decompress((Path(__file__).parent / "old" / f"notes.{ending}.xz").read_bytes())
    assert look(held(content), f"notes.{ending}").kind.type == kind
    found = read([content], kind)
    kinds = {one.kind for page in found.pages for one in spotted_in_text("file", page.words, Known())}
    assert FindingKind.PHONE in kinds
    assert not found.readable, "its comments and changes cannot be looked at, so a person looks as well"
