"""What each action of the history is called, and what it was done to. An action without words stops a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.answers.history_codes import AGREED, ROLES, SCANS, SIGHTS, STATED, SUBJECTS, VERDICTS
from app.answers.history_of_assessment import OF_ASSESSMENT
from app.db.history import Happening
from app.rendering.words import date_words, hours, in_words


@dataclass(frozen=True, slots=True)
class Words:
    """How an action reads: what was done, and to what. Names in braces are pieces of the row; see `_Pieces`."""

    what: str
    about: str


_ENTRY = "Entry {number}"
_PIECE = "{piece}, version {version}"
_CONCERN = "{piece}"
_TAG = "{ksb} on {piece}, version {version}"
_TARGET = "Target {number}, for the {role}, by {due_on}"

ACTIONS: Mapping[str, Words] = {
    "apprenticeship_added": Words(
        "Added the apprenticeship", "{standard} version {version}, from {start}{original_start}"
    ),
    "member_joined": Words("Gave a role: {role}", "{name}, from {since}"),
    "member_left": Words("Ended a role: {role}", "{name}, on {on}"),
    "cover_added": Words("Added cover: {role}", "{name}, from {since} until {until}"),
    "employer_changed": Words("Changed the employer", "{name}, from {since}"),
    "terms_changed": Words("Changed what was agreed: {changed}", "From {since}"),
    "status_set": Words("Set the status: {status}", "From {since}"),
    "break_begun": Words("Began a break in learning", "From {since}, back on {back_on}"),
    "break_ended": Words("Ended a break in learning", "From {since}, back on {back_on}"),
    "break_dropped": Words("Took a break in learning off the record", "From {since}"),
    "without_employer": Words("Noted a time without an employer", "From {since} until {until}"),
    "draft_added": Words("Began a draft", _PIECE),
    "draft_changed": Words("Changed a draft", _PIECE),
    "draft_withdrawn": Words("Withdrew a draft", _PIECE),
    "draft_placed": Words("Said where a draft shows a KSB", _TAG),
    "file_scanned": Words("Scanned a file: {scan}", "{piece}"),
    "draft_scanned": Words("Scanned a file of a draft: {scan}", "{piece}"),
    "evidence_submitted": Words("Sent evidence", "{piece}, version {version}: {ksbs}"),
    "evidence_withdrawn": Words("Withdrew evidence", _PIECE),
    "evidence_cleared": Words("Cleared for others to read", _PIECE),
    "clearing_ended": Words("Took back the clearing", _PIECE),
    "evidence_quarantined": Words("Closed evidence that may identify somebody", "{piece}"),
    "evidence_released": Words("Opened closed evidence again", "{piece}"),
    "evidence_erased": Words("Erased evidence for good", "{piece}, with {files} files"),
    "evidence_erased_again": Words("Erased evidence again that an older backup had brought back", "{piece}"),
    "piece_chosen": Words("Took a piece into the portfolio", "{piece}"),
    "piece_left_out": Words("Left a piece out of the portfolio", "{piece}"),
    "pieces_ordered": Words("Put the portfolio in order", "{pieces} pieces"),
    "adjustment_proposed": Words("Wrote down an adjustment to the assessment", "Adjustment {number}"),
    "adjustment_agreed": Words("Consented to an adjustment to the assessment", "Adjustment {number}"),
    "adjustment_refused": Words("Refused an adjustment to the assessment", "Adjustment {number}"),
    "adjustment_told": Words("Told the assessment organisation of an adjustment", "Adjustment {number}, on {on}"),
    "adjustment_ended": Words("Went by an adjustment no more", "Adjustment {number}"),
    "assessor_invited": Words("Opened the portfolio for an assessor", "{name}, version {version}, until {until}"),
    "assessor_ended": Words("Ended an assessor’s access", "{name}, version {version}"),
    "visit_granted": Words("Granted a visit from outside: {sights}", "{name}, from {since} until {until}"),
    "visit_ended": Words("Ended a visit from outside", "{name}"),
    "assessor_has_no_conflict": Words("Stated no conflict of interest", "{name}, version {version}"),
    "assessor_has_conflict": Words(
        "Stated a conflict of interest, which ended the access", "{name}, version {version}"
    ),
    "portfolio_frozen": Words("Froze the portfolio", "Version {version}, {pieces} pieces"),
    "breach_told": Words("Told an organisation of a breach", "{piece}, on {told_on}"),
    "evidence_checked": Words("Read a draft for what identifies somebody", _PIECE),
    "finding_kept": Words("Kept something the check had found", _PIECE),
    "kept_from_employer": Words("Kept evidence from the employer", "{piece}"),
    "open_to_employer": Words("Opened evidence to the employer again", "{piece}"),
    "draft_kept_from_employer": Words("Kept a draft from the employer", "{piece}"),
    "draft_open_to_employer": Words("Opened a draft to the employer again", "{piece}"),
    "name_watched": Words("Added a name to watch for", "{names} in all"),
    "drafts_checked_again": Words("Had open drafts looked through again", "for the employer’s case numbers"),
    "name_not_watched": Words("Took away a name to watch for", "{names} in all"),
    "tag_decided": Words("{verdict}", _TAG),
    "tag_reopened": Words("Opened a decision again", _TAG),
    "tag_placed": Words("Said where a KSB is shown", _TAG),
    "tag_suggested": Words("Proposed a KSB", _TAG),
    "suggestion_agreed": Words("Agreed to a proposed KSB", _TAG),
    "suggestion_declined": Words("Declined a proposed KSB", _TAG),
    "observation_added": Words("Added an observation", "{piece}, version {version}: {ksbs}"),
    "witness_asked": Words("Asked a witness", _PIECE),
    "witness_ask_ended": Words("Took back the ask of a witness", _PIECE),
    "testimony_begun": Words("A witness began a testimony", _PIECE),
    "testimony_kept": Words("A witness kept a testimony for later", _PIECE),
    "testimony_signed": Words("A witness signed a testimony", _PIECE),
    "testimony_cleared": Words("Cleared what a witness signed", _PIECE),
    "testimony_clearing_ended": Words("Took back the clearing of what a witness signed", _PIECE),
    "testimony_declined": Words("A witness declined", _PIECE),
    "case_study_considered": Words("Made a candidate for the case study", "{piece}"),
    "case_study_dropped": Words("Took back a candidate for the case study", "{piece}"),
    "time_logged": Words("Logged {minutes}", "Entry {number}, for {on}"),
    "time_confirmed": Words("Confirmed {minutes}", _ENTRY),
    "time_queried": Words("Queried {minutes}", _ENTRY),
    "time_answered": Words("Answered a query", _ENTRY),
    "time_corrected": Words("Corrected time", "Entry {number}, now entry {corrected_by}"),
    "time_settled": Words("Said two entries are {verdict}", "Entries {first} and {second}"),
    "time_asked_about": Words("Asked whether two entries are the same time", "Entries {first} and {second}"),
    "hours_import_begun": Words("Began to add hours from a file", "{rows} rows"),
    "long_day_explained": Words("Said why a day has {minutes}", "{on}"),
    "time_withdrawn": Words("Withdrew {minutes}", _ENTRY),
    "session_planned": Words("Planned a session of {minutes}", "On {on}"),
    "session_held": Words("Took a register: {attendance}", "Session on {on}"),
    "session_moved": Words("Moved a session", "From {from_on} to {on}"),
    "session_cancelled": Words("Cancelled a session", "On {on}"),
    "session_acknowledged": Words("Said that they were there", "Session on {on}, {minutes}"),
    "review_written": Words("Wrote in a review", "Review {number}"),
    "review_moved": Words("Moved a review", "Review {number}, from {from_on} to {on}"),
    "review_missed": Words("Said that a review was missed", "Review {number}, of {from_on}"),
    "review_reopened": Words("Took back that a review was missed", "Review {number}, of {from_on}"),
    "review_held": Words("Held a review", "Review {number}, version {version}, on {held_on}"),
    "review_revised": Words("Began to revise a review", "Review {number}, now version {version}"),
    "target_erased": Words("Erased the words of a target for good", "Target {number}"),
    "review_erased": Words("Erased the words of a review for good", "Review {number}"),
    "review_reminded": Words("Reminded of a review by mail", "{name}, review {review} on {on}"),
    "scan_reminded": Words("Reminded the {role} of a skills scan by mail", "Mail {seq}, {mailed} mailed"),
    "nudged": Words("Nudged the {role} about {kind}", "Nudge {seq}, {mailed} mailed"),
    "employer_asked": Words("Asked the employer by mail", "{name}, about {minutes}"),
    "colleague_named": Words("Passed confirming on to a colleague", "{name}, from {since} until {until}"),
    "receipt_given": Words("Gave a receipt for {minutes}", "{name}"),
    "record_put": Words("Put a record before people to be signed", "{record}, version {version}"),
    "record_erased": Words("Erased the words of a record for good", "{record}, version {version}"),
    "record_signed": Words("Signed as the {role}", "{record}, version {version}"),
    "record_refused": Words("Refused to sign as the {role}", "{record}, version {version}"),
    "record_unobtainable": Words("Noted that the {role} cannot be had to sign", "{record}, version {version}"),
    "person_added": Words("Added a person", "{name}"),
    "date_of_birth_recorded": Words("Recorded a date of birth", "{name}"),
    "role_granted": Words("Gave a role: {role}", "{name}"),
    "role_ended": Words("Ended a role: {role}", "{name}"),
    "account_ended": Words("Ended an account", "{name}"),
    "account_opened_again": Words("Opened an account again", "{name}"),
    "link_sent": Words("Sent a link to set a password", "{name}"),
    "password_set": Words("Set a password", "{name}"),
    "vocabulary_chosen": Words("Chose a vocabulary of practice: {vocabulary}", "{name}, from {since}"),
    "vocabulary_ended": Words("Ended a vocabulary of practice: {vocabulary}", "{name}, on {on}"),
    "case_numbers_set": Words("Said how case numbers look", "{name}"),
    "case_numbers_dropped": Words("Took away how case numbers look", "{name}"),
    "forecasts_measured": Words("Measured what forecasts of gateway were worth", "{finished} who finished"),
    "plan_fact_confirmed": Words("Confirmed a fact of the assessment plan: {fact}", "{name}, from a source of {on}"),
    "plan_fact_taken_back": Words("Took back a fact of the assessment plan: {fact}", "{name}"),
    "published_hours_entered": Words("Entered published hours: {minutes}", "{name}, for starts from {since}"),
    "case_study_written": Words("Wrote the case study’s title and scope", "Version {version}"),
    "case_study_agreed": Words("Agreed to the case study’s title and scope", "Version {version}, as the {role}"),
    "words_kept": Words("Kept something that was found in words", "{piece}"),
    "words_erased": Words("Erased words for good", "{piece}"),
    "words_erased_again": Words("Erased words again that an older backup had brought back", "{piece}"),
    "case_study_erased": Words("Erased the words of the case study for good", "Every version"),
    "learner_record_kept": Words("Entered what the learner record says", "Revision {revision}"),
    "component_submitted": Words("Handed over a component of gateway", "{component}, attempt {attempt}"),
    "component_accepted": Words("Recorded that a component of gateway was accepted", "{component}, attempt {attempt}"),
    "component_returned": Words("Recorded that a component of gateway was returned", "{component}, attempt {attempt}"),
    "component_waived": Words("Waived a component of gateway", "{component}"),
    "check_waived": Words("Waived a gateway check", "{check}"),
    "check_waived_as_agreed": Words("Waived a gateway check, to which the employer had agreed on {on}", "{check}"),
    "waiver_taken_back": Words("Took back the waiver of a gateway check", "{check}"),
    "shortfall_explained": Words("Explained hours short of plan", "Statement {number}, {minutes}"),
    "shortfall_agreed": Words("Agreed to a statement on hours", "Statement {number}, as the {role}"),
    "target_set": Words("Set a target", _TARGET),
    "target_proposed": Words("Proposed a target", _TARGET),
    "target_agreed": Words("Agreed to a proposed target", _TARGET),
    "target_changed": Words("Changed a target", _TARGET),
    "target_said_done": Words("Said that a target is done", _TARGET),
    "target_not_done": Words("Said that a target is not done yet", _TARGET),
    "target_met": Words("Said that a target is met", _TARGET),
    "target_dropped": Words("Dropped a target", _TARGET),
    "target_opened_again": Words("Opened a target again", _TARGET),
    "plan_activity_planned": Words("Planned: {kind}", "Activity {number}, for {on}"),
    "plan_activity_moved": Words("Moved: {kind}", "Activity {number}, to {on}"),
    "plan_activity_held": Words("Held: {kind}", "Activity {number}, on {on}"),
    "plan_activity_missed": Words("Missed: {kind}", "Activity {number}, planned for {on}"),
    "plan_activity_reopened": Words("Took back what was recorded: {kind}", "Activity {number}"),
    "plan_evidence_linked": Words("Linked evidence: {kind}", "Activity {number}: {pieces}"),
    "plan_result_recorded": Words("Recorded a result: {result}", "Functional skills, activity {number}"),
    "plan_feedback_given": Words("Gave feedback on a mock assessment", "Activity {number}"),
    "plan_details_stated": Words("Stated details of the training plan", "{said}"),
    "plan_subject_recorded": Words("Recorded what the plan holds of {about}", "{said}"),
    "plan_ticked": Words("Ticked as the {role}: {kind}", "Part {part}, on {on}"),
    "plan_unticked": Words("Took back a tick as the {role}: {kind}", "Part {part}"),
    **{action: Words(*said) for action, said in OF_ASSESSMENT.items()},
    "scan_begun": Words("Began a skills scan", "Scan {number}, of {on}"),
    "scan_given": Words("Gave ratings as the {role}", "Scan {number}, {rated} KSBs rated"),
    "provider_setting_set": Words("Set how hours are worked out", "{setting}: {value}"),
    "concern_raised": Words("Raised a concern", _CONCERN),
    "concern_read": Words("Read a concern", _CONCERN),
    "concern_noted": Words("Added a note to a concern", _CONCERN),
    "concern_outcome": Words("Recorded what was done about a concern", _CONCERN),
    "concern_closed": Words("Closed a concern", _CONCERN),
    "concern_opened_again": Words("Opened a concern again", _CONCERN),
    "concern_exported": Words("Took concerns out as a file: {concerns}", _CONCERN),
    "concern_erased": Words("Erased a concern that was past its date", _CONCERN),
    "concern_setting_set": Words("Set how concerns are kept or where to call", "{setting}"),
    "calendar_made": Words("Made a private address for their calendar", "{name}"),
    "calendar_ended": Words("Took away the address of their calendar", "{name}"),
    "token_issued": Words("Made a token for programs", "{name}, for {days} days"),
}

ABOUT_DRAFTS = frozenset(
    {
        "draft_added",
        "draft_changed",
        "draft_kept_from_employer",
        "draft_open_to_employer",
        "draft_placed",
        "draft_scanned",
        "draft_withdrawn",
        "evidence_checked",
        "finding_kept",
    }
)
"""What only the apprentice knows of: a draft changes nothing until it is sent."""


def what(row: Happening, names: Mapping[str, str]) -> str:
    """What was done. `names` are those of people and organisations by id as text."""
    return _words(row).what.format_map(_Pieces(row, names))


def about(row: Happening, names: Mapping[str, str]) -> str:
    """What it was done to: E13, entry 4, a person."""
    return _words(row).about.format_map(_Pieces(row, names))


def _words(row: Happening) -> Words:
    return ACTIONS.get(row.action, Words(row.action.replace("_", " ").capitalize(), "{name}"))


def _day(value: object) -> str:
    return date_words(date.fromisoformat(str(value)))


_READ: Mapping[str, Callable[[object], str]] = {
    "original_start": lambda value: f", and first of all from {_day(value)}",
    "role": lambda value: ROLES.get(str(value), str(value)),
    "verdict": lambda value: VERDICTS.get(str(value), str(value)),
    "scan": lambda value: SCANS.get(str(value), str(value)),
    "method": lambda value: str(value).replace("_", " ").capitalize(),
    "kind": lambda value: str(value).replace("_", " "),
    "check": lambda value: str(value).replace("-", " ").capitalize(),
    "about": lambda value: SUBJECTS.get(str(value), str(value)),
    "result": lambda value: str(value).replace("_", " "),
    "said": lambda value: in_words([STATED.get(one, one) for one in str(value).split()]),
    "pieces": lambda value: in_words(str(value).split()),
    "status": lambda value: str(value).replace("_", " "),
    "minutes": lambda value: hours(int(str(value))),
    "ksbs": lambda value: in_words(str(value).split()),
    "sights": lambda value: in_words([SIGHTS.get(one, one) for one in str(value).split()]),
    "changed": lambda value: in_words([AGREED.get(one, one) for one in str(value).split()]),
    **dict.fromkeys(
        (
            "since",
            "until",
            "on",
            "from_on",
            "told_on",
            "held_on",
            "start",
            "planned_end",
            "back_on",
            "happened_on",
            "due_on",
        ),
        _day,
    ),
}
_ABSENT = {
    "original_start": "",
    "pieces": "none any more",
    "back_on": "a day not known then",
    "until": "a day not known then",
}


class _Pieces:
    """The pieces of one row that words may name: those of its body; `piece`, `name` and `record` for its subject."""

    def __init__(self, row: Happening, names: Mapping[str, str]) -> None:
        self.row = row
        self.names = names

    def __getitem__(self, key: str) -> str:
        if key == "piece":
            return self.row.subject
        if key == "component":
            return self.row.subject.removeprefix("component ").replace("_", " ").capitalize()
        if key == "record":
            return self.row.subject.replace("_", " ").capitalize()
        if key == "name":
            return self.names.get(self.row.subject, self.row.subject)
        if key not in self.row.body:
            return _ABSENT.get(key, "not stated")
        return _READ.get(key, str)(self.row.body[key])
