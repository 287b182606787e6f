"""Putting a record before people to be signed, and what each of them answers."""

from app.actions.signatures.putting import put_to_sign

__all__ = ["put_to_sign"]
