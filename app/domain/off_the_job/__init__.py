"""Off-the-job hours: what the rules ask for, what was logged and confirmed, and how the two compare."""
