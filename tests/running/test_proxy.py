"""The nginx file as it is given to people, with nginx itself before two processes: TLS, limits, files, ids."""

import gzip
import hashlib
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.rendering.static_files import static_files
from app.settings import Settings
from tests import databases
from tests.architecture.project import ROOT
from tests.running.site import MONITOR, PIECE, Site, until

ENABLE = "apt-get install -y nginx-light"
FILE = ROOT / ".deploy" / "nginx.conf"
NAME = "touchmark.example"
MEGABYTE = 1024 * 1024


@dataclass
class Proxy:
    """nginx before Touchmark."""

    folder: Path
    https: int
    http: int
    site: Site

    def client(self, **more: str) -> httpx.Client:
        """A program that trusts the certificate and finds the name here."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.https}", verify=trusted, timeout=60, headers={"host": NAME, **more}
        )

    def log(self) -> str:
        return (self.folder / "touchmark.log").read_text()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def proxy(site: Site, tmp_path: Path) -> Iterator[Proxy]:
    """nginx with the file as it is, but for the ports and places of this test."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        if databases.required("nginx"):
            pytest.fail(f"nginx is required and not installed: {ENABLE}")
        pytest.skip(f"nginx is not installed. To enable: {ENABLE}")
    site.machine.run("static", str(tmp_path / "cache" / "static"))
    address = site.machine.serve("--workers", "2", BASE_URL=f"https://{NAME}", MAX_UPLOAD_MB="8")
    found = Proxy(tmp_path, free_port(), free_port(), site)
    certify(tmp_path)
    (tmp_path / "nginx.conf").write_text(whole(here(FILE.read_text(), found, address)))
    words = [nginx, "-p", str(tmp_path), "-e", str(tmp_path / "errors"), "-c", str(tmp_path / "nginx.conf")]
    checked = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    running = subprocess.Popen([*words, "-g", "daemon off;"])
    try:
        until(lambda: answers(found.https))
        yield found
    finally:
        running.terminate()
        running.wait(30)


def whole(server: str) -> str:
    """What Debian's nginx.conf puts around a site, for a program that runs as whoever runs the tests."""
    user = "user root;" if os.geteuid() == 0 else ""
    return f"{user} pid pid; events {{}} http {{ {server} }}"


def here(text: str, proxy: Proxy, address: str) -> str:
    """The file with the places of this test in it; each of them stands in the file."""
    places = {
        "127.0.0.1:8000": address.removeprefix("http://"),
        "listen 80;": f"listen 127.0.0.1:{proxy.http};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{proxy.https} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "/etc/ssl/touchmark.example": str(proxy.folder),
        "/var/log/nginx": str(proxy.folder),
        "/var/cache/touchmark": str(proxy.folder / "cache"),
        "client_max_body_size 2200m;": "client_max_body_size 12m;",
    }
    for before, after in places.items():
        assert before in text, before
        text = text.replace(before, after)
    return text


def certify(folder: Path) -> None:
    """A certificate of our own."""
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", names, "-keyout", "privkey.pem", "-out", "fullchain.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_the_whole_of_touchmark_behind_nginx(proxy):
    """One test, since it takes seconds to start: what people, browsers, monitors and programs meet."""
    with proxy.client() as browser:
        plain = httpx.get(f"http://127.0.0.1:{proxy.http}/help?x=1", headers={"host": NAME})
        assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/help?x=1")
        pages_are_safe(browser)
        requests_keep_their_id(proxy, browser)
        files_of_pages_come_from_nginx(proxy, browser)
        assert browser.get("/health").json()["status"] == "ok"
        assert browser.get("/metrics", headers={"authorization": f"Bearer {MONITOR}"}).status_code == 404
    evidence_goes_straight_through(proxy)
    nothing_about_anybody_is_logged(proxy)


def pages_are_safe(browser: httpx.Client) -> None:
    """TLS of today, each header once, and a cookie that travels by https only."""
    page = browser.get("/sign-in")
    assert page.status_code == 200
    for name in ("strict-transport-security", "content-security-policy", "x-content-type-options", "x-frame-options"):
        assert len(page.headers.get_list(name)) == 1, name
    assert re.fullmatch("nginx|", page.headers.get("server", ""))
    old = ssl.create_default_context()
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    assert httpx.get(f"{browser.base_url}/help", verify=old, headers={"host": NAME}).status_code == 200
    refused = browser.post("/sign-in", data={}, headers={"origin": "https://elsewhere.example"})
    assert refused.status_code == 403
    taken = browser.post("/sign-in", data={"email": "x", "password": "y"}, headers={"origin": f"https://{NAME}"})
    assert taken.status_code in (200, 422)


def requests_keep_their_id(proxy: Proxy, browser: httpx.Client) -> None:
    """One id in nginx's log, in Touchmark's and in the answer; what a browser sends as one is not taken."""
    answer = browser.get("/help", headers={"x-request-id": "0" * 32, "x-forwarded-for": "1.2.3.4"})
    given = answer.headers["x-request-id"]
    assert given != "0" * 32
    until(lambda: given in proxy.log())
    until(lambda: f'"request":"{given}","method":"GET","route":"/help","status":200' in proxy.site.machine.said())


def files_of_pages_come_from_nginx(proxy: Proxy, browser: httpx.Client) -> None:
    """Every one of them, the same bytes and headers as Touchmark's own, without asking it."""
    before = proxy.site.machine.said().count("/static/")
    for address, file in static_files().by_address.items():
        answer = browser.get(address)
        assert (answer.status_code, answer.content) == (200, file.content), address
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == file.media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (answer.headers.get("content-encoding") == "gzip") == (file.gzipped is not None)
    assert proxy.site.machine.said().count("/static/") == before
    assert browser.get("/static/app.00000000.css").status_code == 404
    written = proxy.folder / "cache" / static_files().address("app.css").removeprefix("/")
    assert gzip.decompress(Path(f"{written}.gz").read_bytes()) == written.read_bytes()


def evidence_goes_straight_through(proxy: Proxy) -> None:
    """A file is kept as it was sent, is not stored by nginx on its way, and has limits that Touchmark tells."""
    site, content = proxy.site, b"%PDF-1.7 " + os.urandom(5 * MEGABYTE)
    with proxy.client(**site.bearer) as chloe:
        sent = chloe.post(f"{site.record}/evidence", data=PIECE, files=[("file", ("film.pdf", content))])
        assert sent.status_code == 201, sent.text
        assert hashlib.sha256(content).hexdigest() in site.kept()
        file = f"{site.record}/evidence/{sent.json()['number']}/files/{sent.json()['files'][0]['id']}"
        assert chloe.get(file).content == content
        assert chloe.get(file, headers={"range": "bytes=7-9"}).content == content[7:10]
        large = chloe.post(f"{site.record}/evidence", data=PIECE, files=[("file", ("film.bin", bytes(9 * MEGABYTE)))])
        assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")
        too_large = chloe.post(f"{site.record}/evidence", files=[("file", ("film.bin", bytes(13 * MEGABYTE)))])
        assert too_large.status_code == 413
    spooled = [path for path in proxy.folder.glob("*_temp/**/*") if path.is_file()]
    assert spooled == []


def nothing_about_anybody_is_logged(proxy: Proxy) -> None:
    for word in ("1.2.3.4", "127.0.0.1", "chloe", "marsden", proxy.site.record, proxy.site.token):
        assert word not in proxy.log()
        assert word not in proxy.site.machine.said().partition("\n")[2]


def test_the_limit_of_the_file_is_above_the_one_of_the_setting():
    limit = int(re.search(r"client_max_body_size (\d+)m;", FILE.read_text())[1])
    assert Settings.model_fields["max_upload_mb"].default < limit < 2 * Settings.model_fields["max_upload_mb"].default
