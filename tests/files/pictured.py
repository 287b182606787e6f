"""Real pictures and films, made here, with all that a phone hides in them."""

import io
import struct
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

SECRETS = [
    b"51 deg 30",
    b"SecretMaker",
    b"SecretModel",
    b"SECRET-XMP",
    b"SECRET-IPTC",
    b"SECRET-TEXT",
    b"+51.5014",
]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP 51 deg 30</x:xmpmeta>"
TURN_RIGHT = 6


def image(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture whose upper left corner is red and whose rest is blue."""
    found = Image.new("RGB", size, "blue")
    found.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return found.convert(mode)


def told(turn: int = TURN_RIGHT, *, place: bool = True) -> Image.Exif:
    """What a camera writes: its maker and model, how it was held, where it was, and a small picture."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "SecretMaker", "SecretModel", turn
    if place:
        exif[0x8825] = {1: "N", 2: (51.0, 30.0, 5.0), 3: "W", 4: (0.0, 8.0, 31.0), 29: "SecretMaker"}
        exif[0x8769] = {0x927C: b"SecretMaker maker note 51 deg 30"}
    return exif


def saved(kind: str, picture: Image.Image | None = None, **more: Any) -> bytes:
    """A picture as a file."""
    sink = io.BytesIO()
    (picture or image()).save(sink, kind, **more)
    return sink.getvalue()


def jpeg(turn: int = TURN_RIGHT, size: tuple[int, int] = (64, 48)) -> bytes:
    """A photo as a phone makes it, with XMP, IPTC, a comment, a profile and a second picture behind it."""
    plain = saved("JPEG", image(size), quality=90, exif=told(turn), icc_profile=PROFILE, comment=b"SECRET-TEXT")
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 11) + b"SECRET-IPTC\0"
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + XMP
    return plain[:2] + _segment(0xED, iptc) + _segment(0xE1, xmp) + plain[2:] + saved("JPEG", exif=told())


def png() -> bytes:
    """A PNG with words in all three kinds of text chunk, EXIF and XMP."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET-TEXT")
    text.add_text("Location", "SECRET-TEXT 51 deg 30", zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved("PNG", image(mode="RGBA"), pnginfo=text, exif=told(), icc_profile=PROFILE, dpi=(72, 72))


def webp(*, lossless: bool = False) -> bytes:
    return saved("WEBP", exif=told(), xmp=XMP, icc_profile=PROFILE, lossless=lossless)


def tiff() -> bytes:
    tags = told(place=False)
    tags[0x02BC], tags[0x83BB], tags[0x010E] = XMP, b"SECRET-IPTC", "SECRET-TEXT"
    return saved("TIFF", exif=tags, icc_profile=PROFILE)


def heic(size: tuple[int, int] = (64, 48)) -> bytes:
    pillow_heif.register_heif_opener()
    return saved("HEIF", image(size), exif=told(1), xmp=XMP, quality=90)


def gif(frames: int = 3) -> bytes:
    """A moving picture with a comment."""
    first, *others = [Image.new("RGB", (32, 24), colour) for colour in ("red", "green", "blue", "white")[:frames]]
    return saved("GIF", first, save_all=True, append_images=others, duration=120, loop=0, comment=b"SECRET-TEXT")


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of a film."""
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def wide_box(kind: bytes, *parts: bytes) -> bytes:
    """The same with its length in eight bytes."""
    body = b"".join(parts)
    return struct.pack(">I", 1) + kind + struct.pack(">Q", 16 + len(body)) + body


def track(handler: bytes, *more: bytes) -> bytes:
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))), *more)


def film(seconds: float = 83.5, *, wide: bool = False, places: bool = True, brand: bytes = b"qt  ") -> bytes:
    """A film as a phone makes it: pictures and sound, and boxes that say where and with what."""
    if wide:
        head = b"\x01\0\0\0" + bytes(16) + struct.pack(">IQ", 600, round(seconds * 600)) + bytes(80)
    else:
        head = bytes(12) + struct.pack(">II", 600, round(seconds * 600)) + bytes(80)
    place = b"+51.5014-000.1419/"
    keys = box(b"mdta", b"com.apple.quicktime.location.ISO6709", place, b"SecretMaker")
    telling = [
        box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7), place), box(b"loci", b"SecretModel")),
        (wide_box if wide else box)(b"meta", keys),
    ]
    tracks = [track(b"vide", *telling[:1] * places), track(b"soun")] + [track(b"meta", box(b"gpmd", place))] * places
    movie = box(b"moov", box(b"mvhd", head), *tracks, *telling * places)
    outside = [box(b"uuid", bytes(16), XMP)] * places
    frames = bytes(range(256)) * 3_000
    return b"".join([box(b"ftyp", brand, bytes(4), b"mp42"), *outside, box(b"mdat", frames), movie])


def _segment(kind: int, body: bytes) -> bytes:
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(body) + 2) + body
