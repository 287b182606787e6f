"""Two pieces with the same time on one day: it is said beside their hours and on the landing, to whoever can say."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.visits import Visit
from tests.web.test_evidence_pages import add

Visitor = Callable[..., Visit]
HOUR = {
    "otj": "yes", "off_the_job_hours": "1", "off_the_job_minutes": "0", "off_the_job_activity": "workshop",
}  # fmt: skip


def two(chloe: Visit, cast: Cast) -> tuple[str, str]:
    """Where two pieces are that came with an hour each on the same day."""
    for title in ("A photo of the whiteboard", "An options sheet"):
        assert add(chloe, cast, title=title, **HOUR).status_code == 200
    return f"/a/{cast.hers}/evidence/E1", f"/a/{cast.hers}/evidence/E2"


def test_each_piece_asks_at_its_top_with_the_way_to_both(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    here: dict[str, Any] = dict(zip(two(chloe, cast), ("E2", "E1"), strict=True))
    for address, other in here.items():
        page = chloe.page(address)
        assert f"Also logged on the same day: 1 hour with {other}." in page.text
        asked = page.text.index("All of it is kept, and nothing is lost.")
        assert asked < page.text.index("The work"), "on a phone the page’s end is screens away"
        assert f"/a/{cast.hers}/off-the-job/to-settle#pair-1-2" in page.links()
        for name in ("priya", "mark", "quentin"):
            assert "on the same day" not in visit(name).page(address).text, "who did not log it cannot say it"
    said = {"first": "1", "second": "2", "keep": "both", "reason": "Morning and afternoon"}
    assert chloe.post(f"/a/{cast.hers}/off-the-job/to-settle/pair", said).status_code == 200
    for address in here:
        assert "on the same day" not in chloe.page(address).text


def test_what_was_just_sent_stands_on_the_landing_newest_first(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    two(chloe, cast)
    home = chloe.page("/home")
    assert "Sent to Priya" in home.headings["h2"]
    assert home.text.index("E2 An options sheet") < home.text.index("E1 A photo of the whiteboard")
    assert "K10, S14 and B6 wait for a decision." in home.text
    assert "2 pieces wait for Priya." in home.text
    assert "Say whether you logged 1 hour of" in home.text
