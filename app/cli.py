"""`touchmark …`: serve, keep, check and fill an installation. Errors are one sentence on standard error.

Exit status: 0 done, 1 a failure, 2 bad input.
"""

import ipaddress
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy.exc import DBAPIError

from app.actions.acting import Installation
from app.actions.newcomers import add_first_person, issue_token
from app.actions.sign_in import first_link
from app.actions.staging import remove_unreferenced
from app.answers.verification import discrepancies
from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, fault_lines, list_lines, read_catalogue
from app.db import migrate as migrations
from app.db.database import Database
from app.demo import fill
from app.domain.refusals import Refusal
from app.files.folder import FolderStore
from app.files.store import StoreFault
from app.main import StartFault, build
from app.settings import Settings, SettingsFault, read_settings
from app.worker import Worker

touchmark = typer.Typer(no_args_is_help=True, add_completion=False, help="Apprenticeship portfolios.")
standards = typer.Typer(no_args_is_help=True, help="The standards held here.")
people = typer.Typer(no_args_is_help=True, help="People with an account.")
touchmark.add_typer(standards, name="standards")
touchmark.add_typer(people, name="people")


class CannotDo(Exception):
    """One sentence for standard error, and the status to end with."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


@touchmark.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes.", min=1, max=64)] = 1,
    allow_http: Annotated[bool, typer.Option(help="Serve plain http off loopback, behind a proxy.")] = False,
    demo_anywhere: Annotated[bool, typer.Option(help="Serve a demonstration off loopback.")] = False,
) -> None:
    """Serve Touchmark, with a thread that does jobs."""
    with stated() as house:
        _insist_on_safety(house, host, allow_http=allow_http, demo_anywhere=demo_anywhere)
        house.database.close()
        if house.demo:
            print(f"Touchmark (demonstration) is at http://{host}:{port}", flush=True)
            print("Open it and choose one of the cast on the sign-in page to go in.", flush=True)
        else:
            print(f"Touchmark is at http://{host}:{port}, known to people as {house.settings.base_url}", flush=True)
    uvicorn.run(
        "app.main:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
        timeout_graceful_shutdown=10,
    )


@touchmark.command()
def work() -> None:
    """Do jobs until stopped: on the same machine or another."""
    with stated() as house:
        Worker(house).run(threading.Event())


@touchmark.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    with _sentences():
        settings = read_settings()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(settings.database)
        before = migrations.current(database)
        migrations.upgrade(database)
        print(f"The database is at revision {migrations.current(database)} (was {before or 'empty'}).")


@touchmark.command()
def demo(
    apprentices: Annotated[int, typer.Option(help="How many apprentices.", min=1, max=400)] = 40,
    seed: Annotated[int, typer.Option(help="The same seed makes the same history.")] = 868,
) -> None:
    """Fill an empty database with the demonstration's cast and a year and a half of history."""
    with stated() as house:
        unforced = replace(house, store=FolderStore(house.settings.files_folder, forced=False))
        fill(unforced, apprentices=apprentices, seed=seed, tell=lambda line: print(line, flush=True))


@touchmark.command()
def token(
    email: Annotated[str, typer.Argument(help="Whose token.")],
    days: Annotated[int, typer.Option(help="For how long it is good.", min=1, max=366)] = 90,
) -> None:
    """Print a bearer token for programs, once, alone on the last line."""
    with stated() as house:
        secret = issue_token(house, email, days)
        print(f"A token for {email}, good for {days} days. It is shown once:")
        print(secret)


@touchmark.command()
def verify(
    repair: Annotated[bool, typer.Option(help="Remove files older than 24 hours that nothing refers to.")] = False,
) -> None:
    """Hold every file against its hash and every history chain against itself."""
    with stated() as house:
        removed = remove_unreferenced(house) if repair else 0
        with house.database.reading() as session:
            wrong = list(discrepancies(session, house.store))
        for sentence in wrong:
            print(sentence)
        if removed:
            print(f"Removed {removed} files that nothing referred to.")
        if wrong:
            raise CannotDo(f"{len(wrong)} things are not as they were written.", 1)
        print("Every file and every history chain is as it was written.")


@standards.command("check")
def check_standards(
    files: Annotated[list[Path] | None, typer.Argument(help="YAML files; all of standard_data where none.")] = None,
) -> None:
    """Name every fault of the standards' files at once."""
    with _sentences():
        paths = files or sorted(STANDARD_DATA.rglob("*.yaml"))
        faults = check_files(paths)
        for line in fault_lines(faults):
            print(line, file=sys.stderr)
        if faults:
            raise typer.Exit(2)
        print(f"{len(paths)} files, no faults.")


@standards.command("list")
def list_standards() -> None:
    """List the standards held here and the programmes that serve them."""
    with _sentences():
        print("\n".join(list_lines(read_catalogue(STANDARD_DATA))))


@people.command("add")
def add_person(
    email: Annotated[str, typer.Argument(help="Their e-mail address.")],
    name: Annotated[str, typer.Option(help="Their name.")],
    administrator: Annotated[bool, typer.Option("--administrator", help="Make them an administrator.")] = False,
) -> None:
    """Add somebody and print the link with which they set their password."""
    with stated() as house:
        person = add_first_person(house, name, email, administrator=administrator)
        print(f"Added {name}. This link sets their password, once, within 7 days:")
        print(first_link(house, person))


def run() -> None:
    """The entrance of the `touchmark` command."""
    touchmark()


@contextmanager
def stated() -> Iterator[Installation]:
    """The installation that the environment describes, or a sentence on why there is none."""
    with _sentences():
        house = build(_settings())
        try:
            yield house
        finally:
            house.database.close()


def _settings() -> Settings:
    return read_settings()


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except CatalogueFaults as faults:
        for line in fault_lines(faults.faults):
            print(line, file=sys.stderr)
        raise typer.Exit(2) from None
    except CannotDo as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(fault.status) from None
    except (SettingsFault, StartFault, Refusal) as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(2) from None
    except (OSError, StoreFault) as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(1) from None
    except DBAPIError as fault:
        said = str(fault.orig).partition("\n")[0].rstrip(".")
        print(f"The database cannot be used: {said}.", file=sys.stderr)
        raise typer.Exit(1) from None


def _insist_on_safety(house: Installation, host: str, *, allow_http: bool, demo_anywhere: bool) -> None:
    if _is_loopback(host):
        return
    if house.demo and not demo_anywhere:
        raise CannotDo("A demonstration is served on this machine only. Give --demo-anywhere to serve it elsewhere.")
    secure = house.settings.base_url.startswith("https://")
    if not secure and not (allow_http or house.settings.allow_http):
        raise CannotDo(
            "Serving plain http to other machines would show passwords to the network. Set TOUCHMARK_BASE_URL to the "
            "https address of the proxy before it, or give --allow-http."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
