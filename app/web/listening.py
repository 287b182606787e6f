"""Where a server may listen: a demonstration and plain http stay on this machine unless told otherwise."""

import ipaddress
import socket

from app.actions.acting import Installation
from app.domain.refusals import NotPermitted


class CannotListen(Exception):
    """The address or port cannot be had; the message is one sentence that says why."""


def address(host: str, port: int) -> str:
    """The address at which a browser on this machine finds the server."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def insist_on_safety(house: Installation, host: str, *, allow_http: bool, demo_anywhere: bool) -> None:
    """Raises NotPermitted where serving on this host would show what must not be shown."""
    if _is_loopback(host):
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


def insist_on_a_free_port(host: str, port: int) -> None:
    """Raises CannotListen where the server would not get its port, before anybody is told that it has it."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.create_server((str(place[0]), port), family=family):
            pass
    except OSError as fault:
        said = (fault.strerror or "it failed").partition(" (while")[0]
        raise CannotListen(f"Touchmark cannot listen on {host} port {port}: {said}.") from fault


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
