"""A pack that somebody brings: whether it is what was frozen here, by its bytes, its hash and what was erased."""

import hashlib
import io
import json
import struct
import zipfile
from uuid import uuid4

import pytest

from app.documents.pack import check_pack
from app.documents.pack.bounds import MOST_CONTENTS
from tests.actions.test_portfolio import FOR_GATEWAY, pieces

__all__ = ["pieces"]

HOLDS = "This pack is what was frozen here"
UNKNOWN = "Whole in itself, but not frozen here"
DIFFERS = "This pack is not what was frozen"


@pytest.fixture
def pack(visit, cast, pieces) -> bytes:
    priya = visit("priya").client
    priya.post(f"/a/{cast.hers}/portfolio/versions", data={"reason": FOR_GATEWAY})
    return priya.get(f"/a/{cast.hers}/portfolio/1/pack.zip").content


def sent(who, *packs: bytes, **typed: str):
    files = [("file", (f"pack-{place}.zip", data, "application/zip")) for place, data in enumerate(packs)]
    return who.client.post("/packs/check", data=typed, files=files)


def rewritten(pack: bytes, changed) -> bytes:
    """The pack, packed again by somebody: `changed` gives the bytes of each file from its name and bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pack)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, changed(info.filename, old.read(info)))
    return made.getvalue()


@pytest.mark.parametrize("who", ["helen", "mark", "quentin", "ruth"])
def test_anybody_signed_in_learns_that_a_true_pack_is_true(visit, pack, who):
    answer = sent(visit(who), pack)
    assert HOLDS in answer.text
    assert "Chloe" not in answer.text.partition("<main")[2]


def test_its_parts_are_checked_together(visit, pack):
    parts = [io.BytesIO(), io.BytesIO()]
    with zipfile.ZipFile(io.BytesIO(pack)) as whole:
        for made, evidence in zip(parts, (True, False), strict=True):
            with zipfile.ZipFile(made, "w") as archive:
                for name in whole.namelist():
                    if ("/files/" in name) is evidence:
                        archive.writestr(name, whole.read(name))
    assert HOLDS in sent(visit("priya"), *(made.getvalue() for made in parts)).text
    assert "files/E01/1.pdf is missing." in sent(visit("priya"), parts[1].getvalue()).text


def test_a_changed_byte_is_told_by_the_file_it_is_in(visit, pack):
    name = next(n for n in zipfile.ZipFile(io.BytesIO(pack)).namelist() if n.endswith("files/E01/1.pdf"))
    forged = rewritten(pack, lambda found, data: data.replace(b"%PDF", b"%PDX", 1) if found == name else data)
    answer = sent(visit("helen"), forged)
    assert DIFFERS in answer.text
    assert "files/E01/1.pdf is not the file that was frozen." in answer.text


def test_a_pack_made_anew_with_a_manifest_of_its_own_was_not_frozen_here(visit, pack):
    forged = rewritten(
        pack,
        lambda name, data: data.replace(b'"number":1', b'"number":2', 1) if name.endswith("manifest.json") else data,
    )
    assert "manifest.json is not the page that was made with this pack." in check_pack([io.BytesIO(forged)]).faults
    listed = sums_put_right(forged)
    assert UNKNOWN in sent(visit("helen"), listed).text


def sums_put_right(pack: bytes) -> bytes:
    """The checksums made to agree with what is there, as a forger would."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("CHECKSUMS.sha256")]
        lines = [f"{sha256_of(archive.read(name))}  {name.split('/', 1)[1]}" for name in names]
    text = "".join(line + "\n" for line in lines).encode()
    return rewritten(pack, lambda name, data: text if name.endswith("CHECKSUMS.sha256") else data)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def said_to_be_erased(pack: bytes) -> bytes:
    """Somebody takes a piece out and writes into the pack that it was erased after a breach."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pack)) as old, zipfile.ZipFile(made, "w") as new:
        folder = old.namelist()[0].split("/", 1)[0]
        for info in old.infolist():
            if not info.filename.endswith(("files/E01/1.pdf", "tombstones.json")):
                new.writestr(info.filename, old.read(info))
        new.writestr(f"{folder}/tombstones.json", json.dumps([{"what": "files/E01/1.pdf", "on": "2026-11-30"}]))
    return sums_put_right(made.getvalue())


def test_an_erasure_that_never_was_is_told(visit, pack):
    answer = sent(visit("helen"), said_to_be_erased(pack))
    assert DIFFERS in answer.text
    assert "files/E01/1.pdf is said to be erased, and was not erased here." in answer.text


def test_of_a_pack_that_was_not_frozen_here_no_erasure_is_believed(visit, pack):
    other = rewritten(
        said_to_be_erased(pack),
        lambda name, data: data.replace(b'"number":1', b'"number":2', 1) if name.endswith("manifest.json") else data,
    )
    text = sent(visit("helen"), sums_put_right(other)).text
    assert "which a pack itself cannot prove" in text
    assert "Nothing in it contradicts" not in text
    assert UNKNOWN not in text


def test_frozen_files_that_are_rearranged_are_not_the_pack_that_was_frozen(visit, pack):
    answer = sent(visit("helen"), pack.replace(b"portfolio-version-1/files/E01", b"portfolio-version-2/files/E01"))
    assert DIFFERS in answer.text
    assert "Its files do not lie in one folder, as those of a pack do: portfolio-version-2/files/E01" in answer.text


def test_the_hash_that_was_given_by_another_way_is_held_against_it(visit, pack):
    answer = sent(visit("helen"), pack, sha256="0" * 64)
    assert "Its manifest is not the one that was frozen: the hash is another." in answer.text
    assert "0" * 64 in answer.text


def test_nothing_chosen_is_told_beside_the_field(visit, pack):
    answer = visit("helen").client.post("/packs/check", data={"sha256": "abc"})
    assert answer.status_code == 422
    assert "Choose the pack’s ZIP file, or all of its parts." in answer.text


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"%PDF-1.7" * 40, uuid4().bytes * 5000])
def test_what_is_no_pack_is_told_in_one_sentence(visit, cast, data):
    answer = sent(visit("helen"), data)
    assert answer.status_code == 200
    assert "This is not a whole ZIP file, or a part of it was changed or lost." in answer.text


def test_a_table_of_contents_without_end_is_not_read():
    """A ZIP of nothing but names would fill the memory of whoever lists it."""
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, MOST_CONTENTS + 1, 0, 0)
    assert check_pack([io.BytesIO(bytes(MOST_CONTENTS + 1) + end)]).faults == (
        "This is not a whole ZIP file, or a part of it was changed or lost.",
    )
    longer = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert not check_pack([io.BytesIO(longer + locator + end)]).holds


def test_what_unpacks_to_more_than_may_be_sent_is_not_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("portfolio/manifest.json", bytes(3_000_000))
    assert check_pack([made], most=2_000_000).faults == ("This unpacks to more than can be looked at here.",)


def test_more_faults_than_anybody_reads_are_counted(visit, pack):
    made = io.BytesIO(pack)
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(130):
            archive.writestr(f"portfolio-version-1/files/E50/{number}.pdf", b"")
    text = sent(visit("helen"), made.getvalue()).text
    assert text.count("is not part of what was frozen.") == 100
    assert "And 30 more." in text


def test_a_form_in_an_encoding_that_yields_halves_of_letters_is_answered(visit, pack):
    """UTF-7 can say half of a pair of UTF-16, which no page can hold."""
    lines = (
        b"--b",
        b'Content-Disposition: form-data; name="sha256"',
        b"",
        b"+2AA-",
        b"--b",
        b'Content-Disposition: form-data; name="file"; filename="pack.zip"',
        b"",
        pack,
        b"--b--",
        b"",
    )
    for encoding in ("utf-7", "raw_unicode_escape"):
        body = b"\r\n".join(lines).replace(b"+2AA-", rb"\ud800" if encoding != "utf-7" else b"+2AA-")
        kind = {"Content-Type": f"multipart/form-data; boundary=b; charset={encoding}"}
        answer = visit("helen").client.post("/packs/check", content=body, headers=kind)
        assert answer.status_code == 200
        assert "the hash is another" in answer.text
