"""Skills scans: beginning one, filling in one's own ratings, giving them."""

from app.actions.skills_scan.beginning import begin_scan
from app.actions.skills_scan.rating import give_ratings, keep_ratings

__all__ = ["begin_scan", "give_ratings", "keep_ratings"]
