"""`touchmark …`: serve, keep, check and fill an installation. Errors are one sentence on standard error.

Exit status: 0 done, 1 a failure, 2 bad input.
"""

import os
import signal
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app import logs
from app.actions.acting import Installation
from app.actions.due import remind
from app.actions.keeping import Manifest, back_up
from app.actions.keeping import restore as put_back
from app.actions.newcomers import add_first_person, issue_token
from app.actions.reviews.reminding import remind_of_reviews
from app.actions.sign_in import first_link
from app.actions.skills_scan.reminding import remind_of_scans
from app.actions.staging import remove_unreferenced
from app.answers.verification import discrepancies
from app.catalogue import STANDARD_DATA, check_files, fault_lines, list_lines, read_catalogue
from app.cli.forecasts import measure
from app.cli.packs import verify_pack
from app.cli.stating import CannotDo, sentences, stated
from app.db import migrate as migrations
from app.db.database import Database
from app.demo import fill
from app.domain.wording import plural
from app.files.places import store_for
from app.interrupts import leave_at_once
from app.running import Serving
from app.running import serve as run_server
from app.running.static import write_static_files
from app.settings import read_settings
from app.web.listening import address, insist_on_safety, known_as, listen
from app.worker import Worker

touchmark = typer.Typer(no_args_is_help=True, add_completion=False, help="Apprenticeship portfolios.")
standards = typer.Typer(no_args_is_help=True, help="The standards held here.")
people = typer.Typer(no_args_is_help=True, help="People with an account.")
touchmark.add_typer(standards, name="standards")
touchmark.add_typer(people, name="people")
touchmark.command("verify-pack")(verify_pack)
touchmark.command("measure-forecasts")(measure)


BROKEN_OFF = 130
"""The exit status of what Ctrl-C ended, as shells have it."""


@touchmark.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on; 0 for one that is free.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes.", min=1, max=64)] = 1,
    grace: Annotated[int, typer.Option(help="Seconds that requests have to finish at the end.", min=1, max=3600)] = 30,
    allow_http: Annotated[bool, typer.Option(help="Serve plain http off loopback, behind a proxy.")] = False,
    demo_anywhere: Annotated[bool, typer.Option(help="Serve a demonstration off loopback.")] = False,
) -> None:
    """Serve Touchmark, with a thread that does jobs in each process."""
    leave_at_once()
    with stated() as house:
        insist_on_safety(house, host, allow_http=allow_http, demo_anywhere=demo_anywhere)
        sockets = listen(host, port)
        shown = address(host, sockets[0].getsockname()[1])
        known = known_as(house, host, shown)
        if known.demo:
            print(f"Touchmark (demonstration) is at {shown}", flush=True)
            print("Open it and choose one of the cast on the sign-in page to go in.", flush=True)
        else:
            print(f"Touchmark is at {shown}, known to people as {known.settings.base_url}", flush=True)
        run_server(known, sockets, Serving(processes=workers, grace=grace, base_url=known.settings.base_url))


@touchmark.command()
def static(to: Annotated[Path, typer.Argument(help="The folder that the proxy serves as /static/.")]) -> None:
    """Write the files that pages draw on where a proxy serves them."""
    with sentences():
        print(f"{to} holds the {write_static_files(to)} files of this version.")


@touchmark.command()
def work() -> None:
    """Do jobs until stopped: on the same machine or another."""
    leave_at_once()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with stated() as house:
        logs.begin(house.settings.log)
        Worker(house).run(stop)


@touchmark.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    with sentences():
        settings = read_settings()
        settings.make_data_dir()
        database = Database(settings.database)
        before = migrations.current(database)
        migrations.upgrade(database)
        print(f"The database is at revision {migrations.current(database)} (was {before or 'empty'}).")


@touchmark.command()
def demo(
    apprentices: Annotated[int, typer.Option(help="How many apprentices.", min=1, max=1_000_000)] = 40,
    seed: Annotated[int, typer.Option(help="The same seed makes the same history.")] = 868,
    evidence: Annotated[
        int | None, typer.Option(help="Pieces of evidence of each apprentice after the fortieth.", min=0, max=10_000)
    ] = None,
    go_on: Annotated[bool, typer.Option("--go-on", help="Go on with a demonstration that was broken off.")] = False,
) -> None:
    """Fill an empty database with the demonstration's cast and its history; from the 41st apprentice on in bulk."""
    with stated() as house:
        unforced = replace(house, store=store_for(house.settings, forced=False))
        tell = partial(print, flush=True)
        fill(unforced, apprentices=apprentices, seed=seed, tell=tell, evidence=evidence, going_on=go_on)


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
        if removed:
            print(f"Removed {removed} files that nothing referred to.")
        _insist_on_all_as_written(house)
        print("Every file and every history chain is as it was written.")


@touchmark.command("remind")
def remind_people() -> None:
    """Mail employers' contacts about hours that wait, and everybody about reviews and skills scans. For cron.

    Nobody is mailed twice about the same, nor about hours or a scan more than once a week.
    """
    with stated() as house:
        done = remind(house)
        said = f"{plural(done.mailed, 'contact')} mailed"
        print(f"{said}; {done.lately} mailed within a week already; {done.nothing_new} told of all that waits.")
        print(f"{plural(remind_of_reviews(house), 'reminder')} of reviews mailed.")
        print(f"{plural(remind_of_scans(house), 'reminder')} of skills scans mailed.")


@touchmark.command()
def backup(to: Annotated[Path, typer.Argument(help="A folder that is new or empty.")]) -> None:
    """Write the database and every file into a folder, with a manifest, while others go on working."""
    with stated() as house:
        manifest, lacking = back_up(house, to)
        print(f"{to} holds {_held(manifest)}, as of {manifest.made_at}.")
        for sentence in lacking:
            print(sentence, file=sys.stderr)
        if lacking:
            raise CannotDo(f"The backup lacks {len(lacking)} of the files.", 1)


@touchmark.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A folder that backup wrote.")],
    erasures: Annotated[
        list[Path] | None, typer.Option(help="A later manifest.json or erasures.json: what it names is erased again.")
    ] = None,
) -> None:
    """Put a backup into this installation, which must be empty, erase again what was erased since, and verify it."""
    with stated() as house:
        manifest, erased = put_back(house, source, erasures or ())
        if erased:
            said = plural(erased, "thing")
            print(f"Erased {said} again. {source} still holds what was in them: destroy it if you can.")
    # As at every start: the tables brought up to date, the standards held against what apprentices went on.
    with stated() as house:
        _insist_on_all_as_written(house)
        print(f"Put back {_held(manifest)}, as of {manifest.made_at}. Every one of them is as it was written.")


@standards.command("check")
def check_standards(
    files: Annotated[list[Path] | None, typer.Argument(help="YAML files; all of standard_data where none.")] = None,
) -> None:
    """Name every fault of the standards' files at once."""
    with sentences():
        paths = files or sorted(STANDARD_DATA.rglob("*.yaml"))
        faults = check_files(paths)
        for line in fault_lines(faults):
            print(line, file=sys.stderr)
        if faults:
            raise typer.Exit(2)
        print(f"{plural(len(paths), 'file')}, no faults.")


@standards.command("list")
def list_standards() -> None:
    """List the standards held here and the programmes that serve them."""
    with sentences():
        print("\n".join(list_lines(read_catalogue(STANDARD_DATA))))


@people.command("add")
def add_person(
    email: Annotated[str, typer.Argument(help="Their email address.")],
    name: Annotated[str, typer.Option(help="Their name.")],
    administrator: Annotated[bool, typer.Option("--administrator", help="Make them an administrator.")] = False,
) -> None:
    """Add somebody and print the link with which they set their password."""
    with stated() as house:
        person = add_first_person(house, name, email, administrator=administrator)
        if "base_url" not in house.settings.model_fields_set:
            print("Nobody has set TOUCHMARK_BASE_URL, the address that people type, so the link leads to this machine.")
        print(f"Added {name}. This link sets their password, once, within 7 days:")
        print(first_link(house, person))


def run() -> None:
    """The entrance of the `touchmark` command: whatever goes wrong is one sentence and a status."""
    try:
        status = touchmark(standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as fault:
        print(fault.format_message(), file=sys.stderr)
        status = fault.exit_code
    except (KeyboardInterrupt, typer.Abort):
        status = BROKEN_OFF
    except BrokenPipeError:
        # Whoever read our words has gone; nothing is left to be said to them, at the end neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as fault:
        said = str(fault).partition("\n")[0].rstrip(".")
        print(f"Touchmark failed in a way that it does not know: {type(fault).__name__}: {said}.", file=sys.stderr)
        status = 1
    sys.exit(status if isinstance(status, int) else 0)


def _insist_on_all_as_written(house: Installation) -> None:
    with house.database.reading() as session:
        wrong = list(discrepancies(session, house.store))
    for sentence in wrong:
        print(sentence)
    if wrong:
        said = "1 thing is not as it was" if len(wrong) == 1 else f"{plural(len(wrong), 'thing')} are not as they were"
        raise CannotDo(f"{said} written.", 1)


def _held(manifest: Manifest) -> str:
    parts = (
        plural(manifest.counts["apprenticeships"], "apprenticeship"),
        plural(manifest.counts["people"], "person", "people"),
        plural(len(manifest.files), "file"),
    )
    return f"{parts[0]}, {parts[1]} and {parts[2]}"
