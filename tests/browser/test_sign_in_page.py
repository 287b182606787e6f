"""An account's page and the sign-in page, as the first and the last thing anybody sees."""

from collections.abc import Callable

from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen


@every_screen
def test_the_account_and_the_sign_in_page_have_no_fault_on_any_screen(
    sit: Callable[..., Sitting], screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    sitting.see("/account")
    sitting.click("Sign out")
    sitting.title("Sign in")
    for page in ("Help", "Accessibility", "Privacy"):
        sitting.click(page, "link", exact=True)
