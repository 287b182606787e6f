"""The page on which words are erased, a sampled decision that nobody is left to answer, and an employer's landing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.actions.adjustments import propose_adjustment
from app.actions.apprenticeships import change_member
from app.actions.sampling import draw_sample, judge_sample
from app.actions.waivers import waive_check
from app.domain.assessment import Adjusting, AdjustmentKind
from app.domain.gateway import Waiving
from app.domain.people import Role
from app.domain.sampling import Shares
from tests.browser.conftest import Sitting
from tests.cast import Cast, newcomer


@pytest.mark.parametrize(("screen", "dark"), [("phone", False), ("desk", True)])
def test_words_are_erased_by_name_and_a_decision_passes_on(
    served, cast: Cast, clock, portfolio: None, sit: Callable[..., Sitting], screen: str, dark: bool
) -> None:
    house, hers = served[0], cast.hers
    with house.acting(cast.priya) as acting:
        waive_check(acting, hers, "mock-assessment", Waiving("She sat two with her last provider."))
        propose_adjustment(acting, hers, Adjusting(AdjustmentKind.CLIP_LENGTH, "Clips of ten minutes.", minutes=10))
    clock.now += timedelta(minutes=6)
    with house.acting(cast.quentin) as acting:
        draw_sample(acting, Shares(percent=100))
        judge_sample(acting, 1, 1, agree=False, words="Ask for the date of the visit.")
    with house.acting(cast.adele) as acting:
        change_member(acting, hers, Role.TUTOR, newcomer("tomas"), house.today())

    quentin = sit("quentin", screen, dark=dark)
    quentin.see("/quality/draws/1/1")
    quentin.says("Tomas Reyes, who is the tutor now")
    tomas = sit("tomas", screen, dark=dark)
    tomas.see("/sampled")
    tomas.says("They are not the tutor here any more, so it is asked of you.")
    adele = sit("adele", screen, dark=dark)
    adele.see(f"/a/{hers}/erasure")
    adele.page.get_by_label("Name of what to erase").fill("waiver 1")
    adele.click("Show its words")
    adele.says("She sat two with her last provider.")
    adele.click("Erase these words")
    adele.says("The words of waiver 1 are erased")
    mark = sit("mark", screen, dark=dark)
    mark.see("/apprentices")
