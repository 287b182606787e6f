"""Milestone reviews as they are kept, and the stories of evidence and of time from which their facts are told."""

from app.db.reviews.brief import brief_column, read_brief
from app.db.reviews.erasing import erase_words
from app.db.reviews.lists import OnRecord, of_many, versions_of
from app.db.reviews.prepared import Prepared, prepared_of_many
from app.db.reviews.record import (
    PlannedAnew,
    SectionKept,
    add,
    add_planned,
    carry_sections,
    freeze,
    newest,
    planned_anew,
    salt_of,
    save,
    save_section,
    sections_of,
    words_of_all,
)
from app.db.reviews.story import EvidenceStory, SentTag, SentVersion, TagDecided, evidence_story
from app.db.reviews.time import TimeStory, ToldEntry, time_story

__all__ = [
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
    "brief_column",
    "carry_sections",
    "erase_words",
    "evidence_story",
    "freeze",
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
