"""What the description says that no signature tells: what calls read and answer that do both by themselves."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from app.web.api import (
    adjustments,
    apprenticeships,
    assessment,
    assessors,
    calendar,
    case_study,
    concerns,
    gateway,
    pauses,
    plan_facts,
    portfolio,
    quality,
    sessions,
    shortfall,
    standards,
    targets,
    terms,
    visits,
    waiting,
    waivers,
)
from app.web.api.answered import GatewayAnswer, Listed, ReviewAnswer
from app.web.api.evidence import pieces, places, suggestions
from app.web.api.evidence.answered import EvidenceAnswer, SuggestionAnswer
from app.web.api.off_the_job import batch, doubles, entries, minimum
from app.web.api.off_the_job.answered import QuestionsAnswer, TimeAnswer, WholeTimeAnswer
from app.web.api.off_the_job.summed import MinimumAnswer, SummaryAnswer
from app.web.api.reviews import doing as review_calls
from app.web.api.reviews import listed as review_lists
from app.web.api.skills_scans import scans as skills_scans
from app.web.api.training_plan import activities as plan_activities
from app.web.entered.evidence import EvidenceForm
from app.web.entered.minimum import MinimumForm
from app.web.forms import Form

Json = dict[str, Any]
REFUSALS = {
    401: "Nobody is signed in: the token or session is missing or has ended.",
    403: "Your role does not allow this.",
    404: "You are not a member of this apprenticeship, or there is no such thing.",
    408: "The body arrived too slowly, and was not waited for.",
    409: "The thing has moved on, or this key came with another body before.",
    413: "More bytes than this installation takes.",
    422: "What was sent cannot be taken; `errors` names every fault by its path.",
    429: "Too many tries; wait.",
    503: "The database or the file store does not answer just now; nothing was saved.",
}
BODIES: Mapping[Any, type[Form]] = {
    pieces.add: EvidenceForm,
    pieces.add_version: EvidenceForm,
    pieces.submit: pieces.ReasonBody,
    pieces.withdraw: pieces.ReasonBody,
    pieces.keep: pieces.ReasonBody,
    pieces.decide: pieces.DecisionBody,
    pieces.reopen: pieces.ReopeningBody,
    places.say_place: places.PlacesBody,
    entries.confirm: entries.NoteBody,
    entries.query: entries.NoteBody,
    entries.answer: entries.NoteBody,
    entries.withdraw: entries.NoteBody,
    entries.correct: entries.CorrectionBody,
    calendar.renew: calendar.NothingBody,
    calendar.end: calendar.NothingBody,
    waiting.nudge: waiting.NudgeBody,
    sessions.plan: sessions.SessionBody,
    sessions.register: sessions.RegisterBody,
    sessions.move: sessions.SessionMoveBody,
    sessions.cancel: sessions.CancellationBody,
    sessions.acknowledge: sessions.AcknowledgementBody,
    sessions.dispute: sessions.DisputeBody,
    review_calls.write: review_calls.WordsBody,
    review_calls.hold: review_calls.HoldingBody,
    review_calls.move: review_calls.MovingBody,
    review_calls.miss: review_calls.WhyBody,
    review_calls.reopen: review_calls.WhyBody,
    review_calls.keep_meeting: review_calls.MeetingBody,
    review_calls.revise: review_calls.WhyBody,
}
"""The bodies of calls that read theirs by themselves: multipart as it streams, or JSON once the thing is found."""
ANSWERS: Mapping[Any, type[BaseModel]] = {
    pieces.index: Listed[EvidenceAnswer],
    pieces.add: EvidenceAnswer,
    pieces.show: EvidenceAnswer,
    pieces.add_version: EvidenceAnswer,
    pieces.submit: EvidenceAnswer,
    pieces.withdraw: EvidenceAnswer,
    pieces.keep: EvidenceAnswer,
    pieces.decide: EvidenceAnswer,
    pieces.reopen: EvidenceAnswer,
    places.say_place: EvidenceAnswer,
    suggestions.suggest: Listed[SuggestionAnswer],
    batch.log: Listed[TimeAnswer],
    doubles.show: QuestionsAnswer,
    doubles.settle: QuestionsAnswer,
    doubles.explain: QuestionsAnswer,
    entries.show: Listed[TimeAnswer],
    entries.log: TimeAnswer,
    entries.summary: SummaryAnswer,
    entries.show_one: WholeTimeAnswer,
    entries.confirm: TimeAnswer,
    entries.query: TimeAnswer,
    entries.answer: TimeAnswer,
    entries.withdraw: TimeAnswer,
    entries.correct: TimeAnswer,
    minimum.show: MinimumAnswer,
    review_lists.show: Listed[ReviewAnswer],
    gateway.show: GatewayAnswer,
}
"""What calls answer that write their JSON by themselves."""
EXAMPLES: Mapping[Any, Json] = {
    batch.log: {
        "entries": [
            {"on": "2026-11-17", "minutes": 90, "activity": "workshop", "duty": "D8"},
            {"on": "2026-11-18", "minutes": 45, "activity": "workshop"},
        ]
    },
    pieces.add: {
        "title": "Home visit with a family support worker",
        "kind": "reflective_account",
        "happened_on": "2026-11-02",
        "description": "What I saw, did and learned, with nobody named.",
        "ksb": ["S1", "K2"],
        "confidentiality_statement": True,
        "submit": True,
    },
    quality.draw: {"percent": 10, "risk_percent": 50, "each_ksb": True, "each_kind": True, "seed": 20261120},
    assessment.book: {
        "method": "professional_discussion",
        "on": "2026-12-03",
        "means": "online",
        "place": "10:00, by video",
        "organisation": "NCFE",
    },
    places.say_place: {
        "where": [{"file": "home-visit.pdf", "page": 2}, {"file": "description", "words": "three options"}],
        "how": "I gave three options without choosing one.",
    },
    concerns.raise_one: {
        "about": "client",
        "danger": "no",
        "words": "On the visit today Mia Field said that she does not want to go home on Fridays.",
        "told": "My manager, this afternoon",
    },
    standards.publish: {
        "minutes": 25080,
        "start_from": "2026-08-01",
        "start_to": None,
        "source": "Funding rules, annex C",
    },
    portfolio.order: {"pieces": [4, 2]},
    portfolio.freeze: {"reason": "For the professional discussion."},
    adjustments.propose: {
        "kind": "time",
        "method": "professional_discussion",
        "minutes": 15,
        "words": "Fifteen more minutes, and the questions in writing beforehand.",
    },
    adjustments.tell: {"whom": "NCFE", "on": "2026-11-27"},
    targets.set_target: {
        "what": "Write up the next joint visit with what you would do differently.",
        "who": "apprentice",
        "due_on": "2026-12-18",
        "ksbs": ["K11", "B5"],
        "duty": "D8",
        "review": 9,
    },
    targets.propose: {
        "what": "Sit in on a strategy discussion.",
        "who": "employer",
        "due_on": "2026-12-18",
        "ksbs": ["K2"],
    },
    shortfall.write: {"words": "Two workshops were replaced by supervised practice that met the same KSBs."},
    plan_facts.confirm: {
        "value": 12,
        "source": "Assessment plan AP02, page 9",
        "found_on": "2026-11-19",
        "seen": 0,
    },
    plan_facts.take_back: {"reason": "It was another standard’s plan.", "seen": 1},
    case_study.write: {
        "title": "Early help for a family after a move",
        "scope": "A family with two children moved into the area. I led the plan for six months.",
    },
    waivers.waive: {"check": "mock-assessment", "reason": "She sat two mocks with her last provider."},
    skills_scans.begin: {"purpose": "during", "on": "2026-11-20"},
    entries.log: {"on": "2026-11-02", "minutes": 90, "activity": "workshop", "duty": "D1", "ksbs": ["K2"]},
    sessions.plan: {
        "on": "2026-12-02",
        "minutes": 360,
        "activity": "workshop",
        "title": "Module 2: safeguarding thresholds",
        "place": "Leeds, room 4",
        "apprenticeships": ["8c4e5938-b6a4-4c7f-ad2e-492260fd46a8"],
    },
    terms.change: {"effective_on": "2026-03-02", "weekly_hours": 28, "reason": "Four days a week from March"},
    plan_activities.plan: {
        "kind": "module",
        "code": "1",
        "title": "Thresholds and risk",
        "on": "2026-11-23",
        "minutes": 180,
    },
    assessors.invite: {
        "name": "Helen Osei",
        "email": "helen.osei@assessments.example",
        "version": 1,
        "since": "2026-11-23",
        "last_day": "2026-12-21",
        "may_take": False,
    },
    visits.grant: {
        "name": "Olwen Pryce",
        "email": "olwen.pryce@awarding.example",
        "organisation": "Cambrian Awards",
        "purpose": "Sampling of the autumn",
        "since": "2026-11-23",
        "last_day": "2026-12-04",
        "sights": ["evidence", "sampling"],
        "apprenticeship": ["8c4e5938-b6a4-4c7f-ad2e-492260fd46a8"],
    },
    pauses.begin: {"since": "2026-02-02", "back_on": "2026-03-09", "reason": "Agreed with the employer"},
    apprenticeships.add: {
        "apprentice": {"name": "Nia Powell", "email": "nia@example.org", "date_of_birth": "2004-05-01"},
        "tutor": {"name": "Priya Nair", "email": "priya@example.org"},
        "employer": {"name": "Mark Ellis", "email": "mark@example.org", "organisation": "Calder Vale Council"},
        "standard": "ST0868",
        "version": "1.0",
        "start": "2026-09-01",
        "planned_end": "2028-03-01",
        "weekly_hours": 35,
    },
}
"""A body that each creating call takes."""
QUERIES: Mapping[Any, type[Form]] = {minimum.show: MinimumForm}
"""What calls are asked that read their query by themselves."""
FILES: Json = {
    "type": "array",
    "items": {"type": "string", "contentMediaType": "application/octet-stream"},
    "maxItems": 50,
    "description": "Each goes to the store while it arrives.",
}
BYTES: Json = {"*/*": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}}
PACK: Json = {"200": {"description": "A ZIP that is written as it is sent.", "content": BYTES}}
FILE: Json = {
    "200": {"description": "The whole file, under its own type.", "content": BYTES},
    "206": {"description": "The ranges that were asked for.", "content": BYTES},
    "304": {"description": "It is the file that you have: the ETag is its SHA-256."},
    "416": {"description": "The file has no such range."},
}
