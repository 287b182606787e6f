"""Mails about signing: that something waits, to those asked; and a receipt, to whoever answered. Never what it says."""

from collections.abc import Iterable

from app.actions.acting import Acting
from app.actions.due.asking import LINK_LASTS
from app.db import installation, sign_in
from app.db import signatures as db
from app.db.sign_in import LinkKind
from app.domain.people import Person, Role
from app.domain.signatures import KIND_WORDS, RecordKey, Signature, record_name, signature_sha256, signature_words


def tell_those_asked(acting: Acting, key: RecordKey, asked: Iterable[Role]) -> None:
    """Mail everybody who holds one of these roles today, but for whoever put the record."""
    roles = set(asked)
    for person, role in db.holders(acting.session, key.apprenticeship, acting.today):
        if role in roles and person.id != acting.person.id:
            _mail(acting, key, person, role)


def mail_receipt(acting: Acting, key: RecordKey, given: Signature) -> None:
    """Send whoever signed or refused their receipt, word for word."""
    base = acting.settings.base_url
    mail = {
        "to": acting.person.email,
        "template": "signature",
        "name": acting.person.first_name,
        "provider": acting.settings.provider_name,
        "record": record_name(key),
        "words": signature_words(key, given),
        "sha256": signature_sha256(key, given),
        "check": f"{base}/receipts/check",
    }
    installation.add_job(acting.session, "mail", mail, acting.now)


def _mail(acting: Acting, key: RecordKey, person: Person, role: Role) -> None:
    """The employer's contact is sent a link that opens without an account; others sign in."""
    base = acting.settings.base_url
    by_link = role is Role.EMPLOYER
    address = f"{base}/a/{key.apprenticeship}/signing/{key.kind.value}/{key.number}/{key.version}"
    if by_link:
        secret = sign_in.issue_link(acting.session, LinkKind.DUE, person.id, acting.now, LINK_LASTS)
        address = f"{base}/due/link/{secret}"
    mail = {
        "to": person.email,
        "template": "to_sign",
        "name": person.first_name,
        "provider": acting.settings.provider_name,
        "kind": KIND_WORDS[key.kind],
        "again": key.version > 1,
        "by_link": by_link,
        "address": address,
        "days": LINK_LASTS.days,
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
