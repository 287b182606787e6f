"""A cast and a year and a half of history, made by calling actions."""

from app.demo.filling import fill

__all__ = ["fill"]
