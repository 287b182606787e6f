"""The first moment of the `touchmark` command: Ctrl-C while the rest is still being read in ends it without a word.

It imports next to nothing, since what happens before this handler is set is Python's own to say.
"""

import signal

from app.interrupts import leave_at_once

leave_at_once()


def run() -> None:
    """Read the command line in, and do what was typed."""
    from app import cli  # noqa: PLC0415  # it takes most of a second, and Ctrl-C must be looked after before that

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.run()
