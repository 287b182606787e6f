"""Milestone reviews of one apprenticeship as JSON: read, written in, moved, missed, held, revised."""
