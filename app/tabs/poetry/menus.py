"""The menus of the Poetry tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.tabs.poetry.side import PAGES, title

if TYPE_CHECKING:
    from app.tabs.poetry.tab import Tab

Key = QKeySequence.StandardKey


class Menus(QObject):
    """Fills menus with what the tab does."""

    def __init__(self, tab: Tab) -> None:
        super().__init__(tab)
        self._tab = tab

    def fill(self, menus: dict[str, QMenu]) -> None:
        """Add the tab's actions to the window's menus."""
        tab, file, edit, view = self._tab, menus["file"], menus["edit"], menus["view"]
        _add(file, self.tr("New poem"), tab.begin_new, "Ctrl+N")
        _add(file, self.tr("Keep in the collection"), tab.opened.keep, Key.Save)
        file.addSeparator()
        self.fill_export(file)
        _add(edit, self.tr("Undo"), tab.undo, Key.Undo)
        _add(edit, self.tr("Redo"), tab.redo, Key.Redo)
        edit.addSeparator()
        _add(edit, self.tr("Compose"), tab.compose, "Ctrl+Return")
        _add(edit, self.tr("Redo the rest"), tab.redo_rest, "Ctrl+Shift+Return")
        _add(edit, self.tr("Stop"), tab.halt, "Ctrl+.")
        edit.addSeparator()
        _add(edit, self.tr("Write by hand"), tab.header.hand_button.toggle, "Ctrl+E")
        for number, (name, _, _) in enumerate(PAGES, 1):
            _add(view, title(name), partial(tab.show_page, name), f"Alt+{number}")
        view.addSeparator()
        header = tab.header
        _add(view, self.tr("Side panel"), header.panel_button.toggle, "Ctrl+Shift+P")
        _add(view, self.tr("Vertical setting"), header.vertical_button.toggle, "Ctrl+Shift+V")
        _add(view, self.tr("Tones, beats and rhymes"), header.marks_button.toggle, "Ctrl+T")

    def fill_export(self, menu: QMenu) -> None:
        """List how a poem leaves the app."""
        tab = self._tab
        for name, text, call in (
            ("picture", self.tr("Picture or PDF…"), tab.show_picture),
            ("text", self.tr("Text…"), tab.save_text),
            ("copy", self.tr("Copy as text"), tab.copy_text),
        ):
            entry = _add(menu, text, call)
            entry.setObjectName(f"poetry.export.{name}")

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return [
            (self.tr("What fits in the place of a character"), "Enter"),
            (self.tr("To the next character"), "← · → · ↑ · ↓"),
        ]


def _add(
    menu: QMenu,
    text: str,
    call: Callable[[], object],
    keys: str | QKeySequence.StandardKey = "",
) -> QAction:
    entry = menu.addAction(text, lambda: call())
    if isinstance(keys, QKeySequence.StandardKey):
        entry.setShortcuts(keys)
    elif keys:
        entry.setShortcut(QKeySequence(keys))
    return entry
