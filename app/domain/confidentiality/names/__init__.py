"""Names of people, in running words and in names of files.

A name follows no pattern. What speaks for one: a title, a word for family or role before or after it, an age, a list of
given names and surnames, what only people do or own. What speaks against it: who is on record, who is cited, what makes
it an organisation, a place, a law, a game. `judging` weighs them; the words themselves are data beside it.
"""

from app.domain.confidentiality.names.in_files import names_in_file_name
from app.domain.confidentiality.names.judging import names
from app.domain.confidentiality.names.known import own_boxes

__all__ = ["names", "names_in_file_name", "own_boxes"]
