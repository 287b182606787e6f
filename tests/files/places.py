"""Every kind of place for files, for tests that hold for each."""

from pathlib import Path
from uuid import UUID

import obstore

from app.files.bucket import BucketStore
from app.files.folder import FolderStore
from app.files.store import FileStore, Stored
from tests.object_store import new_bucket_store

CHLOE = UUID("00000000-0000-4000-8000-000000000001")
AMARA = UUID("00000000-0000-4000-8000-000000000002")
PLACES = ["folder", "s3"]


def new_place(kind: str, folder: Path) -> FileStore:
    """A place of this kind with nothing in it."""
    return new_bucket_store() if kind == "s3" else FolderStore(folder / "files")


def keep(store: FileStore, content: bytes, apprenticeship: UUID = CHLOE) -> Stored:
    """Keep a file."""
    sink = store.sink(apprenticeship)
    sink.write(content)
    return sink.finish()


def everything(store: FileStore) -> list[str]:
    """The name of all that lies there, whatever it is."""
    if isinstance(store, BucketStore):
        return sorted(str(one["path"]) for some in obstore.list(store.bucket) for one in some)
    assert isinstance(store, FolderStore)
    return sorted(str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file())
