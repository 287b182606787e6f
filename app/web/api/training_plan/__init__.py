"""The training plan as JSON."""
