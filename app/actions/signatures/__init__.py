"""Putting a record before people to be signed, and what each of them answers."""

from app.actions.signatures.answering import Signing, record_unobtainable, refuse, sign
from app.actions.signatures.erasing import erase_record
from app.actions.signatures.putting import put_to_sign

__all__ = ["Signing", "erase_record", "put_to_sign", "record_unobtainable", "refuse", "sign"]
