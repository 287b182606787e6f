"""An S3-compatible store of the suite's own where Debian's radosgw is installed, started once for this run alone."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.files.bucket import BucketStore
from app.files.signed import Signed
from tests.databases import memory_folder, required

ENABLE = "apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw"
BUCKET = "evidence"
PROGRAMS = ("ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin")
KEYS = {"AWS_ACCESS_KEY_ID": "testkey", "AWS_SECRET_ACCESS_KEY": "testsecret", "AWS_REGION": "us-east-1"}
_CLUSTER = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon}/0]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon warn on pool no redundancy = false
mon allow pool size one = true
mon data avail crit = 0
mon data avail warn = 0
run dir = {folder}/run
admin socket = {folder}/run/$name.$pid.asok
log file = {folder}/log/$name.log
debug ms = 0
ms bind msgr1 = false
keyring = {folder}/keyring
[mon]
mon data = {folder}/mon
[osd]
osd objectstore = memstore
memstore device bytes = 4294967296
osd data = {folder}/osd
osd class load list = *
osd class default list = *
osd scrub during recovery = false
osd max object name len = 256
osd max object namespace len = 64
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw enable usage log = false
rgw dynamic resharding = false
rgw enable gc threads = false
"""


class ObjectStore:
    """One node of Ceph that holds everything in memory, with an S3 door on this machine."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="touchmark-s3-", dir=memory_folder()))
        for name in ("mon", "osd", "run", "log"):
            (self.folder / name).mkdir()
        port = _free_port()
        self.endpoint = f"http://127.0.0.1:{port}"
        self._mon, self._configuration = _free_port(), str(self.folder / "ceph.conf")
        said = _CLUSTER.format(folder=self.folder, fsid=uuid4(), mon=self._mon, port=port)
        Path(self._configuration).write_text(said)

    def start(self) -> None:
        """Make and start it, and wait until it answers."""
        self._keys()
        self._monitor()
        made = str(uuid4())
        self._tell("ceph", "--connect-timeout", "60", "osd", "create", made)
        self._tell("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", made)
        self._tell("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=local")
        self._tell("ceph-osd", "-i", "0", "--pid-file", self._at("osd.pid"))
        self._tell("radosgw", "-n", "client.rgw", "--pid-file", self._at("rgw.pid"))
        with httpx.Client(transport=httpx.HTTPTransport(retries=8), timeout=120) as asking:
            asking.get(self.endpoint).raise_for_status()
        whose = ("--access-key", KEYS["AWS_ACCESS_KEY_ID"], "--secret-key", KEYS["AWS_SECRET_ACCESS_KEY"])
        self._tell("radosgw-admin", "user", "create", "--uid=test", "--display-name=test", *whose)

    def stop(self) -> None:
        """Stop at once, and leave nothing behind."""
        for name in ("rgw.pid", "osd.pid", "mon.pid"):
            with suppress(FileNotFoundError, ProcessLookupError, ValueError):
                os.kill(int(Path(self._at(name)).read_text()), signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keys(self) -> None:
        keyring = self._at("keyring")
        self._tell("ceph-authtool", "--create-keyring", keyring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
        everything = ("--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *")
        for name, caps in {
            "client.admin": everything,
            "client.rgw": ("--cap", "mon", "allow rw", "--cap", "osd", "allow rwx"),
            "osd.0": ("--cap", "mon", "allow profile osd", "--cap", "osd", "allow *"),
        }.items():
            self._tell("ceph-authtool", keyring, "--gen-key", "-n", name, *caps)

    def _monitor(self) -> None:
        fsid = next(line for line in Path(self._configuration).read_text().splitlines() if line.startswith("fsid"))
        where = ("--addv", "a", f"[v2:127.0.0.1:{self._mon}/0]")
        self._tell("monmaptool", "--create", "--fsid", fsid.split()[-1], *where, self._at("monmap"))
        made = ("--monmap", self._at("monmap"), "--keyring", self._at("keyring"))
        self._tell("ceph-mon", "-i", "a", "--mkfs", *made)
        self._tell("ceph-mon", "-i", "a", "--pid-file", self._at("mon.pid"))

    def _at(self, name: str) -> str:
        return str(self.folder / name)

    def _tell(self, *words: str) -> None:
        environment = {**os.environ, "CEPH_CONF": self._configuration}
        ran = subprocess.run(words, env=environment, cwd=self.folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


@cache
def endpoint() -> str:
    """The address of the suite's own store, started now where it was not; skips by name where it cannot be."""
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        said = f"An S3 store (radosgw) is not installed, {missing[0]} is missing"
        if required("s3"):
            pytest.fail(f"It is required. {said}: {ENABLE}")
        pytest.skip(f"{said}. To enable: {ENABLE}")
    store = ObjectStore()
    atexit.register(store.stop)
    store.start()
    os.environ.update(KEYS)
    signed = Signed.from_environment(store.endpoint)
    assert signed
    signed.ask("PUT", f"/{BUCKET}", {})
    # It makes what it keeps things in when the first of them comes, and may be too slow for that one.
    warm = BucketStore(BUCKET, "warm", store.endpoint)
    assert any(warm.works() for _ in range(20))
    return store.endpoint


def new_bucket_store() -> BucketStore:
    """A place for files in the suite's own bucket that nobody else uses."""
    return BucketStore(BUCKET, f"tests/{uuid4().hex}", endpoint())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
