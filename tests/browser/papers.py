"""Files that a browser can really show: a PDF with words on every page, and sound of a length."""

import io
import wave

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf_of(*pages: str) -> bytes:
    """A PDF with these words, one page each."""
    writer = PdfWriter()
    face = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in _FACE.items()})
    for words in pages:
        page = writer.add_blank_page(420, 300)
        fonts = DictionaryObject({NameObject("/F1"): face})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 14 Tf 30 240 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(drawn)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


_FACE = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}


def sound_of(seconds: int) -> bytes:
    """Silence of so many seconds, as WAV."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(1000)
        file.writeframes(b"\x80" * 1000 * seconds)
    return kept.getvalue()
