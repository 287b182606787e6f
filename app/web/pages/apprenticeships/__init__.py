"""Apprenticeships across the provider: the list, adding one, and who is on it from when until when."""

from fastapi import APIRouter

from app.web.pages.apprenticeships import adding, birth, changing, listing, pauses, terms

router = APIRouter(include_in_schema=False)
router.include_router(listing.apprenticeships)
router.include_router(adding.apprenticeships)
router.include_router(changing.apprenticeships)
router.include_router(birth.apprenticeships)
router.include_router(terms.apprenticeships)
router.include_router(pauses.apprenticeships)
