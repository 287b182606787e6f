"""What is typed into a form before it is saved: kept as it is typed, thrown away, let go of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.actions.acting import Acting
from app.db import installation
from app.db.evidence import form_drafts as db
from app.domain.form_drafts import MOST_KEPT, FormDraft, as_may_be_kept, follows, is_beyond
from app.domain.permissions import Permission
from app.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept; `other` is what had come between from another window, which is kept beside it."""

    draft: FormDraft
    other: FormDraft | None = None


def keep_typed(acting: Acting, apprenticeship: UUID, typed: FormDraft, *, new_form: str) -> Kept:
    """Keep what is typed, under `typed.form`; where another window came between, under `new_form` beside that.

    Of a case that may not come in yet no words are kept, and those that were kept of this form before are let go of.
    Where another window saved the form, this one goes on with what it typed beside that. Raises NotFound where the
    form was saved and nothing of this window's was left.
    """
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    person, typed = acting.person.id, as_may_be_kept(typed)
    there = db.of(acting.session, person, apprenticeship, acting.now)
    if installation.taken(acting.session, person, f"form:{typed.form}", acting.now):
        typed = replace(typed, form=_beside(there, typed))
    if db.is_anothers(acting.session, typed.form, person, apprenticeship):
        raise NotFound
    before = next((one for one in there if one.form == typed.form), None)
    if before is not None and follows(before, typed):
        kept = replace(typed, id=before.id, revision=before.revision + 1)
        db.replace(acting.session, kept)
        return Kept(kept)
    kept = replace(typed, revision=1, form=typed.form if before is None else new_form)
    for one in there[MOST_KEPT - 1 :]:
        db.drop(acting.session, one.id)
    # One that is too old to be offered may be there still under the same key.
    db.drop_form(acting.session, person, kept.form)
    db.add(acting.session, person, apprenticeship, kept)
    return Kept(kept, before)


def throw_away(acting: Acting, apprenticeship: UUID, draft: UUID) -> None:
    """Let go of something typed. Raises NotFound where it is not one's own."""
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    mine = db.of(acting.session, acting.person.id, apprenticeship, acting.now)
    if all(one.id != draft for one in mine):
        raise NotFound
    db.drop(acting.session, draft)


def forget_typed(acting: Acting, apprenticeship: UUID, saved: FormDraft, *, beside: str) -> None:
    """Let go of what was typed into a form that is saved now, as `saved` says it and on the revision that was read.

    What another window typed since then goes on to be offered, under the key `beside`.
    """
    there = db.of(acting.session, acting.person.id, apprenticeship, acting.now)
    before = next((one for one in there if one.form == saved.form), None)
    if before is not None and is_beyond(before, as_may_be_kept(saved)):
        db.set_beside(acting.session, before.id, beside)
    else:
        db.drop_form(acting.session, acting.person.id, saved.form)


def _beside(there: Sequence[FormDraft], typed: FormDraft) -> str:
    """The key under which this window's own words went on when another saved its form."""
    for one in there:
        if typed.writer and (one.writer, one.use) == (typed.writer, typed.use):
            return one.form
    raise NotFound("This form is saved already.")
