"""A backup of the whole installation in one folder, and putting one back into an empty installation.

A folder holds the database, the files as the store keeps them (`files/<apprenticeship>/<sha256>`), and
`manifest.json`, which names every one of them with its size and SHA-256. It is written under another name and gets
its own when it is whole.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from app.actions.acting import Installation
from app.actions.breaches import erase_again
from app.db import backup, breaches, kept_files, migrate, people
from app.db.backup import FILE_NAMES
from app.domain.breaches import Erasure
from app.domain.refusals import BadInput, Fault, WrongState
from app.files.folder import FolderStore
from app.files.register import Register, read_erasures, said_erasures
from app.files.store import FileStore, StoreFault
from app.files.whole_folder import appearing_whole, force

MANIFEST = "manifest.json"
FILES = "files"
_READ = 1024 * 1024


class _Unreadable(Exception):
    """The file that is copied cannot be read: another fault than of the place it is copied to."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `files` is a (apprenticeship, SHA-256, bytes) for each; `database` its SHA-256.

    `erasures` are all until then, so that an older backup beside it can be put back without what they took away.
    """

    touchmark: str
    made_at: str
    kind: str
    revision: str
    database: str
    counts: Mapping[str, int]
    files: tuple[tuple[UUID, str, int], ...]
    erasures: tuple[Erasure, ...] = ()


def back_up(house: Installation, to: Path) -> tuple[Manifest, tuple[str, ...]]:
    """Write a backup into a new or empty folder; returns what it holds, and a sentence for each file it lacks.

    A file that is missing or damaged here is left out and told, so that one lost file does not prevent a backup of all
    others. Raises WrongState where something is in the way, BackupFault and StoreFault where it cannot be done.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise WrongState(f"{to} exists and is not an empty folder.")
    with appearing_whole(to) as unfinished:
        return _written(house, unfinished)


def restore(house: Installation, source: Path, registers: Sequence[Path] = ()) -> tuple[Manifest, int]:
    """Put a backup into this installation, which must be empty; the whole of the backup is checked before.

    What was erased for good after it was made is erased again: as the register in this data folder, the backups
    beside it and these `registers` (other registers or manifests) know of it. Returns what the backup held, and how
    many things were erased again. Raises BadInput where the folder is no whole backup, WrongState where this
    installation cannot take it.
    """
    manifest = _read(source)
    _insist_on_room(house, manifest)
    insist_whole(source)
    erased = _erased_meanwhile(house, source, registers)
    files = FolderStore(source / FILES)
    for apprenticeship, sha256, _ in manifest.files:
        if fault := _copy(files, house.store, apprenticeship, sha256):
            raise StoreFault(fault)
    backup.put_back(house.database, source / FILE_NAMES[manifest.kind])
    return manifest, erase_again(house, erased)


def insist_whole(source: Path) -> None:
    """Every byte of a backup is as it was written, before anything is put anywhere. Raises BadInput."""
    manifest = _read(source)
    database = source / FILE_NAMES[manifest.kind]
    if not database.is_file() or _digest(database) != manifest.database:
        raise _no_backup(f"{database} is missing or is not what was written.")
    wrong = [path for path, sha256 in _paths(source, manifest) if not path.is_file() or _digest(path) != sha256]
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise _no_backup(f"{wrong[0]} is missing or is not what was written{more}.")


def _written(house: Installation, folder: Path) -> tuple[Manifest, tuple[str, ...]]:
    kind, made_at = backup.kind(house.database), house.now().isoformat(timespec="seconds")
    files, lacking = [], []
    target = FolderStore(folder / FILES)
    with backup.copied(house.database, folder) as session:
        counts, revision = backup.counts(session), backup.revision(session)
        erasures = [*breaches.erasures(session), *breaches.words_erased(session)]
        needed = {(apprenticeship, sha256): size for apprenticeship, sha256, size in kept_files.stored(session)}
        for apprenticeship, sha256 in sorted(kept_files.references(session)):
            fault = _copy(house.store, target, apprenticeship, sha256)
            if fault is None:
                size = target.size(apprenticeship, sha256)
                files.append((apprenticeship, sha256, size or 0))
            elif (apprenticeship, sha256) in needed:
                lacking.append(fault)
    digest = _digest(folder / FILE_NAMES[kind])
    manifest = Manifest(version("touchmark"), made_at, kind, revision, digest, counts, tuple(files), tuple(erasures))
    (folder / MANIFEST).write_text(json.dumps(_said(folder, manifest, lacking), indent=1) + "\n")
    for written in (folder / MANIFEST, folder):
        force(written)
    return manifest, tuple(lacking)


def _said(folder: Path, manifest: Manifest, lacking: list[str]) -> dict[str, Any]:
    """The manifest as it is written."""
    name = FILE_NAMES[manifest.kind]
    size = (folder / name).stat().st_size
    said = asdict(manifest)
    said["database"] = {"path": name, "size": size, "sha256": manifest.database}
    said["counts"] = dict(manifest.counts) | {"files": len(manifest.files)}
    said["files"] = [
        {"path": f"{FILES}/{apprenticeship}/{sha256}", "size": size, "sha256": sha256}
        for apprenticeship, sha256, size in manifest.files
    ]
    return said | {"erasures": said_erasures(manifest.erasures), "lacking": lacking}


def _erased_meanwhile(house: Installation, source: Path, registers: Sequence[Path]) -> list[Erasure]:
    """Every erasure that is known of anywhere near. Raises BadInput where a register that was named is none."""
    found = list(Register(house.settings.data_dir).read())
    for manifest in sorted(source.absolute().parent.glob(f"*/{MANIFEST}")):
        with suppress(OSError, ValueError):
            found += read_erasures(_listed(json.loads(manifest.read_text())))
    for register in registers:
        try:
            found += read_erasures(_listed(json.loads(register.read_text())))
        except (OSError, ValueError) as error:
            raise BadInput([Fault("erasures", f"{register} is no register of erasures.")]) from error
    return list({one.key: one for one in found}.values())


def _listed(said: Any) -> Any:
    """The erasures of a manifest, or of a register, which is nothing but that list."""
    return said.get("erasures", []) if isinstance(said, dict) else said


def _read(source: Path) -> Manifest:
    """The manifest of a backup. Raises BadInput."""
    if not (source / MANIFEST).is_file():
        raise _no_backup(f"{source} holds no whole backup: there is no {MANIFEST} in it.")
    try:
        said = json.loads((source / MANIFEST).read_text())
        files = tuple(
            (UUID(str(one["path"]).split("/")[1]), str(one["sha256"]), int(one["size"])) for one in said["files"]
        )
        texts = {name: str(said[name]) for name in ("touchmark", "made_at", "kind", "revision")}
        counts = {str(name): int(count) for name, count in said["counts"].items()}
        manifest = Manifest(
            texts["touchmark"],
            texts["made_at"],
            texts["kind"],
            texts["revision"],
            str(said["database"]["sha256"]),
            counts,
            files,
            tuple(read_erasures(_listed(said))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise _no_backup(f"{source / MANIFEST} is not a manifest that Touchmark wrote.") from error
    if manifest.kind not in FILE_NAMES:
        raise _no_backup(f"{source / MANIFEST} names a kind of database that is not known here: {manifest.kind}.")
    return manifest


def _insist_on_room(house: Installation, manifest: Manifest) -> None:
    here = backup.kind(house.database)
    if manifest.kind != here:
        raise WrongState(f"This backup is of a {manifest.kind} database, and this installation uses {here}.")
    if manifest.revision not in migrate.revisions():
        raise WrongState(
            f"This backup was made by Touchmark {manifest.touchmark}, whose tables this version does not know. "
            "Install that version or a newer one."
        )
    with house.database.reading() as session:
        if people.anybody(session):
            raise WrongState("This installation has people in it. A backup is put back into an empty one only.")
    known = {(apprenticeship, sha256) for apprenticeship, sha256, _ in manifest.files}
    # Files of this very backup are what a restore that broke off left here.
    if any((file.apprenticeship, file.sha256) not in known for file in house.store.kept()):
        raise WrongState("This installation has files in it. A backup is put back into an empty one only.")


def _paths(source: Path, manifest: Manifest) -> list[tuple[Path, str]]:
    store = FolderStore(source / FILES)
    try:
        return [(store.path(apprenticeship, sha256), sha256) for apprenticeship, sha256, _ in manifest.files]
    except ValueError as error:
        raise _no_backup(f"{source / MANIFEST} is not a manifest that Touchmark wrote.") from error


def _copy(source: FileStore, target: FileStore, apprenticeship: UUID, sha256: str) -> str | None:
    """Copy one file, hashed on its way; a sentence where it is not there whole. Raises StoreFault of the target."""
    where = f"File {apprenticeship}/{sha256}"
    if source.size(apprenticeship, sha256) is None:
        return f"{where} is missing."
    sink, digest = target.sink(apprenticeship), hashlib.sha256()
    try:
        for piece in _pieces(source, apprenticeship, sha256):
            digest.update(piece)
            sink.write(piece)
    except _Unreadable as fault:
        sink.abort()
        return f"{where}: {fault}"
    except BaseException:
        sink.abort()
        raise
    if digest.hexdigest() != sha256:
        sink.abort()
        return f"{where} is not what was uploaded."
    sink.finish()
    return None


def _pieces(source: FileStore, apprenticeship: UUID, sha256: str) -> Iterator[bytes]:
    try:
        yield from source.read(apprenticeship, sha256)
    except StoreFault as fault:
        raise _Unreadable(fault.sentence) from fault


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ):
            digest.update(piece)
    return digest.hexdigest()


def _no_backup(sentence: str) -> BadInput:
    return BadInput([Fault("from", sentence)])
