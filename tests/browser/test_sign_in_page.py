"""The sign-in page, as the first thing anybody sees."""

import pytest


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_account_page_has_no_fault_on_any_screen(sit, screen, dark):
    sitting = sit("chloe", screen, dark=dark)
    sitting.see("/account")
    sitting.click("Sign out")
    assert sitting.page.get_by_role("heading", name="Sign in").is_visible()
