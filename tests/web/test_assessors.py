"""An assessor never sees what was sent and not cleared: no page, call, file, picture or viewer of it opens."""

from collections.abc import Callable

from tests.cast import Cast
from tests.files.pictured import jpeg
from tests.visits import Visit
from tests.web.test_places import add, viewer

Visitor = Callable[..., Visit]


def test_a_sent_piece_that_is_not_cleared_opens_nowhere_for_an_assessor(cast: Cast, visit: Visitor) -> None:
    piece = add(visit("chloe"), cast, ("file", ("Home visit.jpg", jpeg(size=(90, 60)), "image/jpeg")))
    assert (piece["state"], piece["cleared"]) == ("submitted", False)
    file, page = piece["files"][0]["id"], f"/a/{cast.hers}/evidence/E1"
    pages = (page, f"{page}/view", viewer(cast, piece), f"{page}/shows/S14", f"{page}/files/{file}",
             f"{page}/files/{file}/thumb", f"/a/{cast.hers}/evidence")  # fmt: skip
    calls = [f"apprenticeships/{cast.hers}/evidence{more}" for more in ("", "/E1", f"/E1/files/{file}")]
    helen, priya = visit("helen"), visit("priya")
    for ask, address in [("page", one) for one in pages] + [("call", one) for one in calls]:
        answer = helen.get(address) if ask == "page" else helen.call("GET", address)
        assert answer.status_code == 403, address
        assert not any(one in answer.text for one in ("A home visit", "three options", "Home visit.jpg")), address
        there = priya.get(address) if ask == "page" else priya.call("GET", address)
        assert there.status_code == 200, f"{address} is there for those who may read it"
