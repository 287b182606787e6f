"""What a ZIP must be like before any file in it is read: ordinary files in one folder, side by side, nothing around."""

import os
import stat
import struct
from collections.abc import Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_LOCAL = struct.Struct("<4s22xHH")
_END = 22
_DESCRIPTOR = 24  # at the most: check sum and sizes behind a file that was written as it was sent


def oddity(files: Sequence[IO[bytes]], archives: Sequence[ZipFile]) -> str:
    """One sentence on the first thing that is in no pack, nor in one that was unpacked and packed again; "" if none.

    Goes by the tables of contents and the headers of the files, and unpacks nothing. Raises BadZipFile where a header
    is not where the table has it.
    """
    entries = [info for archive in archives for info in archive.infolist()]
    folder = _folder(entries[0]) if entries else ""
    for info in entries:
        if said := _strange(info, folder):
            return said
    for file, archive in zip(files, archives, strict=True):
        if not (_ends_file(file) and _side_by_side(file, archive)):
            return "There is something before, between or after its files that belongs to none of them."
    return ""


def _strange(info: ZipInfo, folder: str) -> str:
    name = info.filename
    # Only of these two can a piece be unpacked without the rest.
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return (
            f"{name} is packed in a way that is not read here. Unpack the pack and pack its folder again as an "
            "ordinary ZIP file."
        )
    if "\0" in info.orig_filename:
        return f"The name of {name} goes on after a zero byte, so other programs may show another name."
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if info.is_dir() else stat.S_IFREG) or (info.is_dir() and _holds_bytes(info)):
        return f"{name} is no ordinary file: it is marked as a link or as something else that no pack has in it."
    if not folder or _folder(info) != folder:
        return f"Its files do not lie in one folder, as those of a pack do: {name} does not."
    return ""


def _holds_bytes(info: ZipInfo) -> bool:
    """Whether there is anything in a folder itself; nothing, packed, takes two bytes."""
    return info.file_size > 0 or info.compress_size > (0 if info.compress_type == ZIP_STORED else 2)


def _folder(info: ZipInfo) -> str:
    """The folder at the top; "" for what lies in none, or above the place where it is unpacked."""
    folder, inside, _ = info.filename.partition("/")
    return folder if inside and folder not in (".", "..") and not {"\\", ":"} & set(folder) else ""


def _ends_file(file: IO[bytes]) -> bool:
    file.seek(-_END, os.SEEK_END)
    end = file.read(_END)
    return end.startswith(b"PK\5\6") and end.endswith(b"\0\0")


def _side_by_side(file: IO[bytes], archive: ZipFile) -> bool:
    """Whether the files take all the room from the first byte to the table of contents, each its own."""
    least = most = 0
    for info in sorted(archive.filelist, key=lambda info: info.header_offset):
        if not 0 <= info.header_offset < archive.start_dir:
            raise BadZipFile
        if not least <= info.header_offset <= most:
            return False
        file.seek(info.header_offset)
        header = file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
            raise BadZipFile
        _, name, extra = _LOCAL.unpack(header)
        least = info.header_offset + _LOCAL.size + name + extra + info.compress_size
        most = least + _DESCRIPTOR
    return least <= archive.start_dir <= most
