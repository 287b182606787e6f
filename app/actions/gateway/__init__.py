"""What people do to go through gateway: components, the learner record, the declaration, the employer’s statement."""

from app.actions.gateway.components import decide_component, submit_component, waive_component
from app.actions.gateway.declaring import put_declaration
from app.actions.gateway.learner_record import keep_learner_record
from app.actions.gateway.stating import ask_statement

__all__ = [
    "ask_statement",
    "decide_component",
    "keep_learner_record",
    "put_declaration",
    "submit_component",
    "waive_component",
]
