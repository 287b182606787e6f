"""The evidence form for its three uses: a new piece, a draft to change, a new version of what was sent."""

from dataclasses import replace

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.suggestions import is_written, suggested_from
from app.answers.time_rules import time_rules
from app.db import apprenticeships
from app.db import evidence as db
from app.db.evidence.doubles import elsewhere
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.files.looking.endings import ACCEPT
from app.web.access import installation, reading, visitor
from app.web.addresses import number_in
from app.web.entered.evidence import new_key
from app.web.forms import Typed
from app.web.pages.evidence.check_view import CheckView
from app.web.pages.evidence.checking import draft_check, typed_check
from app.web.pages.evidence.form_view import (
    FormView,
    chosen_in,
    duty_choices,
    kept_files,
    kind_words,
    ksb_groups,
    ticked_ksbs,
)
from app.web.pages.evidence.hours_asked import hours_asked
from app.web.pages.evidence.own_work import own_work_section
from app.web.pages.evidence.practice import practice_section
from app.web.pages.evidence.stated_view import stated_view
from app.web.pages.evidence.suggested_view import suggested_view, told_in
from app.web.pages.evidence.unsaved_view import taken_up, unsaved_view
from app.web.pages.evidence.uses import Again, Use
from app.web.record import record_address
from app.web.responses import frame, page


def form_page(request: Request, member: Member, use: Use, again: Again | None = None, *, status: int = 200) -> Response:
    """The form, first or again; asked by htmx only for its suggestions, the choice of KSBs alone."""
    if again is None:
        use, again = _taken_up(request, member, use)
    number = use.before[0] if use.draft and use.before else None
    check = typed_check(request, member, again.typed, number) if again else draft_check(request, member, use)
    with reading(request) as session:
        view = form_view(request, session, member, use, again, check)
    here = record_address(member.apprenticeship, "evidence/new")
    shown = frame(request, view.heading, current=here, form=True, has_error=bool(view.faults))
    return page(request, "evidence/form.html", shown, status=status, block="ksb_picker", view=view)


def form_view(
    request: Request, session: Session, member: Member, use: Use, again: Again | None, check: CheckView
) -> FormView:
    """Everything the form shows."""
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    house = installation(request)
    rules = time_rules(session, house.catalogue, one, visitor(request).today)
    standard, programme = rules.standard, rules.plan
    typed = again.typed if again else _with_query(request, use.typed)
    ticked = again.ticked if again else {file.id for file in use.own}
    duties = chosen_in(typed, "duty")
    key = again.key if again else new_key()
    main = duties[0] if duties else ""
    chosen = chosen_in(typed, "ksb")
    told = told_in(typed, duties)
    today = visitor(request).today
    beside = db.beside_form(session, member.person.id, one, house.now(), today, suggests=is_written(told))
    offered = [*use.own, *(staged.file for staged in beside.files)]
    coverage = coverage_of(session, house.catalogue, one, standard=standard, duty_minutes={})
    found = suggested_from(house.catalogue, one, told, coverage, beside.accepted)
    suggested = suggested_view(record_address(one.id, "evidence/suggest"), standard, found, chosen)
    return FormView(
        heading=use.heading,
        lede=use.lede,
        address=use.address,
        cancel_address=use.cancel_address,
        key=key,
        revision="" if use.revision is None else str(use.revision),
        title=typed.get("title"),
        description=typed.get("description"),
        happened_on=typed.get("happened_on"),
        kind=typed.get("kind"),
        hours=hours_asked(rules, typed, tuple(again.faults) if again else ()),
        statement=bool(typed.get("confidentiality_statement")),
        kinds=tuple((kind.code, kind_words(kind)) for kind in programme.evidence_kinds),
        kind_notes=tuple((kind.name, kind.note) for kind in programme.evidence_kinds if kind.note),
        main_duty=main,
        main_duty_text=standard.duty_by_code[main].text if main in standard.duty_by_code else "",
        duties=duty_choices(standard, duties),
        ticked=ticked_ksbs(standard, coverage.ksbs, chosen),
        groups=ksb_groups(standard, coverage.ksbs, duties, chosen, besides=suggested.codes),
        suggested=suggested,
        statement_words=programme.confidentiality_statement,
        readers=_readers(one),
        send_words=f"Save and send to {one.tutor.name.split()[0]}" if one.tutor else "Save and send",
        most=_most(house.settings.max_upload_mb),
        accept=ACCEPT,
        stated=stated_view(
            typed,
            programme.asked,
            kept_already=use.provider_only,
            employer=_employer(one),
            names_address=record_address(one.id, "names"),
        ),
        check=check,
        check_address=record_address(one.id, "evidence/check")
        + (f"?piece={use.before[0]}" if use.draft and use.before else ""),
        unsaved=unsaved_view(
            beside,
            member,
            house.now(),
            use=use.name,
            form=key,
            address=use.address,
            first=not (again and again.sent),
        ),
        files=kept_files(offered, ticked, elsewhere(session, one.id, offered, use.before[0] if use.before else None)),
        faults=tuple(again.faults) if again else (),
        saved=again.saved if again else None,
        own_work=own_work_section(programme, typed),
        practice=practice_section(house.catalogue, one, beside.vocabularies, use.marks, again.typed if again else None),
    )


def _taken_up(request: Request, member: Member, use: Use) -> tuple[Use, Again | None]:
    """What was typed before, where the address asks for it (`draft`), on the piece's revision that was read then."""
    asked, now = request.query_params.get("draft", ""), installation(request).now()
    if not asked:
        return use, None
    with reading(request) as session:
        draft = taken_up(session, member, now, use=use.name, asked=asked)
        unsaved = db.staged(session, member.person.id, member.apprenticeship, now)
    if draft is None:
        return use, None
    ticked = {value for name, value in draft.fields if name == "kept"}
    kept = {file.id for file in (*use.own, *(one.file for one in unsaved)) if str(file.id) in ticked}
    revision = number_in(draft.value("revision"))
    use = use if use.revision is None or revision is None else replace(use, revision=revision)
    return use, Again(Typed(list(draft.fields)), (), kept, draft.form, sent=False)


def _with_query(request: Request, typed: Typed) -> Typed:
    """The fields a form begins with; KSBs and duties that the address names stand instead of the stored ones."""
    asked = [(name, value[:20]) for name, value in request.query_params.multi_items() if name in ("ksb", "duty")]
    named = {name for name, _ in asked}
    return Typed([(name, value) for name, value in typed.fields if name not in named] + asked)


def _readers(one: Apprenticeship) -> str:
    tutor = one.tutor.name if one.tutor else "Your tutor"
    first = one.tutor.name.split()[0] if one.tutor else "your tutor"
    return (
        f"While it is a draft, only you see it. Once sent, {tutor} reads all of it; {_employer(one)} and the quality "
        f"assurer see its title and KSBs, and read the rest only once {first} has cleared it. The independent assessor "
        "sees nothing that is not cleared."
    )


def _employer(one: Apprenticeship) -> str:
    return one.employer_contact.name if one.employer_contact else "your employer"


def _most(megabytes: int) -> str:
    return f"{megabytes // 1024} GB" if megabytes % 1024 == 0 else f"{megabytes} MB"
