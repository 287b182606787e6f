"""Filling an empty database with the demonstration."""

from collections.abc import Callable

from app.actions.acting import Installation


def fill(house: Installation, *, apprentices: int, seed: int, tell: Callable[[str], None]) -> None:
    """Fill an empty database. Raises WrongState where it has people in it."""
    tell(f"{apprentices} apprentices, seed {seed}, {house.settings.provider_name}")
