"""The statements behind what waits on whom: one over any number of records, and a text for one record’s apprentice."""

from functools import cache, reduce
from typing import Any

from sqlalchemy import Integer, String, and_, bindparam, cast, func, literal, null, select, union_all

from app.db.caseload import signs
from app.db.off_the_job.lists import entry_source
from app.db.tables import core
from app.db.training_plan.brief import said_of_plan
from app.db.training_plan.versions import PLAN_NUMBER
from app.domain.chasing import WaitKind
from app.domain.evidence import TagState
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.signatures import RecordKind
from app.domain.skills_scan import PARTIES

PACKED = ("what", "role", "which", "since", "many", "record", "answered")
BETWEEN, AFTER = "|", ","
"""The columns of a row in the text, and what stands between them and after each."""


def on_apprentice() -> Any:
    """What waits on the apprentice of `apprenticeships`, and who wrote in which review, as one text for a statement
    that runs anyway. `read_on_apprentice` reads it."""
    found = union_all(
        _tags(TagState.SUGGESTED, WaitKind.PROPOSED_KSBS, Role.APPRENTICE), _signatures(), _scans(), _wrote()
    ).subquery()
    parts: list[Any] = [func.coalesce(cast(found.c[name], String), "") for name in PACKED]
    one = reduce(lambda before, part: before + BETWEEN + part, parts)
    return select(func.aggregate_strings(one, AFTER)).scalar_subquery()


@cache
def everything_at_once() -> Any:
    """What waits on `apprenticeships` on `today`, who wrote, nudges, plans and last signs, told apart by `what`."""
    return union_all(
        _tags(TagState.AWAITING, WaitKind.EVIDENCE, Role.TUTOR),
        _tags(TagState.SUGGESTED, WaitKind.PROPOSED_KSBS, Role.APPRENTICE),
        _hours(),
        _signatures(),
        _scans(),
        _plans(),
        _wrote(),
        _nudges(),
        _signs(),
    )


def _these(column: Any) -> Any:
    return column.in_(bindparam("apprenticeships", expanding=True))


def _columns(
    ap: Any,
    what: str,
    role: Any,
    which: Any,
    since: Any,
    many: Any = None,
    record: Any = None,
    answered: Any = None,
    by: Any = None,
    also: Any = None,
) -> list[Any]:
    return [
        ap.label("ap"),
        literal(what, String).label("what"),
        (role if not isinstance(role, str) else literal(role, String)).label("role"),
        cast(which, String).label("which"),
        (null().cast(core.nudge.c.at.type) if since is None else since).label("since"),
        (null().cast(Integer) if many is None else many).label("many"),
        (null().cast(String) if record is None else record).label("record"),
        (null().cast(String) if answered is None else answered).label("answered"),
        (null().cast(core.nudge.c.by.type) if by is None else by).label("by"),
        (null().cast(core.nudge.c.at.type) if also is None else also).label("also"),
    ]


def _tags(state: TagState, kind: WaitKind, role: Role) -> Any:
    """Pieces with such a tag, or for what is proposed the tags themselves; the oldest by number stands for them."""
    tag, version = core.tag, core.evidence_version
    same = and_(
        version.c.apprenticeship_id == tag.c.apprenticeship_id,
        version.c.number == tag.c.number,
        version.c.version == tag.c.version,
    )
    many = func.count(tag.c.number.distinct()) if kind is WaitKind.EVIDENCE else func.count()
    return (
        select(
            *_columns(
                tag.c.apprenticeship_id, kind.value, role.value, func.min(tag.c.number),
                func.min(version.c.submitted_at), many,
            )
        )
        .join(version, same)
        .where(_these(tag.c.apprenticeship_id), tag.c.counts, tag.c.state == state.value)
        .group_by(tag.c.apprenticeship_id)
    )  # fmt: skip


def _hours() -> Any:
    row, source = core.time_entry, entry_source()
    return (
        select(
            *_columns(
                row.c.apprenticeship_id, WaitKind.HOURS.value, "", func.min(row.c.number), func.min(row.c.logged_at),
                func.count(), record=source,
            )
        )
        .where(_these(row.c.apprenticeship_id), row.c.state == TimeState.WAITING.value, row.c.counts)
        .group_by(row.c.apprenticeship_id, source)
    )  # fmt: skip


def _signatures() -> Any:
    row, said = core.signed_record, core.signature
    answered = (
        select(func.aggregate_strings(said.c.role, " "))
        .where(
            said.c.apprenticeship_id == row.c.apprenticeship_id,
            said.c.kind == row.c.kind,
            said.c.number == row.c.number,
            said.c.version == row.c.version,
        )
        .correlate(row)
        .scalar_subquery()
    )
    which = cast(row.c.number, String) + "-" + cast(row.c.version, String)
    return select(
        *_columns(
            row.c.apprenticeship_id, WaitKind.SIGNATURE.value, row.c.asked, which, row.c.put_at,
            record=row.c.kind, answered=answered,
        )
    ).where(
        _these(row.c.apprenticeship_id),
        row.c.superseded_at.is_(None),
        row.c.completed_at.is_(None),
        row.c.erased_at.is_(None),
    )  # fmt: skip


def _scans() -> Any:
    """The newest scan of each, with the parties that have given their ratings in it."""
    scan, given, other = core.skills_scan, core.skills_scan_given, core.skills_scan.alias()
    last = select(func.max(other.c.number)).where(other.c.apprenticeship_id == scan.c.apprenticeship_id)
    answered = (
        select(func.aggregate_strings(given.c.role, " "))
        .where(given.c.apprenticeship_id == scan.c.apprenticeship_id, given.c.number == scan.c.number)
        .correlate(scan)
        .scalar_subquery()
    )
    parties = " ".join(role.value for role in PARTIES)
    columns = _columns(
        scan.c.apprenticeship_id, WaitKind.SCAN.value, parties, scan.c.number, scan.c.begun_at, answered=answered
    )
    newest = scan.c.number == last.correlate(scan).scalar_subquery()
    return select(*columns).where(_these(scan.c.apprenticeship_id), newest)


def _plans() -> Any:
    """The newest version of each plan with what is said of the plan now, for whoever compares them."""
    row, newer, a = core.signed_record, core.signed_record.alias(), core.apprenticeship
    plan = RecordKind.TRAINING_PLAN.value
    last = (
        select(func.max(newer.c.version))
        .where(newer.c.apprenticeship_id == a.c.id, newer.c.kind == plan, newer.c.number == PLAN_NUMBER)
        .correlate(a)
        .scalar_subquery()
    )
    columns = _columns(
        a.c.id, WaitKind.PLAN.value, "", row.c.version, row.c.put_at, record=row.c.content, answered=said_of_plan(a)
    )
    of_plan = and_(row.c.apprenticeship_id == a.c.id, row.c.kind == plan, row.c.number == PLAN_NUMBER)
    return select(*columns).select_from(a.join(row, and_(of_plan, row.c.version == last))).where(_these(a.c.id))


def _signs() -> Any:
    found = signs().subquery()
    return select(*_columns(found.c.id, "signs", "", null(), found.c.sent_at, found.c.behind, also=found.c.queried_at))


def _wrote() -> Any:
    row = core.review_section
    return (
        select(*_columns(row.c.apprenticeship_id, "wrote", row.c.role, row.c.number, None))
        .where(_these(row.c.apprenticeship_id), row.c.words != "")
        .distinct()
    )


def _nudges() -> Any:
    row = core.nudge
    return select(*_columns(row.c.apprenticeship_id, "nudge", "", row.c.item, row.c.at, by=row.c.by)).where(
        _these(row.c.apprenticeship_id)
    )
