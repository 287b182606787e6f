"""The gateway declaration and the employer’s statement on the portfolio, as they were signed."""

from collections.abc import Mapping
from typing import Any

from app.documents.papers import Grid, Part
from app.rendering.states import CHECK_STATES
from app.web.signed.document import UNSAID, Content, Document, grid_of, label_of, spoken


def declaration_document(text: str) -> Document:
    """A declaration’s content, whole: who goes through gateway, and how each check stood."""
    content = Content(text)
    for name in ("record", "apprenticeship"):
        content.take(name)
    of = spoken(content.take("apprentice")) or UNSAID
    frozen = content.take("portfolio")
    facts = (
        ("Apprentice", of),
        *content.fact("employer", "Employer"),
        *content.fact("provider", "Training provider"),
        *content.fact("standard", "Standard"),
        *content.fact("version", "Version"),
        *content.fact("on", "How it stood on"),
        *_portfolio(frozen),
        *content.fact("made_sure", "How the tutor made sure of what is not confirmed"),
    )
    behaviours = content.take("behaviours", [])
    verified = (
        (
            Part(
                "Verified by the employer",
                grids=(
                    grid_of(
                        "Behaviours that the employer verifies by signing",
                        behaviours,
                        {"code": "Code", "text": "Behaviour"},
                    ),
                ),
            ),
        )
        if behaviours
        else ()
    )
    found = content.take("checks", [])
    checks = Grid("How each check stood", ("Check", "State", "Why"), tuple(_check(one) for one in found))
    return Document(
        f"That {of} goes through gateway, and how each check stood when it was put to be signed.",
        (
            Part("Going through gateway", facts=facts),
            *verified,
            Part("Checks", grids=(checks,)),
            *_behind(found),
            *content.rest(),
        ),
    )


def statement_document(text: str) -> Document:
    """An employer’s statement, whole: which frozen portfolio, and every piece in it."""
    content = Content(text)
    for name in ("record", "apprenticeship"):
        content.take(name)
    of = spoken(content.take("apprentice")) or UNSAID
    facts = (
        ("Apprentice", of),
        *content.fact("employer", "Employer"),
        *content.fact("standard", "Standard"),
        *_portfolio(content.take("portfolio")),
        *content.fact("version", "Version of this statement"),
        *content.fact("asked_by", "Who asks for it"),
        *content.fact("wording", "Where its wording comes from"),
    )
    pieces = content.take("pieces", [])
    labels = {"piece": "Piece", "kind": "Kind", "happened_on": "Date", "ksbs": "Shows", "files": "Files"}
    listed = grid_of("Every piece that this statement is about", pieces, labels)
    return Document(
        f"What the employer says of the portfolio that {of} takes to the assessment.",
        (Part("The portfolio", facts=facts), Part("Its evidence", grids=(listed,)), *content.rest()),
    )


def _portfolio(frozen: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    if not frozen:
        return (("Portfolio", "None is frozen"),)
    return (("Portfolio", f"Version {frozen['version']}"), ("SHA-256 over the portfolio", frozen["sha256"]))


def _check(one: Mapping[str, Any]) -> tuple[str, ...]:
    state = CHECK_STATES.get(one["state"])
    return one["title"], state.word if state else one["state"], one["reason"]


def _behind(found: list[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The figures and the source of each check: all of it was signed, so none of it is left out."""
    rows = tuple(
        (
            one["title"],
            "; ".join(f"{label_of(k)}: {spoken(v, k) or UNSAID}" for k, v in one["figures"].items()),
            one["source"],
        )
        for one in found
    )
    return (Part("Figures and sources", grids=(Grid("Behind each check", ("Check", "Figures", "Source"), rows),)),)
