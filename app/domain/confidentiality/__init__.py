"""What looks like a client's personal data, in words, in the names of files and in what files hide.

`find` and `find_in_name` say where and why; what becomes of a finding is decided elsewhere. They never raise, whatever
the words are, and take time in proportion to them. Each rule has a module of its own; names, which follow no pattern,
have a folder. What stays quiet, and why, stands in `names/quiet.py` and `names/public.py`.
"""

from app.domain.confidentiality.cases import pattern_trouble
from app.domain.confidentiality.finding import MOST_FOUND, find, find_in_name
from app.domain.confidentiality.folding import fold, watch_keys
from app.domain.confidentiality.language import is_english
from app.domain.confidentiality.values import FindingKind, FindingState, Found, Known

__all__ = [
    "MOST_FOUND",
    "FindingKind",
    "FindingState",
    "Found",
    "Known",
    "find",
    "find_in_name",
    "fold",
    "is_english",
    "pattern_trouble",
    "watch_keys",
]
