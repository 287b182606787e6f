"""Serving for real: one process or several on the same sockets, stopped so that nothing is left half done."""

import socket
from collections.abc import Sequence

from app.actions.acting import Installation
from app.running.processes import Processes
from app.running.server import Serving, serve_here

__all__ = ["Serving", "serve"]


def serve(house: Installation, sockets: Sequence[socket.socket], serving: Serving) -> None:
    """Serve until told to stop: in this process where one is asked for, else in processes below it."""
    if serving.processes == 1:
        serve_here(house, sockets, serving)
        return
    # Each process has an engine of its own; a connection must not be shared by two.
    house.database.close()
    Processes(sockets, serving).run()
