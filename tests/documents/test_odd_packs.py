"""Packs that somebody made by hand: what lies in them beside a pack’s own paths, and what no reader can make out."""

import json
import zipfile

import pytest

from app.documents.pack import check_pack
from app.documents.pack.bounds import MOST_ENTRIES
from tests.documents.test_pack import WORDS, changed, packed


@pytest.mark.parametrize(
    "path", ["Files/E01/1.pdf", "evil.html", "evidence/E09.html", "files\\E04\\1.pdf", "../index.html", "Index.html"]
)
def test_a_page_that_no_pack_has_is_refused_though_the_list_of_checksums_names_it(tmp_path, path):
    assert check_pack(packed(tmp_path, **{path: b"<title>Distinction</title>"})).faults == (
        f"{path} does not belong in a pack of this portfolio.",
    )


def test_every_page_that_a_pack_can_have_is_let_be(tmp_path):
    names = ("annex.html", "annex.csv", "how-to-check.txt", "pack.css", "evidence/E04.html", "evidence/E07.html",
             "tombstones.json", "employer-statement.json", "employer-statement-signature.txt")  # fmt: skip
    found = check_pack(packed(tmp_path, **dict.fromkeys(names, b"[]")))
    assert found.holds, found.faults
    assert set(found.statement) == {"employer-statement.json", "employer-statement-signature.txt"}


def test_a_broken_stream_is_told_in_sentences(tmp_path):
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/manifest.json", bytes(range(256)) * 40)
    data = bytearray(path.read_bytes())
    for at in range(45, 90):
        data[at] ^= 0xFF
    path.write_bytes(data)
    found = check_pack([path])
    assert found.faults
    assert all(sentence.endswith(".") for sentence in found.faults)


def test_a_name_that_is_no_text_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p/ééé.html", b"")
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xff"))
    assert check_pack([path]).faults == ("This is not a whole ZIP file, or a part of it was changed or lost.",)


@pytest.mark.parametrize("name", ["manifest.json", "words.json", "tombstones.json"])
def test_half_a_letter_in_a_key_is_told_in_a_sentence(tmp_path, name):
    odd = {
        "manifest.json": changed(digests={"\ud800": "0"}),
        "words.json": json.dumps({**WORDS, "\ud800": ["salt", "text"]}),
        "tombstones.json": json.dumps([{"what": "\ud800", "on": "2026-12-01"}]),
    }
    assert check_pack(packed(tmp_path, **{name: odd[name].encode()})).faults == (
        "Its manifest or its words cannot be read.",
    )


def test_tables_of_contents_are_bounded_over_all_files_together(tmp_path):
    paths = []
    for part in range(3):
        paths.append(tmp_path / f"{part}.zip")
        with zipfile.ZipFile(paths[-1], "w") as archive:
            for number in range(120):
                archive.writestr(f"p/{part}/{number}/{'x' * 30_000}", b"")
    assert check_pack(paths[:2]).faults == ("There is no manifest in it, so this is not a pack of a portfolio.",)
    assert check_pack(paths).faults == ("This is not a whole ZIP file, or a part of it was changed or lost.",)


def test_more_files_than_any_pack_has_are_not_looked_at(tmp_path):
    paths = []
    for part in range(2):
        paths.append(tmp_path / f"{part}.zip")
        with zipfile.ZipFile(paths[-1], "w") as archive:
            for number in range(MOST_ENTRIES // 2 + 1):
                archive.writestr(f"p/{part}/{number}", b"")
    assert check_pack(paths).faults == ("There are more files in this than can be looked at here.",)
