"""The register of erasures: a small file beside the database, which knows of what an older backup would bring back.

It holds ids, hashes and moments only. `touchmark backup` writes the same list into each backup.
"""

import json
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.breaches import Erasure
from app.domain.confidentiality import FindingKind
from app.files.whole_folder import force

NAME = "erasures.json"


class Register:
    """The register in an installation’s data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def read(self) -> list[Erasure]:
        """What it holds; nothing where there is none. Raises ValueError where it is no register."""
        try:
            said = json.loads(self.path.read_text())
        except FileNotFoundError:
            return []
        return read_erasures(said)

    def write(self, known: Iterable[Erasure]) -> None:
        """Add what is known now; what it held before stays. On the disk before this returns."""
        with_these = {one.key: one for one in (*self.read(), *known)}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_name(f".{NAME}-{secrets.token_hex(6)}")
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(json.dumps(said_erasures(with_these.values()), indent=1) + "\n")
            force(unfinished)
            unfinished.replace(self.path)
            force(self.path.parent)
        finally:
            with suppress(FileNotFoundError):
                unfinished.unlink()


def said_erasures(erasures: Iterable[Erasure]) -> list[dict[str, Any]]:
    """Erasures as plain JSON values."""
    return [
        {
            "apprenticeship": str(one.apprenticeship),
            "evidence": str(one.evidence) if one.evidence else None,
            "files": list(one.files),
            "at": one.at.isoformat(),
            "kind": one.kind.value,
        }
        | ({"words": one.words} if one.words else {})
        for one in erasures
    ]


def read_erasures(said: Any) -> list[Erasure]:
    """The same back again. Raises ValueError where it is something else."""
    try:
        return [
            Erasure(
                UUID(one["apprenticeship"]),
                UUID(one["evidence"]) if one["evidence"] else None,
                tuple(str(sha256) for sha256 in one["files"]),
                datetime.fromisoformat(one["at"]),
                FindingKind(one["kind"]),
                str(one.get("words", "")),
            )
            for one in said
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a register of erasures") from error
