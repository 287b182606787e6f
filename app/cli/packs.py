"""`touchmark verify-pack`: whether a pack that somebody holds is what was frozen. It needs no installation."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.stating import CannotDo, sentences
from app.documents.pack import check_pack
from app.domain.portfolio import Proof
from app.domain.wording import plural

UNPROVED = (
    "The pack itself cannot prove that anything was erased: send it to the training provider’s page “Check a pack”, "
    "or ask them whether that was."
)


def verify_pack(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The pack, or every part of it.")],
    sha256: Annotated[str, typer.Option("--hash", help="The hash over all, as it was written down elsewhere.")] = "",
) -> None:
    """Say whether every file and every text of a pack is what was frozen.

    Ends with 1 where it is not, and with 3 where something is missing of which the pack says that it was erased.
    """
    with sentences():
        for file in files:
            _insist_on_reading(file)
        found = check_pack(files, sha256)
        for sentence in found.faults:
            print(_plain(sentence), file=sys.stderr)
        if found.faults or found.proof is None or found.manifest is None:
            raise CannotDo(f"The pack does not hold: {plural(len(found.faults), 'fault')}.", 1)
        print(_plain(_what_is_there(found.manifest.number, found.proof)))
        print("The pages around them are made from these; where a page matters, hold it against words.json.")
        if found.statement:
            print("The hash does not cover the employer’s statement in it: ask the training provider for theirs.")
        for what in found.erased:
            print(_plain(f"Missing, and said in the pack to be erased after a breach: {what}"))
        print(f"Hash over all: {found.sha256}")
        if not sha256:
            print("Compare that with the hash that you were given by another way.")
        if found.erased:
            raise CannotDo(UNPROVED, 3)


def _what_is_there(number: int, proof: Proof) -> str:
    there = f"{plural(proof.files, 'file')} and {plural(proof.texts, 'text')}"
    if proof.erased:
        return f"Version {number} is not all there: {there} in it are what was frozen."
    return f"Version {number} holds: {there} are what was frozen."


def _insist_on_reading(file: Path) -> None:
    """A file that is not there says nothing about the pack: a slip of whoever types, not a fault that was found."""
    try:
        file.open("rb").close()
    except OSError as fault:
        raise CannotDo(_plain(f"{file}: {fault.strerror or 'It cannot be read'}.")) from None


def _plain(sentence: str) -> str:
    """A sentence about a file of anybody's, without what would have a terminal do something."""
    return "".join(letter if letter.isprintable() else "?" for letter in sentence)
