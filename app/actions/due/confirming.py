"""Confirming or querying what waits, as the employer; who confirms is given a receipt, on a page and by mail."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from app.actions import off_the_job as time
from app.actions.acting import Acting
from app.actions.off_the_job.deciding import Chosen
from app.db import apprenticeships, due, installation, receipts
from app.db import off_the_job as db
from app.db.off_the_job.entries import Key
from app.domain.off_the_job.entries import CONFIRMED_FROM
from app.domain.permissions import Permission
from app.domain.receipts import (
    CODE_GROUPS,
    CODE_LETTERS,
    GROUP,
    ConfirmedEntry,
    Means,
    Receipt,
    code_of,
    receipt_sha256,
    receipt_words,
)
from app.domain.refusals import WrongState


def confirm_due(acting: Acting, chosen: Chosen, means: Means) -> str:
    """Confirm everything chosen, or nothing; returns the code of the receipt.

    Sent twice, it answers with the receipt of the first time. Raises BadInput, NotFound and WrongState as
    `off_the_job.confirm_many` does.
    """
    keys = _held(acting, chosen)
    before = due.states_of(acting.session, keys)
    fresh = [key for key in keys if before.get(key) in CONFIRMED_FROM]
    time.confirm_many(acting, keys)
    if fresh:
        return _give_receipt(acting, fresh, means)
    earlier = receipts.for_entry(acting.session, acting.person.id, keys[0])
    if earlier is None:
        raise WrongState("You confirmed these hours already, on another page.")
    return earlier


def query_due(acting: Acting, chosen: Chosen, note: str) -> int:
    """Ask the same about everything chosen, or about nothing; returns the minutes."""
    return time.query_many(acting, _held(acting, chosen), note)


def _held(acting: Acting, chosen: Chosen) -> list[Key]:
    """What was chosen, each once, with every apprenticeship held in the order of ids. A contact alone may."""
    keys = sorted(set(chosen))
    for apprenticeship in sorted({key[0] for key in keys}):
        acting.insist(Permission.ANSWER_DUE, apprenticeship)
        acting.lock(apprenticeship)
    return keys


def _give_receipt(acting: Acting, keys: Sequence[Key], means: Means) -> str:
    receipt = _made(acting, keys, means)
    words = receipt_words(receipt)
    sha256 = receipt_sha256(words)
    receipts.add(acting.session, receipt, words, sha256)
    for apprenticeship in sorted({key[0] for key in keys}):
        of = [one for one in receipt.entries if one.apprenticeship == apprenticeship]
        minutes = sum(one.minutes for one in of)
        body = {"entries": len(of), "minutes": minutes, "means": means.value, "sha256": sha256}
        acting.record(apprenticeship, "receipt_given", receipt.code, **body)
    mail = {
        "to": acting.person.email,
        "template": "receipt",
        "name": acting.person.first_name,
        "provider": receipt.provider,
        "words": words,
        "sha256": sha256,
        "address": f"{acting.settings.base_url}/receipts/{receipt.code}",
        "check": f"{acting.settings.base_url}/receipts/check",
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
    return receipt.code


def _made(acting: Acting, keys: Sequence[Key], means: Means) -> Receipt:
    ids: list[UUID] = sorted({key[0] for key in keys})
    records = {one.id: one for one in apprenticeships.load_many(acting.session, acting.today, ids)}
    plans = {id_: acting.catalogue.programme(one.programme) for id_, one in records.items()}
    found = db.find_many(acting.session, keys)
    entries = []
    for key in keys:
        logged = found[key].logged
        activity = plans[key[0]].activity_by_code.get(logged.activity)
        entries.append(
            ConfirmedEntry(
                apprenticeship=key[0],
                number=key[1],
                first_name=records[key[0]].apprentice.name.split()[0],
                happened_on=logged.happened_on,
                minutes=logged.minutes,
                activity=activity.name if activity else logged.activity,
                duty=logged.duty or "",
            )
        )
    return Receipt(
        code=code_of(secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * GROUP)),
        provider=acting.settings.provider_name,
        person=acting.person.id,
        name=acting.person.name,
        at=acting.now,
        means=means,
        statements=tuple(sorted({plan.confirmation_statement for plan in plans.values()})),
        entries=tuple(sorted(entries, key=lambda one: (one.first_name, one.apprenticeship, one.happened_on))),
    )
