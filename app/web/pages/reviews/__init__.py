"""Milestone reviews: everybody’s for a tutor, one apprentice’s, and one review to prepare, to hold and to read."""
