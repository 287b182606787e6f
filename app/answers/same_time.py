"""What is asked of somebody about the time logged with a piece, where it may be the same time as another entry."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.evidence import HoursWith
from app.db.off_the_job.settling import open_questions
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.doubles import Double
from app.domain.people import Member
from app.domain.permissions import Permission, may


def same_time(session: Session, member: Member, one: Apprenticeship, hours: Sequence[HoursWith]) -> tuple[Double, ...]:
    """The open pairs that one of these entries is in, of which this member can say whether both happened."""
    numbers = {entry.number for entry in hours}
    if not numbers or not may(member, Permission.CHANGE_OWN_TIME):
        return ()
    asked = open_questions(session, one.id, one.settings.plausible_day_minutes)
    mine = (double for double in asked.doubles if double.is_for(member.person.id))
    return tuple(double for double in mine if not numbers.isdisjoint(double.pair))
