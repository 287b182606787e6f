"""The same resources as JSON under /api/v1, one module each; each has a `router`."""
