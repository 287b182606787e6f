"""Where in a piece a KSB is shown: a page, a time, words, or cells of one of its files, or words of its description.

A tag keeps its places as text (`stored`, `places_in`); people type them (`part_typed`) and read them (`place_words`); a
place is held against what is known of its file (`fault_of_place`), and what is not known is said (`unchecked_words`).
"""

from app.domain.evidence.places.checking import (
    LONGEST_HOW,
    MOST_PLACES,
    clean_how,
    fault_of_place,
    is_picture,
    is_recording,
    is_spreadsheet,
    kept_places,
    spoken_account,
    unchecked_words,
)
from app.domain.evidence.places.setting import (
    as_placed,
    faults_of_places,
    insist_may_place,
    is_placeable,
    with_places_of,
)
from app.domain.evidence.places.typed import (
    LONGEST_WORDS,
    part_typed,
    parts_seen,
    parts_typed,
    typed,
    typed_of_picture,
)
from app.domain.evidence.places.values import (
    DESCRIPTION,
    Cells,
    Pages,
    Part,
    Place,
    Times,
    Whole,
    Words,
    clock_words,
    fragment,
    part_words,
    place_words,
    places_in,
    reference_of,
    stored,
)

__all__ = [
    "DESCRIPTION",
    "LONGEST_HOW",
    "LONGEST_WORDS",
    "MOST_PLACES",
    "Cells",
    "Pages",
    "Part",
    "Place",
    "Times",
    "Whole",
    "Words",
    "as_placed",
    "clean_how",
    "clock_words",
    "fault_of_place",
    "faults_of_places",
    "fragment",
    "insist_may_place",
    "is_picture",
    "is_placeable",
    "is_recording",
    "is_spreadsheet",
    "kept_places",
    "part_typed",
    "part_words",
    "parts_seen",
    "parts_typed",
    "place_words",
    "places_in",
    "reference_of",
    "spoken_account",
    "stored",
    "typed",
    "typed_of_picture",
    "unchecked_words",
    "with_places_of",
]
