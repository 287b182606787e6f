"""Skills scans as a program reads and fills them in."""
