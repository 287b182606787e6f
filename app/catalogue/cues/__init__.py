"""A file of cues, the plain words that speak for a KSB: its shape, what else may be wrong with it, its value."""
