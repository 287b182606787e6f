"""Signing in and out: with a password, by a one-time link, or as one of a demonstration's cast."""

from fastapi import APIRouter

from app.web.pages.sign_in import entering, links

router = APIRouter(include_in_schema=False)
router.include_router(entering.routes)
router.include_router(links.routes)
