"""Signing in and out, and setting a password by a one-time link. Guessing is throttled in the database.

An unknown address gets the same answer, after the same work, as a known one.
"""

import threading
from datetime import timedelta
from uuid import UUID

from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.actions.acting import Installation
from app.db import history, installation, people, sign_in
from app.db.sign_in import LinkKind
from app.domain.passwords import LONGEST, password_faults
from app.domain.refusals import BadInput, Fault, TooOften, WrongState

WINDOW = timedelta(minutes=15)
TRIES_AN_ADDRESS = 10
TRIES_A_PLACE = 60
LINK_LASTS = timedelta(hours=2)
FIRST_LINK_LASTS = timedelta(days=7)
# A hash takes 64 MiB and a quarter of a second of one core; more than two at once would starve the pages.
_hashing = threading.Semaphore(2)
_WRONG = "That email address and password do not match an account here."


def enter(house: Installation, email: str, password: str, *, place: str, kept: bool, device: str) -> str:
    """Sign in with a password; returns the secret for the cookie.

    Raises BadInput where they do not match, TooOften after ten wrong tries for one address in 15 minutes (or sixty
    from one place). `place` is the network address asked from.
    """
    now = house.now()
    keys = (f"email:{people.folded(email)}", f"place:{place}")
    _insist_on_patience(house, keys)
    with house.database.reading() as session:
        known = sign_in.password_hash(session, people.folded(email))
    hashed = known[1] if known and known[1] else _nobody(house)
    matches = _matches(house, hashed, password)
    if known is None or not known[1] or not matches:
        with house.database.writing() as session:
            tries = [sign_in.count_try(session, key, now, WINDOW) for key in keys]
        _insist_on_few([many - 1 for many in tries])
        raise BadInput([Fault("email", _WRONG)])
    with house.database.writing() as session:
        # Of many guesses sent at one moment, those answered after the tenth learn nothing, not even the right one.
        _insist_on_few([sign_in.tries(session, key, now, WINDOW) for key in keys])
        sign_in.forget_tries(session, keys[0])
        return sign_in.open_session(session, known[0], now, kept=kept, device=device)


def leave(house: Installation, person: UUID, seat: str) -> None:
    """End one session."""
    with house.database.writing() as session:
        sign_in.close_session(session, person, seat)


def leave_everywhere_else(house: Installation, person: UUID, seat: str) -> None:
    """End every other session of this person."""
    with house.database.writing() as session:
        sign_in.close_all_sessions(session, person, but=seat)


def send_link(house: Installation, email: str, kind: LinkKind, *, place: str) -> None:
    """Send a one-time link by email where the address is known. The caller says the same either way."""
    now = house.now()
    keys = (f"link:{people.folded(email)}", f"link-place:{place}")
    _insist_on_patience(house, keys)
    with house.database.writing() as session:
        _insist_on_few([sign_in.count_try(session, key, now, WINDOW) - 1 for key in keys])
        person = people.find_by_email(session, email, house.today())
        if person is not None:
            secret = sign_in.issue_link(session, kind, person.id, now, LINK_LASTS)
            address = f"{house.settings.base_url}/link/{kind.value}/{secret}"
            installation.add_job(
                session,
                "mail",
                {"to": person.email, "template": kind.value, "name": person.first_name, "address": address},
                now,
            )


def first_link(house: Installation, person: UUID) -> str:
    """A link with which somebody new sets their first password; good for seven days."""
    with house.database.writing() as session:
        secret = sign_in.issue_link(session, LinkKind.SET_PASSWORD, person, house.now(), FIRST_LINK_LASTS)
    return f"{house.settings.base_url}/link/{LinkKind.SET_PASSWORD.value}/{secret}"


def link_works(house: Installation, kind: LinkKind, secret: str) -> bool:
    """Whether a link of this kind is still good. Looking does not spend it: mail scanners look."""
    with house.database.reading() as session:
        return sign_in.link_holder(session, kind, secret, house.now()) is not None


def set_password(house: Installation, secret: str, password: str, *, device: str) -> str:
    """Spend a link to set a password; signs in, and out everywhere else. Returns the secret for the cookie."""
    faults = password_faults(password, _known_of(house, secret))
    if faults:
        raise BadInput(faults)
    with _hashing:
        hashed = house.hasher.hash(password)
    now = house.now()
    with house.database.writing() as session:
        person = sign_in.spend_link(session, LinkKind.SET_PASSWORD, secret, now)
        if person is None:
            raise WrongState(_SPENT)
        sign_in.set_password_hash(session, person, hashed)
        sign_in.close_all_sessions(session, person)
        sign_in.end_links(session, person, now)
        history.append(session, "provider", at=now, by=person, action="password_set", subject=str(person))
        return sign_in.open_session(session, person, now, kept=False, device=device)


def enter_by_link(house: Installation, secret: str, *, device: str) -> str:
    """Spend a sign-in link; returns the secret for the cookie. Raises WrongState for one that is spent or over."""
    now = house.now()
    with house.database.writing() as session:
        person = sign_in.spend_link(session, LinkKind.SIGN_IN, secret, now)
        if person is None:
            raise WrongState(_SPENT)
        return sign_in.open_session(session, person, now, kept=False, device=device)


def enter_demo(house: Installation, person: UUID, *, device: str) -> str:
    """Go in as one of the cast: only with both the setting and the demonstration's mark."""
    if not (house.demo and house.settings.demo):
        raise WrongState("This is not a demonstration.")
    with house.database.writing() as session:
        return sign_in.open_session(session, person, house.now(), kept=False, device=device)


_SPENT = "This link was used already or is too old. Ask for a new one."


def _known_of(house: Installation, secret: str) -> tuple[str, ...]:
    """The names that somebody who guesses would try first: of whoever holds a link, and of the provider."""
    with house.database.reading() as session:
        holder = sign_in.link_holder(session, LinkKind.SET_PASSWORD, secret, house.now())
        person = people.find(session, holder, house.today()) if holder else None
    own = (person.name, person.email) if person else ()
    return (*own, house.settings.provider_name)


def _insist_on_patience(house: Installation, keys: tuple[str, str]) -> None:
    now = house.now()
    with house.database.reading() as session:
        _insist_on_few([sign_in.tries(session, key, now, WINDOW) for key in keys])


def _insist_on_few(tries: list[int]) -> None:
    """Raises TooOften where so many were made before this one: for the address, and from the place."""
    if tries[0] >= TRIES_AN_ADDRESS or tries[1] >= TRIES_A_PLACE:
        raise TooOften("There were too many tries. Wait 15 minutes, then try again.")


def _nobody(house: Installation) -> str:
    """The hash of nothing, so that an unknown address costs the same work. Made once a process."""
    if house.hasher not in _NOBODY:
        _NOBODY[house.hasher] = house.hasher.hash("nobody at all")
    return _NOBODY[house.hasher]


_NOBODY: dict[object, str] = {}


def _matches(house: Installation, hashed: str, password: str) -> bool:
    if len(password) > LONGEST:
        return False
    try:
        with _hashing:
            return house.hasher.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
