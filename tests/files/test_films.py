"""Films and sound: where they were made is taken out without anything else moving, and how long they last is known."""

import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import films, lengths
from app.files.looking.content import held
from app.files.looking.reasons import NotTaken
from tests.files.pictured import SECRETS, box, film


def without_place(content: bytes, piece: int = 1000) -> bytes:
    pieces = (content[at : at + piece] for at in range(0, len(content), piece))
    return b"".join(films.without(pieces, films.telling(held(content))))


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("piece", [1, 7, 1000, 10**7])
def test_where_and_with_what_a_film_was_made_is_taken_out_and_nothing_moves(wide, piece):
    before = film(wide=wide)
    assert all(secret in before for secret in (b"+51.5014", b"SecretMaker", b"SecretModel", b"SECRET-XMP"))
    after = without_place(before, piece)
    assert [secret for secret in SECRETS if secret in after] == []
    assert len(after) == len(before)
    assert after.index(b"mdat") == before.index(b"mdat")
    frames = bytes(range(256)) * 3_000
    assert frames in after
    assert lengths.milliseconds(held(after), "video/quicktime") == 83_500
    assert films.telling(held(after)) == []
    assert after.count(b"vide") == after.count(b"soun") == 1
    assert b"gpmd" not in after, "a track of places goes whole"


def test_a_film_that_tells_nothing_is_left_as_it_is():
    assert films.telling(held(film(places=False))) == []


@given(st.binary(max_size=400), st.integers(1, 50))
def test_any_bytes_at_all_come_out_as_long_and_end(content, piece):
    whole = box(b"ftyp", b"isom") + box(b"moov", content) + content
    after = without_place(whole, piece)
    assert len(after) == len(whole)
    assert lengths.milliseconds(held(whole), "video/mp4") is None or isinstance(films.milliseconds(held(whole)), int)


def test_boxes_in_boxes_in_boxes_end():
    deep = b""
    for _ in range(5_000):
        deep = box(b"moov", deep)
    assert films.milliseconds(held(deep)) is None
    assert films.telling(held(deep)) == []


@pytest.mark.parametrize(("seconds", "wide"), [(0.5, False), (83.5, True), (36_000.0, True)])
def test_how_long_a_film_lasts(seconds, wide):
    assert lengths.milliseconds(held(film(seconds, wide=wide)), "video/mp4") == round(seconds * 1000)


@pytest.mark.parametrize("seconds", [0.0, 7_000_000.0])
def test_a_length_that_cannot_be_is_not_known(seconds):
    assert lengths.milliseconds(held(film(seconds)), "video/mp4") is None


def recording(seconds: float) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(round(16_000 * seconds)))
    return sink.getvalue()


def ebml(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + struct.pack(">BI", 0x08, len(body))[:1] + struct.pack(">I", len(body)) + body


def webm(length: float | None) -> bytes:
    said = ebml("2ad7b1", (1_000_000).to_bytes(3, "big")) + (ebml("4489", struct.pack(">d", length)) if length else b"")
    return ebml("1a45dfa3", ebml("4282", b"webm")) + ebml(
        "18538067", ebml("1549a966", said) + ebml("1f43b675", bytes(99))
    )


@pytest.mark.parametrize(
    ("content", "media_type", "length"),
    [
        (recording(2.5), "audio/wav", 2_500),
        (b"\xff\xfb\x90\x00".ljust(417, b"\0") * 500, "audio/mpeg", 13_000),
        (webm(65_432.0), "video/webm", 65_432),
        (webm(None), "video/webm", None),
        (b"RIFF", "audio/wav", None),
        (b"", "audio/mpeg", None),
        (b"OggS" + bytes(100), "audio/ogg", None),
        (b"%PDF-1.7", "application/pdf", None),
        (b"\x1aE\xdf\xa3\xff", "video/webm", None),
    ],
)
def test_how_long_sound_lasts(content, media_type, length):
    found = lengths.milliseconds(held(content), media_type)
    assert found == length if length is None else abs(found - length) < 100


@given(st.binary(max_size=300))
def test_what_makes_no_sense_has_no_length_and_raises_nothing(content):
    for media_type, head in (
        ("video/webm", b"\x1aE\xdf\xa3"),
        ("audio/mpeg", b"ID3\x04"),
        ("audio/wav", b"RIFF"),
        ("audio/ogg", b"OggS"),
    ):
        found = lengths.milliseconds(held(head + content), media_type)
        assert found is None or 0 < found <= 7 * 86_400_000


def test_a_film_of_more_boxes_than_any_camera_makes_is_refused_and_takes_no_time():
    many = box(b"ftyp", b"isom") + box(b"moov", box(b"udta", b"") * 150_000)
    with pytest.raises(NotTaken):
        films.telling(held(many))
    deep = b""
    for _ in range(2_000):
        deep = box(b"trak", deep)
    with pytest.raises(NotTaken):
        films.telling(held(box(b"moov", deep)))
    assert films.milliseconds(held(many)) is None


def test_a_film_recorded_in_very_many_pieces_is_gone_through_once():
    """Each box that tells is laid over as it comes: the work grows with the film, not with its boxes times its size."""
    film_in_pieces = box(b"ftyp", b"isom") + box(b"udta", b"+51.5014") * 40_000
    walked = 0

    def pieces():
        nonlocal walked
        for at in range(0, len(film_in_pieces), 64):
            walked += 1
            yield film_in_pieces[at : at + 64]

    boxes = films.telling(held(film_in_pieces))
    after = b"".join(films.without(pieces(), boxes))
    assert (len(boxes), walked) == (40_000, -(-len(film_in_pieces) // 64))
    assert b"51.5" not in after and len(after) == len(film_in_pieces)
