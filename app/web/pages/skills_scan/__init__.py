"""Skills scans: every scan with how far it goes, filling in one's own ratings, and what was given in one."""
