"""Portfolios put straight into the tables, for tests that look at much of it or at states that take many steps.

What a person does is tested through the actions; here only what is read back matters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db import history
from app.db.tables import core
from tests.cast import TODAY


@dataclass(frozen=True)
class Piece:
    """A piece of evidence: its tags' states by KSB. Without `sent_on` it is a draft; `withdrawn` takes it back.

    `feedback` goes on every returned tag; `suggested` are KSBs the tutor proposed.
    """

    tags: Mapping[str, str]
    title: str = "A home visit with a family"
    duties: Sequence[str] = ()
    sent_on: date | None = TODAY
    withdrawn: bool = False
    feedback: str = ""
    suggested: Sequence[str] = ()
    kind: str = "reflective_account"
    superseded_tags: Mapping[str, str] = field(default_factory=dict)


def at_noon(day: date) -> datetime:
    """Noon in UTC on a day."""
    return datetime.combine(day, time(12), UTC)


def keep_pieces(
    session: Session, apprenticeship: UUID, pieces: Sequence[Piece], decided_by: UUID, first: int = 1
) -> None:
    """Put pieces into a portfolio, numbered from `first`. A piece with superseded tags has them on version 1."""
    _happened(session, apprenticeship, decided_by)
    for number, piece in enumerate(pieces, first):
        version = 2 if piece.superseded_tags else 1
        _keep_piece(session, apprenticeship, number, version, piece)
        if piece.superseded_tags:
            _keep_version(session, apprenticeship, number, 1, "superseded", piece)
            _keep_tags(session, apprenticeship, number, 1, piece.superseded_tags, False, piece, decided_by)
        state = "withdrawn" if piece.withdrawn else "submitted" if piece.sent_on else "draft"
        _keep_version(session, apprenticeship, number, version, state, piece)
        counts = bool(piece.sent_on) and not piece.withdrawn
        suggested = dict.fromkeys(piece.suggested, "suggested")
        _keep_tags(session, apprenticeship, number, version, {**piece.tags, **suggested}, counts, piece, decided_by)
        if piece.duties:
            rows = [
                {"apprenticeship_id": apprenticeship, "number": number, "version": version, "duty": duty}
                for duty in piece.duties
            ]
            session.execute(insert(core.evidence_duty), rows)


def keep_time(
    session: Session,
    apprenticeship: UUID,
    entries: Sequence[tuple[date, int, str, str | None]],
    logged_by: UUID,
    *,
    counts: bool = True,
    first: int = 1,
) -> None:
    """Put time into a record, numbered from `first`: day, minutes, state, duty."""
    _happened(session, apprenticeship, logged_by)
    rows = [
        {
            "apprenticeship_id": apprenticeship,
            "number": number,
            "id": uuid4(),
            "happened_on": day,
            "minutes": minutes,
            "activity": "workshop",
            "duty": duty,
            "evidence_number": None,
            "evidence_version": None,
            "description": "A workshop on safe lone working",
            "counts": counts,
            "why_not": "" if counts else "It does not count.",
            "state": state,
            "logged_by": logged_by,
            "logged_at": at_noon(day),
            "supersedes": None,
            "salt": "salt",
        }
        for number, (day, minutes, state, duty) in enumerate(entries, first)
    ]
    session.execute(insert(core.time_entry), rows)


def keep_query(session: Session, apprenticeship: UUID, seq: int, number: int, by: UUID, on: date, note: str) -> None:
    """Put a query on an entry into a record."""
    session.execute(
        insert(core.time_decision).values(
            apprenticeship_id=apprenticeship,
            seq=seq,
            number=number,
            verdict="queried",
            note=note,
            salt="salt",
            by=by,
            at=at_noon(on),
        )
    )


def confirm_split(session: Session, subject: str, value: str, by: UUID, seq: int = 1) -> None:
    """Lay a confirmed split of KSBs between methods over a standard; `value` is JSON."""
    session.execute(
        insert(core.confirmed_fact).values(
            subject=subject,
            key="assessed_by",
            seq=seq,
            value=value,
            source="The published assessment plan",
            effective_on=TODAY,
            by=by,
            at=at_noon(TODAY),
        )
    )


def _happened(session: Session, apprenticeship: UUID, by: UUID) -> None:
    """What is put here is told in the chain as everything is, so that nobody goes by what was counted before."""
    at, told = at_noon(TODAY), {"salt": history.new_salt()}
    history.append(session, apprenticeship, at=at, by=by, action="draft_added", subject="E1", body=told)


def _keep_piece(session: Session, apprenticeship: UUID, number: int, version: int, piece: Piece) -> None:
    session.execute(
        insert(core.evidence).values(
            apprenticeship_id=apprenticeship,
            number=number,
            id=uuid4(),
            counting_version=version if piece.sent_on else None,
            draft_version=None if piece.sent_on else version,
            withdrawn_at=at_noon(TODAY) if piece.withdrawn else None,
            withdrawal_reason="Sent by mistake" if piece.withdrawn else "",
            created_at=at_noon(piece.sent_on or TODAY),
        )
    )


def _keep_version(session: Session, apprenticeship: UUID, number: int, version: int, state: str, piece: Piece) -> None:
    session.execute(
        insert(core.evidence_version).values(
            apprenticeship_id=apprenticeship,
            number=number,
            version=version,
            state=state,
            title=piece.title,
            kind=piece.kind,
            happened_on=piece.sent_on or TODAY,
            description="What I did and what I learned.",
            statement=True,
            salt="salt",
            revision=0,
            created_at=at_noon(piece.sent_on or TODAY),
            submitted_at=at_noon(piece.sent_on) if piece.sent_on else None,
        )
    )


def _keep_tags(
    session: Session,
    apprenticeship: UUID,
    number: int,
    version: int,
    states: Mapping[str, str],
    counts: bool,
    piece: Piece,
    decided_by: UUID,
) -> None:
    rows = []
    for ksb, state in states.items():
        decided = state in ("accepted", "returned", "declined")
        rows.append(
            {
                "apprenticeship_id": apprenticeship,
                "ksb": ksb,
                "number": number,
                "version": version,
                "state": state,
                "counts": counts,
                "place": "",
                "how": "",
                "feedback": piece.feedback if state == "returned" else "",
                "decided_by": decided_by if decided else None,
                "decided_at": at_noon(piece.sent_on or TODAY) if decided else None,
                "carried_from": None,
            }
        )
    if rows:
        session.execute(insert(core.tag), rows)
