"""What Ctrl-C does to a process in which nothing has begun that would have to be put away: it ends, without a word.

This imports next to nothing: `entrance.py` needs it before anything large is read in.
"""

import os
import signal


def _leave(*_: object) -> None:
    os._exit(130)  # as shells have it for what Ctrl-C ended


def leave_at_once() -> None:
    """From now on Ctrl-C ends this process.

    An interrupt that is raised instead is lost where a library must not fail, as in what it does when things are
    thrown away; somebody who has pressed Ctrl-C would see the server go on.
    """
    signal.signal(signal.SIGINT, _leave)
