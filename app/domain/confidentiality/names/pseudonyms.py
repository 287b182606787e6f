"""Names that the writer says are not the real ones."""

import re

_MADE_UP = re.compile(
    r"[“\"'‘]?([A-Z][\w’'-]{1,30}(?:[ ][A-Z][\w’'-]{1,30})?)[”\"'’]?(?:[ ]here)?,?[ ]\(?(?:which[ ]is[ ])?"
    r"(?:(?:this[ ]is[ ])?not[ ](?:his|her|their|the)[ ](?:child[’']s[ ])?(?:real|actual|true)[ ]name|"
    r"a[ ]pseudonym|pseudonym|"
    r"name[ ](?:has[ ]been[ ])?changed|not[ ]real[ ]name)"
)
_I_CALL = re.compile(
    r"\b(?:pseudonym(?:s)?(?:[ ]of)?|whom?[ ]I[ ](?:shall|will|[’']ll)[ ]call|I[ ](?:shall|will|have|"
    r"am[ ]going[ ]to)[ ](?:call(?:ed)?|refer[ ]to)[ ]"
    r"(?:her|him|them|the[ ]\w{1,15})(?:[ ]as)?|(?:will|shall)[ ]be[ ](?:called|referred[ ]to[ ]as|known[ ]as)|"
    r"changed[ ](?:her|his|their)[ ]name[ ]to)"
    r"[ ][“\"'‘]?([A-Z][\w’'-]{1,30})"
)


def made_up(words: str) -> frozenset[str]:
    """Names that the writer says are not the real ones, in small letters."""
    found = [*_MADE_UP.finditer(words), *_I_CALL.finditer(words)]
    return frozenset(match[1].removesuffix("’s").removesuffix("'s").casefold() for match in found)
