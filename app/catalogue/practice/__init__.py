"""The file of a vocabulary of practice: its shape, what else may be wrong with it, and the value made of it."""
