"""What the window asks of a tab."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSplitter


class Page(QSplitter):
    """A tab's page; its window title is the tab's name.

    `wanted` asks for the tab to be shown, in a window that is in front; `model_wanted` for the
    choice of a model that is good at a job (a services.catalogue.Task).
    """

    wanted = Signal()
    model_wanted = Signal(str)

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus, while it is shown."""
        raise NotImplementedError

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        raise NotImplementedError
