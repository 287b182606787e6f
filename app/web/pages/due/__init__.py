"""The place where an employer's contact settles what is due: the link, what waits, receipts, colleagues."""
