"""Evidence files in a bucket of an S3-compatible store: `<prefix>/<apprenticeship>/<sha256>`, as in a folder."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from app.files.bucket_sink import BucketSink, pieces_of, telling_of_bucket
from app.files.signed import Signed
from app.files.store import (
    HASH,
    MISSING,
    UNFINISHED,
    Derived,
    KeptFile,
    Pieces,
    StoreFault,
    derived_from,
    insist_hash,
)


class BucketStore:
    """Files in this bucket, each key beginning with this prefix. Credentials come from the usual AWS variables."""

    def __init__(self, bucket: str, prefix: str = "", endpoint: str = "") -> None:
        given: dict[str, Any] = {"endpoint": endpoint} if endpoint else {}
        self.place = f"s3://{bucket}/{prefix}".rstrip("/")
        self._name, self._prefix = bucket, f"{prefix}/" if prefix else ""
        self._signed = Signed.from_environment(endpoint)
        self.bucket = S3Store(
            bucket,
            prefix=prefix or None,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": timedelta(seconds=60)},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
            **given,
        )

    def key(self, apprenticeship: UUID, sha256: str) -> str:
        """Where a file with this hash lies; ValueError for anything but 64 lower-case hexadecimal digits."""
        return f"{apprenticeship}/{insist_hash(sha256)}"

    def sink(self, apprenticeship: UUID) -> BucketSink:
        return BucketSink(self.bucket, apprenticeship)

    def size(self, apprenticeship: UUID, sha256: str) -> int | None:
        with telling_of_bucket():
            try:
                return int(obstore.head(self.bucket, self.key(apprenticeship, sha256))["size"])
            except FileNotFoundError:
                return None

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Pieces:
        return pieces_of(self.bucket, self.key(apprenticeship, sha256), start, end)

    def remove(self, apprenticeship: UUID, sha256: str) -> None:
        key = self.key(apprenticeship, sha256)
        with telling_of_bucket():
            obstore.delete(self.bucket, [*(f"{key}.{kind}" for kind in Derived), key])

    def keep_derived(self, apprenticeship: UUID, sha256: str, kind: Derived, data: bytes) -> None:
        key = f"{self.key(apprenticeship, sha256)}.{kind}"
        if self.size(apprenticeship, sha256) is None:
            raise StoreFault(MISSING)
        with telling_of_bucket():
            obstore.put(self.bucket, key, data, use_multipart=False)
        # Whoever removed the file meanwhile did not see this.
        if self.size(apprenticeship, sha256) is None:
            self.remove_derived(apprenticeship, sha256, kind)
            raise StoreFault(MISSING)

    def derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> bytes | None:
        with telling_of_bucket():
            try:
                found = obstore.get(self.bucket, f"{self.key(apprenticeship, sha256)}.{kind}")
            except FileNotFoundError:
                return None
            return bytes(found.bytes())

    def remove_derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> None:
        with telling_of_bucket():
            obstore.delete(self.bucket, f"{self.key(apprenticeship, sha256)}.{kind}")

    def erase(self, apprenticeship: UUID) -> None:
        for key, _, _ in self._keys(str(apprenticeship)):
            with telling_of_bucket():
                obstore.delete(self.bucket, key)

    def kept(self, apprenticeship: UUID | None = None) -> Iterator[KeptFile]:
        for key, size, changed in self._keys(str(apprenticeship) if apprenticeship else None):
            folder, _, name = key.partition("/")
            with suppress(ValueError):
                owner = UUID(folder)
                if HASH.fullmatch(name):
                    yield KeptFile(owner, name, size, changed)

    def sweep(self, referenced: Callable[[UUID, str], bool], before: datetime, *, remove: bool) -> tuple[KeptFile, ...]:
        loose = tuple(
            file for file in self.kept() if file.changed < before and not referenced(file.apprenticeship, file.sha256)
        )
        if remove:
            for file in loose:
                self._remove_if_older(self.key(file.apprenticeship, file.sha256), before)
            for key in self.unfinished(before):
                self._remove_if_older(key, before)
            self._end_unsent(before)
        return loose

    def unfinished(self, before: datetime) -> tuple[str, ...]:
        """The keys of what a crash left before this moment: on its way, or made from a file that is gone."""
        found, last = [], ""
        # A file comes right before what was made from it, and both come one after the other.
        for key, _, changed in self._keys():
            folder, _, name = key.partition("/")
            of = derived_from(name)
            if HASH.fullmatch(name):
                last = key
            elif changed < before and (name.startswith(UNFINISHED) or (of and last != f"{folder}/{of}")):
                found.append(key)
        return tuple(found)

    def works(self) -> bool:
        trial = f"{UNFINISHED}{secrets.token_hex(8)}"
        try:
            obstore.put(self.bucket, trial, b"?", use_multipart=False)
            obstore.delete(self.bucket, trial)
        except (BaseError, OSError, ValueError):
            return False
        return True

    def _end_unsent(self, before: datetime) -> None:
        """Have the store forget the parts of uploads whose process died."""
        if self._signed is None:
            return
        with telling_of_bucket():
            for one in self._signed.unsent(self._name, self._prefix):
                if one.begun < before:
                    self._signed.end(self._name, one)

    def _keys(self, prefix: str | None = None) -> Iterator[tuple[str, int, datetime]]:
        """Key, bytes and moment of the last change of everything there is, in the order of the keys."""
        with telling_of_bucket():
            for some in obstore.list(self.bucket, prefix):
                for one in some:
                    yield str(one["path"]), int(one["size"]), one["last_modified"]

    def _remove_if_older(self, key: str, before: datetime) -> None:
        # The same file may have been sent again since it was listed: then it is young, and someone's.
        with telling_of_bucket(), suppress(FileNotFoundError):
            if obstore.head(self.bucket, key)["last_modified"] < before:
                derived = [f"{key}.{kind}" for kind in Derived] if HASH.fullmatch(key.rpartition("/")[2]) else []
                obstore.delete(self.bucket, [*derived, key])
