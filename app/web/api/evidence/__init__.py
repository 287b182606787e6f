"""Evidence as JSON: the calls, and how a piece is said."""
