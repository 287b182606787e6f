"""Small real files for the demonstration: a PDF with the words of the piece on it, on as many pages as they have."""

import re
import textwrap

FONT = 3
"""The object that holds the font; each page takes two more after it."""


def pdf(title: str, words: str) -> bytes:
    """A4 pages in Helvetica: a title, and words below it."""
    sheets = printed(title, words)
    pages = [FONT + 1 + 2 * place for place in range(len(sheets))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page, sheet in zip(pages, sheets, strict=True):
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in sheet.split("\n"))
        content = f"BT /F1 11 Tf 56 780 Td 16 TL\n{shown}ET".encode("latin-1", "replace")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (page + 1, FONT),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _assembled(objects)


def printed(title: str, words: str) -> tuple[str, ...]:
    """What stands on each page, line by line: half of the sentences on the first, the others on the second."""
    sentences = re.split(r"(?<=[.!?”]) (?=[A-Z])", words)
    half = -(-len(sentences) // 2)
    parts = [part for part in (sentences[:half], sentences[half:]) if part]
    return tuple(
        "\n".join(
            [
                title,
                "",
                *textwrap.wrap(" ".join(part), 84),
                "",
                f"Page {number} of {len(parts)}. Demonstration: invented people.",
            ]
        )
        for number, part in enumerate(parts, 1)
    )


def _escaped(line: str) -> str:
    plain = line.replace("“", '"').replace("”", '"').replace("’", "'")
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
