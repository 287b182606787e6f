"""The field's formats and values, one into the other."""
