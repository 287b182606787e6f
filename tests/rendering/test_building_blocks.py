"""Every building block, on one page: nothing inline, nothing named twice, everything labelled and escaped."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from app.domain.refusals import Fault
from app.rendering.environment import environment, render, render_block
from app.rendering.frame import PageFrame, error_view
from app.rendering.static_files import static_files
from tests.rendering.gallery import FRAME, NASTY, gallery
from tests.rendering.markup import read

HELP = SimpleNamespace(lines=())
ABOUT = ("about/help.html", "about/accessibility.html", "about/privacy.html")
BARE = PageFrame(title="Sign in", provider_name="Northgate Training")


def ui() -> Any:
    blocks = environment().globals["ui"]
    assert isinstance(blocks, SimpleNamespace)
    return blocks


def test_the_gallery_shows_every_building_block() -> None:
    shown = (Path(__file__).parent / "gallery.html").read_text()
    inner = {"mark", "flash", "fault_line", "ksb_cards"}
    rows = set(vars(environment().get_template("components/rows.html").module))
    blocks = set(vars(ui())) - inner - rows
    assert len(blocks) > 40
    assert [name for name in blocks if f"ui.{name}(" not in shown] == []


def test_no_page_carries_a_style_or_a_script_of_its_own() -> None:
    for text in (gallery(), *(render(name, page=FRAME, view=HELP) for name in ABOUT)):
        page = read(text)
        assert page.inline == []
        assert page.with_attribute("style") == []
        assert page.all("style") == []
        assert [element for element in page.elements if any(name.startswith("on") for name in element.attributes)] == []
        assert all(element.attributes["src"].startswith("/static/") for element in page.all("script"))


def test_no_id_is_there_twice_and_every_reference_leads_to_one() -> None:
    page = read(gallery())
    ids = {element.attributes["id"] for element in page.with_attribute("id")}
    assert len(ids) > 40
    assert page.twice() == []
    for name in ("aria-describedby", "aria-labelledby", "for"):
        named = [word for element in page.with_attribute(name) for word in element.attributes[name].split()]
        assert named
        assert [word for word in named if word not in ids] == []


def test_every_control_has_a_label() -> None:
    page = read(gallery())
    labelled = {element.attributes["for"] for element in page.all("label") if "for" in element.attributes}
    cards = {"ksb"}
    for tag in ("input", "select", "textarea"):
        for element in page.all(tag):
            hidden = element.attributes.get("type") == "hidden"
            assert hidden or element.attributes["name"] in cards or element.attributes["id"] in labelled


def test_every_shape_used_is_in_the_sprite() -> None:
    sprite = read(static_files().by_name["sprite.svg"].content.decode())
    drawn = {f"i-{element.attributes['id'].removeprefix('i-')}" for element in sprite.all("symbol")}
    used = {element.attributes["href"].partition("#")[2] for element in read(gallery()).all("use")}
    assert len(used) > 25
    assert used - drawn == set()


def test_what_people_type_stays_text() -> None:
    text = gallery()
    assert NASTY not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_words_once_marked_safe_do_not_make_the_same_words_safe() -> None:
    assert "<b>4</b>" in ui().pill(Markup("<b>4</b>"))
    assert "<b>4</b>" not in ui().pill("<b>4</b>")


def test_the_error_summary_leads_to_each_field_and_names_what_has_none() -> None:
    faults = (Fault("title", "Enter a title"), Fault("files.0", "Choose a file"), Fault("", "Nothing was saved."))
    summary = read(ui().error_summary(faults))
    assert [link.attributes["href"] for link in summary.all("a")] == ["#title", "#files-0"]
    assert str(ui().error_summary(())).strip() == ""


def test_a_field_with_a_fault_says_so_to_everyone() -> None:
    wrong = read(ui().field("title", "Title", "", "Say what you did.", "Enter a title"))
    (control,) = wrong.all("input")
    assert control.attributes["aria-invalid"] == "true"
    assert control.attributes["aria-describedby"] == "title-h title-err"
    (right,) = read(ui().field("title", "Title", "A day out")).all("input")
    assert "aria-invalid" not in right.attributes
    assert "aria-describedby" not in right.attributes


def test_a_password_is_never_sent_back() -> None:
    assert "secret" not in ui().field("password", "Password", "secret", type="password")


@pytest.mark.parametrize("state", ["ksb_state", "evidence_state", "time_state", "check_state", "rag"])
def test_a_state_nobody_has_named_is_an_error_not_a_blank(state: str) -> None:
    with pytest.raises((KeyError, UndefinedError)):
        getattr(ui(), state)("lost")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("errors/error.html", page=BARE)


def test_one_block_alone_has_the_building_blocks_and_nothing_of_the_frame() -> None:
    part = render_block("errors/error.html", "main", page=BARE, view=error_view(404, "There is nothing here."))
    assert "There is nothing here." in part
    assert "<html" not in part


def test_nobody_signed_in_has_no_menu_and_no_way_to_sign_out() -> None:
    text = render("errors/error.html", page=BARE, view=error_view(401, "Sign in first."))
    assert 'aria-label="Main"' not in text
    assert "/sign-out" not in text
    assert "/sign-out" in gallery()


def test_signing_out_is_a_form_that_posts() -> None:
    (form,) = [f for f in read(gallery()).all("form") if f.attributes["action"] == "/sign-out"]
    assert form.attributes["method"] == "post"


def test_a_demonstration_says_so_on_every_page_and_nothing_else_does() -> None:
    banner = "Demonstration: invented people."
    for name in ABOUT:
        assert banner in render(name, page=FRAME, view=HELP)
        assert banner not in render(name, page=replace(FRAME, demo=False), view=HELP)


def test_the_title_says_when_something_is_wrong() -> None:
    assert "<title>Error: Gallery | Touchmark</title>" in gallery()
    assert "<title>Gallery | Touchmark</title>" in gallery(replace(FRAME, has_error=False))


@pytest.mark.parametrize("status", [401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 418])
def test_every_refusal_has_a_heading_a_sentence_and_a_way_out(status: int) -> None:
    view = error_view(status, "One plain sentence.", code="7F3A-21")
    page = render("errors/error.html", page=BARE, view=view)
    assert len(read(page).all("h1")) == 1
    assert "One plain sentence." in page
    assert "7F3A-21" in page
    assert view.link.address == ("/sign-in" if status == 401 else "/")
