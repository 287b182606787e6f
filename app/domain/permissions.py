"""Who may do what: one table, role to permissions. A permission not listed is denied."""

from enum import StrEnum

from app.domain.people import Member, Person, ProviderRole, Role


class Permission(StrEnum):
    """One thing a person may do. The value is what the history and the access tests call it."""

    VIEW_APPRENTICESHIP = "view_apprenticeship"
    VIEW_COVERAGE = "view_coverage"
    VIEW_HOURS = "view_hours"
    VIEW_REVIEWS = "view_reviews"
    VIEW_GATEWAY = "view_gateway"
    LIST_EVIDENCE = "list_evidence"
    READ_EVIDENCE = "read_evidence"
    ADD_EVIDENCE = "add_evidence"
    CHANGE_DRAFT = "change_draft"
    SUBMIT_EVIDENCE = "submit_evidence"
    WITHDRAW_EVIDENCE = "withdraw_evidence"
    PLACE_TAG = "place_tag"
    PROPOSE_TAG = "propose_tag"
    ANSWER_PROPOSED_TAG = "answer_proposed_tag"
    DECIDE_TAG = "decide_tag"
    REOPEN_TAG = "reopen_tag"
    CLEAR_EVIDENCE = "clear_evidence"
    CHOOSE_PIECES = "choose_pieces"
    VIEW_PORTFOLIO = "view_portfolio"
    FREEZE_PORTFOLIO = "freeze_portfolio"
    FETCH_PACK = "fetch_pack"
    TAKE_COPY = "take_copy"
    RECORD_ADJUSTMENT = "record_adjustment"
    CONSENT_TO_ADJUSTMENT = "consent_to_adjustment"
    VIEW_ASSESSMENT = "view_assessment"
    RECORD_OUTCOME = "record_outcome"
    READ_GRANTED_VERSION = "read_granted_version"
    VIEW_ASSESSOR_ACCESS = "view_assessor_access"
    INVITE_ASSESSOR = "invite_assessor"
    VIEW_VISITS = "view_visits"
    GRANT_VISIT = "grant_visit"
    # What a visit from outside shows: by the visit itself, never by a role.
    READ_ON_VISIT = "read_on_visit"
    SEE_PRACTICE = "see_practice"
    QUARANTINE_EVIDENCE = "quarantine_evidence"
    VIEW_BREACHES = "view_breaches"
    END_BREACH = "end_breach"
    ERASE_WORDS = "erase_words"
    KEEP_FROM_EMPLOYER = "keep_from_employer"
    WATCH_NAMES = "watch_names"
    ASK_WITNESS = "ask_witness"
    ADD_OBSERVATION = "add_observation"
    LOG_TIME = "log_time"
    CHANGE_OWN_TIME = "change_own_time"
    CONFIRM_TIME = "confirm_time"
    QUERY_TIME = "query_time"
    HOLD_SESSION = "hold_session"
    ACKNOWLEDGE_TIME = "acknowledge_time"
    ANSWER_DUE = "answer_due"
    ASK_EMPLOYER = "ask_employer"
    DELEGATE = "delegate"
    EXPLAIN_SHORTFALL = "explain_shortfall"
    AGREE_SHORTFALL = "agree_shortfall"
    WAIVE_CHECK = "waive_check"
    WRITE_CASE_STUDY = "write_case_study"
    AGREE_CASE_STUDY = "agree_case_study"
    VIEW_TARGETS = "view_targets"
    SET_TARGET = "set_target"
    PROPOSE_TARGET = "propose_target"
    SAY_TARGET_DONE = "say_target_done"
    PREPARE_REVIEW = "prepare_review"
    HOLD_REVIEW = "hold_review"
    SIGN_REVIEW = "sign_review"
    SIGN_PLAN = "sign_plan"
    SEE_LEARNER_RECORD = "see_learner_record"
    KEEP_LEARNER_RECORD = "keep_learner_record"
    SUBMIT_COMPONENT = "submit_component"
    RECORD_COMPONENT_DECISION = "record_component_decision"
    PUT_DECLARATION = "put_declaration"
    DECLARE_GATEWAY = "declare_gateway"
    ASK_STATEMENT = "ask_statement"
    STATE_PORTFOLIO = "state_portfolio"
    RECORD_UNOBTAINABLE = "record_unobtainable"
    SEE_WAITING = "see_waiting"
    NUDGE = "nudge"
    VIEW_PLAN = "view_plan"
    CHANGE_PLAN = "change_plan"
    TICK_PLAN = "tick_plan"
    RATE_KSBS = "rate_ksbs"
    VIEW_SCAN = "view_scan"
    VIEW_HISTORY = "view_history"
    SEE_DATE_OF_BIRTH = "see_date_of_birth"
    SEE_RESTRICTED_REASONS = "see_restricted_reasons"
    MANAGE_PEOPLE = "manage_people"
    ADD_APPRENTICESHIP = "add_apprenticeship"
    VIEW_TERMS = "view_terms"
    CHANGE_TERMS = "change_terms"
    MANAGE_BREAKS = "manage_breaks"
    CONFIRM_FACT = "confirm_fact"
    END_ACCESS = "end_access"
    CHOOSE_VOCABULARY = "choose_vocabulary"
    SET_CASE_NUMBERS = "set_case_numbers"
    SET_PROVIDER_SETTINGS = "set_provider_settings"
    EXPORT_ILR_HOURS = "export_ilr_hours"
    READ_CONCERN = "read_concern"
    # Any signed-in person, about anybody, with or without an apprenticeship.
    RAISE_CONCERN = "raise_concern"
    SAMPLE_DECISION = "sample_decision"
    # Any signed-in person: the standards, the off-the-job calculator, their own account.
    USE_ACCOUNT = "use_account"
    # No person at all: the monitor, which shows the secret that the installation gave it.
    READ_FIGURES = "read_figures"
    # Nobody need be signed in: health, sign-in, one-time links, the product's own static files.
    PUBLIC = "public"


P = Permission
_A, _T, _E, _X = Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER, Role.ASSESSOR
_Q, _S, _M = ProviderRole.QUALITY_ASSURER, ProviderRole.SAFEGUARDING_LEAD, ProviderRole.ADMINISTRATOR

_SEEN_BY_ALL_PARTIES = (_A, _T, _E, _Q, _M)

GRANTED: dict[Permission, tuple[Role | ProviderRole, ...]] = {
    P.VIEW_APPRENTICESHIP: _SEEN_BY_ALL_PARTIES,
    P.VIEW_COVERAGE: _SEEN_BY_ALL_PARTIES,
    P.VIEW_HOURS: _SEEN_BY_ALL_PARTIES,
    P.VIEW_REVIEWS: _SEEN_BY_ALL_PARTIES,
    P.VIEW_GATEWAY: _SEEN_BY_ALL_PARTIES,
    P.LIST_EVIDENCE: _SEEN_BY_ALL_PARTIES,
    P.READ_EVIDENCE: (_A, _T, _E, _Q),
    P.ADD_EVIDENCE: (_A,),
    P.CHANGE_DRAFT: (_A,),
    P.SUBMIT_EVIDENCE: (_A,),
    P.WITHDRAW_EVIDENCE: (_A,),
    P.PLACE_TAG: (_A, _T),
    P.PROPOSE_TAG: (_T,),
    P.ANSWER_PROPOSED_TAG: (_A,),
    P.DECIDE_TAG: (_T,),
    P.REOPEN_TAG: (_T,),
    P.CLEAR_EVIDENCE: (_T,),
    P.CHOOSE_PIECES: (_A, _T),
    P.VIEW_PORTFOLIO: (_A, _T, _E, _Q, _M),
    P.FREEZE_PORTFOLIO: (_T,),
    # All of a frozen portfolio as one file: nothing of it may be kept from whoever takes it along.
    P.FETCH_PACK: (_A, _T),
    # What one takes along of one’s own record, to be read without Touchmark.
    P.TAKE_COPY: (_A,),
    # What is agreed to differ in the assessment: written down and told by the tutor, consented to by the apprentice.
    P.RECORD_ADJUSTMENT: (_T,),
    P.CONSENT_TO_ADJUSTMENT: (_A,),
    # When each method of the end-point assessment is and what came of it. Not the assessor: their sheet is their own.
    P.VIEW_ASSESSMENT: _SEEN_BY_ALL_PARTIES,
    P.RECORD_OUTCOME: (_M,),
    # The one frozen version that a grant names. Nobody is given this role by a membership: `is_member`.
    P.READ_GRANTED_VERSION: (_X,),
    # To whom access was given, and all that was opened by it.
    P.VIEW_ASSESSOR_ACCESS: (_A, _T, _M),
    P.INVITE_ASSESSOR: (_M,),
    # Who was let in from outside to see something of it, and all that they opened; administrators see every visit.
    P.VIEW_VISITS: (_A, _T, _M),
    P.GRANT_VISIT: (_M,),
    P.SEE_PRACTICE: (_A, _T),
    P.QUARANTINE_EVIDENCE: (_A, _T, _M),
    P.VIEW_BREACHES: (_A, _T, _M),
    # Letting a closed piece go again, erasing it, and noting who was told.
    P.END_BREACH: (_T, _M),
    # Words of reasons, statements and sampling. Not the tutor, whose own some of them are, or are about.
    P.ERASE_WORDS: (_M,),
    P.KEEP_FROM_EMPLOYER: (_A, _T),
    P.WATCH_NAMES: (_A, _T),
    P.ASK_WITNESS: (_A, _T),
    P.ADD_OBSERVATION: (_T,),
    P.LOG_TIME: (_A, _T),
    P.CHANGE_OWN_TIME: (_A, _T),
    P.CONFIRM_TIME: (_T, _E),
    P.QUERY_TIME: (_T, _E),
    # Planning one for this apprentice, taking its register, moving and cancelling it.
    P.HOLD_SESSION: (_T,),
    # Saying of time that somebody else logged from a register: I was there, or I was not.
    P.ACKNOWLEDGE_TIME: (_A,),
    # What waits for the employer, signed in or by the link that was e-mailed to them.
    P.ANSWER_DUE: (_E,),
    P.ASK_EMPLOYER: (_T, _M),
    P.DELEGATE: (_E,),
    P.EXPLAIN_SHORTFALL: (_T,),
    P.AGREE_SHORTFALL: (_A, _E),
    # Waiving a gateway check where a rule allows it, and taking that back.
    P.WAIVE_CHECK: (_T,),
    # Its title and scope. Whoever reads the gateway reads them; a breach of their words is ended by END_BREACH.
    P.WRITE_CASE_STUDY: (_A,),
    P.AGREE_CASE_STUDY: (_T, _E),
    P.VIEW_TARGETS: _SEEN_BY_ALL_PARTIES,
    P.SET_TARGET: (_T,),
    P.PROPOSE_TARGET: (_A, _E),
    # Saying of a target that is for oneself: it is done. Whether it is met, the tutor says.
    P.SAY_TARGET_DONE: (_A, _E),
    # Writing in one's own sections of a milestone review.
    P.PREPARE_REVIEW: (_A, _T, _E),
    # Saying that it was held, moved or missed, and revising it.
    P.HOLD_REVIEW: (_T,),
    P.SIGN_REVIEW: (_A, _T, _E),
    P.SIGN_PLAN: (_A, _T, _E),
    # The name and the unique learner number on the learner record.
    P.SEE_LEARNER_RECORD: (_A, _T, _M),
    P.KEEP_LEARNER_RECORD: (_T, _M),
    # Handing a component to the assessment organisation, or waiving it; and what the organisation decided.
    P.SUBMIT_COMPONENT: (_T,),
    P.RECORD_COMPONENT_DECISION: (_M,),
    # The gateway declaration, with how every check stands; each signs for their own party, the tutor for the provider.
    P.PUT_DECLARATION: (_T,),
    P.DECLARE_GATEWAY: (_A, _T, _E),
    # The employer’s statement on a frozen portfolio: that its evidence is valid, and the apprentice’s own.
    P.ASK_STATEMENT: (_T,),
    P.STATE_PORTFOLIO: (_E,),
    # Recording that another party's signature cannot be had, so that a record is complete without it.
    P.RECORD_UNOBTAINABLE: (_T,),
    # What waits on whom, in numbers: tutors of their own apprentices, the others of all.
    P.SEE_WAITING: (_T, _Q, _M),
    # One mail to whoever something waits on.
    P.NUDGE: (_T, _M),
    P.VIEW_PLAN: _SEEN_BY_ALL_PARTIES,
    # Its activities, what it states, English and maths, and putting a version before its signers.
    P.CHANGE_PLAN: (_T,),
    # Its checklists: the tutor ticks both, the apprentice induction.
    P.TICK_PLAN: (_A, _T),
    # Beginning a skills scan and giving one's own party's ratings in it, never another's.
    P.RATE_KSBS: (_A, _T, _E),
    # Administrators too: whoever sets the hours for prior learning has to read what was noted of it.
    P.VIEW_SCAN: _SEEN_BY_ALL_PARTIES,
    P.VIEW_HISTORY: (_A, _T, _Q, _M),
    P.SEE_DATE_OF_BIRTH: (_A, _T, _M),
    P.SEE_RESTRICTED_REASONS: (_A, _T, _M),
    P.MANAGE_PEOPLE: (_M,),
    P.ADD_APPRENTICESHIP: (_M,),
    P.VIEW_TERMS: _SEEN_BY_ALL_PARTIES,
    P.CHANGE_TERMS: (_M,),
    P.MANAGE_BREAKS: (_M,),
    P.CONFIRM_FACT: (_M,),
    P.END_ACCESS: (_M,),
    P.CHOOSE_VOCABULARY: (_M,),
    P.SET_CASE_NUMBERS: (_M,),
    P.SET_PROVIDER_SETTINGS: (_M,),
    P.EXPORT_ILR_HOURS: (_M,),
    P.READ_CONCERN: (_S,),
    P.SAMPLE_DECISION: (_Q,),
}

# Employer and quality assurer read a piece of evidence only once the tutor has ticked it as cleared.
READS_ONLY_WHEN_CLEARED: frozenset[Role | ProviderRole] = frozenset({_E, _Q})


OF_ANYBODY: frozenset[Permission] = frozenset({P.USE_ACCOUNT, P.RAISE_CONCERN})
"""What takes no role, only somebody who is signed in."""


def may(member: Member, permission: Permission) -> bool:
    """Whether this member may, in any of the roles held on the apprenticeship or across the provider."""
    return any(role in GRANTED.get(permission, ()) for role in member.all_roles)


def may_provider_wide(person: Person, permission: Permission) -> bool:
    """Whether this person may, by a provider role alone, or because anybody may."""
    return permission in OF_ANYBODY or any(role in GRANTED.get(permission, ()) for role in person.provider_roles)


def is_member(member: Member) -> bool:
    """Whether the apprenticeship exists at all for this person.

    Quality assurers and administrators see every apprenticeship. The safeguarding lead does not: concerns reach
    them by themselves. Nor does an assessor, who reads one frozen version by a grant and is nobody here.
    """
    return bool(member.roles - {_X}) or bool(member.person.provider_roles & {_Q, _M})


def reads_uncleared(member: Member) -> bool:
    """Whether some role of this member may read evidence that the tutor has not cleared yet."""
    readers = GRANTED[P.READ_EVIDENCE]
    return any(role in readers and role not in READS_ONLY_WHEN_CLEARED for role in member.all_roles)


def reads_provider_only(member: Member) -> bool:
    """Whether some role of this member may read evidence that is kept from the employer."""
    readers = (*GRANTED[P.READ_EVIDENCE], *GRANTED[P.READ_GRANTED_VERSION])
    return any(role in readers and role is not _E for role in member.all_roles)
