"""The portfolio for the assessor: chosen and put in order, held against the plan, frozen, read, taken as a pack, and
opened for whoever assesses it."""

from fastapi import APIRouter

from app.web.pages.portfolio import adjusting, assessors, checking, choosing, frozen, printing, statement, taking

router = APIRouter(include_in_schema=False)
for part in (assessors, choosing, printing, frozen, statement, taking, checking, adjusting):
    router.include_router(part.routes)
