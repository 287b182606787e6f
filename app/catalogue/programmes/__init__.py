"""A programme’s file: its shape, what else may be wrong with it, and the value made of it."""
