"""The words of a file, each with its place, and what hides beside them."""

from app.files.reading import COULD_NOT, Hidden, Read, checked, read
from tests.files.looking.made import ODF, zipped
from tests.files.reading.made import (
    EXCEL,
    POWERPOINT,
    WORD,
    W,
    changed_paper,
    excel,
    open_text,
    paper,
    powerpoint,
    telling_paper,
    word,
)


def hides(found: Read, what: str) -> list[str]:
    return [one.words for one in found.hidden if one.what == what]


def test_of_word_pages_and_header_are_read_and_the_author_is_told():
    found = read([word(author="Jane Smith", header="Visit to Kelly")], WORD)
    assert [(page.place, page.words.strip()) for page in found.pages] == [
        ("page 1", "First page"),
        ("page 2", "Second page"),
        ("header", "Visit to Kelly"),
    ]
    assert Hidden("author", "properties", "Jane Smith") in found.hidden
    assert found.page_count is None and found.readable


def test_words_that_were_deleted_or_are_hidden_in_word_are_found_and_do_not_count_as_shown():
    deleted = f'<w:del {W} w:id="1" w:author="Mark Ellis"><w:r><w:delText>Kelly Marsh</w:delText></w:r></w:del>'
    vanished = f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>14 Rowan Close</w:t></w:r>"
    found = read([word(deleted, vanished)], WORD)
    assert hides(found, "deleted words") == ["Kelly Marsh"]
    assert hides(found, "hidden words") == ["14 Rowan Close"]
    assert hides(found, "person who changed it") == ["Mark Ellis"]
    assert not any("Kelly" in page.words or "Rowan" in page.words for page in found.pages)


def test_fields_that_number_pages_and_headings_hide_nothing_and_any_other_does():
    def field(words):
        return f"<w:r {W}><w:instrText>{words}</w:instrText></w:r>"

    dull = (
        " PAGE ",
        " PAGE   \\* MERGEFORMAT ",
        ' TOC \\o "1-3" \\h \\z \\u ',
        " PAGEREF _Toc123456789 \\h ",
        " SEQ Figure \\* ARABIC ",
    )
    telling = ("AUTHOR Kelly Marsh", ' HYPERLINK "mailto:kelly@example.org" ', " REF Kelly ", ' TOC \\f "Kelly" ')
    assert hides(read([word(*map(field, (*dull, *telling)))], WORD), "field") == [one.strip() for one in telling]


def test_words_split_by_characters_that_nobody_sees_are_put_together():
    split = f"<w:r {W}><w:t>Kel\u200bly Ma\u00adrsh</w:t></w:r>"
    assert "Kelly Marsh" in read([word(split)], WORD).pages[1].words


def test_of_excel_every_value_stands_after_its_heading_and_dates_are_dates():
    found = read([excel()], EXCEL)
    assert found.sheets == ("Budget", "Contacts")
    assert [page.place for page in found.pages] == ["sheet Budget"]
    assert "Name: Kelly\tDOB: 4/5/2016\tRent: 1150" in found.pages[0].words


def test_hidden_sheets_and_rows_and_comments_of_excel_are_found():
    found = read([excel()], EXCEL)
    assert hides(found, "hidden sheet") == ["07700 900123"]
    assert "Secret row" in hides(found, "hidden rows or columns")[0]
    assert "Secret row" not in found.pages[0].words
    assert any("Ask about arrears" in words for words in hides(found, "comment"))


def test_of_powerpoint_slides_are_counted_and_notes_and_hidden_slides_found():
    found = read([powerpoint()], POWERPOINT)
    assert [(page.place, page.words) for page in found.pages] == [("slide 1", "What we did"), ("slide 2", "")]
    assert found.page_count == 2
    assert hides(found, "speaker notes") == ["Do not mention Jayden"]
    assert Hidden("hidden slide", "slide 2", "Photo of Kelly") in found.hidden


def test_of_opendocument_changes_and_comments_are_apart_from_the_words():
    body = (
        "<office:body><office:text><text:tracked-changes><text:p>Deleted Kelly</text:p></text:tracked-changes>"
        "<text:p>We met <office:annotation><text:p>with Jayden</text:p></office:annotation>twice</text:p>"
        "</office:text></office:body>"
    )
    found = read([open_text(body)], ODF + "text")
    assert found.pages[0].words.strip() == "We met twice"
    assert hides(found, "deleted words") == ["Deleted Kelly"] and hides(found, "comment") == ["with Jayden"]
    assert hides(found, "last changed by") == ["Jane Smith"]


def test_of_a_pdf_each_page_has_its_words_and_one_without_any_is_told():
    found = read([paper("Hello Kelly", "", "Third page")], "application/pdf")
    assert [(page.place, page.words, page.readable) for page in found.pages] == [
        ("page 1", "Hello Kelly", True),
        ("page 2", "", False),
        ("page 3", "Third page", True),
    ]
    assert found.page_count == 3
    assert not found.readable and "look through those yourself" in found.why_not


def test_a_scan_has_no_words_and_says_so():
    found = read([paper("", "")], "application/pdf")
    assert not found.readable and "as in a scan" in found.why_not and found.page_count == 2


def test_author_note_and_attachment_of_a_pdf_are_found():
    found = read([telling_paper()], "application/pdf")
    assert hides(found, "author") == ["Jane Smith"] and hides(found, "comment") == ["See Jayden"]
    assert hides(found, "attachment") == ["Kelly lives at 14 Rowan Close"]
    assert found.pages[0].words == "Hello" and found.readable


def test_what_a_pdf_said_before_it_was_changed_is_found():
    found = read([changed_paper()], "application/pdf")
    assert found.pages[0].words == "New words"
    assert hides(found, "earlier version") == ["Old words of Kelly"]


def test_headers_of_an_email_are_words_and_attachments_are_read():
    letter = (
        b"From: Kelly Marsh <kelly@example.org>\nTo: chloe@example.org\nSubject: Jayden\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
        b"<p>Hi<br>there<!-- secret --></p>\n--x\n"
        b'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nRowan Close\n--x--\n'
    )
    found = read([letter], "message/rfc822")
    assert "From: Kelly Marsh <kelly@example.org>" in found.pages[0].words
    assert "Subject: Jayden" in found.pages[0].words and "Hi" in found.pages[0].words
    assert hides(found, "hidden words") == ["secret"]
    assert hides(found, "attachment") == ["Rowan Close"]


def test_values_of_a_csv_stand_after_their_headings():
    found = read([b"Name,DOB\nKelly,4/5/2016\nJayden,1/2/2019\n"], "text/csv")
    assert found.pages[0].words.splitlines()[1] == "Name: Kelly\tDOB: 4/5/2016"


def test_a_text_of_old_windows_and_of_utf16_are_read():
    assert read(["Zoë".encode("cp1252")], "text/plain").pages[0].words == "Zoë"
    assert read(["Zoë".encode("utf-16")], "text/plain").pages[0].words == "Zoë"


def test_words_in_another_language_are_told():
    welsh = b"Mae'r teulu yn byw yn y dref ac mae'r plant yn mynd i'r ysgol bob dydd gyda'u mam a'u tad. " * 3
    found = read([welsh], "text/plain")
    assert found.readable and not found.english
    assert read(
        [b"The family lives in the town and the children go to school each day with mum."], "text/plain"
    ).english


def test_pictures_and_film_are_not_for_the_machine():
    assert not checked("image/jpeg") and not checked("video/mp4") and checked("application/pdf")
    assert read([b"\xff\xd8\xff"], "image/jpeg") == Read(readable=False, why_not=COULD_NOT)


def test_an_archive_inside_a_document_is_left_to_a_person():
    parts = [
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", f"<w:document {W}><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:document>".encode()),
        ("word/embeddings/old.bin", b"anything"),
    ]
    found = read([zipped(*parts)], WORD)
    assert found.pages[0].words.strip() == "Words"
    assert not found.readable and Hidden("document inside", "old.bin", "") in found.hidden
