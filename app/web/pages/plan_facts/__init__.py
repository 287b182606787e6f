"""The assessment plan of a standard, fact by fact: what holds, whose word it is, and confirming it."""

from fastapi import APIRouter

from app.web.pages.plan_facts import confirming, listed

router = APIRouter(include_in_schema=False)
for routes in (listed.routes, confirming.routes):
    router.include_router(routes)
