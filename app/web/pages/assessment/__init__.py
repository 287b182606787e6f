"""The end-point assessment of one apprentice: when each method is, and what came of it."""

from fastapi import APIRouter

from app.web.pages.assessment import showing, sitting

router = APIRouter(include_in_schema=False)
for part in (showing, sitting):
    router.include_router(part.routes)
