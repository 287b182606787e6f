"""On a review's page: a saved comment that would fit anybody has a hint, and targets set from there lead back."""

from collections.abc import Callable

import pytest

from app.actions.acting import Installation
from tests.cast import Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/reviews/9"


def save(visiting: Visit, here: str, words: str) -> Page:
    form = visiting.page(here)
    names = [
        tag.get("name", "")
        for kind, tag in form.tags
        if kind == "textarea" and tag.get("name", "").startswith("words.")
    ]
    code = names[0].removeprefix("words.")
    typed = {names[0]: words, f"revision.{code}": form.field(f"revision.{code}")["value"]}
    visiting.post(f"{here}/sections", typed | {f"was.{code}": form.field(f"was.{code}")["value"]})
    return visiting.page(here)


def test_a_comment_that_would_fit_anybody_is_saved_with_a_hint(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    priya = visit("priya")
    page = save(priya, here, "Keep up the good work, you are doing well.")
    assert "This would fit any apprentice: it names no KSB" in page.text
    assert "Keep up the good work" in page.text
    page = save(priya, here, "E12 shows K3 well; K11 has nothing yet.")
    assert "This would fit any apprentice" not in page.text


def test_the_targets_of_a_review_are_a_page_that_knows_it(cast: Cast, visit: Visitor, here: str) -> None:
    priya = visit("priya")
    (link,) = [one for one in priya.page(here).links() if "targets?review=9" in one]
    page = priya.page(link)
    assert here in page.links()
    assert f"/a/{cast.hers}/targets/new?review=9" in page.links()
