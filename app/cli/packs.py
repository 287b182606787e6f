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
        for file in files:
            _insist_on_reading(file)
        found = check_pack(files, sha256)
        for sentence in found.faults:
            print(_plain(sentence), file=sys.stderr)
        if found.faults or found.proof is None or found.manifest is None:
            raise CannotDo(f"The pack does not hold: {plural(len(found.faults), 'fault')}.", 1)
        held = f"{plural(found.proof.files, 'file')} and {plural(found.proof.texts, 'text')}"
        print(_plain(f"Version {found.manifest.number} holds: {held} are what was frozen."))
        print("The pages around them are made from these; where a page matters, hold it against words.json.")
        if found.statement:
            print("The hash does not cover the employer’s statement in it: ask the training provider for theirs.")
        for what in found.proof.erased:
            print(_plain(f"Said to be erased after a breach, and so not here: {what}"))
        print(f"Hash over all: {found.sha256}")
        if not sha256:
            print("Compare that with the hash that you were given by another way.")


def _insist_on_reading(file: Path) -> None:
    """A file that is not there says nothing about the pack: a slip of whoever types, not a fault that was found."""
    try:
        file.open("rb").close()
    except OSError as fault:
        raise CannotDo(_plain(f"{file}: {fault.strerror or 'It cannot be read'}.")) from None


def _plain(sentence: str) -> str:
    """A sentence about a file of anybody's, without what would have a terminal do something."""
    return "".join(letter if letter.isprintable() else "?" for letter in sentence)
