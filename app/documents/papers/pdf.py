"""A paper as a PDF that is tagged for screen readers (PDF/UA-1), set by typst, which comes with the extra “pdf”."""

import json
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.papers.paper import Paper

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).parent / "paper.typ"


def can_make_pdf() -> bool:
    """Whether this installation has the extra."""
    return find_spec("typst") is not None


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF of A4 pages.

    PDF/UA-1 allows no sign that no font of the machine can draw. Where somebody typed one, the PDF is tagged all the
    same, shows an empty box for it and does not call itself PDF/UA.
    """
    import typst  # noqa: PLC0415

    said = asdict(paper)
    del said["made_at"]
    inputs = {"paper": json.dumps(said, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), sys_inputs=inputs)
    stamp = int(paper.made_at.timestamp())
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=stamp)
    except typst.TypstError:
        made = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> "Fonts":
    """The fonts within typst, and those of the machine for letters that these have not."""
    import typst  # noqa: PLC0415

    return typst.Fonts()
