"""A phone on a weak signal: a film that is cut off goes on by itself, and nothing typed is lost."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.actions.acting import Installation
from tests.browser.conftest import Sitting
from tests.browser.screens import on_sqlite
from tests.browser.weak_signal import WeakSignal
from tests.cast import Cast

Sit = Callable[..., Sitting]
MB = 1_000_000
FILM_BYTES = 300 * MB
pytestmark = on_sqlite


def film(path: Path, size: int) -> Path:
    """A film of so many bytes as its first boxes say; what it shows takes no room on the disk."""
    brand = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
    rest = size - len(brand)
    path.write_bytes(brand + rest.to_bytes(4, "big") + b"mdat")
    os.truncate(path, size)
    return path


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@pytest.fixture
def weak(served: tuple[Installation, str]) -> Iterator[WeakSignal]:
    """Cut after a third, and again after two thirds, of the film."""
    signal = WeakSignal(served[1], [100 * MB, 200 * MB])
    yield signal
    signal.close()


def test_a_film_of_300_mb_that_is_cut_off_twice_goes_on_by_itself_and_is_saved_whole(
    sit: Sit, cast: Cast, tmp_path: Path, weak: WeakSignal, served: tuple[Installation, str]
) -> None:
    path = film(tmp_path / "home-visit.mp4", FILM_BYTES)
    sitting = sit("chloe", "phone")
    sitting.address = weak.address
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.context.set_default_timeout(120_000)
    page.set_input_files("#file", path)
    page.get_by_label("Title").fill("A home visit, filmed with consent")
    page.get_by_label("Type of evidence").select_option("recording")
    expect(page.get_by_role("progressbar", name="home-visit.mp4")).to_be_visible()
    sitting.tick(sitting.ksb("K10"))
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))
    sitting.click("Save as draft")
    sitting.title("A home visit, filmed with consent")

    assert weak.done == [100 * MB, 200 * MB]
    assert FILM_BYTES < weak.sent < 1.3 * FILM_BYTES
    house = served[0]
    kept = [(file.size, file.sha256) for file in house.store.kept()]
    assert kept == [(FILM_BYTES, digest(path))]
    sitting.errors[:] = [said for said in sitting.errors if "net::ERR_" not in said and "Failed to fetch" not in said]


WORDS = "I explained three options to Parent A and checked what she had understood."


def no_signal(sitting: Sitting) -> None:
    """Nothing of what a page asks for gets through, which a browser calls an error; that is no fault of the page."""
    sitting.errors[:] = [said for said in sitting.errors if "net::ERR_" not in said and "Failed to fetch" not in said]


def on_the_device(sitting: Sitting) -> list[str]:
    """What our pages keep there."""
    found = sitting.page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('touchmark:'))")
    return [" ".join(one) for one in found]


def test_words_typed_without_a_signal_stay_on_the_phone_and_are_there_again(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.get_by_label("Title").fill("Benefits drop-in")
    sitting.says("Kept for you alone at 9am")
    assert on_the_device(sitting) == [], "the server has it"
    page.context.set_offline(True)
    page.get_by_label("What you did and what you learned").fill(WORDS)
    sitting.says("There is no signal just now.")
    sitting.inspect()
    (kept,) = on_the_device(sitting)
    assert "three+options" in kept
    sitting.find("Save and send to Priya", "button").click()
    sitting.says("There is no signal just now.")
    expect(page.get_by_label("What you did and what you learned")).to_have_value(WORDS)
    page.goto("about:blank")  # left before the signal is back, which sends the words
    page.context.set_offline(False)
    with page.expect_navigation(url="**/evidence/new?draft=*"):
        page.goto(f"{sitting.address}/a/{cast.hers}/evidence/new")
    expect(page.get_by_label("What you did and what you learned")).to_have_value(WORDS)
    expect(page.get_by_label("Title")).to_have_value("Benefits drop-in")
    sitting.says("This is what you typed at 9am")
    assert on_the_device(sitting) == []
    sitting.inspect()
    no_signal(sitting)


def test_words_are_sent_by_themselves_when_the_signal_is_back(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Benefits drop-in")
    sitting.says("There is no signal just now.")
    page.context.set_offline(False)
    sitting.says("Kept for you alone at 9am")
    assert on_the_device(sitting) == []
    no_signal(sitting)


def test_what_is_on_the_phone_goes_at_sign_out_and_before_anybody_else_s_page(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Benefits drop-in")
    sitting.says("There is no signal just now.")
    page.evaluate("localStorage.setItem('touchmark:somebody-else:typed:x', 'hers')")
    assert len(on_the_device(sitting)) == 2
    page.goto("about:blank")  # left before the signal is back, which sends the words
    page.context.set_offline(False)
    page.goto(f"{sitting.address}/help")
    kept = on_the_device(sitting)
    assert len(kept) == 1
    assert "somebody-else" not in kept[0]
    sitting.click("Sign out")
    sitting.title("Sign in")
    assert on_the_device(sitting) == []
    no_signal(sitting)


def test_a_film_half_sent_goes_on_when_the_same_file_is_chosen_again(
    sit: Sit, cast: Cast, tmp_path: Path, weak: WeakSignal, served: tuple[Installation, str]
) -> None:
    path = film(tmp_path / "home-visit.mp4", 60 * MB)
    weak.cuts = [40 * MB]
    sitting = sit("chloe", "phone")
    sitting.address = weak.address
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    weak.then_nothing = True
    page.set_input_files("#file", path)
    expect(page.get_by_role("status").filter(has_text="It stopped at")).to_be_visible(timeout=60_000)
    sitting.inspect()
    weak.then_nothing = False
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    sitting.says("Files that have not come whole", "of 60 MB. Kept until 27 November 2026, 9am.")
    page.set_input_files("#file", path)
    expect(page.get_by_role("checkbox", name="home-visit.mp4")).to_be_checked(timeout=60_000)
    expect(page.get_by_text("Files that have not come whole")).not_to_be_visible()
    sitting.inspect()
    assert weak.sent < 75 * MB
    assert [file.sha256 for file in served[0].store.kept()] == [digest(path)]
    no_signal(sitting)


def test_a_file_that_may_not_come_in_is_told_at_the_field_and_the_form_waits_for_a_choice(
    sit: Sit, cast: Cast, tmp_path: Path
) -> None:
    program = tmp_path / "visit.pdf"
    program.write_bytes(b"MZ" + bytes(100_000))
    sitting = sit("chloe", "phone", dark=True)
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.get_by_label("Title").fill("Benefits drop-in")
    page.set_input_files("#file", program)
    expect(page.locator("#files .error")).to_contain_text("visit.pdf")
    sitting.inspect()
    page.set_input_files("#file", [])
    expect(page.locator("#files .error")).not_to_be_attached()
    sitting.errors[:] = [said for said in sitting.errors if "404" not in said]
