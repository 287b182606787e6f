"""Every address and every person: who is let in, who is told no, and who is not told that there is anything.

Letters are those of the model: A apprentice, T tutor, E employer's contact, X independent assessor, Q quality assurer,
S safeguarding lead, M administrator, V a visitor from outside. Small ones are the apprentice, tutor and employer's
contact of somebody else, to whom Chloe's apprenticeship must not exist. The table says the policy a second time, on
purpose: a route whose permission changes has to change here too, and one that is not here fails.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi.routing import iter_route_contexts

from app.actions.adjustments import propose_adjustment
from app.actions.assessment import book_method
from app.actions.breaches import quarantine_evidence
from app.actions.case_study import write_case_study
from app.actions.concerns import raise_concern
from app.actions.evidence import clear_evidence, decide_tag
from app.actions.evidence.typing import keep_typed
from app.actions.evidence.uploads import begin_upload
from app.actions.gateway import ask_statement
from app.actions.off_the_job import importing, log_time
from app.actions.people import add_person
from app.actions.portfolio import freeze_portfolio
from app.actions.sampling import draw_sample
from app.actions.sessions import hold_session, plan_session
from app.actions.skills_scan import begin_scan
from app.actions.targets import set_target
from app.actions.testimony import ask_witness
from app.actions.training_plan import plan_activity, put_plan_to_sign
from app.actions.waivers import waive_check
from app.answers.hours_import import Columns
from app.db.people import organisations
from app.domain.assessment import Adjusting, AdjustmentKind, Booking, Means, SittingKind
from app.domain.concerns import About, Danger, Said
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.form_drafts import FormDraft
from app.domain.gateway import Waiving
from app.domain.people import Role
from app.domain.sampling import OUR_SHARES
from app.domain.sessions import Attendance, Mark, SessionPlan
from app.domain.skills_scan import ScanPurpose
from app.domain.targets import Aim
from app.domain.training_plan.values import PlanKind
from app.rendering.static_files import static_files
from tests.cast import TODAY, granted, visiting

PEOPLE = {
    "chloe": "A", "priya": "T", "mark": "E", "helen": "X", "olwen": "V", "quentin": "Q", "sadia": "S", "adele": "M",
    "ben": "a", "tomas": "t", "ruth": "e",
}  # fmt: skip
ALL = "ATEXQSMVate"
MEMBERS = "ATEQM"
"""For whom Chloe's apprenticeship is there at all: quality assurers and administrators see every one.

Helen, the assessor, holds an open grant to version 1 of Chloe's portfolio: to her it is there, and nothing else is.
Nor is anything to Olwen, but what the visit shows that is granted to her."""
PARTIES = MEMBERS
IN = "let in"
"""What an empty form may be answered by whoever may send it: told what is missing (422), that the thing has moved on
(409), or done (200, 201, 303); never that one may not (401, 403) nor that there is nothing (404)."""
DONE = {200, 201, 303, 409, 422}


@dataclass(frozen=True)
class Row:
    """Who is let in and answered what; everybody else is told no, or sent `elsewhere` (a status) instead.

    Where the address is of an apprenticeship, whoever is no member of it is told that there is nothing. `public` is
    what nobody at all is answered, where that is not to sign in.
    """

    who: str
    answer: int | str = 200
    elsewhere: int = 403
    public: int | str | None = None

    def expected(self, letter: str, path: str) -> int | str:
        """What somebody is answered."""
        if letter in self.who:
            return self.answer
        return 404 if "{apprenticeship}" in path and letter not in MEMBERS else self.elsewhere

    def expected_of_nobody(self, method: str, path: str) -> int | str:
        """What is answered where nobody is signed in."""
        if self.public is not None:
            return self.public
        return 303 if method == "GET" and not path.startswith("/api/") else 401


def public(answer=200, nobody=None):
    """Open to the world; `nobody` where those not signed in get another answer."""
    return Row(ALL, answer, public=answer if nobody is None else nobody)


ANYBODY = Row(ALL)
TABLE = {
    # Open to the world
    "GET /": public(303),
    "GET /health": public(),
    "GET /metrics": Row("", elsewhere=404, public=404),
    "GET /static/{name}": public(),
    "GET /favicon.ico": public(302),
    "GET /help": public(),
    "GET /accessibility": public(),
    "GET /privacy": public(),
    "GET /sign-in": public(303, nobody=200),
    "POST /sign-in": public(IN),
    "POST /go-on": public(303, nobody=401),
    "GET /sign-in/{kind}": public(),
    "POST /sign-in/{kind}": public(IN),
    "GET /link/{kind}/{secret}": public(409),
    "POST /link/{kind}/{secret}": public(IN),
    "GET /witness": public(409),
    "POST /witness": public(IN),
    "GET /witness-thanks": public(),
    "GET /witness-help": public(409),
    "POST /witness-help": public(409),
    "GET /witness/{secret}": public(409),
    "POST /witness/{secret}": public(IN),
    "GET /due/link/{secret}": public(409),
    "POST /due/link/{secret}": public(IN),
    "POST /due/link": public(IN),
    "GET /receipts/check": public(),
    "POST /receipts/check": public(IN),
    "GET /calendar/{secret}.ics": public(404),
    "POST /demo/enter/{person}": public(404),
    "POST /sign-out": public(303),
    "GET /api/v1/docs": public(),
    "GET /api/v1/openapi.json": public(),
    # Anybody who is signed in
    "GET /account": ANYBODY,
    "POST /account/sessions/end": Row(ALL, IN),
    "POST /account/calendar": Row(ALL, IN),
    "POST /account/calendar/end": Row(ALL, IN),
    "GET /api/v1/me/calendar": ANYBODY,
    "POST /api/v1/me/calendar": Row(ALL, IN),
    "POST /api/v1/me/calendar/withdrawal": Row(ALL, IN),
    "GET /standards": ANYBODY,
    "GET /standards/{reference}/{version}": ANYBODY,
    "GET /standards/{reference}/{version}/published-hours": ANYBODY,
    "GET /api/v1/standards/{reference}/{version}/published-hours": ANYBODY,
    "GET /standards/{reference}/{version}/assessment-plan": ANYBODY,
    "GET /standards/{reference}/{version}/assessment-plan/{fact}": ANYBODY,
    "GET /api/v1/standards/{reference}/{version}/assessment-plan": ANYBODY,
    "GET /api/v1/standards/{reference}/{version}/assessment-plan/{fact}": ANYBODY,
    "GET /calculator": ANYBODY,
    "GET /api/v1/me": ANYBODY,
    "GET /api/v1/standards": ANYBODY,
    "GET /api/v1/standards/{reference}/{version}": ANYBODY,
    "GET /api/v1/off-the-job/minimum": ANYBODY,
    "GET /api/v1/apprenticeships": ANYBODY,
    "GET /packs/check": ANYBODY,
    "POST /packs/check": Row(ALL, IN),
    # Landings and queues, each with one's own people in it
    "GET /home": Row("Aa", elsewhere=303),
    "GET /caseload": Row("Tt", elsewhere=303),
    "GET /caseload.csv": ANYBODY,
    "GET /apprentices": Row("Ee", elsewhere=303),
    "GET /apprentices.csv": ANYBODY,
    "GET /waiting": Row("TQMt"),
    "GET /api/v1/waiting": Row("TQMt"),
    "POST /a/{apprenticeship}/nudges": Row("TM", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/nudges": Row("TM", IN),
    "GET /to-review": Row("Tt"),
    "GET /to-confirm": Row("TEte"),
    "POST /to-confirm/decision": Row("TEte", IN),
    "GET /reviews": Row("TEte"),
    # What waits for an employer's contact: to nobody it says that no visit is open here
    "GET /api/v1/due": Row("Ee"),
    "POST /api/v1/due/confirmation": Row("Ee", IN, elsewhere=IN),
    "POST /api/v1/due/query": Row("Ee", IN, elsewhere=IN),
    "GET /api/v1/receipts/{code}": Row(ALL, 404),
    "GET /due": Row("Ee", public=401),
    "POST /due": Row("Ee", IN),
    # A review of somebody who is no apprentice of theirs
    "GET /due/reviews/{record}/{number}": Row("Ee", 404, public=401),
    "POST /due/reviews/{record}/{number}/sections": Row("Ee", 404),
    "POST /due/reviews/{record}/{number}/sections/{section}": Row("Ee", 404),
    "GET /due/colleague": Row("Ee", public=401),
    "GET /due/needs": Row("Ee", public=401),
    "POST /due/colleague": Row("Ee", IN),
    # Of somebody who is nobody's here
    "GET /due/skills-scan/{record}/{number}": Row("Ee", 404, public=401),
    "POST /due/skills-scan/{record}/{number}": Row("Ee", 404),
    "POST /due/skills-scan/{record}/{number}/typed": Row("Ee", 404),
    "GET /due/signing/{record}/{kind}/{number}/{version}": Row("Ee", 404, public=401),
    "GET /due/signing/{record}/{kind}/{number}/{version}/pdf": Row("Ee", 404, public=401),
    "POST /due/signing/{record}/{kind}/{number}/{version}/signature": Row("Ee", 404),
    "POST /due/signing/{record}/{kind}/{number}/{version}/refusal": Row("Ee", 404),
    "POST /due/go-on": Row("Ee", 303),
    # Signed in, the form is where everybody has it
    "GET /due/help/tell": Row("Ee", 303, public=401),
    "POST /due/help/tell": Row("Ee", IN),
    "POST /due/leave": Row("Ee", 303, public=303),
    "GET /receipts/{code}": Row("Ee", 404, public=401),
    "GET /sessions": Row("Tt"),
    "GET /sessions/new": Row("Tt"),
    "POST /sessions": Row("Tt", IN),
    "GET /portfolio": Row("X"),
    "GET /sampling": Row("Q", 303),
    # Priya accepted S1 on E1, which was drawn
    "GET /quality": Row("Q"),
    "POST /quality/draws": Row("Q", IN),
    "GET /quality/draws/{number}": Row("Q"),
    "GET /quality/draws/{number}/{place}": Row("Q"),
    "POST /quality/draws/{number}/{place}/verdict": Row("Q", IN),
    "POST /quality/draws/{number}/{place}/settlement": Row("Q", IN),
    "GET /sampled": ANYBODY,
    "POST /sampled/{number}/{place}": Row("T", IN, elsewhere=404),
    "GET /api/v1/quality/draws": Row("Q"),
    "POST /api/v1/quality/draws": Row("Q", IN),
    "GET /api/v1/quality/draws/{number}": Row("Q"),
    "GET /api/v1/quality/draws/{number}/decisions/{place}": Row("Q"),
    "POST /api/v1/quality/draws/{number}/decisions/{place}/verdict": Row("Q", IN),
    "POST /api/v1/quality/draws/{number}/decisions/{place}/settlement": Row("Q", IN),
    "GET /api/v1/sampled": ANYBODY,
    "POST /api/v1/sampled/{number}/{place}/answer": Row("T", IN, elsewhere=404),
    "GET /concerns": Row("S"),
    "POST /concerns/file": Row("S", IN),
    "GET /concerns/settings": Row("S"),
    "POST /concerns/settings": Row("S", IN),
    # Chloe raised it, about a client: nobody but the lead reads it, and only she sees that she did
    "GET /concerns/{concern}": Row("S"),
    "POST /concerns/{concern}/notes": Row("S", IN),
    "POST /concerns/{concern}/outcome": Row("S", IN),
    "POST /concerns/{concern}/closing": Row("S", IN),
    "POST /concerns/{concern}/opening": Row("S", IN),
    "POST /concerns/{concern}/erasure": Row("S", IN),
    "POST /concerns/{concern}/file": Row("S", IN),
    "GET /api/v1/concerns": Row("S"),
    "POST /api/v1/concerns": Row(ALL, IN),
    "GET /api/v1/concerns/sent": ANYBODY,
    "GET /api/v1/concerns/{concern}": Row("S"),
    "GET /help/tell": ANYBODY,
    "POST /help/tell": Row(ALL, IN),
    "GET /help/sent": ANYBODY,
    "GET /help/sent/{concern}": Row("A", elsewhere=404),
    # People and apprenticeships across the provider
    "GET /people": Row("M"),
    "GET /people/new": Row("M"),
    "POST /people": Row("M", IN),
    "GET /people/{person}": Row("M"),
    "POST /people/{person}/link": Row("M", IN),
    "POST /people/{person}/roles": Row("M", IN),
    "POST /people/{person}/roles/{role}/end": Row("M", IN),
    "GET /people/{person}/end": Row("M"),
    "POST /people/{person}/end": Row("M", IN),
    "POST /people/{person}/open": Row("M", IN),
    "GET /practice": Row("M"),
    "GET /practice/{vocabulary}": ANYBODY,
    "POST /practice/{vocabulary}/choices": Row("M", IN),
    "POST /practice/{vocabulary}/choices/end": Row("M", IN),
    "GET /case-numbers": Row("M"),
    "GET /case-numbers/{organisation}": Row("M"),
    "POST /case-numbers/{organisation}": Row("M", IN),
    "POST /standards/{reference}/{version}/published-hours": Row("M", IN),
    "POST /api/v1/standards/{reference}/{version}/published-hours": Row("M", IN),
    "POST /standards/{reference}/{version}/assessment-plan/{fact}": Row("M", IN),
    "POST /api/v1/standards/{reference}/{version}/assessment-plan/{fact}": Row("M", IN),
    "POST /standards/{reference}/{version}/assessment-plan/{fact}/taking-back": Row("M", IN),
    "POST /api/v1/standards/{reference}/{version}/assessment-plan/{fact}/taking-back": Row("M", IN),
    "GET /settings": Row("M"),
    "GET /ilr-hours.{form}": Row("M"),
    "GET /a/{apprenticeship}/off-the-job/exports/entries.{form}": Row(PARTIES),
    "GET /a/{apprenticeship}/off-the-job/exports/{month}.{form}": Row(PARTIES),
    "GET /a/{apprenticeship}/off-the-job/months/{month}": Row(PARTIES),
    "GET /a/{apprenticeship}/off-the-job/working": Row(PARTIES),
    "POST /settings": Row("M", IN),
    "GET /api/v1/settings": Row("M"),
    "PUT /api/v1/settings": Row("M", IN),
    "GET /apprenticeships": Row("QM"),
    "GET /apprenticeships/new": Row("M"),
    "POST /apprenticeships": Row("M", IN),
    "GET /apprenticeships/{apprenticeship}": Row("M"),
    "POST /apprenticeships/{apprenticeship}/tutor": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/employer": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/cover": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/members/end": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/status": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/date-of-birth": Row("M", IN),
    "GET /apprenticeships/{apprenticeship}/terms": Row("M"),
    "POST /apprenticeships/{apprenticeship}/terms": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/breaks/return": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/breaks/drop": Row("M", IN),
    "POST /apprenticeships/{apprenticeship}/employment/end": Row("M", IN),
    "GET /a/{apprenticeship}/agreed": Row(PARTIES),
    "POST /api/v1/apprenticeships": Row("M", IN),
    "GET /breaches": Row("M"),
    # One record
    "GET /a/{apprenticeship}/": Row(PARTIES),
    "GET /a/{apprenticeship}/coverage": Row(PARTIES),
    "GET /a/{apprenticeship}/practice": Row("AT"),
    "GET /a/{apprenticeship}/reviews": Row(PARTIES),
    "GET /a/{apprenticeship}/reviews/{number}": Row(PARTIES),
    "GET /a/{apprenticeship}/portfolio": Row(PARTIES),
    "POST /a/{apprenticeship}/portfolio/pieces/{number}": Row("AT", IN),
    "POST /a/{apprenticeship}/portfolio/order": Row("AT", IN),
    "POST /a/{apprenticeship}/portfolio/versions": Row("T", IN),
    # Priya has frozen E1
    "GET /a/{apprenticeship}/portfolio/adjustments": Row(PARTIES),
    "POST /a/{apprenticeship}/portfolio/adjustments": Row("T", IN),
    "POST /a/{apprenticeship}/portfolio/adjustments/{number}/answer": Row("A", IN),
    "POST /a/{apprenticeship}/portfolio/adjustments/{number}/telling": Row("T", IN),
    "POST /a/{apprenticeship}/portfolio/adjustments/{number}/ending": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/pieces/{number}": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/order": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/versions": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio/{number}": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio/{number}/files/{piece}/{name}": Row("ATEQ"),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio/{number}/pack.zip": Row("AT"),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio/adjustments": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/adjustments": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/adjustments/{number}/answer": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/adjustments/{number}/telling": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/adjustments/{number}/ending": Row("T", IN),
    "GET /a/{apprenticeship}/portfolio/{number}": Row(PARTIES),
    "GET /a/{apprenticeship}/portfolio/{number}/annex.pdf": Row(PARTIES),
    "GET /a/{apprenticeship}/portfolio/{number}/annex.{form}": Row(PARTIES),
    "GET /a/{apprenticeship}/portfolio/{number}/files/{piece}/{name}": Row("ATEQ"),
    "GET /a/{apprenticeship}/portfolio/{number}/pack": Row("AT"),
    "GET /a/{apprenticeship}/portfolio/{number}/pack.zip": Row("AT"),
    # Who assesses it: seq 1 is Helen's access to version 1
    "GET /a/{apprenticeship}/portfolio/assessors": Row("ATM"),
    "POST /a/{apprenticeship}/portfolio/assessors": Row("M", IN),
    "POST /a/{apprenticeship}/portfolio/assessors/{seq}/end": Row("M", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/portfolio/assessors": Row("ATM"),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/assessors": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/assessors/{seq}/end": Row("M", IN),
    # Her own pages and calls; to nobody else there is anything
    "GET /portfolio/{grant}": Row("X", elsewhere=404),
    "GET /portfolio/{grant}/statement": Row("X", elsewhere=404),
    "POST /portfolio/{grant}/statement": Row("X", IN, elsewhere=404),
    "GET /portfolio/{grant}/annex.pdf": Row("X", elsewhere=404),
    "GET /portfolio/{grant}/annex.{form}": Row("X", elsewhere=404),
    "GET /portfolio/{grant}/files/{piece}/{name}": Row("X", elsewhere=404),
    "GET /portfolio/{grant}/files/{piece}/{name}/view": Row("X", elsewhere=404),
    "GET /portfolio/{grant}/pack.zip": Row("X", elsewhere=404),
    "GET /api/v1/assessor-access": ANYBODY,
    "GET /api/v1/assessor-access/{grant}": Row("X", elsewhere=404),
    "POST /api/v1/assessor-access/{grant}/statement": Row(ALL, 422),
    "GET /api/v1/assessor-access/{grant}/files/{piece}/{name}": Row("X", elsewhere=404),
    # Visits from outside: number 1 is Olwen's, of everything that a visit can show of Chloe
    "GET /visits": Row("M"),
    "GET /visits/new": Row("M"),
    "POST /visits/new": Row("M", IN),
    "GET /visits/{number}": Row("M"),
    "GET /visits/{number}/erasure": Row("M"),
    "POST /visits/{number}/erasure": Row("M", IN),
    "POST /visits": Row("M", IN),
    "POST /visits/{number}/end": Row("M", IN),
    "GET /api/v1/visits": Row("M"),
    "POST /api/v1/visits": Row("M", IN),
    "GET /api/v1/visits/{number}/openings": Row("M"),
    "POST /api/v1/visits/{number}/end": Row("M", IN),
    "GET /a/{apprenticeship}/visits": Row("ATM"),
    "GET /api/v1/apprenticeships/{apprenticeship}/visits": Row("ATM"),
    # Her own pages and calls; to nobody else there is anything
    "GET /visit": Row("V"),
    "GET /visit/{visit}/{apprenticeship}/evidence": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/evidence/{evidence}": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/evidence/{evidence}/files/{place}": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/hours": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/reviews": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/gateway": Row("V", elsewhere=404),
    "GET /visit/{visit}/{apprenticeship}/sampling": Row("V", elsewhere=404),
    "GET /api/v1/visit-access": ANYBODY,
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/evidence": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/evidence/{evidence}": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/evidence/{evidence}/files/{place}": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/hours": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/reviews": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/gateway": Row("V", elsewhere=404),
    "GET /api/v1/visit-access/{visit}/{apprenticeship}/sampling": Row("V", elsewhere=404),
    # Nobody wrote in review 1 yet, so no version of it was put before anybody
    "GET /a/{apprenticeship}/reviews/{number}/versions/{version_number}": Row(PARTIES, 404),
    "POST /a/{apprenticeship}/reviews/{number}/sections": Row("ATE", IN),
    "POST /a/{apprenticeship}/reviews/{number}/sections/{section}": Row("ATE", 422),
    "GET /a/{apprenticeship}/reviews/{number}/planning": Row("T"),
    "POST /a/{apprenticeship}/reviews/{number}/moving": Row("T", IN),
    "POST /a/{apprenticeship}/reviews/{number}/missing": Row("T", IN),
    "POST /a/{apprenticeship}/reviews/{number}/meeting": Row("T", IN),
    "POST /a/{apprenticeship}/reviews/{number}/holding": Row("T", IN),
    "GET /a/{apprenticeship}/reviews/{number}/revision": Row("T", 409),
    "GET /a/{apprenticeship}/reviews/{number}/reopening": Row("T", 409),
    "POST /a/{apprenticeship}/reviews/{number}/reopening": Row("T", IN),
    "POST /a/{apprenticeship}/reviews/{number}/revision": Row("T", IN),
    # Nobody wrote in it yet, so there is nothing to erase
    "GET /a/{apprenticeship}/reviews/{number}/erasure": Row("TM", 404),
    "POST /a/{apprenticeship}/reviews/{number}/erasure": Row("TM", 404),
    "GET /a/{apprenticeship}/gateway": Row(PARTIES),
    "GET /a/{apprenticeship}/copy": Row("A"),
    "GET /a/{apprenticeship}/copy.zip": Row("A"),
    "GET /a/{apprenticeship}/gateway/forecast": Row(PARTIES),
    # Attempt 1 is booked
    "GET /a/{apprenticeship}/assessment": Row(PARTIES),
    "GET /a/{apprenticeship}/assessment/{number}": Row(PARTIES),
    "POST /a/{apprenticeship}/assessment/sittings": Row("M", IN),
    "POST /a/{apprenticeship}/assessment/{number}/move": Row("M", IN),
    "POST /a/{apprenticeship}/assessment/{number}/cancellation": Row("M", IN),
    "POST /a/{apprenticeship}/assessment/{number}/outcome": Row("M", IN),
    "POST /a/{apprenticeship}/assessment/{number}/correction": Row("M", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/assessment": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/assessment/sittings": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/assessment/sittings/{number}/move": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/assessment/sittings/{number}/cancellation": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/assessment/sittings/{number}/outcome": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/assessment/sittings/{number}/correction": Row("M", IN),
    # Target 1 is Chloe's
    "GET /a/{apprenticeship}/targets": Row(PARTIES),
    "POST /a/{apprenticeship}/targets": Row("T", IN),
    "GET /a/{apprenticeship}/targets/new": Row("T"),
    "GET /a/{apprenticeship}/targets/propose": Row("AE"),
    "POST /a/{apprenticeship}/targets/proposals": Row("AE", IN),
    "GET /a/{apprenticeship}/targets/{number}": Row(PARTIES),
    "GET /a/{apprenticeship}/targets/{number}/change": Row("T"),
    "POST /a/{apprenticeship}/targets/{number}/change": Row("T", IN),
    "POST /a/{apprenticeship}/targets/{number}/agreement": Row("T", IN),
    "POST /a/{apprenticeship}/targets/{number}/done": Row("AE", IN),
    "POST /a/{apprenticeship}/targets/{number}/not-done": Row("T", IN),
    "POST /a/{apprenticeship}/targets/{number}/met": Row("T", IN),
    "POST /a/{apprenticeship}/targets/{number}/drop": Row("T", IN),
    "POST /a/{apprenticeship}/targets/{number}/open": Row("T", IN),
    "GET /a/{apprenticeship}/targets/{number}/erasure": Row("TM"),
    "POST /a/{apprenticeship}/targets/{number}/erasure": Row("TM", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/targets": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/proposals": Row("AE", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/targets/{number}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/change": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/agreement": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/done": Row("AE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/not-done": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/met": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/drop": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/targets/{number}/open": Row("T", IN),
    "GET /a/{apprenticeship}/gateway/shortfall": Row(PARTIES),
    "POST /a/{apprenticeship}/gateway/shortfall": Row("T", IN),
    "POST /a/{apprenticeship}/gateway/shortfall/agreement": Row("AE", 404),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/shortfall": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/shortfall": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/shortfall/agreement": Row("AE", IN),
    "GET /a/{apprenticeship}/gateway/case-study": Row(PARTIES),
    "POST /a/{apprenticeship}/gateway/case-study": Row("A", IN),
    "POST /a/{apprenticeship}/gateway/case-study/agreement": Row("TE", IN),
    "POST /a/{apprenticeship}/gateway/case-study/erasure": Row("TM", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/case-study": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/case-study": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/case-study/agreement": Row("TE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/case-study/erasure": Row("TM", IN),
    "GET /a/{apprenticeship}/gateway/waivers": Row(PARTIES),
    "POST /a/{apprenticeship}/gateway/waivers": Row("T", IN),
    "POST /a/{apprenticeship}/gateway/waivers/{number}/taking-back": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/waivers": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/waivers": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/waivers/{number}/taking-back": Row("T", IN),
    # The training plan
    "GET /a/{apprenticeship}/plan": Row(PARTIES),
    "POST /a/{apprenticeship}/plan/ticks": Row("AT", IN),
    "POST /a/{apprenticeship}/plan/ticks/withdrawal": Row("AT", IN),
    "GET /a/{apprenticeship}/plan/activities/new": Row("T"),
    "POST /a/{apprenticeship}/plan/activities": Row("T", IN),
    "GET /a/{apprenticeship}/plan/activities/{number}": Row(PARTIES),
    "POST /a/{apprenticeship}/plan/activities/{number}/held": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/missed": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/move": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/reopening": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/evidence": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/result": Row("T", IN),
    "POST /a/{apprenticeship}/plan/activities/{number}/feedback": Row("T", IN),
    "GET /a/{apprenticeship}/plan/details": Row("T"),
    "POST /a/{apprenticeship}/plan/details": Row("T", IN),
    "GET /a/{apprenticeship}/plan/english-and-maths": Row("T"),
    "POST /a/{apprenticeship}/plan/english-and-maths/{subject}": Row("T", IN),
    "GET /a/{apprenticeship}/plan/versions/new": Row("T"),
    "POST /a/{apprenticeship}/plan/versions": Row("T", IN),
    "GET /a/{apprenticeship}/plan/versions/{number}": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/plan": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/ticks": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/ticks/withdrawal": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/details": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/subjects/{subject}": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/plan/versions": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/versions": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/plan/versions/{number}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/held": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/missed": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/move": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/reopening": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/evidence": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/result": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/plan/activities/{number}/feedback": Row("T", IN),
    "GET /a/{apprenticeship}/history": Row("ATQM"),
    # A skills scan in which nobody has given ratings
    "GET /a/{apprenticeship}/skills-scan": Row(PARTIES),
    "POST /a/{apprenticeship}/skills-scan": Row("ATE", IN),
    "GET /a/{apprenticeship}/skills-scan/exports/ratings.{form}": Row(PARTIES),
    "GET /a/{apprenticeship}/skills-scan/{number}": Row(PARTIES),
    "GET /a/{apprenticeship}/skills-scan/{number}/ratings": Row("ATE"),
    "POST /a/{apprenticeship}/skills-scan/{number}/ratings": Row("ATE", IN),
    "POST /a/{apprenticeship}/skills-scan/{number}/ratings/typed": Row("ATE", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/skills-scans": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/skills-scans": Row("ATE", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/skills-scans/distance": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/skills-scans/starting-points": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/skills-scans/{number}": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/skills-scans/{number}/draft": Row("ATE"),
    "PUT /api/v1/apprenticeships/{apprenticeship}/skills-scans/{number}/draft": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/skills-scans/{number}/ratings": Row("ATE", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/terms": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/terms": Row("M", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/breaks": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/breaks": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/breaks/{since}/return": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/breaks/{since}/withdrawal": Row("M", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/employment": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/employer": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/employment/end": Row("M", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/coverage": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/reviews": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/reviews/{number}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/sections/{section}": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/holding": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/moving": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/missing": Row("T", IN),
    "PUT /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/meeting": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/reopening": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/reviews/{number}/revision": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/forecast": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/history": Row("ATQM"),
    # Its plan waits to be signed, and a statement on its portfolio; no review does and no declaration
    "GET /a/{apprenticeship}/signing/review/{number}/{version}": Row(PARTIES, 404),
    "GET /a/{apprenticeship}/signing/review/{number}/{version}/text": Row(PARTIES, 404),
    "GET /a/{apprenticeship}/signing/review/{number}/{version}/pdf": Row(PARTIES, 404),
    "POST /a/{apprenticeship}/signing/review/{number}/{version}/signature": Row("ATE", 404),
    "POST /a/{apprenticeship}/signing/review/{number}/{version}/refusal": Row("ATE", 404),
    "POST /a/{apprenticeship}/signing/review/{number}/{version}/unobtainable": Row("T", 404),
    "GET /a/{apprenticeship}/signing/training_plan/{number}/{version}": Row(PARTIES),
    "GET /a/{apprenticeship}/signing/training_plan/{number}/{version}/text": Row(PARTIES),
    "GET /a/{apprenticeship}/signing/training_plan/{number}/{version}/pdf": Row(PARTIES),
    "POST /a/{apprenticeship}/signing/training_plan/{number}/{version}/signature": Row("ATE", IN),
    "POST /a/{apprenticeship}/signing/training_plan/{number}/{version}/refusal": Row("ATE", IN),
    "POST /a/{apprenticeship}/signing/training_plan/{number}/{version}/unobtainable": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/signing/review/{number}/{version}": Row(PARTIES, 404),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/review/{number}/{version}/signature": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/review/{number}/{version}/refusal": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/review/{number}/{version}/unobtainable": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/signing/training_plan/{number}/{version}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/training_plan/{number}/{version}/signature": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/training_plan/{number}/{version}/refusal": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/training_plan/{number}/{version}/unobtainable": Row("T", IN),
    "GET /a/{apprenticeship}/signing/declaration/{number}/{version}": Row(PARTIES, 404),
    "GET /a/{apprenticeship}/signing/declaration/{number}/{version}/text": Row(PARTIES, 404),
    "GET /a/{apprenticeship}/signing/declaration/{number}/{version}/pdf": Row(PARTIES, 404),
    "POST /a/{apprenticeship}/signing/declaration/{number}/{version}/signature": Row("ATE", 404),
    "POST /a/{apprenticeship}/signing/declaration/{number}/{version}/refusal": Row("ATE", 404),
    "POST /a/{apprenticeship}/signing/declaration/{number}/{version}/unobtainable": Row("T", 404),
    "GET /a/{apprenticeship}/signing/employer_statement/{number}/{version}": Row(PARTIES),
    "GET /a/{apprenticeship}/signing/employer_statement/{number}/{version}/text": Row(PARTIES),
    "GET /a/{apprenticeship}/signing/employer_statement/{number}/{version}/pdf": Row(PARTIES),
    "POST /a/{apprenticeship}/signing/employer_statement/{number}/{version}/signature": Row("E", IN),
    "POST /a/{apprenticeship}/signing/employer_statement/{number}/{version}/refusal": Row("E", IN),
    "POST /a/{apprenticeship}/signing/employer_statement/{number}/{version}/unobtainable": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/signing/declaration/{number}/{version}": Row(PARTIES, 404),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/declaration/{number}/{version}/signature": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/declaration/{number}/{version}/refusal": Row("ATE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/declaration/{number}/{version}/unobtainable": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/signing/employer_statement/{number}/{version}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/employer_statement/{number}/{version}/signature": Row(
        "E", IN
    ),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/employer_statement/{number}/{version}/refusal": Row("E", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/signing/employer_statement/{number}/{version}/unobtainable": Row(
        "T", IN
    ),
    "GET /a/{apprenticeship}/gateway/learner-record": Row("ATM"),
    "POST /a/{apprenticeship}/gateway/learner-record": Row("TM", IN),
    "GET /a/{apprenticeship}/gateway/components": Row(PARTIES),
    "POST /a/{apprenticeship}/gateway/components/{component}/submission": Row("T", IN),
    "POST /a/{apprenticeship}/gateway/components/{component}/decision": Row("M", IN),
    "POST /a/{apprenticeship}/gateway/components/{component}/waiver": Row("T", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/learner-record": Row("ATM"),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/learner-record": Row("TM", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/gateway/components": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/components/{component}/submission": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/components/{component}/decision": Row("M", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/components/{component}/waiver": Row("T", IN),
    "POST /a/{apprenticeship}/gateway/declaration": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/gateway/declaration": Row("T", IN),
    "POST /a/{apprenticeship}/portfolio/{number}/statement": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/{number}/statement": Row("T", IN),
    "GET /a/{apprenticeship}/signing/receipts/{code}": Row("ATE", 404),
    # Its evidence; E1 is cleared
    "GET /a/{apprenticeship}/evidence": Row(PARTIES),
    "GET /a/{apprenticeship}/evidence/new": Row("A"),
    "POST /a/{apprenticeship}/evidence/new": Row("A", IN),
    "POST /a/{apprenticeship}/evidence/suggest": Row("A", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}": Row(PARTIES),
    "GET /a/{apprenticeship}/evidence/{evidence}/files/{file}": Row("ATEQ"),
    "GET /a/{apprenticeship}/evidence/{evidence}/files/{file}/view": Row("ATEQ"),
    "GET /a/{apprenticeship}/evidence/{evidence}/view": Row("ATEQ"),
    "GET /a/{apprenticeship}/evidence/{evidence}/shows/{ksb}": Row(PARTIES, 303),
    "POST /a/{apprenticeship}/evidence/{evidence}/places": Row("AT", IN),
    # The file there is a PDF, which has no small picture
    "GET /a/{apprenticeship}/evidence/{evidence}/files/{file}/thumb": Row("ATEQ", 404),
    "GET /a/{apprenticeship}/evidence/{evidence}/edit": Row("A"),
    "POST /a/{apprenticeship}/evidence/{evidence}/edit": Row("A", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/submission": Row("A", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}/versions/new": Row("A"),
    "POST /a/{apprenticeship}/evidence/{evidence}/versions/new": Row("A", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}/withdrawal": Row("A"),
    "POST /a/{apprenticeship}/evidence/{evidence}/withdrawal": Row("A", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}/quarantine": Row("ATM"),
    "POST /a/{apprenticeship}/evidence/{evidence}/quarantine": Row("ATM", IN),
    "GET /a/{apprenticeship}/breaches": Row("ATM"),
    "GET /a/{apprenticeship}/names": Row("AT"),
    "POST /a/{apprenticeship}/names": Row("AT", IN),
    "GET /a/{apprenticeship}/breaches/{breach}": Row("ATM"),
    "GET /a/{apprenticeship}/erasure": Row("M"),
    "POST /a/{apprenticeship}/erasure": Row("M", IN),
    "POST /a/{apprenticeship}/breaches/{breach}/release": Row("TM", IN),
    "POST /a/{apprenticeship}/breaches/{breach}/erasure": Row("TM", IN),
    "POST /a/{apprenticeship}/breaches/{breach}/told": Row("TM", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/decisions": Row("T", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/clearance": Row("T", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/employer": Row("AT", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/findings/{finding}/keeping": Row("A", IN),
    "POST /a/{apprenticeship}/evidence/check": Row("A"),
    "POST /a/{apprenticeship}/evidence/{evidence}/case-study": Row("AT", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}/testimony/new": Row("AT"),
    "POST /a/{apprenticeship}/evidence/{evidence}/testimony/new": Row("AT", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/testimony/{seq}/clearance": Row("T", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/testimony/{seq}/end": Row("AT", IN),
    "GET /a/{apprenticeship}/evidence/observation/new": Row("T"),
    "POST /a/{apprenticeship}/evidence/observation/new": Row("T", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/suggestions": Row("T", IN),
    "POST /a/{apprenticeship}/evidence/{evidence}/suggestions/{ksb}": Row("A", IN),
    "GET /a/{apprenticeship}/evidence/{evidence}/tags/{ksb}/reopening": Row("T"),
    "POST /a/{apprenticeship}/evidence/{evidence}/tags/{ksb}/reopening": Row("T", IN),
    # Files of hers that come in pieces; who says no version of the protocol is told so (412)
    "POST /a/{apprenticeship}/uploads": Row("A", 412),
    "PATCH /a/{apprenticeship}/uploads/{upload}": Row("A", 412),
    "DELETE /a/{apprenticeship}/uploads/{upload}": Row("A", 412),
    "POST /a/{apprenticeship}/uploads/{upload}/arrival": Row("A", IN),
    "POST /a/{apprenticeship}/uploads/{upload}/removal": Row("A", IN),
    # What she types, as she types it
    "POST /a/{apprenticeship}/form-drafts": Row("A", IN),
    "POST /a/{apprenticeship}/form-drafts/{draft}/removal": Row("A", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/evidence": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/suggestions": Row("A", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/files/{file}": Row("ATEQ"),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/versions": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/submission": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/findings/{finding}/keeping": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/withdrawal": Row("A", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/tags/{ksb}/decision": Row("T", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/tags/{ksb}/reopening": Row("T", IN),
    "PUT /api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/tags/{ksb}/place": Row("AT", IN),
    # Its hours; entry 1 is Chloe's own, so nobody but she gets to correct it
    "GET /a/{apprenticeship}/off-the-job": Row(PARTIES),
    "GET /a/{apprenticeship}/off-the-job/new": Row("AT"),
    "GET /a/{apprenticeship}/off-the-job/verdict": Row("AT"),
    "GET /a/{apprenticeship}/off-the-job/to-settle": Row(PARTIES),
    "POST /a/{apprenticeship}/off-the-job/to-settle/pair": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/to-settle/day": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/to-settle/question": Row("TE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job-batch": Row("AT", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/off-the-job/to-settle": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/to-settle/pair": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/to-settle/day": Row("AT", IN),
    "GET /a/{apprenticeship}/off-the-job/import": Row("AT"),
    "POST /a/{apprenticeship}/off-the-job/import": Row("AT", IN),
    # Chloe brought it, and said which column is which
    "GET /a/{apprenticeship}/off-the-job/import/{number}": Row("AT"),
    "GET /a/{apprenticeship}/off-the-job/import/{number}/mistakes.csv": Row("AT"),
    "POST /a/{apprenticeship}/off-the-job/import/{number}/columns": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/import/{number}/confirmation": Row("AT", IN),
    "GET /a/{apprenticeship}/off-the-job/week": Row("AT"),
    "POST /a/{apprenticeship}/off-the-job/week": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/decision": Row("TE", IN),
    "POST /a/{apprenticeship}/off-the-job/asking": Row("TM", IN),
    "GET /a/{apprenticeship}/off-the-job/{number}": Row(PARTIES),
    "GET /a/{apprenticeship}/off-the-job/{number}/correction": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/{number}/correction": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/{number}/answer": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/{number}/withdrawal": Row("AT", IN),
    "POST /a/{apprenticeship}/off-the-job/{number}/confirmation": Row("TE", IN),
    "POST /a/{apprenticeship}/off-the-job/{number}/query": Row("TE", IN),
    # A session that Priya held for her today
    "GET /a/{apprenticeship}/sessions/{session}": Row(PARTIES),
    "POST /a/{apprenticeship}/sessions/{session}/acknowledgement": Row("A", IN),
    "POST /a/{apprenticeship}/sessions/{session}/dispute": Row("A", IN),
    "GET /sessions/{session}": Row("T", elsewhere=404),
    "POST /sessions/{session}/register": Row("T", IN, elsewhere=404),
    "POST /sessions/{session}/move": Row("T", IN, elsewhere=404),
    "POST /sessions/{session}/cancellation": Row("T", IN, elsewhere=404),
    "POST /sessions/{session}/invitations": Row("T", IN, elsewhere=404),
    "GET /api/v1/sessions": ANYBODY,
    "POST /api/v1/sessions": Row("Tt", IN),
    "GET /api/v1/sessions/{session}": Row("AT", elsewhere=404),
    "POST /api/v1/sessions/{session}/register": Row("T", IN, elsewhere=404),
    "POST /api/v1/sessions/{session}/move": Row("T", IN, elsewhere=404),
    "POST /api/v1/sessions/{session}/cancellation": Row("T", IN, elsewhere=404),
    "POST /api/v1/sessions/{session}/acknowledgement": Row("A", IN, elsewhere=404),
    "POST /api/v1/sessions/{session}/dispute": Row("A", IN, elsewhere=404),
    "GET /api/v1/apprenticeships/{apprenticeship}/off-the-job": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job": Row("AT", IN),
    "GET /api/v1/apprenticeships/{apprenticeship}/off-the-job/summary": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/share-of-working-time": Row(PARTIES),
    "GET /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}": Row(PARTIES),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}/confirmation": Row("TE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}/query": Row("TE", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}/answer": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}/correction": Row("AT", IN),
    "POST /api/v1/apprenticeships/{apprenticeship}/off-the-job/{entry}/withdrawal": Row("AT", IN),
}
ASKED = {"GET /api/v1/off-the-job/minimum": "?start=2025-07-07&planned_end=2027-01-07&weekly_hours=35"}
SENT = {
    "POST /people/{person}/roles": {"role": "quality_assurer"},
    "POST /practice/{vocabulary}/choices/end": {"organisation": "00000000-0000-0000-0000-000000000007"},
}
LAST = (
    "POST /api/v1/apprenticeships/{apprenticeship}/portfolio/assessors/{seq}/end",
    "POST /a/{apprenticeship}/portfolio/assessors/{seq}/end",
    "POST /api/v1/visits/{number}/end",
    "POST /visits/{number}/end",
    "POST /people/{person}/end",
    "POST /people/{person}/open",
    "POST /sign-out",
)
"""What would shut a door that other rows go through."""
DISCUSSION = Booking("professional_discussion", SittingKind.FIRST, TODAY, Means.ONLINE, "10:00", "NCFE")
FIELDS = {
    "title": "A home visit",
    "kind": "witness_testimony",
    "happened_on": "2026-11-02",
    "description": "What I did and learned.",
    "ksb": ["S1", "K2"],
    "confidentiality_statement": "true",
}


def piece(visitor, apprenticeship, submit, file=b"%PDF-1.7 a visit", **changed):
    """A piece with a file, added over the JSON face."""
    answer = visitor.call(
        "POST",
        f"apprenticeships/{apprenticeship}/evidence",
        data=FIELDS | {"submit": submit} | changed,
        files=[("file", ("visit.pdf", file, "application/pdf"))],
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


@dataclass(frozen=True)
class World:
    """What the addresses lead to: a piece of Chloe's and one of Ben's, and somebody whose account may be ended."""

    hers: dict
    his: dict
    nia: str
    upload: str
    finding: str
    draft: str
    organisation: str
    session: str
    concern: str
    grant: str
    visit: str


@pytest.fixture
def world(house, cast, visit):
    """Chloe has sent E1, which Priya cleared, begun E2, closed E3 and logged entry 1; Ben has sent an E1 of his own."""
    hers = piece(visit("chloe"), cast.hers, "true")
    his = piece(visit("ben"), cast.his, "true")
    draft = piece(visit("chloe"), cast.hers, "false", description="They ring me on 07700 900123.")
    piece(visit("chloe"), cast.hers, "false", file=b"%PDF-1.7 another visit")
    with house.acting(cast.chloe) as acting:
        quarantine_evidence(acting, cast.hers, 3, FindingKind.NAME, "The name is on page 1.")
        concern = raise_concern(acting, Said(About.CLIENT, Danger.NO, "Mia said something that worries me.")).number
    with house.acting(cast.priya) as acting:
        clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
        decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.ACCEPTED, "Well shown."))
        freeze_portfolio(acting, cast.hers, "For the discussion.")
        propose_adjustment(acting, cast.hers, Adjusting(AdjustmentKind.FORMAT, "The questions in writing."))
        ask_statement(acting, cast.hers, 1)
        ask_witness(acting, cast.hers, 1, "Dana Reid", "dana.reid@example.net")
    for name, apprenticeship in (("chloe", cast.hers), ("ben", cast.his)):
        with house.acting(cast.everybody[name]) as acting:
            counted = acting.catalogue.programmes[0].counted_activities[0].code
            log_time(acting, apprenticeship, on=TODAY, minutes=60, activity=counted)
    with house.acting(cast.adele) as acting:
        nia = add_person(acting, "Nia Powell", "nia@example.org")
        council = next(iter(organisations(acting.session)))
        book_method(acting, cast.hers, DISCUSSION)
    with house.acting(cast.quentin) as acting:
        draw_sample(replace(acting, now=acting.now + timedelta(minutes=10)), OUR_SHARES, 7)
    with house.acting(cast.chloe) as acting:
        upload = begin_upload(acting, cast.hers, "a-form", "visit.mp4", 9)
        typed = FormDraft(uuid4(), "new", "another-form", (("title", "A visit"),), 0, "a-window", acting.now)
        typing = keep_typed(acting, cast.hers, typed, new_form="a-third-form").draft
        sheet = importing.bring(acting, cast.hers, "hours.csv", b"Date,Minutes,Activity\n1/9/2026,60,workshop\n")
        importing.say_columns(acting, cast.hers, sheet, Columns(0, 1, 2))
        begin_scan(acting, cast.hers, ScanPurpose.START, TODAY)
        write_case_study(acting, cast.hers, "A family after a move", "What I led.")
    with house.acting(cast.priya) as acting:
        plan_activity(acting, cast.hers, PlanKind.TUTORIAL, TODAY, title="Thresholds")
        put_plan_to_sign(acting, cast.hers, 1)
        session = plan_session(acting, SessionPlan(TODAY, 60, counted, "Thresholds"), [cast.hers])
        hold_session(acting, session, {cast.hers: Mark(Attendance.PRESENT)})
        waive_check(acting, cast.hers, "mock-assessment", Waiving("The programme was cut short."))
        set_target(acting, cast.hers, Aim("Write up the visit.", Role.APPRENTICE, TODAY))
    grant = str(granted(house, cast, may_take=True).id)
    seen = str(visiting(house, cast).id)
    finding = draft["findings"][0]["id"]
    return World(
        hers, his, str(nia), str(upload.id), finding, str(typing.id), str(council), str(session), concern, grant, seen
    )


def routes(app):
    """Every route as "GET /a/{apprenticeship}/coverage"; those that shut a door come last."""
    found = {
        f"{method} {re.sub(r':[a-z]+}', '}', str(context.path))}"
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ()
        if method != "HEAD"
    }
    return sorted(found, key=lambda key: (LAST.index(key) + 1 if key in LAST else 0, key))


def address(key, cast, world, **other):
    """The address of a route, with Chloe's things in it."""
    path = key.partition(" ")[2]
    values = {
        "apprenticeship": cast.hers,
        "evidence": "E2" if path.endswith(("/edit", "/submission", "/keeping")) else "E1",
        "file": world.hers["files"][0]["id"],
        "ksb": "S1",
        "finding": world.finding,
        "number": 1,
        "section": "concerns",
        "version_number": 1,
        "entry": 1,
        "breach": 1,
        "person": world.nia,
        "organisation": world.organisation,
        "record": "00000000-0000-0000-0000-000000000007",
        "upload": world.upload,
        "draft": world.draft,
        "session": world.session,
        "concern": world.concern,
        "grant": world.grant,
        "visit": world.visit,
        "role": "quality_assurer",
        "reference": "ST0868",
        "version": 1 if "/signing/" in path else "1.0",
        "seq": 1,
        "subject": "english",
        "fact": "plan_version",
        "since": "2026-03-02",
        "code": "K7QF3-M2DXW-9T4HC",
        "component": "portfolio",
        "vocabulary": "joint-working-with-social-care",
        "kind": "set_password",
        "form": "csv",
        "month": "2026-11",
        "secret": "spent-long-ago",
        "piece": "E01",
        "place": 1,
        "name": static_files().address("mark.svg").removeprefix("/static/"),
    }
    if "/portfolio/" in path or "/assessor-access/" in path:
        values["name"] = "1.pdf"
    return path.format(**(values | other)) + ASKED.get(key, "")


def ask(visitor, key, where):
    """The status of asking; where something is sent, it is an empty form or an empty JSON object."""
    method = key.partition(" ")[0]
    more = {}
    if method != "GET":
        more = {"json": {}} if where.startswith("/api/") else {"data": SENT.get(key, {})}
    return visitor.client.request(method, where, follow_redirects=False, **more).status_code


def wrong(expected, status):
    """Whether an answer is not what the table says."""
    return status not in DONE if expected == IN else status != expected


def test_every_route_has_a_row_and_every_row_a_route(visit):
    found = set(routes(visit().client.app))
    assert len(found) > 40
    assert found - set(TABLE) == set(), "say in TABLE who may use these routes"
    assert set(TABLE) - found == set(), "these rows are of routes that are gone"


def test_everybody_gets_what_the_table_says_at_every_address(visit, cast, world):
    visitors = {name: visit(name) for name in PEOPLE}
    nobody = visit()
    asked, faults = 0, []
    for key in routes(nobody.client.app):
        if key not in TABLE:
            continue
        method, _, path = key.partition(" ")
        where = address(key, cast, world)
        answers = {"nobody": (TABLE[key].expected_of_nobody(method, path), ask(nobody, key, where))}
        for name, letter in PEOPLE.items():
            answers[name] = (TABLE[key].expected(letter, path), ask(visitors[name], key, where))
        asked += len(answers)
        faults += [
            f"{key}: {name} should be answered {expected}, not {status}"
            for name, (expected, status) in answers.items()
            if wrong(expected, status)
        ]
    assert asked > 400
    assert faults == []


def test_head_opens_nothing_that_get_does_not_and_has_no_body(visit, cast, world):
    asked, faults = 0, []
    for visitor in (visit(), visit("tomas"), visit("mark")):
        for key in TABLE:
            if not key.startswith("GET "):
                continue
            where = address(key, cast, world)
            head = visitor.client.head(where, follow_redirects=False)
            got = visitor.client.get(where, follow_redirects=False)
            asked += 1
            if head.status_code != got.status_code or head.content:
                faults.append(f"{key}: {head.status_code} with {len(head.content)} bytes, not {got.status_code}")
    assert asked > 300
    assert faults == []


def test_things_of_another_apprenticeship_are_not_found_in_one_s_own(visit, cast, world):
    """Ben's piece, file and apprenticeship, asked for by those who may do everything on Chloe's."""
    visitors = {letter: visit(name) for name, letter in PEOPLE.items() if letter in PARTIES}
    asked, faults = 0, []
    for key, row in TABLE.items():
        if "{evidence}" not in key:
            continue
        elsewhere = [address(key, cast, world, evidence=world.his["id"])]
        if "{file}" in key:
            elsewhere.append(address(key, cast, world, file=world.his["files"][0]["id"]))
        for where in elsewhere:
            for letter, visitor in visitors.items():
                if letter in row.who:
                    asked += 1
                    status = ask(visitor, key, where)
                    faults += [f"{letter} {where} ({key}): {status}"] if status != 404 else []
    assert asked > 20
    assert faults == []


def test_an_apprenticeship_that_is_not_there_and_one_of_others_read_the_same(visit, cast, world):
    tomas = visit("tomas")
    asked = 0
    for key in TABLE:
        if key.startswith("GET ") and "{apprenticeship}" in key:
            theirs = tomas.client.get(address(key, cast, world))
            missing = tomas.client.get(address(key, cast, world, apprenticeship="00000000-0000-0000-0000-000000000007"))
            asked += 1
            assert (theirs.status_code, theirs.text) == (missing.status_code, missing.text), key
    assert asked > 15


@pytest.mark.parametrize("name", ["adele", "quentin"])
def test_an_apprenticeship_that_is_not_there_is_not_there_for_those_who_see_every_one(visit, cast, world, name):
    visitor = visit(name)
    asked = {
        key: visitor.client.get(
            address(key, cast, world, apprenticeship="00000000-0000-0000-0000-000000000007")
        ).status_code
        for key, row in TABLE.items()
        if key.startswith("GET ") and "{apprenticeship}" in key and PEOPLE[name] in row.who
    }
    assert len(asked) > 15
    assert {key: status for key, status in asked.items() if status != 404} == {}
