"""The training plan: activities planned, held and missed, what was said of it, and the versions that are signed."""
