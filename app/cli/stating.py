"""What a command stands on, and how it says that it cannot: one sentence on standard error, and a status."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.exc import DBAPIError

from app.actions.acting import Installation
from app.catalogue import CatalogueFaults, fault_lines
from app.db.backup import BackupFault
from app.domain.refusals import Refusal
from app.files.store import StoreFault
from app.main import StartFault, build
from app.settings import Settings, SettingsFault, read_settings
from app.web.listening import CannotListen


class CannotDo(Exception):
    """One sentence for standard error, and the status to end with."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


@contextmanager
def stated() -> Iterator[Installation]:
    """The installation that the environment describes, or a sentence on why there is none."""
    with sentences():
        house = build(_settings())
        try:
            yield house
        finally:
            house.database.close()


def _settings() -> Settings:
    return read_settings()


@contextmanager
def sentences() -> Iterator[None]:
    """Whatever goes wrong here ends with one sentence on standard error and a status: 2 bad input, 1 a failure."""
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
    except BrokenPipeError:
        raise
    except OSError as fault:
        said = (fault.strerror or "it failed").rstrip(".")
        print(f"{fault.filename or 'The system'}: {said}.", file=sys.stderr)
        raise typer.Exit(1) from None
    except (StoreFault, BackupFault, CannotListen) as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(1) from None
    except DBAPIError as fault:
        said = str(fault.orig).partition("\n")[0].rstrip(".")
        print(f"The database cannot be used: {said}.", file=sys.stderr)
        raise typer.Exit(1) from None
