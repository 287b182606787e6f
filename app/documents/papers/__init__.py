"""Papers: what is printed, as one shape (headings, facts, tables, words, signatures) and as a tagged PDF of it."""

from app.documents.papers.paper import Grid, Paper, Part, Said, SignatureBox
from app.documents.papers.pdf import can_make_pdf, pdf_of

__all__ = ["Grid", "Paper", "Part", "Said", "SignatureBox", "can_make_pdf", "pdf_of"]
