"""Names with ŵ and ŷ are drawn in our own face, and the file for them is fetched by no page without one."""

from collections.abc import Callable

from app.actions.acting import Installation
from app.actions.people import add_person
from app.rendering.static_files import static_files
from tests.browser.conftest import Sitting
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
NAME = "Siân Gwŷn-Tŵr"
EXTENDED = static_files().address("vendor/atkinson-next-latin-ext.woff2")


@on_sqlite
def test_a_welsh_name_is_drawn_in_our_face_and_only_then_is_its_file_fetched(
    sit: Sit, served: tuple[Installation, str], cast: Cast, asked: list[str]
) -> None:
    sitting = sit("adele", "desk")
    sitting.see("/people")
    assert EXTENDED not in asked
    with served[0].acting(cast.adele) as acting:
        add_person(acting, NAME, "sian@example.org")
    page = sitting.see("/people")
    page.evaluate("document.fonts.ready")
    assert EXTENDED in asked
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    devtools.send("DOM.getDocument")
    found = devtools.send("DOM.performSearch", {"query": f"//a[text()='{NAME}']"})
    nodes = devtools.send("DOM.getSearchResults", {"searchId": found["searchId"], "fromIndex": 0, "toIndex": 1})
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": nodes["nodeIds"][0]})["fonts"]
    assert {font["isCustomFont"] for font in fonts} == {True}
    assert sum(font["glyphCount"] for font in fonts) == len(NAME)
    assert all("Atkinson" in font["familyName"] for font in fonts)
