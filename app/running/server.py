"""One process that serves: an application on sockets that are listened to already, and a graceful end."""

import gc
import logging
import os
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass

import uvicorn

from app import logs
from app.actions.acting import Installation
from app.main import application
from app.web.protocol import BoundedProtocol

log = logging.getLogger("touchmark.serving")
STOPS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve. `grace` is how many seconds requests under way have to finish once the end was asked for.

    `base_url` stands in for a setting that nobody made; `figures` is the folder in which several processes count
    together.
    """

    processes: int = 1
    grace: int = 30
    base_url: str = ""
    figures: str = ""


def serve_here(house: Installation, sockets: Sequence[socket.socket], serving: Serving) -> None:
    """Serve in this process until SIGTERM or SIGINT: no new connections then, and the rest within the grace time.

    A request that takes longer is broken off: what it had sent is taken away again, and its connection closed.
    """
    logs.begin(house.settings.log)
    server = uvicorn.Server(
        uvicorn.Config(
            application(house),
            http=BoundedProtocol,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
            timeout_graceful_shutdown=serving.grace,
        )
    )

    def stop(*_: object) -> None:
        server.should_exit = True

    # What was loaded to serve stays for good; without this it is gone through again and again for what to let go of.
    gc.collect()
    gc.freeze()
    # The server has handlers of its own while it runs, and raises the signal again for whoever was there before it.
    for number in STOPS:
        signal.signal(number, stop)
    log.info("process %d serves", os.getpid())
    server.run(sockets=list(sockets))
    log.info("process %d has stopped", os.getpid())
