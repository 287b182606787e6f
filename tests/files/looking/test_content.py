"""A file's bytes where they are needed: the same as the whole has, and few questions to a store far away."""

from hypothesis import given
from hypothesis import strategies as st

from app.files.looking.content import BLOCK, Content

SIZE = 5 * BLOCK + 17
WHOLE = bytes(n % 251 for n in range(SIZE))


@given(st.lists(st.tuples(st.integers(-5, SIZE + 5), st.integers(-1, 2 * BLOCK)), max_size=20))
def test_whatever_is_asked_in_whatever_order_it_is_what_stands_there(asked: list[tuple[int, int]]) -> None:
    content = Content(lambda start, end: WHOLE[start:end], SIZE)
    for start, length in asked:
        expected = WHOLE[start : start + length] if start >= 0 and length > 0 else b""
        assert content.at(start, length) == expected


def test_a_file_of_very_many_small_records_is_asked_for_in_blocks() -> None:
    questions = []

    def read(start: int, end: int) -> bytes:
        questions.append(start)
        return WHOLE[start:end]

    content = Content(read, SIZE)
    assert b"".join(content.at(start, 8) for start in range(0, SIZE, 8)) == WHOLE
    assert len(questions) == 6
