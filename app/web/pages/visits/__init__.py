"""Visits from outside: granted, told and ended by the provider, and the visitor's own pages, which only read."""

from fastapi import APIRouter

from app.web.pages.visits import erasing, evidence, granting, landing, listing, on_record, standing

router = APIRouter(include_in_schema=False)
for part in (granting, listing, erasing, on_record, landing, evidence, standing):
    router.include_router(part.routes)
