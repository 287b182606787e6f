"""The program that writes one picture anew: `treating.py MEDIA_TYPE FOLDER` reads FOLDER/in, writes out and thumb.

It runs by itself, knows nothing of the rest, and bounds itself before it reads a byte. Exit status: 0 done, TOO_MUCH
where the picture is larger than is taken, anything else where it cannot be read.
"""

import resource
import sys
from pathlib import Path
from typing import Any

THUMB_SIDE = 320
"""Pixels of a small picture's longer side."""
MOST_PIXELS = 100_000_000
"""Pixels of the largest picture. A JPEG of up to sixteen times that is read at half or a quarter of its size."""
MOST_FRAMES = 2_000
TOO_MUCH = 7
KINDS = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/gif": "image/gif",
    "image/webp": "image/webp",
    "image/tiff": "image/tiff",
    "image/heic": "image/jpeg",
    "image/heif": "image/jpeg",
}
"""What a picture of a kind becomes."""

_MEMORY = 2 * 1024**3
_SECONDS = 40
_FILE = 1024**3
_PROFILE = 1024 * 1024  # bytes of the largest colour profile that is kept


def main(media_type: str, folder: Path) -> int:
    """Write the picture anew."""
    _bound()
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # not before the bounds

    Image.MAX_IMAGE_PIXELS = None  # bounded by ourselves, before anything is decoded
    try:
        with Image.open(folder / "in", formats=_formats(media_type)) as picture:
            if not _fits(picture):
                return TOO_MUCH
            frames = _frames(picture, media_type)
            _save(picture, frames, KINDS[media_type], folder / "out")
            _save_small(frames[0], folder / "thumb")
    except MemoryError:
        return TOO_MUCH
    except (UnidentifiedImageError, ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError):
        return 1
    return 0


def _bound() -> None:
    for what, wanted in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, _FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (most, most))


def _formats(media_type: str) -> tuple[str, ...]:
    """The one reader for this kind: what the content was seen to be, and nothing it may claim besides."""
    if media_type in ("image/heic", "image/heif"):
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(thumbnails=False)
        return ("HEIF",)
    return (media_type.removeprefix("image/").upper(),)


def _fits(picture: Any) -> bool:
    """Whether a picture is no larger than is taken; a very large JPEG is read smaller."""
    if picture.format in ("JPEG", "MPO"):
        for scale in (2, 4):
            if picture.width * picture.height > MOST_PIXELS:
                width, height = picture.size
                picture.draft(None, (-(-width // scale), -(-height // scale)))
    frames = getattr(picture, "n_frames", 1)
    return bool(0 < frames <= MOST_FRAMES and picture.width * picture.height * _shown(picture, frames) <= MOST_PIXELS)


def _shown(picture: Any, frames: int) -> int:
    """How many of its pictures are kept: of a photo with others beside it, the photo."""
    return frames if picture.format in ("GIF", "PNG", "TIFF", "WEBP") else 1


def _frames(picture: Any, media_type: str) -> list[Any]:
    """Each picture of it, upright, with nothing but its pixels, how they are coloured, and how long they show."""
    from PIL import ImageOps, ImageSequence  # noqa: PLC0415

    many = _shown(picture, getattr(picture, "n_frames", 1)) > 1
    frames = []
    for frame in ImageSequence.Iterator(picture) if many else [picture]:
        frame.load()
        # HEIC is turned by its reader.
        upright = frame if KINDS[media_type] != media_type else ImageOps.exif_transpose(frame)
        plain = upright.copy()
        keep = ("transparency", "duration", "loop", "icc_profile")
        info = {name: upright.info.get(name, frame.info.get(name)) for name in keep}
        plain.info = {name: value for name, value in info.items() if value is not None}
        if len(plain.info.get("icc_profile", b"")) > _PROFILE:
            del plain.info["icc_profile"]
        frames.append(plain)
    return frames


def _save(picture: Any, frames: list[Any], kind: str, path: Path) -> None:
    first, info = frames[0], frames[0].info
    more: dict[str, Any] = {"icc_profile": info.get("icc_profile")}
    if len(frames) > 1:
        more |= {"save_all": True, "append_images": frames[1:]}
        durations = [frame.info.get("duration") for frame in frames]
        if kind != "image/tiff" and all(isinstance(one, int | float) for one in durations):
            more |= {"duration": durations, "loop": info.get("loop", 0)}
            if kind == "image/gif" and "loop" not in info:
                del more["loop"]
    if kind == "image/jpeg":
        first = first if first.mode in ("L", "RGB", "CMYK") else _on_white(first)
        more |= _as_fine_as(picture)
    elif kind == "image/webp":
        # One without loss, as screens are kept, stays one.
        more |= {"lossless": b"VP8L" in (path.with_name("in")).open("rb").read(64), "quality": 90, "exact": True}
    elif kind == "image/tiff":
        more["compression"] = "group4" if all(frame.mode == "1" for frame in frames) else "tiff_lzw"
    first.save(path, kind.removeprefix("image/").upper(), **more)


def _as_fine_as(picture: Any) -> dict[str, Any]:
    """How finely to write a JPEG: as finely as it was, so that it grows neither worse nor larger than it need."""
    from PIL import JpegImagePlugin  # noqa: PLC0415

    tables = getattr(picture, "quantization", None)
    if not tables:
        return {"quality": 90}
    sampling = JpegImagePlugin.get_sampling(picture)
    return {"qtables": list(tables.values()), "subsampling": sampling} if sampling >= 0 else {"quality": 92}


def _save_small(frame: Any, path: Path) -> None:
    small = frame.copy()
    # A picture of few colours is made smaller by its colours, not by the numbers that stand for them.
    small = _on_white(small) if small.mode not in ("L", "RGB") else small
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    profile = frame.info.get("icc_profile", b"")
    fits = len(profile) <= 4096 and frame.mode in ("L", "RGB", "RGBA")
    small.save(path, "JPEG", quality=80, icc_profile=profile if fits else None)


def _on_white(picture: Any) -> Any:
    from PIL import Image  # noqa: PLC0415

    if "transparency" in picture.info or "A" in picture.getbands():
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    if picture.mode.startswith(("I", "F")):
        return picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return picture.convert("RGB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
