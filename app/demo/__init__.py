"""A cast and a year and a half of history: forty apprentices' by calling actions, those of any more in bulk."""

from app.demo.bulk import fill_in_bulk
from app.demo.filling import fill

__all__ = ["fill", "fill_in_bulk"]
