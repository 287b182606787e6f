"""A readable copy of an apprentice's own record, as one ZIP that opens offline in any browser."""

from app.web.pages.own_copy.taking import routes as router

__all__ = ["router"]
