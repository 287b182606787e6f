"""Numbers in addresses: what people say aloud (entry 12, review 9), never longer than a database takes.

A route puts NUMBER in its address; anything else at that place is no such page.
"""

from datetime import date

from starlette.convertors import Convertor, register_url_convertor

from app.domain.refusals import BadInput, Fault
from app.web.bodies import cursor_parts

NUMBER = "{number:numbered}"
LARGEST = 999_999_999


class _Numbered(Convertor[int]):
    regex = "[1-9][0-9]{0,8}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("numbered", _Numbered())


def day_and_number(after: str) -> tuple[date, int] | None:
    """The day and number that a cursor of a list by day goes on from. Raises BadInput (path `after`)."""
    parts = cursor_parts(after, 2)
    if parts is None:
        return None
    number = number_in(parts[1])
    try:
        if number is not None:
            return date.fromisoformat(parts[0]), number
    except ValueError:
        pass
    raise BadInput([Fault("after", "This cursor is not one that a list here gave.")])


def number_in(text: str) -> int | None:
    """The number that a text is, None where it is none or too large to be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)) else None
