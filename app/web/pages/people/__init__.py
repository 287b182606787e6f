"""The administrator's pages about people: who has an account, in which roles, and how each came in."""

from fastapi import APIRouter

from app.web.pages.people import doing, listing

router = APIRouter(include_in_schema=False)
router.include_router(listing.people)
router.include_router(doing.people)
