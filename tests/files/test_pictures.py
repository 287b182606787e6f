"""Pictures before anybody can fetch them: upright, without place, maker or words, their colours kept; bombs outside."""

import hashlib
import io
import struct
import zlib

import pytest
from PIL import Image, ImageSequence

from app.files import pictures
from app.files.looking import NotTaken, Why
from app.files.pictures import THUMB_SIDE, thumbnail, treated
from tests.files import pictured
from tests.files.pictured import PROFILE, SECRETS

PHOTOS = [
    ("image/jpeg", pictured.jpeg(), "JPEG"),
    ("image/png", pictured.png(), "PNG"),
    ("image/webp", pictured.webp(), "WEBP"),
    ("image/webp", pictured.webp(lossless=True), "WEBP"),
    ("image/tiff", pictured.tiff(), "TIFF"),
    ("image/heic", pictured.heic(), "JPEG"),
    ("image/gif", pictured.gif(), "GIF"),
]
KINDS = [f"{kind}-{at}" for at, (kind, _, _) in enumerate(PHOTOS)]


def through(content: bytes, media_type: str) -> tuple[bytes, pictures.Treated]:
    """A picture as it may be fetched, and what was learnt of it."""
    written = bytearray()
    found = treated([content[:100], content[100:]], media_type, written.extend)
    return bytes(written), found


def opened(content: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(content))
    found.load()
    return found


@pytest.mark.parametrize(("media_type", "content", "kind"), PHOTOS, ids=KINDS)
def test_nothing_of_where_and_with_what_it_was_taken_stays(media_type, content, kind):
    assert any(secret in content for secret in SECRETS), "there is something to take out"
    written, found = through(content, media_type)
    for picture in (written, found.thumb):
        assert [secret for secret in SECRETS if secret in picture] == []
        shown = opened(picture)
        described = {name for name in shown.info if name not in ("icc_profile", "duration", "loop", "background")}
        assert not described & {"exif", "xmp", "comment", "photoshop", "Comment", "Location", "XML:com.adobe.xmp"}
        assert not dict(shown.getexif().get_ifd(0x8825))
        assert not {0x010F, 0x0110, 0x0112, 0x010E, 0x02BC, 0x83BB} & set(shown.getexif())
        assert not getattr(shown, "text", {})
    assert opened(written).format == kind
    assert found.original_sha256 == hashlib.sha256(content).hexdigest()


def test_nothing_behind_the_picture_stays():
    """Phones put a film, or the photo as it was, behind the end of a JPEG."""
    written, _ = through(pictured.jpeg(), "image/jpeg")
    assert written.count(b"\xff\xd8\xff") == 1
    assert written.endswith(b"\xff\xd9")
    trailing = through(pictured.saved("PNG") + b"SECRET-TEXT", "image/png")[0]
    assert b"SECRET-TEXT" not in trailing
    assert through(pictured.saved("JPEG", exif=b"Exif\0\0junk SecretMaker"), "image/jpeg")[0]


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_upright_however_the_phone_was_held(turn):
    """The red corner is where it was seen."""
    wide = pictured.image((80, 40))
    held = {1: [], 2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}[turn]  # how to undo each orientation
    kept = wide
    for how in held:
        kept = kept.transpose(Image.Transpose(how))
    content = pictured.saved("JPEG", kept, quality=95, exif=pictured.told(turn))
    seen = opened(through(content, "image/jpeg")[0])
    assert seen.size == wide.size
    red, blue = seen.getpixel((5, 5)), seen.getpixel((75, 35))
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]


@pytest.mark.parametrize(("media_type", "content"), [(kind, content) for kind, content, _ in PHOTOS[:5]], ids=KINDS[:5])
def test_the_colours_are_read_as_before(media_type, content):
    assert opened(content).info["icc_profile"] == PROFILE
    assert opened(through(content, media_type)[0]).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_a_png_stays_one_pixel_for_pixel(mode):
    before = pictured.image(mode="L" if mode == "I;16" else mode)
    before = before.convert("I").convert("I;16") if mode == "I;16" else before
    after = opened(through(pictured.saved("PNG", before), "image/png")[0])
    assert (after.format, after.mode, after.size) == ("PNG", mode, before.size)
    assert after.tobytes() == before.tobytes()


def test_what_shows_through_stays_so():
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert opened(through(pictured.saved("PNG", clear), "image/png")[0]).getpixel((5, 5))[3] == 0
    thumb = opened(through(pictured.saved("PNG", clear), "image/png")[1].thumb)
    assert min(thumb.getpixel((5, 5))) > 250, "white behind it, for it has no see-through"


def test_a_moving_picture_moves_on():
    written, _ = through(pictured.gif(3), "image/gif")
    moving = Image.open(io.BytesIO(written))
    frames = [frame.convert("RGB").getpixel((5, 5)) for frame in ImageSequence.Iterator(moving)]
    assert len(frames) == 3
    assert len(set(frames)) == 3
    assert (moving.info["duration"], moving.info["loop"]) == (120, 0)


def test_every_page_of_a_scan_stays():
    pages = [pictured.image((40, 30)), pictured.image((30, 40))]
    content = pictured.saved("TIFF", pages[0], save_all=True, append_images=pages[1:])
    written = Image.open(io.BytesIO(through(content, "image/tiff")[0]))
    assert [frame.size for frame in ImageSequence.Iterator(written)] == [(40, 30), (30, 40)]


def test_a_heic_photo_can_be_seen_in_a_browser():
    written, found = through(pictured.heic((120, 80)), "image/heic")
    assert found.media_type == "image/jpeg"
    assert opened(written).size == (120, 80)


@pytest.mark.parametrize("size", [(1000, 500), (500, 1000), (10, 10), (5000, 2)])
def test_the_small_picture_is_small_and_upright(size):
    thumb = opened(through(pictured.jpeg(1, size), "image/jpeg")[1].thumb)
    assert thumb.format == "JPEG"
    assert max(thumb.size) == min(THUMB_SIDE, max(size))
    assert (thumb.width >= thumb.height) == (size[0] >= size[1])


def test_the_same_photo_comes_out_the_same():
    assert through(pictured.jpeg(), "image/jpeg") == through(pictured.jpeg(), "image/jpeg")
    written, _ = through(pictured.jpeg(), "image/jpeg")
    assert len(written) < 2 * len(pictured.jpeg())


def huge_png(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )


def many_frames() -> bytes:
    frames = [Image.new("1", (1, 1), at % 2) for at in range(2_500)]
    return pictured.saved(
        "GIF", frames[0], save_all=True, append_images=frames[1:], duration=[10 + at % 2 for at in range(2_500)]
    )


HUGE_GIF = b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\x08\x01\0\0;"


@pytest.mark.parametrize(
    ("media_type", "content", "why"),
    [
        ("image/png", huge_png(60_000, 60_000), Why.LARGE_PICTURE),
        ("image/png", huge_png(2**31 - 1, 2**31 - 1), Why.LARGE_PICTURE),
        ("image/gif", HUGE_GIF, Why.LARGE_PICTURE),
        ("image/gif", many_frames(), Why.LARGE_PICTURE),
        ("image/png", huge_png(5_000, 5_000), Why.BROKEN),
        ("image/jpeg", pictured.jpeg()[:400], Why.BROKEN),
        ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", Why.BROKEN),
        ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Why.BROKEN),
        ("image/webp", pictured.webp()[:60], Why.BROKEN),
        ("image/tiff", b"II*\x00\x08\x00\x00\x00\xff\xff", Why.BROKEN),
        ("image/heic", pictured.heic()[:300], Why.BROKEN),
        ("image/gif", b"GIF89a\x01\x00\x01\x00", Why.BROKEN),
        ("image/png", pictured.jpeg(), Why.BROKEN),
    ],
    ids=lambda value: value.name if isinstance(value, Why) else "",
)
def test_what_was_made_to_break_its_reader_or_is_broken_stays_outside(media_type, content, why):
    with pytest.raises(NotTaken) as told:
        through(content, media_type)
    assert told.value.why is why
    assert thumbnail([content], media_type) is None


def test_a_picture_of_too_many_bytes_stays_outside(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
    with pytest.raises(NotTaken, match="too large a picture"):
        through(pictured.saved("BMP"), "image/png")


def test_a_very_large_photo_is_made_smaller():
    """A JPEG can be read at half its size, so the largest that phones make need not stay outside."""
    content = pictured.saved("JPEG", Image.new("L", (12_000, 9_000), 128), quality=50)
    assert opened(through(content, "image/jpeg")[0]).size == (6_000, 4_500)


def test_nothing_is_left_of_the_work(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    through(pictured.jpeg(), "image/jpeg")
    with pytest.raises(NotTaken):
        through(b"\xff\xd8\xff", "image/jpeg")
    assert list(tmp_path.iterdir()) == []
