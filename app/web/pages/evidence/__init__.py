"""Evidence as pages: the form, the list, one piece with its files, and what is decided on it."""

from fastapi import APIRouter

from app.web.pages.evidence import (
    checking,
    deciding,
    observing,
    practice,
    reading,
    sending,
    suggested,
    testimony,
    typing,
    uploads,
    viewing,
    writing,
)

router = APIRouter(include_in_schema=False)
# Writing first: its /evidence/new would else be read as the name of a piece.
for module in (
    writing,
    suggested,
    checking,
    reading,
    deciding,
    observing,
    practice,
    sending,
    testimony,
    viewing,
    uploads,
    typing,
):
    router.include_router(module.routes)
