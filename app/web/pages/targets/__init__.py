"""Targets of one apprenticeship: the list, the form, and one target with what may be done to it."""
