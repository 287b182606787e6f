"""The drill in the README, as a volunteer does it: the very commands that stand there, on both databases."""

import os
import random
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from tests.architecture.project import ROOT
from tests.faults.work import within
from tests.machines import PATIENCE_SECONDS, program, wait_for_the_end

SECTION = (ROOT / "README.md").read_text().split("## Backing up and putting back")[1].split("\n## ")[0]
BLOCKS = [re.sub(r"(?m)^    ", "", block).strip().splitlines() for block in re.findall(r"(?m)(?:^    .+\n)+", SECTION)]
BACKUP, DRILL, AFTERWARDS, POSTGRESQL = BLOCKS


class Shell:
    """Somebody's terminal in the folder that holds the installation."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOUCHMARK_")}
        self.environment = kept | environment

    def says(self, lines: list[str]) -> str:
        """Type these lines; what they said. Every one of them must succeed."""
        typed = " && ".join(lines)
        ran = subprocess.run(
            ["bash", "-c", typed], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
            timeout=PATIENCE_SECONDS,
        )  # fmt: skip
        assert ran.returncode == 0, f"{typed}\n{ran.stdout}{ran.stderr}"
        return ran.stdout


@pytest.fixture
def shell(site, template):
    """A terminal where the installation is, with work in it; its settings stand in `.env`."""
    doing = within(site.house, site.cast)(random.Random(8), lambda _: None)
    for _ in range(3):
        doing.add_and_decide()
    url, folder = make_url(site.house.database.url), site.house.store.folder.parent
    (folder / ".venv").symlink_to(Path(sys.executable).parents[1])
    known = {"TOUCHMARK_DATA_DIR": "."}
    where = {}
    if template.kind == "postgres":
        known["TOUCHMARK_DATABASE_URL"] = f"postgresql:///{url.database}"
        where = {"PGHOST": str(url.host), "PGPORT": str(url.port), "PGUSER": str(url.username)}
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in known.items()))
    yield Shell(folder, **where)
    if template.kind == "postgres":
        Shell(folder, **where).says(["dropdb --if-exists --force touchmark_drill"])


def test_the_drill_of_the_readme_works_as_it_stands_there(site, shell, template):
    backed_up = shell.says(BACKUP)
    first = POSTGRESQL if template.kind == "postgres" else []
    *puts_back, serves = DRILL
    assert f"http://127.0.0.1:{serves.split('--port ')[1]}" in SECTION
    serves = f"{serves.rpartition(' ')[0]} {a_free_port()}"  # two of these may run at once
    restored = shell.says([*first, *puts_back])
    held = r"2 apprenticeships, 11 people and \d+ files"
    assert re.search(held, backed_up).group() == re.search(held, restored).group()
    assert "Every file and every history chain is as it was written." in restored
    settings = dict(line.split()[1].split("=", 1) for line in first if line.startswith("export"))
    environment = shell.environment | settings
    server = subprocess.Popen(serves.split(), cwd=shell.folder / "drill", env=environment, stdout=subprocess.DEVNULL)
    try:
        address = "http://127.0.0.1:" + serves.split("--port ")[1]
        with program(address, site.token("chloe")) as chloe:
            # The token is newer than the backup, so it opens nothing in the copy; a new one does.
            answers(chloe, server)
            assert chloe.get("me").status_code == 401
        issued = shell.says([*first[1:], "cd drill", f"../.venv/bin/touchmark token {site.cast.chloe.email}"])
        with program(address, issued.split()[-1]) as chloe:
            pieces = chloe.get(f"apprenticeships/{site.cast.hers}/evidence").json()["items"]
            assert len(pieces) == 3
            file = pieces[0]["files"][0]
            answer = chloe.get(f"apprenticeships/{site.cast.hers}/evidence/{pieces[0]['number']}/files/{file['id']}")
            assert (answer.status_code, len(answer.content)) == (200, file["size"])
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)
    shell.says(["cd drill", *AFTERWARDS])
    assert not (shell.folder / "drill").exists()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def answers(client: httpx.Client, server: subprocess.Popen) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            client.get("me")
        except httpx.TransportError:
            assert not wait_for_the_end(server, 0.1), "the server ended"
        else:
            return
    raise AssertionError("the server did not answer")
