"""Somebody who is through: told so first, asked for nothing that makes no sense any more, and read as finished."""

from app.actions.apprenticeships import set_status
from app.actions.assessment import book_method, record_outcome
from app.actions.breaches import erase_words
from app.actions.gateway import put_declaration
from app.db import people
from app.domain.assessment import Booking, Means, Outcome, SittingKind
from app.domain.people import ApprenticeshipStatus
from tests.web.test_declared import enter, link_of, ready
from tests.web.test_plans import asked
from tests.web.test_signing import sign

__all__ = ["enter", "ready"]


def of_the_house(ready, name):
    with ready.house.database.reading() as session:
        found = people.find_by_email(session, f"{name}@example.org", ready.house.today())
    assert found is not None
    return found


def declare(ready, enter):
    """The declaration is put and signed by all three."""
    ready.do(ready.priya, put_declaration, 1)
    for person in (ready.priya, ready.ben):
        assert sign(enter(person), f"/a/{ready.record}/signing/declaration/1/1", person.name).status_code == 200
    owen = enter()
    owen.post(link_of(ready))
    assert sign(owen, f"/due/signing/{ready.record}/declaration/1/1", "Owen Tranter").status_code == 200


def let_pass(ready, grade="distinction"):
    """Both methods are sat today, and the assessment organisation told this grade in each."""
    adele, today = of_the_house(ready, "adele.brook"), ready.house.today()
    for method in ("case_study", "professional_discussion"):
        booking = Booking(method, SittingKind.FIRST, today, Means.ONLINE, "By video", "NCFE")
        number = ready.do(adele, book_method, booking)
        ready.do(adele, record_outcome, number, Outcome(grade, today, "NCFE, by letter"))


def test_a_signed_declaration_whose_words_were_erased_stays_signed_and_within_reach(ready, enter):
    declare(ready, enter)
    ready.do(of_the_house(ready, "adele.brook"), erase_words, "declaration 1")
    here = f"/a/{ready.record}/gateway"
    page = enter(ready.priya).page(here)
    assert f"/a/{ready.record}/signing/declaration/1/1" in page.links()
    assert "Read version 1" in page.text
    assert "All three signed version 1. Its words were erased for good on" in page.text
    assert page.text.count("Owen Tranter signed version 1 on") >= 1
    assert "The tutor has to put version 2" in page.text, "gateway is still before him"
    assert page.field("version")["value"] == "2"


def test_whoever_has_passed_is_asked_for_no_new_declaration(ready, enter):
    declare(ready, enter)
    ready.do(of_the_house(ready, "adele.brook"), erase_words, "declaration 1")
    let_pass(ready)
    for person in (ready.priya, ready.ben):
        page = enter(person).page(f"/a/{ready.record}/gateway")
        assert "All three signed version 1." in page.text
        assert f"/a/{ready.record}/signing/declaration/1/1" in page.links()
        assert "to put version 2" not in page.text
        assert "Put version 2" not in page.text
        assert "days ago" not in page.text


def test_a_declaration_that_waits_for_his_signature_is_a_step(ready, enter):
    ready.do(ready.priya, put_declaration, 1)
    home = enter(ready.ben).page("/home")
    assert "Sign the gateway declaration, or say why not" in home.text
    assert f"/a/{ready.record}/signing/declaration/1/1" in home.links()


def test_whoever_has_passed_is_told_so_first_and_offered_no_more_work(ready, enter):
    ben, here = enter(ready.ben), f"/a/{ready.record}"
    assert f"{here}/evidence/new" in main(ben.page("/home"))
    let_pass(ready)
    with asked(ready.house) as ran:
        home = ben.page("/home")
    assert len(ran) <= 8
    assert home.headings["h1"] == ["Congratulations, Ben"]
    assert "You have passed the end-point assessment, with the grade distinction" in home.text
    assert {f"{here}/assessment", f"{here}/copy"} <= set(home.links())
    assert "By today the plan expects" not in home.text
    assert f"{here}/evidence/new" not in main(home)
    assert f"{here}/evidence/new" not in main(ben.page(f"{here}/evidence"))
    for person in (ready.ben, ready.priya):
        overview = enter(person).page(f"{here}/")
        assert "passed the end-point assessment, with the grade distinction" in overview.text
        for no_more in ("By today the plan expects", "days ago", "Waiting for you here", "is behind"):
            assert no_more not in overview.text
    assert f"{here}/evidence/observation/new" not in main(enter(ready.priya).page(f"{here}/evidence"))
    assert ben.get(f"{here}/evidence/new").status_code == 200, "what is allowed stays allowed"


def test_a_pass_in_one_method_or_a_fail_is_no_end(ready, enter):
    let_pass(ready, "fail")
    assert enter(ready.ben).page("/home").headings["h1"] == ["Hello, Ben"]


def test_whoever_left_is_told_so_without_congratulations(ready, enter):
    with ready.house.acting(of_the_house(ready, "adele.brook")) as acting:
        set_status(acting, ready.record, ApprenticeshipStatus.WITHDRAWN, ready.house.today())
    home = enter(ready.ben).page("/home")
    assert home.headings["h1"] == ["Hello, Ben"]
    assert "Your apprenticeship is withdrawn." in home.text
    assert f"/a/{ready.record}/copy" in home.links()


def main(page):
    """The addresses within a page, without those of its navigation."""
    return page.html.partition("<main")[2].partition("</main>")[0]
