"""A signed record as it is shown: its own words in full, who signed, and the forms to sign or refuse."""
