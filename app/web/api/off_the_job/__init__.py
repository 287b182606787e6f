"""Off-the-job time as JSON: the calculator, the summary, entries and everything that may be done to one."""
