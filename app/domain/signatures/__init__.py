"""Signatures: what is put before people to be signed, and what each of them answered.

A record is put before its signers as one canonical text with one SHA-256. A signature binds person, role, time, means
and that hash; a changed record is a new version that asks everybody again, and the older one stays as it was signed.
"""

from app.domain.signatures.values import Answer, RecordKind, RecordToSign, Signature, record_sha256

__all__ = ["Answer", "RecordKind", "RecordToSign", "Signature", "record_sha256"]
