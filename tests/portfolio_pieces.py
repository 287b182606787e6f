"""Four pieces of Chloe’s, sent as a person sends them and decided on: what the tests of a portfolio stand on."""

from app.actions import evidence as actions
from app.actions.acting import Installation
from app.domain.evidence import Decision, Verdict
from tests.cast import Cast
from tests.visits import Visit

PLAN = b"%PDF-1.7 a support plan, nobody named"
NUMBERS = [1, 2, 3, 4]


def send(visit: Visit, cast: Cast, title: str, *, kind: str, data: bytes, ksb: tuple[str, ...]) -> int:
    """A piece of Chloe’s with one file, sent over the JSON face by whoever is signed in; its number."""
    fields = {
        "title": title,
        "kind": kind,
        "happened_on": "2026-11-02",
        "description": "How the plan was agreed with the family.",
        "ksb": list(ksb),
        "confidentiality_statement": "true",
        "submit": "true",
    }
    where = f"apprenticeships/{cast.hers}/evidence"
    answer = visit.call("POST", where, data=fields, files=[("file", ("plan.pdf", data))])
    assert answer.status_code == 201, answer.text
    return int(answer.json()["number"])


def assemble(house: Installation, cast: Cast) -> None:
    """E1 and E2 accepted for K1 and cleared; E3 sent only; E4 a reflective account, accepted and cleared.

    K1 of E1 is shown on page 1 of its file.
    """
    chloe = Visit(house, cast.chloe)
    papers = (
        ("Support plan", "work_product", b""),
        ("Minutes of a review", "work_product", b" two"),
        ("A leaflet", "work_product", b" three"),
        ("Looking back", "reflective_account", b" four"),
    )
    numbers = [send(chloe, cast, title, kind=kind, data=PLAN + more, ksb=("K1", "S1")) for title, kind, more in papers]
    assert numbers == NUMBERS
    place = {"where": [{"at": "page 1"}], "how": "It names the act it goes by."}
    answer = chloe.call("PUT", f"apprenticeships/{cast.hers}/evidence/E1/tags/K1/place", json=place)
    assert answer.status_code == 200, answer.text
    chloe.close()
    with house.acting(cast.priya) as acting:
        for number in (1, 2, 4):
            actions.decide_tag(acting, cast.hers, number, Decision("K1", Verdict.ACCEPTED, "Well shown."))
            actions.clear_evidence(acting, cast.hers, number, version=1, cleared=True, looked=True)
