"""Evidence as pages: the form, the list, one piece with its files, and what is decided on it."""

from fastapi import APIRouter

from app.web.pages.evidence import checking, deciding, practice, reading, typing, uploads, viewing, writing

router = APIRouter(include_in_schema=False)
# Writing first: its /evidence/new would else be read as the name of a piece.
for routes in (
    writing.routes,
    checking.routes,
    reading.routes,
    deciding.routes,
    practice.routes,
    viewing.routes,
    uploads.routes,
    typing.routes,
):
    router.include_router(routes)
