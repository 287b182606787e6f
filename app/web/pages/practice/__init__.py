"""Practice: the vocabularies held here, which organisation uses which, and how broad a portfolio is."""

from fastapi import APIRouter

from app.web.pages.practice import breadth, choosing, showing

router = APIRouter(include_in_schema=False)
for routes in (choosing.routes, showing.routes, breadth.routes):
    router.include_router(routes)
