"""The assessment plan of a standard, in a file of its own: its shape, its value, and what else may be wrong with it."""
