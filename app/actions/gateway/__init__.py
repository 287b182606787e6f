"""What people do to go through gateway: put the declaration before its signers, ask the employer for a statement."""

from app.actions.gateway.declaring import put_declaration
from app.actions.gateway.stating import ask_statement

__all__ = ["ask_statement", "put_declaration"]
