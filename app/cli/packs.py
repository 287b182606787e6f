"""`touchmark verify-pack`: whether a pack that somebody holds is what was frozen. It needs no installation."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.stating import CannotDo, sentences
from app.documents.pack import check_pack
from app.domain.wording import plural


def verify_pack(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The pack, or every part of it.")],
    sha256: Annotated[str, typer.Option("--hash", help="The hash over all, as it was written down elsewhere.")] = "",
) -> None:
    """Say whether every file and every text of a pack is what was frozen."""
    with sentences():
        found = check_pack(files, sha256)
        for sentence in found.faults:
            print(sentence, file=sys.stderr)
        if found.faults or found.proof is None or found.manifest is None:
            raise CannotDo(f"The pack does not hold: {plural(len(found.faults), 'fault')}.", 1)
        held = f"{plural(found.proof.files, 'file')} and {plural(found.proof.texts, 'text')}"
        print(f"Version {found.manifest.number} holds: {held} are what was frozen.")
        for what in found.proof.erased:
            print(f"Erased after a breach, and so not here: {what}")
        print(f"Hash over all: {found.sha256}")
        if not sha256:
            print("Compare that with the hash that you were given by another way.")
