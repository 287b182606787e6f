"""The check on mock assessments: one of each method held, with feedback by KSB."""

from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts, MockHeld
from app.domain.standards import AssessmentMethod
from app.domain.wording import day_words, plural


def mock_assessment(facts: GatewayFacts) -> Check:
    """A mock of each method, as the programme wants it. An indicative grade is told of, and moves nothing."""
    methods = facts.standard.methods if facts.mocks_when else ()
    newest = {method.code: _newest(facts.mocks, method) for method in methods}
    lacking = [code for code, mock in newest.items() if mock is None]
    held = {code: mock for code, mock in newest.items() if mock}
    with_feedback = sum(mock.feedback_ksbs > 0 for mock in held.values())
    if not methods:
        state, reason = CheckState.NOT_APPLICABLE, "The programme has no mock assessment of a method."
    else:
        state = _state(len(methods), len(held), with_feedback)
        reason = " ".join(_said(method, newest[method.code], facts) for method in methods)
    return Check(
        id="mock-assessment",
        title="A mock of each assessment method is held",
        state=state,
        reason=reason,
        source=f"The programme’s mock assessments ({facts.mocks_when[:1].lower()}{facts.mocks_when[1:]}); no funding "
        "rule asks for one."
        if methods
        else "The programme’s mock assessments",
        figures={
            "methods": len(methods),
            "held": len(held),
            "with_feedback": with_feedback,
            **_planned(facts, lacking),
        },
    )


def _planned(facts: GatewayFacts, lacking: list[str]) -> dict[str, str]:
    """From which day to which one is planned of each method that has none yet; nothing while one of them has no day."""
    days = [[one.planned_on for one in facts.mocks if one.method == code] for code in lacking]
    if not days or not all(days):
        return {}
    first = [min(each) for each in days]
    return {"planned_from": min(first).isoformat(), "planned_to": max(first).isoformat()}


def _newest(mocks: tuple[MockHeld, ...], method: AssessmentMethod) -> MockHeld | None:
    """The last one held of a method; one with feedback goes before one without."""
    held = [one for one in mocks if one.method == method.code and one.held_on]
    return max(held, key=lambda one: (one.feedback_ksbs > 0, one.held_on)) if held else None


def _state(methods: int, held: int, with_feedback: int) -> CheckState:
    if with_feedback == methods:
        return CheckState.MET
    return CheckState.PARTLY if held else CheckState.NOT_MET


def _said(method: AssessmentMethod, mock: MockHeld | None, facts: GatewayFacts) -> str:
    if mock is None or mock.held_on is None:
        planned = [one.planned_on for one in facts.mocks if one.method == method.code and one.held_on is None]
        coming = f"; planned for {day_words(min(planned))}" if planned else " and none is planned"
        return f"{method.name}: none is held{coming}."
    graded = ", and an indicative grade is noted" if mock.graded else ""
    feedback = f"with feedback on {plural(mock.feedback_ksbs, 'KSB')}" if mock.feedback_ksbs else "without feedback yet"
    return f"{method.name}: held on {day_words(mock.held_on)}, {feedback}{graded}."
