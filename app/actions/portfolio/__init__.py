"""Choosing pieces for the assessor, putting them in order, and freezing the portfolio."""

from app.actions.portfolio.choosing import choose_piece, order_pieces, order_pieces_as_listed
from app.actions.portfolio.freezing import freeze_portfolio
from app.actions.portfolio.opening import (
    Pack,
    file_of_version,
    insist_harmless,
    open_frozen_file,
    take_pack,
)

__all__ = [
    "Pack",
    "choose_piece",
    "file_of_version",
    "freeze_portfolio",
    "insist_harmless",
    "open_frozen_file",
    "order_pieces",
    "order_pieces_as_listed",
    "take_pack",
]
