"""The independent assessor's own pages: what was granted, the statement on entering, the version and its files."""

from fastapi import APIRouter

from app.web.pages.assessing import entering, landing, reading, viewing

router = APIRouter(include_in_schema=False)
for part in (landing, entering, reading, viewing):
    router.include_router(part.routes)
