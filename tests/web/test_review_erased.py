"""Words of a review that identify somebody are erased for good: where they were written, and in what was signed."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Text, inspect, select

from app.actions.acting import Installation
from app.actions.targets import drop_target, set_target
from app.answers.verification import discrepancies
from app.db.breaches.erasing import WITH_WORDS
from app.db.tables import core, metadata
from app.domain.people import Role
from app.domain.targets import Aim
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit
from tests.web.test_review_pages import MEETING, Window, nine, prepared, types_meeting, words

__all__ = ["nine", "prepared", "words"]

NAMED = "Little Tommy Fields of 4 Mill Lane"
Visiting = Callable[..., Visit]


def everywhere(house: Installation, words: str) -> set[str]:
    """The tables in which these words stand."""
    with house.database.reading() as session:
        names = inspect(house.database.engine).get_table_names()
        tables = [core.review.metadata.tables[name] for name in names if name in core.review.metadata.tables]
        return {
            table.name
            for table in tables
            if words in json.dumps([list(row) for row in session.execute(select(table))], default=str)
        }


def test_words_that_identify_somebody_are_gone_from_every_version_and_from_what_was_signed(
    visit: Visiting, cast: Cast, house: Installation, nine: str, prepared: None
) -> None:
    priya = visit("priya")
    priya.post(f"{nine}/moving", {"on": (TODAY + timedelta(days=1)).isoformat(), "reason": f"{NAMED} was ill."})
    Window(visit("chloe"), nine).saves(changes=f"I visited {NAMED}.", apprentice_and_tutor=f"{NAMED} frightened me.")
    Window(priya, nine).saves("/holding", progress=f"{NAMED} again.", **MEETING | {"rag_reason": NAMED})
    signing = next(link for link in priya.page(nine).links() if "/signing/review/9/1" in link)
    form = {name: priya.page(signing).field(name)["value"] for name in ("role", "sha256", "statement")}
    priya.post(f"{signing}/signature", form | {"name": "Priya Nair"})
    mark = visit("mark")
    refusing = {name: mark.page(signing).field(name)["value"] for name in ("role", "sha256")}
    refusing["reason"] = f"{NAMED} has no place here."
    asks = Page(mark.post(f"{signing}/refusal", refusing).text).all("textarea")
    keeping = {one["name"]: f"{NAMED} is why." for one in asks if one["name"].startswith("keep-")}
    mark.post(f"{signing}/refusal", refusing | keeping)
    priya.post(f"{nine}/revision", {"reason": f"{NAMED} has to go."})
    Window(priya, nine).saves("/holding", **MEETING)

    assert "Type review 9 to erase its words." in priya.post(f"{nine}/erasure", {"review": "review 8"}).text
    assert everywhere(house, NAMED) >= {
        "review", "review_section", "review_planned", "signed_record", "signature", "words_kept",
    }  # fmt: skip
    adele = visit("adele")
    assert f"{nine}/erasure" in adele.page(nine).links()
    answer = adele.post(f"{nine}/erasure", {"review": "Review  9"})
    assert "The words of review 9 are erased for good" in answer.text
    # The signer’s own receipt, which is dropped as soon as it is sent.
    assert everywhere(house, NAMED) <= {"job"}
    assert "Erased for good" in priya.page(f"{nine}/versions/1").text
    assert (
        "The words of this record were erased." in priya.page(signing).text and "Priya Nair" in priya.page(signing).text
    )
    assert "Erased the words of a review for good" in priya.page(f"/a/{cast.hers}/history").text
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


def test_every_table_it_takes_words_from_is_overwritten_afterwards(
    visit: Visiting, nine: str, prepared: None, statements: Callable[[], Any]
) -> None:
    types_meeting(Window(visit("priya"), nine), rag_reason=f"{NAMED} was ill.")
    adele = visit("adele")
    with statements() as ran:
        adele.post(f"{nine}/erasure", {"review": "review 9"})
    changed = {name for one in ran.all for name in re.findall(r"^(?:UPDATE|DELETE FROM) (\w+)", one)}
    worded = {name for name in changed if any(isinstance(column.type, Text) for column in metadata.tables[name].c)}
    assert "review_meeting_draft" in worded
    assert worded <= {table.name for table in WITH_WORDS}


def test_it_can_be_written_and_signed_anew_in_a_new_version(visit: Visiting, nine: str, prepared: None) -> None:
    priya = visit("priya")
    Window(priya, nine).saves("/holding", **MEETING)
    priya.post(f"{nine}/erasure", {"review": "review 9"})
    priya.post(f"{nine}/revision", {"reason": "Its words were erased."})
    Window(priya, nine).saves("/holding", progress="Thirty hours since September.", **MEETING)
    assert "Thirty hours since September." in visit("mark").page(nine).text
    assert "Sign as the employer" in visit("mark").page(nine).text


def test_only_whoever_ends_a_breach_is_led_there(visit: Visiting, nine: str, prepared: None) -> None:
    for name, status in (("chloe", 403), ("mark", 403), ("quentin", 403), ("ben", 404)):
        assert visit(name).post(f"{nine}/erasure", {"review": "review 9"}).status_code == status
    for name in ("chloe", "mark", "quentin"):
        assert f"{nine}/erasure" not in visit(name).page(nine).links()


def test_a_window_that_is_still_open_does_not_bring_them_back_unasked(
    visit: Visiting, nine: str, prepared: None, house: Installation
) -> None:
    chloe = visit("chloe")
    Window(chloe, nine).saves(changes=f"I visited {NAMED}.")
    still_open = Window(chloe, nine)
    visit("priya").post(f"{nine}/erasure", {"review": "review 9"})
    assert still_open.types("changes", f"I visited {NAMED} twice.").status_code == 409
    assert everywhere(house, NAMED) == set()


def test_words_of_a_target_are_gone_from_it_and_from_the_facts_that_quote_it(
    visit: Visiting, cast: Cast, house: Installation, nine: str, prepared: None
) -> None:
    aim = Aim(f"Visit {NAMED} with a colleague", Role.APPRENTICE, TODAY + timedelta(days=30), ("S1",))
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, aim)
        drop_target(acting, cast.hers, 1, f"{NAMED} moved away.")
    priya, here = visit("priya"), f"/a/{cast.hers}/targets/1"
    Window(priya, nine).saves("/holding", **MEETING)
    assert {"target_change", "review"} <= everywhere(house, NAMED)
    assert f"{here}/erasure" in priya.page(here).links() and f"{here}/erasure" not in visit("chloe").page(here).links()
    refused = priya.post(f"{here}/erasure", {"target": "target 2"})
    assert refused.status_code == 422 and "Type target 1 to erase its words." in refused.text
    assert visit("chloe").post(f"{here}/erasure", {"target": "target 1"}).status_code == 403
    assert "The words of target 1 are erased for good" in priya.post(f"{here}/erasure", {"target": "Target 1"}).text
    assert everywhere(house, NAMED) <= {"signed_record"}, "what was signed goes with the review’s own erasure"
    assert "Erased for good" in priya.page(here).text
    assert "Erased the words of a target for good" in priya.page(f"/a/{cast.hers}/history").text
    priya.post(f"{nine}/erasure", {"review": "review 9"})
    assert everywhere(house, NAMED) == set()
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
