"""Papers and packs made from values and byte streams."""
