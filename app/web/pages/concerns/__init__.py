"""Concerns as pages: raising one, what oneself has sent, and the place of the safeguarding lead and deputies."""

from fastapi import APIRouter

from app.web.pages.concerns import by_link, listing, raising, settings, working

router = APIRouter(include_in_schema=False)
# The pages with names of their own before those that are named by a concern.
for routes in (raising.routes, by_link.routes, settings.routes, listing.routes, working.routes):
    router.include_router(routes)
