"""A form's body as it arrives: files to the store, fields kept small, every fault a sentence."""

import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import anyio
import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from starlette.requests import Request
from starlette.types import Message

from app.domain.refusals import Fault
from app.files.folder import FolderStore
from app.files.store import StoreFault
from app.web import uploads
from app.web.uploads import ReceivedForm, receive_form
from tests.files.pictured import jpeg

ROOT = Path(__file__).parents[2]
CHLOE = UUID("00000000-0000-4000-8000-000000000001")
MULTIPART = "multipart/form-data; boundary=XX"
MB = 1024 * 1024
Result = TypeVar("Result")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def part(disposition: str, content: bytes, *headers: str) -> bytes:
    lines = [f"Content-Disposition: form-data; {disposition}", *headers]
    return b"--XX\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n"


def multipart(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--XX--\r\n"


def pieces(body: bytes, size: int = 65_536) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


def in_a_loop(run: Callable[[], Awaitable[Result]]) -> Result:
    """Run in a thread of its own: the browser that other tests use keeps this one's loop."""
    with start_blocking_portal() as portal:
        return portal.call(run)


def receive(
    store: FolderStore,
    chunks: Sequence[bytes],
    content_type: str = MULTIPART,
    *,
    gone: bool = False,
    headers: Iterable[tuple[bytes, bytes]] = (),
    on_message: Callable[[], None] = lambda: None,
    max_bytes: int = MB,
    max_fields: int = 100,
    max_files: int = 5,
) -> ReceivedForm:
    """The form that a server makes of these chunks; `gone` when the sender leaves after the last one."""
    messages: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})
    waiting = iter(messages)

    async def next_message() -> Message:
        on_message()
        return next(waiting)

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", content_type.encode()), *headers]}
    request = Request(scope, next_message)

    async def read() -> ReceivedForm:
        return await receive_form(
            request, store, CHLOE, max_bytes=max_bytes, max_fields=max_fields, max_files=max_files
        )

    return in_a_loop(read)


def on_disk(store: FolderStore) -> list[str]:
    return sorted(path.name for path in store.folder.rglob("*") if path.is_file())


def sentences(form: ReceivedForm) -> list[str]:
    return [fault.sentence for fault in form.faults]


def test_fields_and_files_arrive_in_order(store: FolderStore) -> None:
    body = multipart(
        part('name="title"', "Ymweliad â’r teulu".encode()),
        part('name="ksb"', b"K1"),
        part('name="file"; filename="notes.txt"', b"I listened.", "Content-Type: text/plain"),
        part('name="ksb"', b"S4"),
        part('name="file"; filename="plan.pdf"', b"%PDF-1.7 plan", "Content-Type: text/html"),
        part('name="description"', b""),
    )
    form = receive(store, [body])
    assert form.faults == []
    assert form.fields == [("title", "Ymweliad â’r teulu"), ("ksb", "K1"), ("ksb", "S4"), ("description", "")]
    assert form.values("ksb") == ["K1", "S4"]
    assert (form.value("title"), form.value("nothing", "none")) == ("Ymweliad â’r teulu", "none")
    assert [(file.field, file.name, file.size, file.media_type.type, file.head) for file in form.files] == [
        ("file", "notes.txt", 11, "text/plain", b"I listened."),
        ("file", "plan.pdf", 13, "application/pdf", b"%PDF-1.7 plan"),
    ]
    assert on_disk(store) == sorted(file.sha256 for file in form.files)


PIECE = st.sampled_from([b"\r", b"\n", b"-", b"X", b"\r\n--X", b"\x00", b"\xff", b"words"])
"""What a file is made of here: all that could be taken for a boundary, and nothing that begins another kind of file."""
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@given(
    fields=st.lists(st.tuples(st.sampled_from(["title", "ksb"]), TEXT), max_size=6),
    files=st.lists(st.lists(PIECE, max_size=600).map(b"".join).map(b"%PDF-1.7 ".__add__), max_size=4),
    size=st.integers(1, 700),
)
def test_however_a_body_is_cut_up_it_is_the_same_form(
    tmp_path_factory: pytest.TempPathFactory, fields: list[tuple[str, str]], files: list[bytes], size: int
) -> None:
    store = FolderStore(tmp_path_factory.getbasetemp() / "cut-up")
    files = [content for content in files if b"\r\n--XX" not in content]
    body = multipart(
        *(part(f'name="{name}"', value.encode()) for name, value in fields),
        *(part('name="file"; filename="a.pdf"', content) for content in files),
    )
    form = receive(store, pieces(body, size))
    assert form.faults == []
    assert form.fields == fields
    assert [b"".join(store.read(CHLOE, file.sha256)) for file in form.files] == files


def test_a_file_longer_than_a_batch_is_whole(store: FolderStore) -> None:
    content = b"%PDF-1.7 " + os.urandom(3 * uploads.BATCH + 17)
    form = receive(store, pieces(multipart(part('name="file"; filename="a.pdf"', content))), max_bytes=4 * MB)
    assert b"".join(store.read(CHLOE, form.files[0].sha256)) == content


def test_an_ordinary_form_is_read_too(store: FolderStore) -> None:
    body = b"title=Visit+to+%22Oak%22%20&ksb=K1&ksb=S4&empty=&&alone&caf%C3%A9=%E2%80%99"
    form = receive(store, pieces(body, 3), "application/x-www-form-urlencoded; charset=UTF-8")
    assert form.faults == []
    assert form.fields == [
        ("title", 'Visit to "Oak" '), ("ksb", "K1"), ("ksb", "S4"), ("empty", ""), ("alone", ""), ("café", "’"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('name="file"; filename="週次.txt"', "週次.txt"),
        ('name="file"; filename="../../etc/passwd"', "passwd"),
        ('name="file"; filename="C:\\Users\\chloe\\notes.txt"', "notes.txt"),
        ('name="file"; filename="say %22hello%22.txt"', "say _hello_.txt"),
        ('name="file"; filename="a%0D%0Ab.txt"', "a b.txt"),
        ('name="file"; filename=plain.txt', "plain.txt"),
        ('name="file"; filename="%s.txt"' % ("a" * 300), "a" * 116 + ".txt"),
        ("name=\"file\"; filename*=UTF-8''%e2%82%ac%20rates.txt", "€ rates.txt"),
        ("name=\"file\"; filename*=iso-8859-1''caf%e9.txt", "café.txt"),
        ('name="file"; filename="plain.txt"; filename*=UTF-8\'\'other.txt', "plain.txt"),
        ('name="file"; filename=""', "file"),
    ],
)
def test_odd_file_names_are_shown_safely(store: FolderStore, disposition: str, name: str) -> None:
    form = receive(store, [multipart(part(disposition, b"words"))])
    assert form.faults == []
    assert [file.name for file in form.files] == [name]


def test_a_name_in_an_old_character_set_is_kept(store: FolderStore) -> None:
    body = multipart(part('name="file"; filename="XX"', b"words"), part('name="title"', b"caf\xe9"))
    form = receive(store, [body.replace(b'"XX"', b'"caf\xe9.txt"')])
    assert (form.files[0].name, form.value("title")) == ("café.txt", "café")
    latin = receive(store, [multipart(part('name="title"', "é".encode()))], MULTIPART + "; charset=iso-8859-1")
    assert latin.value("title") == "Ã©"


def test_a_part_without_a_file_name_is_a_file_when_it_says_it_is_one(store: FolderStore) -> None:
    form = receive(
        store,
        [
            multipart(
                part('name="file"', jpeg(), "Content-Type: image/jpeg"),
                part('name="title"', b"Visit", "Content-Type: text/plain; charset=utf-8"),
            )
        ],
    )
    assert [(file.name, file.media_type.type) for file in form.files] == [("file", "image/jpeg")]
    assert form.fields == [("title", "Visit")]


def test_no_file_chosen_is_no_file_and_no_fault(store: FolderStore) -> None:
    empty = part('name="file"; filename=""', b"", "Content-Type: application/octet-stream")
    form = receive(store, [multipart(empty, part('name="title"', b"Visit"))])
    assert (form.files, form.faults, form.fields) == ([], [], [("title", "Visit")])


def test_an_empty_file_is_named_and_the_others_are_kept(store: FolderStore) -> None:
    body = multipart(
        part('name="file"; filename="nothing.docx"', b""), part('name="file"; filename="notes.txt"', b"words")
    )
    form = receive(store, [body])
    assert form.faults == [Fault("file", "“nothing.docx” is empty. Choose another file.")]
    assert [file.name for file in form.files] == ["notes.txt"]
    assert form.status == 422


def test_a_file_too_large_is_named_with_the_limit_and_all_else_is_kept(store: FolderStore) -> None:
    body = multipart(
        part('name="file"; filename="before.txt"', b"before"),
        part('name="file"; filename="clip.mp4"', b"x" * (MB + 1)),
        part('name="file"; filename="after.txt"', b"after"),
        part('name="title"', b"Visit"),
    )
    form = receive(store, pieces(body))
    assert form.faults == [
        Fault("file", "“clip.mp4” is larger than 1 MB, the most that can be sent. Choose a smaller file.")
    ]
    assert (form.too_large, form.status) == (True, 413)
    assert [file.name for file in form.files] == ["before.txt", "after.txt"]
    assert form.value("title") == "Visit"
    assert on_disk(store) == sorted(file.sha256 for file in form.files)


def test_files_that_are_too_large_together_are_refused_from_the_one_that_does_not_fit(store: FolderStore) -> None:
    body = multipart(*(part(f'name="file"; filename="{name}"', b"x" * 400_000) for name in "abc"))
    form = receive(store, pieces(body))
    assert sentences(form) == ["“c” was not kept: the files of one form hold at most 1 MB. Send it on its own."]
    assert [file.name for file in form.files] == ["a", "b"]


def test_a_file_of_exactly_the_limit_is_kept(store: FolderStore) -> None:
    form = receive(store, pieces(multipart(part('name="file"; filename="a.bin"', b"x" * MB))))
    assert (form.faults, form.files[0].size) == ([], MB)


def test_a_refused_body_is_read_on_only_so_far(store: FolderStore) -> None:
    asked = 0

    def count() -> None:
        nonlocal asked
        asked += 1

    endless = [part('name="file"; filename="film.mov"', b"x" * 1000)[:-2], *[b"x" * MB] * 60]
    form = receive(store, endless, on_message=count)
    assert sentences(form) == ["“film.mov” is larger than 1 MB, the most that can be sent. Choose a smaller file."]
    assert 5 <= asked <= 10
    assert on_disk(store) == []


def test_a_body_that_is_all_padding_is_not_read_for_ever(store: FolderStore) -> None:
    form = receive(store, [b"--XX", *[b" " * MB] * 60])
    assert sentences(form) == ["This form could not be read. Reload the page and send it again."]


def test_whoever_asks_before_sending_is_told_before_sending(store: FolderStore) -> None:
    def nothing_may_be_read() -> None:
        raise AssertionError("the body was asked for")

    headers = [(b"expect", b"100-continue"), (b"content-length", str(50 * MB).encode())]
    form = receive(store, [], headers=headers, on_message=nothing_may_be_read)
    assert sentences(form) == ["This is more than 1 MB, the most that can be sent at once."]
    assert form.status == 413


def test_too_many_files_are_said_once_and_the_first_are_kept(store: FolderStore) -> None:
    body = multipart(*(part(f'name="file"; filename="{at}.txt"', b"words") for at in range(30)))
    form = receive(store, [body])
    assert form.faults == [Fault("file", "Send at most 5 files at a time; the others were not kept.")]
    assert [file.name for file in form.files] == [f"{at}.txt" for at in range(5)]


@pytest.mark.parametrize("urlencoded", [False, True])
def test_ten_thousand_tags_are_one_sentence_and_the_rest_of_the_form_is_there(
    store: FolderStore, urlencoded: bool
) -> None:
    if urlencoded:
        form = receive(store, [b"title=Visit&" + b"ksb=K1&" * 10_000], "application/x-www-form-urlencoded")
    else:
        body = multipart(part('name="title"', b"Visit"), *[part('name="ksb"', b"K1")] * 10_000)
        form = receive(store, pieces(body))
    assert sentences(form) == ["More than 100 answers were sent in one form. Choose fewer."]
    assert len(form.fields) == 100
    assert form.value("title") == "Visit"


def test_a_body_of_nothing_but_parts_is_given_up(store: FolderStore) -> None:
    form = receive(store, pieces(multipart(*[part('name="k"', b"")] * 21_000)))
    assert "This form could not be read. Reload the page and send it again." in sentences(form)


@pytest.mark.parametrize("urlencoded", [False, True])
def test_a_text_too_long_is_cut_and_said_beside_its_field(store: FolderStore, urlencoded: bool) -> None:
    words = b"a" * 100_001
    if urlencoded:
        form = receive(store, pieces(b"description=" + words), "application/x-www-form-urlencoded")
    else:
        form = receive(store, pieces(multipart(part('name="description"', words))))
    said = "This text is longer than 100 kB. Shorten it, or attach it as a file."
    assert form.faults == [Fault("description", said)]
    assert form.value("description") == "a" * 100_000


@pytest.mark.parametrize("urlencoded", [False, True])
def test_too_much_text_in_all_is_said_once(store: FolderStore, urlencoded: bool) -> None:
    if urlencoded:
        form = receive(store, pieces(b"&".join([b"a=" + b"%61" * 90_000] * 12)), "application/x-www-form-urlencoded")
    else:
        form = receive(store, pieces(multipart(*[part('name="a"', b"a" * 90_000)] * 12)))
    assert sentences(form) == ["This form holds more than 1 MB of text. Shorten it, or attach the text as a file."]
    assert sum(len(value) for _, value in form.fields) <= 1_000_000


def test_a_zero_byte_in_a_text_is_left_out(store: FolderStore) -> None:
    assert receive(store, [multipart(part('name="title"', b"a\x00b"))]).value("title") == "ab"


UNREADABLE = "This form could not be read. Reload the page and send it again."
NOT_A_FORM = "Send a form here, as multipart/form-data or application/x-www-form-urlencoded."
NO_BOUNDARY = "The form does not say where its parts begin: its Content-Type names no boundary."
BROKE_OFF = "The connection broke off before everything had arrived. Send the form again."


@pytest.mark.parametrize(
    ("content_type", "body", "said"),
    [
        ("", b"title=a", NOT_A_FORM),
        ("application/json", b"{}", NOT_A_FORM),
        ("multipart/form-data", b"--XX--", NO_BOUNDARY),
        ("multipart/form-data; boundary=", b"--", NO_BOUNDARY),
        ("multipart/form-data; boundary=" + "b" * 9_000, b"", UNREADABLE),
        (MULTIPART, b"this is no multipart body", UNREADABLE),
        (MULTIPART, multipart(part('name="a"', b"b")).replace(b"--XX", b"--YY"), UNREADABLE),
        (MULTIPART, multipart(part("x=1", b"no name")), UNREADABLE),
        (MULTIPART, b"--XX\r\nno colon here\r\n\r\nb\r\n--XX--", UNREADABLE),
        (MULTIPART, b"--XX\r\n" + b"A: b\r\n" * 5_000 + b"\r\n", UNREADABLE),
        (MULTIPART, b"", BROKE_OFF),
        (MULTIPART, multipart(part('name="a"', b"b"))[:-6], BROKE_OFF),
    ],
)  # fmt: skip
def test_a_body_that_is_no_form_is_a_sentence(store: FolderStore, content_type: str, body: bytes, said: str) -> None:
    form = receive(store, [body], content_type)
    assert sentences(form) == [said]
    assert form.status == 422


def test_what_came_before_a_broken_part_is_kept(store: FolderStore) -> None:
    whole = part('name="title"', b"Visit") + part('name="file"; filename="a.txt"', b"words")
    form = receive(store, [whole + b"--XX\r\nbroken\r\n\r\n"])
    assert (form.value("title"), [file.name for file in form.files]) == ("Visit", ["a.txt"])
    assert sentences(form) == [UNREADABLE]


@given(st.binary(max_size=400) | st.binary(max_size=100).map(lambda tail: part('name="a"; filename="b"', b"c") + tail))
def test_no_body_at_all_makes_it_fail_or_leaves_half_a_file(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    store = FolderStore(tmp_path_factory.getbasetemp() / "garbage")
    form = receive(store, [body])
    assert form.faults
    assert {file.sha256 for file in form.files} <= set(on_disk(store))
    assert not any(name.startswith(".") for name in on_disk(store))


def test_a_sender_who_goes_leaves_only_whole_files(store: FolderStore) -> None:
    body = part('name="file"; filename="whole.txt"', b"whole") + part(
        'name="file"; filename="half.mp4"', b"x" * 900_000
    )
    form = receive(store, pieces(body[:-1000]), gone=True)
    assert sentences(form) == [BROKE_OFF]
    assert [file.name for file in form.files] == ["whole.txt"]
    assert on_disk(store) == [form.files[0].sha256]


def test_a_sender_who_falls_silent_is_taken_to_have_gone(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "IDLE_SECONDS", 0.01)
    body = part('name="file"; filename="half.mp4"', b"x" * 10)

    async def silent() -> ReceivedForm:
        messages = iter([{"type": "http.request", "body": body, "more_body": True}])

        async def next_message() -> Message:
            for message in messages:
                return message
            await anyio.sleep_forever()
            raise AssertionError

        scope = {"type": "http", "method": "POST", "headers": [(b"content-type", MULTIPART.encode())]}
        return await receive_form(Request(scope, next_message), store, CHLOE, max_bytes=MB)

    assert sentences(in_a_loop(silent)) == [BROKE_OFF]
    assert on_disk(store) == []


def test_a_body_that_is_cancelled_leaves_nothing(store: FolderStore) -> None:
    body = part('name="file"; filename="half.mp4"', b"x" * (2 * uploads.BATCH))

    async def cancelled() -> bool:
        sent = iter(pieces(body))
        with anyio.CancelScope() as scope:

            async def next_message() -> Message:
                for piece in sent:
                    return {"type": "http.request", "body": piece, "more_body": True}
                assert len(on_disk(store)) == 1
                scope.cancel()
                await anyio.sleep_forever()
                raise AssertionError

            request = Request(
                {"type": "http", "method": "POST", "headers": [(b"content-type", MULTIPART.encode())]}, next_message
            )
            await receive_form(request, store, CHLOE, max_bytes=4 * MB)
        return scope.cancelled_caught

    assert in_a_loop(cancelled)
    assert on_disk(store) == []


def test_a_store_that_fails_is_told_after_the_body_is_read(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"in the way")
    store = FolderStore(tmp_path / "files")
    read = 0

    def count() -> None:
        nonlocal read
        read += 1

    body = multipart(part('name="file"; filename="a.mp4"', b"x" * 500_000))
    with pytest.raises(StoreFault, match="cannot be reached"):
        receive(store, pieces(body), on_message=count)
    assert read == len(pieces(body)) + 1


# A real server, in a program of its own.


@dataclass(frozen=True)
class Served:
    """A running server: its port, its process, and the folder that it keeps files in."""

    port: int
    process: int
    store: FolderStore

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self, what: str) -> int:
        """The process's memory in bytes: VmRSS (now) or VmHWM (the most so far)."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(what + ":"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    command = [sys.executable, str(Path(__file__).with_name("upload_page.py")), str(folder), str(96 * MB)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout
        yield Served(int(process.stdout.readline()), process.pid, FolderStore(folder))
        assert process.stdin
        process.stdin.close()


FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom".ljust(65_536, b"x")
"""How a film begins."""


def sent_in_pieces(name: str, size: int) -> Iterator[bytes]:
    yield part(f'name="file"; filename="{name}"', FILM)[:-2]
    for _ in range(size // 65_536 - 1):
        yield b"x" * 65_536
    yield b"\r\n" + multipart(part('name="title"', b"Visit"))


def test_a_64_mib_file_takes_no_memory_to_speak_of(served: Served) -> None:
    headers = {"Content-Type": MULTIPART}
    httpx.post(served.address + "/form", content=multipart(part('name="file"; filename="a"', b"x")), headers=headers)
    before = served.memory("VmRSS")
    answer = httpx.post(
        served.address + "/form", content=sent_in_pieces("film.mp4", 64 * MB), headers=headers, timeout=60
    )
    assert f"film.mp4 {64 * MB}" in answer.text
    assert served.memory("VmHWM") - before < 32 * MB


def test_a_sender_who_hangs_up_half_way_leaves_nothing_on_the_server(served: Served) -> None:
    done = int(httpx.get(served.address + "/done?bodies=0").text)
    kept = on_disk(served.store)
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        head = f"POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: {MULTIPART}\r\nContent-Length: {8 * MB}\r\n\r\n"
        connection.sendall(head.encode() + part('name="file"; filename="half.mp4"', b"x" * (3 * MB)))
    httpx.get(served.address + f"/done?bodies={done + 1}", timeout=30)
    assert on_disk(served.store) == kept


def test_a_program_that_sends_too_much_gets_to_read_why(served: Served) -> None:
    answer = httpx.post(
        served.address + "/form",
        content=sent_in_pieces("film.mp4", 120 * MB),
        headers={"Content-Type": MULTIPART},
        timeout=60,
    )
    assert answer.status_code == 413
    assert "“film.mp4” is larger than 96 MB, the most that can be sent." in answer.text
    assert "title Visit" in answer.text


@pytest.mark.browser
@pytest.mark.parametrize("megabytes", [120, 300])
def test_a_browser_shows_why_a_file_is_too_large(
    served: Served, browser: Browser, tmp_path: Path, megabytes: int
) -> None:
    film = tmp_path / "film.mp4"
    film.touch()
    os.truncate(film, megabytes * MB)
    page = browser.new_page()
    page.goto(served.address + "/form")
    page.get_by_label("File").set_input_files(film)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("“film.mp4” is larger than 96 MB, the most that can be sent. Choose a smaller file.").wait_for()
    assert page.get_by_role("heading").inner_text() == "413"
    page.close()


@pytest.mark.browser
def test_a_browser_with_no_file_chosen_sends_a_form_without_faults(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.address + "/form")
    page.get_by_label("Title").fill("Ymweliad â’r teulu")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("title Ymweliad â’r teulu").wait_for()
    assert page.get_by_role("heading").inner_text() == "200"
    page.close()


@pytest.mark.browser
def test_a_browsers_odd_file_names_arrive_safely(served: Served, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(served.address + "/form")
    names = ['say "hello".txt', "週次レビュー.txt", "back\\slash.txt", "50%22.txt"]
    page.get_by_label("File").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in names]
    )
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="200").wait_for()
    shown = [item for item in page.get_by_role("listitem").all_inner_texts() if not item.startswith("title")]
    assert shown == ["say _hello_.txt 1", "週次レビュー.txt 1", "slash.txt 1", "50_.txt 1"]
    page.close()
