"""Mails of the demonstration never leave: there is nobody to read them."""

from app.actions.acting import Acting
from app.db import installation


def post_nothing(acting: Acting) -> None:
    """Have every job that waits done, without doing it."""
    while job := installation.claim_job(acting.session, acting.now):
        installation.job_done(acting.session, job, acting.now)
