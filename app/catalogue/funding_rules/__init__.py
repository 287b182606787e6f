"""The file of funding rules: its shape, what else may be wrong with it, and the value made of it."""
