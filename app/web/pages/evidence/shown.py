"""From a piece as it was read to what its page shows."""

from app.answers.evidence import Piece
from app.db.evidence import DecisionRecord, PieceHappening
from app.domain.evidence import DECIDED, EvidenceVersion, KsbTag, TagState
from app.domain.people import Role
from app.domain.permissions import Permission as P
from app.domain.permissions import reads_provider_only
from app.domain.refusals import Fault
from app.rendering.words import date_words, london_date, plural
from app.web.ksbs import in_published_order
from app.web.pages.evidence.check_view import CheckView
from app.web.pages.evidence.clearing_form import clearing
from app.web.pages.evidence.decision_form import Decided, deciding, shown_in
from app.web.pages.evidence.details import cleared_words, details, hours, hours_note
from app.web.pages.evidence.doubles_view import doubles_view
from app.web.pages.evidence.file_links import file_links
from app.web.pages.evidence.happened import happened
from app.web.pages.evidence.next_step import next_step
from app.web.pages.evidence.practice import practice_shown
from app.web.pages.evidence.show_view import (
    Deciding,
    HappeningRow,
    Said,
    ShowView,
    Suggestion,
    TagRow,
    VersionRow,
)
from app.web.pages.evidence.testimonies_shown import testimonies_shown
from app.web.places_shown import viewer_address
from app.web.record import evidence_address, record_address


def show_view(
    piece: Piece,
    check: CheckView,
    *,
    waiting: int = 0,
    decided: Decided | None = None,
    suggest_fault: str = "",
    clear_fault: str = "",
    testimony_faults: tuple[Fault, ...] = (),
) -> ShowView:
    """The page. `waiting` counts what waits for this tutor; `decided` is a decision form that could not be taken."""
    evidence, here = piece.evidence, address_of(piece)
    closed = evidence.quarantined_at is not None
    alive = evidence.withdrawn_at is None and not closed
    draft = evidence.draft if piece.may(P.CHANGE_DRAFT) else None
    form = deciding(piece, here, decided) if alive else None
    suggestable = _suggestable(piece) if alive and evidence.counting and piece.may(P.PROPOSE_TAG) else ()
    return ShowView(
        name=evidence.name,
        title=piece.shown.title or "Untitled draft",
        eyebrow=_eyebrow(piece, waiting),
        list_address=record_address(piece.apprenticeship.id, "evidence"),
        state=evidence.state.value,
        withdrawn=_withdrawn(piece),
        shown=_version(piece, piece.shown),
        others=tuple(_version(piece, one) for one in reversed(piece.versions) if one.version != piece.shown.version),
        tags=tuple(_tag(piece, tag) for tag in _told(piece, form)),
        suggestions=tuple(_suggestion(piece, tag) for tag in piece.shown.tags if tag.state is TagState.SUGGESTED),
        deciding=form,
        clearing=clearing(piece, here, clear_fault) if alive else None,
        cleared_words=cleared_words(piece),
        suggest_address=f"{here}/suggestions" if suggestable else "",
        suggestable=suggestable,
        suggest_fault=suggest_fault,
        details=details(piece),
        hours=hours(piece),
        hours_note=hours_note(piece),
        happenings=tuple(HappeningRow(one.at, one.by_name or _unnamed(one), happened(one)) for one in piece.happenings),
        edit_address=f"{here}/edit" if alive and draft else "",
        version_address=f"{here}/versions/new"
        if alive and not evidence.draft and not piece.shown.made_by and piece.may(P.ADD_EVIDENCE)
        else "",
        withdraw_address=f"{here}/withdrawal" if alive and piece.may(P.WITHDRAW_EVIDENCE) else "",
        send_address=f"{here}/submission" if alive and draft and not check.held else "",
        practice=practice_shown(piece),
        closing_address=f"{here}/quarantine" if _may_close(piece) else "",
        closed=_closed(piece),
        breaches_address=record_address(piece.apprenticeship.id, "breaches") if piece.may(P.VIEW_BREACHES) else "",
        beside_address=viewer_address(evidence, piece.shown, None) if _has_words_to_see(piece) else "",
        testimonies=testimonies_shown(piece, testimony_faults),
        doubles=doubles_view(piece),
        next=None if check.open else next_step(piece),
        draft_words=f"Version {draft.version} is a draft. Nobody but you sees it." if draft else "",
        check=check,
        employer_address=f"{here}/employer" if alive and piece.may(P.KEEP_FROM_EMPLOYER) else "",
        names_address=record_address(piece.apprenticeship.id, "names"),
        kept_from_employer=evidence.provider_only,
    )


def address_of(piece: Piece) -> str:
    """Where this piece is shown."""
    return evidence_address(piece.apprenticeship.id, piece.evidence.number)


def _may_close(piece: Piece) -> bool:
    """Whether the piece can be closed at once: a draft that was never sent is seen by its maker alone."""
    sent = piece.evidence.counting is not None or piece.evidence.withdrawn_at is not None
    return sent and piece.evidence.quarantined_at is None and piece.may(P.QUARANTINE_EVIDENCE)


def _unnamed(one: PieceHappening) -> str:
    """Who did what nobody with an account did: a witness, who has a link, or the system's own jobs."""
    return "by the link sent to them" if one.action.startswith("testimony_") else "Touchmark"


def _has_words_to_see(piece: Piece) -> bool:
    return bool(piece.shown.description.strip()) and piece.shown.version in piece.readable


def _told(piece: Piece, form: Deciding | None) -> list[KsbTag]:
    """The KSBs to list: not those that stand in the tutor's form already, unless they were decided before."""
    asked = {one.ksb for one in form.ksbs} if form else set()
    asked -= {one.ksb for one in piece.decisions}
    told = {tag.ksb: tag for tag in piece.shown.tags if tag.state is not TagState.SUGGESTED and tag.ksb not in asked}
    return [told[ksb] for ksb in in_published_order(told, piece.standard)]


def _eyebrow(piece: Piece, waiting: int) -> str:
    shown = piece.shown
    if shown.submitted_at is None:
        when = "not sent yet"
    else:
        when = f"version {shown.version} sent {date_words(london_date(shown.submitted_at))}"
    queue = f" {plural(waiting, 'piece waits', 'pieces wait')} for you." if waiting else ""
    return f"{piece.evidence.name}, {when}.{queue}"


def _closed(piece: Piece) -> str:
    at = piece.evidence.quarantined_at
    if at is None:
        return ""
    return (
        f"Closed on {date_words(london_date(at))}, because it may identify somebody. Nobody can open its files or read "
        "its words until that has been looked into."
    )


def _withdrawn(piece: Piece) -> str:
    at = piece.evidence.withdrawn_at
    if at is None:
        return ""
    reads = Role.APPRENTICE in piece.member.roles or Role.TUTOR in piece.member.roles
    reason = f" Reason: {piece.evidence.withdrawal_reason}" if reads else ""
    return f"Withdrawn on {date_words(london_date(at))}. Nothing on it counts towards KSBs any more.{reason}"


def _ksbs(piece: Piece, version: EvidenceVersion) -> tuple[tuple[str, str], ...]:
    states = {tag.ksb: tag.state.value for tag in version.tags if tag.state is not TagState.SUGGESTED}
    return tuple((ksb, states[ksb]) for ksb in in_published_order(states, piece.standard))


def _version(piece: Piece, version: EvidenceVersion) -> VersionRow:
    reads = version.version in piece.readable
    here = address_of(piece)
    return VersionRow(
        version.version,
        version.state.value,
        version.title or "Untitled draft",
        version.created_at,
        version.submitted_at,
        version.description if reads else "",
        file_links(piece, version, here) if reads else (),
        "" if reads else _withheld(piece),
        "Made" if version.statement else "Not stated",
        _ksbs(piece, version),
        tuple(_said(one, reads=reads) for one in piece.decisions if one.version == version.version),
    )


def _withheld(piece: Piece) -> str:
    if piece.evidence.quarantined_at is not None:
        return "It is closed, because it may identify somebody."
    if not piece.may(P.READ_EVIDENCE):
        return "Your role sees the title and the KSBs of evidence, not its words or files."
    if piece.evidence.withdrawn_at is not None:
        return "This evidence was withdrawn, so its words and files are closed to you."
    if piece.evidence.provider_only and not reads_provider_only(piece.member):
        return "This evidence is kept from the employer. You see its title and KSBs."
    tutor = piece.apprenticeship.tutor
    return (
        f"{tutor.name if tutor else 'The tutor'} has not cleared this evidence for you yet. Until then you see its "
        "title and KSBs, and not its words, files or feedback."
    )


def _tag(piece: Piece, tag: KsbTag) -> TagRow:
    ksb = piece.standard.ksb_by_code.get(tag.ksb)
    reads = piece.shown.version in piece.readable
    may_reopen = tag.state in DECIDED and piece.evidence.withdrawn_at is None and piece.may(P.REOPEN_TAG)
    carried = f"Accepted on version {tag.carried_from}." if tag.carried_from else ""
    return TagRow(
        tag.ksb,
        ksb.short if ksb else "",
        ksb.text if ksb else "",
        tag.state.value,
        carried,
        tuple(_said(one, reads=reads) for one in piece.decisions if one.ksb == tag.ksb),
        f"{address_of(piece)}/tags/{tag.ksb}/reopening" if may_reopen else "",
        shown_in(piece, tag),
    )


def _said(one: DecisionRecord, *, reads: bool) -> Said:
    verdict = one.verdict.value if one.verdict else ""
    return Said(one.ksb, verdict, one.feedback if reads else "", one.by_name, one.at, one.version)


def _suggestion(piece: Piece, tag: KsbTag) -> Suggestion:
    ksb = piece.standard.ksb_by_code[tag.ksb]
    answers = piece.may(P.ANSWER_PROPOSED_TAG) and piece.evidence.withdrawn_at is None
    return Suggestion(tag.ksb, ksb.short, ksb.text, f"{address_of(piece)}/suggestions/{tag.ksb}" if answers else "")


def _suggestable(piece: Piece) -> tuple[tuple[str, str], ...]:
    tagged = {tag.ksb for tag in piece.shown.tags}
    return tuple((k.code, f"{k.code}: {k.short}") for k in piece.standard.ksbs if k.code not in tagged)
