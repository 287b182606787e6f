"""Small files with words in them, and with what hides beside the words."""

import io

import docx
import openpyxl
from docx.oxml import parse_xml
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject

from tests.files.looking.made import ODF, OOXML, zipped

WORD = OOXML + "wordprocessingml.document"
EXCEL = OOXML + "spreadsheetml.sheet"
POWERPOINT = OOXML + "presentationml.presentation"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*xml: str, author: str = "", header: str = "") -> bytes:
    """A Word file: two pages, and after them these pieces of its own language in a paragraph each."""
    made = docx.Document()
    made.core_properties.author = author
    made.add_paragraph("First page")
    made.add_page_break()
    made.add_paragraph("Second page")
    if header:
        made.sections[0].header.paragraphs[0].text = header
    for piece in xml:
        made.add_paragraph("")._p.append(parse_xml(piece))
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def excel() -> bytes:
    """A workbook: Budget with headings and a date, a hidden row and a comment; Contacts, which is hidden."""
    from datetime import date

    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    budget = book.active
    budget.title = "Budget"
    for row in (["Name", "DOB", "Rent"], ["Kelly", date(2016, 5, 4), 1150], ["Secret row", None, 7]):
        budget.append(row)
    budget.row_dimensions[3].hidden = True
    budget["C2"].comment = Comment("Ask about arrears", "Jane Smith")
    contacts = book.create_sheet("Contacts")
    contacts.append(["07700 900123"])
    contacts.sheet_state = "hidden"
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def powerpoint() -> bytes:
    """Two slides, the second hidden; the first with notes."""

    def slide(words: str, show: str = "") -> bytes:
        return f"<p:sld {P} {A}{show}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>".encode()

    def relations(*targets: tuple[str, str]) -> bytes:
        rows = [
            f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{name}"/>' for at, (kind, name) in enumerate(targets)
        ]
        return ("<Relationships>" + "".join(rows) + "</Relationships>").encode()

    ids = f'<p:sldIdLst xmlns:r="{R}"><p:sldId id="256" r:id="r0"/><p:sldId id="257" r:id="r1"/></p:sldIdLst>'
    return zipped(
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/presentation.xml", f"<p:presentation {P}>{ids}</p:presentation>".encode()),
        ("ppt/_rels/presentation.xml.rels", relations(("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml"))),
        ("ppt/slides/slide1.xml", slide("What we did")),
        ("ppt/slides/slide2.xml", slide("Photo of Kelly", ' show="0"')),
        ("ppt/slides/_rels/slide1.xml.rels", relations(("notesSlide", "../notesSlides/notesSlide1.xml"))),
        ("ppt/notesSlides/notesSlide1.xml", slide("Do not mention Jayden")),
    )


def open_text(body: str) -> bytes:
    """A text in OpenDocument with this in it, and an author."""
    spaces = (
        'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:dc="urn:d" xmlns:meta="urn:m" xmlns:table="urn:b" '
        'xmlns:draw="urn:w" xmlns:style="urn:s" xmlns:presentation="urn:p"'
    )
    return zipped(
        ("mimetype", (ODF + "text").encode()),
        ("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>".encode()),
        (
            "meta.xml",
            f"<office:document-meta {spaces}><dc:creator>Jane Smith</dc:creator></office:document-meta>".encode(),
        ),
        ("META-INF/manifest.xml", b"<manifest/>"),
        stored=1,
    )


def paper(*pages: str) -> bytes:
    """A PDF with these words, one for each page; "" for a page without any."""
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    font = 3 + 2 * len(pages)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for at, words in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET" if words else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def telling_paper() -> bytes:
    """A PDF that says who wrote it, with a note on it and a file in it."""
    writer = PdfWriter(clone_from=io.BytesIO(paper("Hello")))
    writer.add_metadata({"/Author": "Jane Smith"})
    writer.add_attachment("notes.txt", b"Kelly lives at 14 Rowan Close")
    writer.add_annotation(0, FreeText(text="See Jayden", rect=(0, 0, 100, 100)))
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def changed_paper() -> bytes:
    """A PDF whose words were changed by adding to it: the old ones are still there."""
    writer = PdfWriter(io.BytesIO(paper("Old words of Kelly")), incremental=True)
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 720 Td (New words) Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()
