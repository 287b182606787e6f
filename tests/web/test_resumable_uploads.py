"""Files that come in pieces: begun, broken off and gone on with, by whoever began them and nobody else."""

import base64
import hashlib
import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.actions.acting import Installation
from app.actions.evidence import uploads as actions
from app.actions.staging import forget_old_files
from app.db.evidence import uploads as db
from app.domain.refusals import WrongState
from app.domain.uploads import Piece
from app.files.pieces import open_piece, read_piece
from app.web.uploads import pieces as keeping
from tests.cast import Cast
from tests.conftest import Clock
from tests.files.places import PLACES, everything
from tests.object_store import new_bucket_store
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
KB = 1024
TUS = {"Tus-Resumable": "1.0.0"}
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + random.Random(4).randbytes(100 * KB)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of 16 KB, so that a short film has many."""
    monkeypatch.setattr(keeping, "PIECE_BYTES", 16 * KB)


class Sender:
    """One person who sends files to one apprenticeship in pieces."""

    def __init__(self, visit: Visit, apprenticeship: Any) -> None:
        self.client = visit.client
        self.visit = visit
        self.uploads = f"/a/{apprenticeship}/uploads"

    def begin(self, size: int, name: str = "visit.mp4", form: str = "a-form") -> httpx.Response:
        told = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in
                        (("filename", name), ("filetype", "video/mp4"), ("form", form)))  # fmt: skip
        return self.client.post(self.uploads, headers=TUS | {"Upload-Length": str(size), "Upload-Metadata": told})

    def begun(self, content: bytes = FILM, name: str = "visit.mp4") -> str:
        """The address of a file that is begun."""
        answer = self.begin(len(content), name)
        assert answer.status_code == 201, answer.text
        return answer.headers["location"]

    def send(self, where: str, offset: int, body: Any, **more: str) -> httpx.Response:
        headers = TUS | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)} | more
        return self.client.patch(where, content=body, headers=headers)

    def here(self, where: str) -> int:
        """How much of it is here."""
        return int(self.look(where).headers["upload-offset"])

    def look(self, where: str) -> httpx.Response:
        return self.client.head(where, headers=TUS)

    def stop(self, where: str) -> httpx.Response:
        return self.client.delete(where, headers=TUS)

    def arrive(self, where: str) -> httpx.Response:
        return self.client.post(f"{where}/arrival")


@pytest.fixture
def house(house: Installation, request: pytest.FixtureRequest) -> Installation:
    """The cast's installation, with its files in a bucket where a test says so."""
    return replace(house, store=new_bucket_store()) if getattr(request, "param", "") == "s3" else house


in_either_place = pytest.mark.parametrize("house", PLACES, indirect=True)


@pytest.fixture
def chloe(visit: Visitor, cast: Cast) -> Sender:
    return Sender(visit("chloe"), cast.hers)


def kept(house: Installation) -> list[str]:
    """Every file in the store, whole or not."""
    return sorted(name.rpartition("/")[2] for name in everything(house.store))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def offered(chloe: Sender, cast: Cast) -> list[str]:
    """The names of the files that the form offers."""
    page = Page(chloe.visit.get(f"/a/{cast.hers}/evidence/new").text)
    return [a["value"] for a in page.all("input") if a.get("name") == "kept"]


@in_either_place
def test_a_file_sent_in_two_goes_is_one_file_of_the_form_and_of_the_piece(
    house: Installation, cast: Cast, chloe: Sender
) -> None:
    begun = chloe.begin(len(FILM))
    where = begun.headers["location"]
    assert begun.headers["tus-resumable"] == "1.0.0"
    half = chloe.send(where, 0, FILM[: 50 * KB])
    assert (half.status_code, half.headers["upload-offset"]) == (204, str(50 * KB))
    seen = chloe.look(where)
    assert (seen.status_code, seen.headers["upload-offset"], seen.headers["upload-length"]) == (
        200, str(50 * KB), str(len(FILM)),
    )  # fmt: skip
    assert seen.headers["cache-control"] == "no-store"
    assert seen.headers["upload-expires"] == "Fri, 27 Nov 2026 09:00:00 GMT"
    rest = chloe.send(where, 50 * KB, FILM[50 * KB :])
    assert (rest.status_code, rest.headers["upload-offset"]) == (204, str(len(FILM)))

    line = Page(chloe.arrive(where).text).field("kept")
    assert "checked" in line
    assert chloe.arrive(where).text.count(line["value"]) > 0, "asked again, it answers the same"
    assert offered(chloe, cast) == [line["value"]]
    assert kept(house) == [digest(FILM)], "the pieces are gone"
    fields = {"title": "A visit", "kind": "recording", "happened_on": "2026-11-02", "ksb": "K1", "form": "a-form",
              "kept": line["value"], "submit": "true", "confidentiality_statement": "true",
              "authenticity": "true", "ai_use": "no",
              "looked": "true", "others_appear": "nobody"}  # fmt: skip
    saved = chloe.visit.post(f"/a/{cast.hers}/evidence/new", fields)
    assert "visit.mp4" in saved.text
    piece = chloe.visit.call("GET", f"apprenticeships/{cast.hers}/evidence/E1").json()
    assert [(file["name"], file["size"], file["sha256"]) for file in piece["files"]] == [
        ("visit.mp4", len(FILM), digest(FILM))
    ]
    assert offered(chloe, cast) == []


def test_a_file_that_another_device_sent_for_the_form_stays_when_this_one_saves_without_having_seen_it(
    house: Installation, cast: Cast, chloe: Sender
) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM)
    line = Page(chloe.arrive(where).text).field("kept")["value"]
    fields = {"title": "A visit", "kind": "recording", "happened_on": "2026-11-02", "form": "a-form", "submit": "false"}
    assert "Draft saved" in chloe.visit.post(f"/a/{cast.hers}/evidence/new", fields).text
    assert chloe.arrive(where).status_code == 200
    assert offered(chloe, cast) == [line]
    assert kept(house) == [digest(FILM)]


def test_a_file_that_this_form_showed_and_nobody_ticked_goes_once_it_is_saved(cast: Cast, chloe: Sender) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM)
    shown = Page(chloe.arrive(where).text).field("shown")["value"]
    fields = {"title": "A visit", "kind": "recording", "happened_on": "2026-11-02", "form": "a-form", "submit": "false"}
    chloe.visit.post(f"/a/{cast.hers}/evidence/new", fields | {"shown": shown})
    assert offered(chloe, cast) == []


def test_whoever_sends_from_another_offset_is_told_how_much_is_here(chloe: Sender) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[: 20 * KB])
    for offset in (0, 10 * KB, 30 * KB):
        answer = chloe.send(where, offset, FILM[offset : offset + KB])
        assert (answer.status_code, answer.text) == (
            409, "20480 bytes of “visit.mp4” are here, so it goes on from there.",
        )  # fmt: skip
    assert chloe.here(where) == 20 * KB


def test_more_than_was_announced_is_not_taken(house: Installation, chloe: Sender) -> None:
    where = chloe.begun()
    for body in (FILM + b"x", iter([FILM, b"x"])):
        answer = chloe.send(where, 0, body)
        assert answer.status_code == 413
        assert "holds. Choose the file again." in answer.text
    assert chloe.here(where) < len(FILM)


def test_a_file_over_the_limit_is_refused_before_any_of_it_is_sent(house: Installation, chloe: Sender) -> None:
    answer = chloe.begin(house.settings.max_upload_bytes + 1)
    assert (answer.status_code, answer.text) == (
        413, "“visit.mp4” is larger than 2 GB, the most that can be sent. Choose a smaller file.",
    )  # fmt: skip
    assert chloe.begin(house.settings.max_upload_bytes).status_code == 201


def test_only_whoever_began_a_file_knows_of_it(house: Installation, cast: Cast, visit: Visitor, chloe: Sender) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[: 20 * KB])
    ben, priya, nobody = (Sender(visit(name), cast.hers) for name in ("ben", "priya", None))
    his = Sender(visit("ben"), cast.his)
    elsewhere = where.replace(str(cast.hers), str(cast.his))
    asks: list[Callable[[Sender, str], httpx.Response]] = [
        Sender.look, Sender.stop, Sender.arrive, lambda who, at: who.send(at, 20 * KB, FILM[20 * KB :]),
        lambda who, at: who.client.post(f"{at}/removal"),
    ]  # fmt: skip
    for ask in asks:
        assert ask(ben, where).status_code == 404
        assert ask(his, elsewhere).status_code == 404
        assert ask(priya, where).status_code == 403
        assert ask(nobody, where).status_code == 401
        assert ask(chloe, where.rpartition("/")[0] + "/none").status_code == 404
    assert chloe.here(where) == 20 * KB


def test_another_site_cannot_have_a_browser_send(chloe: Sender) -> None:
    where = chloe.begun()
    answer = chloe.send(where, 0, FILM, **{"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert chloe.here(where) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Content-Type": "video/mp4"}, 415),
        ({"Upload-Offset": "-1"}, 422),
        ({"Upload-Offset": "1" * 16}, 422),
        ({"Upload-Offset": ""}, 422),
    ],
)
def test_what_is_not_the_protocol_is_told(chloe: Sender, headers: dict[str, str], status: int) -> None:
    where = chloe.begun()
    answer = chloe.send(where, 0, b"x", **headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert chloe.here(where) == 0


def test_a_beginning_that_says_no_size_or_cannot_be_read_begins_nothing(chloe: Sender) -> None:
    assert chloe.client.post(chloe.uploads, headers=TUS).status_code == 422
    assert chloe.client.post(chloe.uploads).status_code == 412
    headers = TUS | {"Upload-Length": "9", "Upload-Metadata": "filename =not=base64="}
    assert chloe.client.post(chloe.uploads, headers=headers).status_code == 422


@in_either_place
def test_a_stranger_s_kind_of_file_is_refused_once_it_is_whole_and_nothing_of_it_stays(
    house: Installation, cast: Cast, chloe: Sender
) -> None:
    program = b"MZ" + bytes(50 * KB)
    where = chloe.begun(program, "visit.mp4")
    assert chloe.send(where, 0, program[: 30 * KB]).status_code == 204
    answer = chloe.send(where, 30 * KB, program[30 * KB :])
    assert answer.status_code == 422
    assert "visit.mp4" in answer.text
    assert kept(house) == []
    assert chloe.look(where).status_code == 404
    assert offered(chloe, cast) == []


def test_an_empty_file_is_told(house: Installation, chloe: Sender) -> None:
    where = chloe.begun(b"", "nothing.txt")
    answer = chloe.arrive(where)
    assert (answer.status_code, answer.text) == (422, "“nothing.txt” is empty. Choose another file.")


def test_a_file_that_is_not_whole_has_not_arrived(chloe: Sender) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[:KB])
    assert chloe.arrive(where).status_code == 409


@in_either_place
def test_stopping_lets_go_of_what_had_come(house: Installation, chloe: Sender) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[: 40 * KB])
    assert len(kept(house)) == 3
    assert chloe.stop(where).status_code == 204
    assert kept(house) == []
    assert chloe.look(where).status_code == 404


@in_either_place
def test_the_same_bytes_as_somebody_keeps_stay_when_a_piece_of_an_upload_goes(
    house: Installation, cast: Cast, chloe: Sender
) -> None:
    whole = chloe.begun()
    chloe.send(whole, 0, FILM)
    chloe.arrive(whole)
    again = chloe.begun()
    chloe.send(again, 0, FILM[:-1])
    chloe.stop(again)
    assert kept(house) == [digest(FILM)]


def test_what_does_not_go_on_for_seven_days_is_forgotten(
    house: Installation, cast: Cast, chloe: Sender, visit: Visitor, clock: Clock
) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[: 40 * KB])
    long_ago = clock.now.timestamp() - 30 * 86_400
    for path in house.store.folder.glob("*/*"):  # type: ignore[attr-defined]
        os.utime(path, (long_ago, long_ago))
    assert forget_old_files(house) == 0, "they are waited for"
    clock.now += timedelta(days=7, minutes=1)
    later = Sender(visit("chloe"), cast.hers)
    assert later.look(where).status_code == 404
    assert forget_old_files(house) == 3
    assert kept(house) == []


def test_too_many_at_once_are_not_begun(chloe: Sender) -> None:
    for number in range(50):
        assert chloe.begin(KB, f"{number}.txt").status_code == 201
    assert chloe.begin(KB).status_code == 429


@in_either_place
def test_of_two_at_once_one_sends_and_the_other_is_told(house: Installation, cast: Cast, chloe: Sender) -> None:
    where = chloe.begun()
    with house.acting(cast.chloe) as who:
        turn = actions.take_turn(who, cast.hers, found(house, cast, where), 0)
    answer = chloe.send(where, 0, FILM)
    assert (answer.status_code, answer.text) == (
        409, "“visit.mp4” is being sent already. It goes on from there in a moment.",
    )  # fmt: skip
    assert chloe.here(where) == 0
    with house.acting(cast.chloe) as who:
        actions.end_turn(who, turn)
    assert chloe.send(where, 0, FILM).status_code == 204


def test_a_sender_of_whom_nothing_is_heard_loses_the_turn_and_cannot_mix_in_what_comes_late(
    house: Installation, cast: Cast, chloe: Sender, clock: Clock
) -> None:
    where = chloe.begun()
    with house.acting(cast.chloe) as who:
        lost = actions.take_turn(who, cast.hers, found(house, cast, where), 0)
    assert chloe.send(where, 0, FILM[:KB]).status_code == 409
    clock.now += timedelta(seconds=31)
    assert chloe.send(where, 0, FILM[: 20 * KB]).status_code == 204
    late = stored_piece(house, cast, lost, FILM[:KB])
    with pytest.raises(WrongState), house.acting(cast.chloe) as who:
        actions.keep_piece(who, lost, late)
    assert chloe.send(where, 20 * KB, FILM[20 * KB :]).status_code == 204
    assert digest(FILM) in kept(house)


def test_a_piece_whose_process_was_killed_before_it_was_noted_is_swept_and_the_file_goes_on(
    house: Installation, cast: Cast, chloe: Sender, visit: Visitor, clock: Clock
) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[: 20 * KB])
    with house.acting(cast.chloe) as who:
        turn = actions.take_turn(who, cast.hers, found(house, cast, where), 20 * KB)
    orphan = stored_piece(house, cast, turn, FILM[20 * KB : 30 * KB])
    clock.now += timedelta(hours=25)
    two_days_ago = clock.now.timestamp() - 2 * 86_400
    for path in house.store.folder.glob("*/*"):  # type: ignore[attr-defined]
        os.utime(path, (two_days_ago, two_days_ago))
    chloe = Sender(visit("chloe"), cast.hers)
    assert chloe.here(where) == 20 * KB
    assert forget_old_files(house) == 1
    assert orphan.sha256 not in kept(house)
    assert chloe.send(where, 20 * KB, FILM[20 * KB :]).status_code == 204
    assert kept(house) == [digest(FILM)]


@in_either_place
def test_a_process_killed_after_the_last_byte_leaves_a_file_that_arrives_when_asked(
    house: Installation, cast: Cast, chloe: Sender, clock: Clock
) -> None:
    where = chloe.begun()
    upload = found(house, cast, where)
    with house.acting(cast.chloe) as who:
        turn = actions.take_turn(who, cast.hers, upload, 0)
    piece = stored_piece(house, cast, turn, FILM)
    with house.acting(cast.chloe) as who:
        actions.keep_piece(who, turn, piece)
    assert chloe.here(where) == len(FILM)
    assert chloe.arrive(where).status_code == 409, "the one that was killed may be at it still"
    clock.now += timedelta(seconds=31)
    assert chloe.arrive(where).status_code == 200
    assert kept(house) == [digest(FILM)]


@in_either_place
def test_a_piece_that_is_gone_from_the_store_is_told_and_the_file_can_be_sent_anew(
    house: Installation, cast: Cast, chloe: Sender
) -> None:
    where = chloe.begun()
    chloe.send(where, 0, FILM[:KB])
    house.store.remove(cast.hers, kept(house)[0])
    answer = chloe.send(where, KB, FILM[KB:])
    assert (answer.status_code, answer.text) == (
        422, "A piece of “visit.mp4” is not here any more. Choose the file again.",
    )  # fmt: skip
    assert kept(house) == []


def found(house: Installation, cast: Cast, where: str) -> Any:
    """The id of an upload at an address, which is there."""
    upload = UUID(where.rpartition("/")[2])
    with house.database.reading() as session:
        assert db.find(session, upload, cast.chloe.id, cast.hers, house.now()) is not None
    return upload


def stored_piece(house: Installation, cast: Cast, turn: Any, content: bytes) -> Piece:
    """A piece that lies in the store and that nobody has noted."""
    sink = open_piece(house.store, cast.hers, turn.turn, turn.offset)
    sink.write(content)
    stored = sink.finish()
    assert b"".join(read_piece(house.store, cast.hers, stored.sha256)) == content
    return Piece(turn.offset, len(content), stored.sha256)
