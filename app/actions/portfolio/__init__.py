"""Choosing pieces for the assessor, putting them in order, and freezing the portfolio."""

from app.actions.portfolio.choosing import choose_piece, order_pieces
from app.actions.portfolio.freezing import freeze_portfolio

__all__ = ["choose_piece", "freeze_portfolio", "order_pieces"]
