"""The portfolio for the assessor: chosen and put in order, held against the plan, frozen, read and taken as a pack."""

from fastapi import APIRouter

from app.web.pages.portfolio import adjusting, checking, choosing, frozen, printing, statement, taking

router = APIRouter(include_in_schema=False)
for part in (choosing, printing, frozen, statement, taking, checking, adjusting):
    router.include_router(part.routes)
