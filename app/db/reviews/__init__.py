"""Milestone reviews as they are kept, and the stories of evidence and of time from which their facts are told."""

from app.db.reviews.beside import BesideReview, beside_review
from app.db.reviews.brief import brief_column, read_brief
from app.db.reviews.erasing import erase_quoted_target, erase_words
from app.db.reviews.lists import OnRecord, of_many, versions_of
from app.db.reviews.meeting import drop_meeting, keep_meeting
from app.db.reviews.planned import PlannedAnew, add_planned, planned_anew
from app.db.reviews.prepared import Prepared, prepared_of_many
from app.db.reviews.record import (
    SectionKept,
    add,
    carry_sections,
    freeze,
    newest,
    salt_of,
    save,
    save_section,
    sections_of,
    words_of_all,
)
from app.db.reviews.story import EvidenceStory, SentTag, SentVersion, TagDecided, evidence_story
from app.db.reviews.time import TimeStory, ToldEntry, time_story

__all__ = [
    "BesideReview",
    "EvidenceStory",
    "OnRecord",
    "PlannedAnew",
    "Prepared",
    "SectionKept",
    "SentTag",
    "SentVersion",
    "TagDecided",
    "TimeStory",
    "ToldEntry",
    "add",
    "add_planned",
    "beside_review",
    "brief_column",
    "carry_sections",
    "drop_meeting",
    "erase_quoted_target",
    "erase_words",
    "evidence_story",
    "freeze",
    "keep_meeting",
    "newest",
    "of_many",
    "planned_anew",
    "prepared_of_many",
    "read_brief",
    "salt_of",
    "save",
    "save_section",
    "sections_of",
    "time_story",
    "versions_of",
    "words_of_all",
]
