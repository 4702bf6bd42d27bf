"""What a person wishes of a poem: its form, its theme, and the rest."""

from app.tabs.poetry.wishes.wishes import Wishes

__all__ = ("Wishes",)
