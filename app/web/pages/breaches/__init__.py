"""Breaches as pages: closing a piece at once, and the record on which it is let go, erased, and told of."""

from fastapi import APIRouter

from app.web.pages.breaches import closing, ending, wording

router = APIRouter(include_in_schema=False)
for routes in (closing.routes, ending.routes, wording.routes):
    router.include_router(routes)
