"""Programs and archives, by their first bytes."""

import re

_PROGRAM = re.compile(
    rb"MZ(?=.{0,62}[\x00-\x08])|\x7fELF|#!(?!AMR)|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba[\xbe\xbf]|\xbe\xba\xfe\xca"
    rb"|dex\n0|\x00asm|\x4c\x00\x00\x00\x01\x14\x02\x00|ITSF\x03\x00|!<arch>\n|\xed\xab\xee\xdb",
    re.DOTALL,
)
_ARCHIVE = re.compile(
    rb"PK(\x03\x04|\x05\x06|\x07\x08|00PK)|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|\x1f\x9d|\x1f\xa0|BZh[1-9]1AY&SY"
    rb"|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18|LZIP\x01|MSCF\x00\x00\x00\x00|.{2}-l[hz][0-7sd]-|\x60\xea"
    rb"|.{7}\*\*ACE\*\*|.{257}ustar|MSWIM\x00\x00\x00|xar!\x00\x1c|conectix|vhdxfile",
    re.DOTALL,
)


def is_program(head: bytes) -> bool:
    """Whether an operating system would run this: Windows, Linux, macOS, Java, Android, a shortcut, a script."""
    return bool(_PROGRAM.match(head))


def is_archive(head: bytes) -> bool:
    """Whether this packs other files: ZIP, RAR, 7z, tar and what is packed like one, disk images."""
    return bool(_ARCHIVE.match(head))
