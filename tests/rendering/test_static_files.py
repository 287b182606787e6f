"""Static files: an address names its content, and what others wrote is as they wrote it."""

import gzip
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.rendering.static_files import STATIC_FOLDER, read_static_files, static_files

ROOT = Path(__file__).parent.parent.parent


def test_every_file_of_the_folder_is_served_and_no_two_share_an_address() -> None:
    files = static_files()
    there = {path.relative_to(STATIC_FOLDER).as_posix() for path in STATIC_FOLDER.rglob("*") if path.is_file()}
    assert there - files.by_name.keys() == {"vendor/VENDOR.toml"}
    assert len(files.by_address) == len(files.by_name)


def test_an_address_changes_with_the_content_alone(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("one")
    before = read_static_files(tmp_path).address("a.js")
    assert re.fullmatch(r"/static/a\.[0-9a-f]{8}\.js", before)
    assert read_static_files(tmp_path).address("a.js") == before
    (tmp_path / "a.js").write_text("two")
    assert read_static_files(tmp_path).address("a.js") != before


def test_a_stylesheet_leads_to_hashed_addresses_and_changes_with_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "f.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text('@font-face{src:url("f.woff2")}')
    first = read_static_files(tmp_path)
    assert first.address("f.woff2").encode() in first.by_name["a.css"].content
    (tmp_path / "f.woff2").write_bytes(b"another font")
    assert read_static_files(tmp_path).address("a.css") != first.address("a.css")


def test_compressed_content_is_the_same_content() -> None:
    compressed = [file for file in static_files().by_name.values() if file.gzipped is not None]
    assert len(compressed) >= 5
    for file in compressed:
        assert file.gzipped is not None
        assert gzip.decompress(file.gzipped) == file.content


def test_a_name_that_is_not_there_is_an_error_when_the_page_is_drawn() -> None:
    with pytest.raises(KeyError):
        static_files().address("lost.css")


def test_our_own_files_ask_nothing_of_anyone_else() -> None:
    for name in (
        "app.css",
        "theme.js",
        "page.js",
        "device.js",
        "arriving.js",
        "keeping.js",
        "typing.js",
        "scanning.js",
    ):
        text = static_files().by_name[name].content.decode()
        assert "//" not in re.sub(r"(^|\s)// .*$", "", text, flags=re.MULTILINE)
        assert "@import" not in text


def test_vendored_files_are_the_ones_named_with_a_licence_each() -> None:
    named = tomllib.loads((STATIC_FOLDER / "vendor" / "VENDOR.toml").read_text())["file"]
    assert {entry["licence"] for entry in named} == {"0BSD", "MIT", "OFL-1.1"}
    check = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "vendor.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (check.returncode, check.stderr) == (0, "")
