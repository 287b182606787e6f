"""Where a server may listen: a demonstration and plain http stay on this machine unless told otherwise."""

import errno
import ipaddress
import os
import socket
from dataclasses import replace

from app.actions.acting import Installation
from app.domain.refusals import NotPermitted


class CannotListen(Exception):
    """The address or port cannot be had; the message is one sentence that says why."""


def address(host: str, port: int) -> str:
    """The address at which a browser on this machine finds the server."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def insist_on_safety(house: Installation, host: str, *, allow_http: bool, demo_anywhere: bool) -> None:
    """Raises NotPermitted where serving on this host would show what must not be shown."""
    if is_loopback(host):
        return
    if house.demo and not demo_anywhere:
        raise NotPermitted(
            "A demonstration is served on this machine only. Give --demo-anywhere to serve it elsewhere."
        )
    secure = house.settings.base_url.startswith("https://")
    if not secure and not (allow_http or house.settings.allow_http):
        raise NotPermitted(
            "Serving plain http to other machines would show passwords to the network. Set TOUCHMARK_BASE_URL to the "
            "https address of the proxy before it, or give --allow-http."
        )


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on every address that the host's name stands for; port 0 takes one that is free.

    Whoever connects from now on waits until the server is ready, and is not turned away at an address that was told.
    Raises CannotListen, before anybody is told of the port.
    """
    found: list[socket.socket] = []
    try:
        for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            wanted = port or (found[0].getsockname()[1] if found else 0)
            try:
                found.append(_listening(family, str(place[0]), wanted))
            except OSError as fault:
                # A machine may know an address of a name, as ::1 of localhost, without having it.
                if fault.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
        if not found:
            raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    except OSError as fault:
        for one in found:
            one.close()
        said = (fault.strerror or "it failed").partition(" (while")[0]
        raise CannotListen(f"Touchmark cannot listen on {host} port {port}: {said}.") from fault
    return found


def _listening(family: int, host: str, port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        # The port of a server that has just ended may be had again at once.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((host, port))
        one.listen()
    except OSError:
        one.close()
        raise
    return one


def known_as(house: Installation, host: str, shown: str) -> Installation:
    """The installation, its people's address being the one it is served at where nobody has set another.

    Only on this machine: what other machines may type cannot be told from where a server listens.
    """
    if not is_loopback(host) or "base_url" in house.settings.model_fields_set:
        return house
    return replace(house, settings=house.settings.model_copy(update={"base_url": shown}))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches this host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
