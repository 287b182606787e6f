"""The words of a review that was put to be signed, held against the record: those that only some may read, too."""

from typing import Any

import pytest
from sqlalchemy import delete, update

from app.answers.verification import discrepancies
from app.db.tables import core
from tests.actions.test_reviews import prepared, table
from tests.cast import Cast

__all__ = ["prepared", "table"]


def wrong(house: Any) -> list[str]:
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


@pytest.mark.parametrize("section", ["progress", "apprentice_and_tutor"])
@pytest.mark.parametrize("taken_away", [False, True])
def test_words_changed_where_they_were_written_are_found(
    house: Any, cast: Cast, prepared: Any, section: str, taken_away: bool
) -> None:
    prepared.hold()
    assert wrong(house) == []
    row = core.review_section
    change = delete(row) if taken_away else update(row).values(words="All is well.")
    with house.database.writing() as session:
        session.execute(change.where(row.c.section == section))
    assert wrong(house) == [
        f"Record {cast.hers}, milestone review 9, version 1, has other words in the section {section} than were put "
        "to be signed."
    ]
