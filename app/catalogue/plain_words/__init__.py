"""Plain words for the KSBs of a standard, in a file of their own: its shape, and what else may be wrong with it."""
