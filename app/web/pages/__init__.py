"""Pages, one module for each resource; each has a `router`."""
