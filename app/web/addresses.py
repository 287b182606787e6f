"""What addresses name: numbers that people say aloud (entry 12, review 9), and ids. Anything else is no such page."""

from uuid import UUID

from starlette.convertors import Convertor, register_url_convertor

from app.domain.refusals import NotFound

NUMBER = "{number:numbered}"
"""A route puts it in its address where a number goes."""
LARGEST = 999_999_999
"""Never longer than a database takes."""


class _Numbered(Convertor[int]):
    regex = "[1-9][0-9]{0,8}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("numbered", _Numbered())


def number_in(text: str) -> int | None:
    """The number that a text is, None where it is none or too large to be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)) else None


def id_in(text: str) -> UUID:
    """The id that a text is. Raises NotFound where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def calendar_address(base_url: str, secret: str) -> str:
    """The private address of a calendar, told once to whom it belongs."""
    return f"{base_url}/calendar/{secret}.ics"
