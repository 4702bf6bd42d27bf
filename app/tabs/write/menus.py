"""The menus of the Write tab: the window's, that of the model, that of a place in the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.tabs.write import wishes
from app.tabs.write.library import telling
from app.tabs.write.side import PAGES, title

if TYPE_CHECKING:
    from app.tabs.write.tab import Tab

Key = QKeySequence.StandardKey
MOST_DELETED = 20  # pieces that are offered to be brought back


class Menus(QObject):
    """Fills menus with what the tab does."""

    def __init__(self, tab: Tab) -> None:
        super().__init__(tab)
        self._tab = tab

    def fill(self, menus: dict[str, QMenu]) -> None:
        """Add the tab's actions to the window's menus."""
        self._fill_file(menus["file"])
        self._fill_edit(menus["edit"])
        self._fill_view(menus["view"])

    def fill_ask(self, menu: QMenu, *, binds: bool = False) -> None:
        """List what the model can do with the text."""
        for entry in menu.actions():
            if isinstance(below := entry.menu(), QMenu):
                below.deleteLater()
        menu.clear()
        tab = self._tab
        wishes.fill(menu, tab.opened.language, tab.do, tab.say, binds=binds)

    def fill_context(self, menu: QMenu) -> None:
        """Put what the model can do before what an editor's menu has."""
        tab = self._tab
        place = tab.editor.selection_range()[0]
        first = menu.actions()[0]
        made = tab.inside.generation_at(place)
        if made is not None:
            for text, name, call in (
                (self.tr("Other words here…"), "alternatives", tab.inside.show_alternatives),
                (self.tr("How this was written…"), "made", tab.inside.show_made),
            ):
                entry = QAction(text, menu)
                entry.setObjectName(f"write.menu.{name}")
                entry.triggered.connect(lambda _=False, call=call: call(place))
                menu.insertAction(first, entry)
        ask = QMenu(self.tr("Ask the model"), menu)
        self.fill_ask(ask)
        menu.insertMenu(first, ask)
        menu.insertSeparator(first)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return [
            (self.tr("Accept the change"), "Alt+Enter"),
            (self.tr("Reject the change"), "Alt+Backspace"),
            (self.tr("Next change"), "Alt+↓ · Alt+↑"),
            (self.tr("Another alternative"), "Alt+] · Alt+["),
            (self.tr("Bold, italic, code"), "Ctrl+B · Ctrl+I · Ctrl+E"),
            (self.tr("Headings, text"), "Ctrl+1 · Ctrl+2 · Ctrl+3 · Ctrl+0"),
            (self.tr("Link"), "Ctrl+K"),
        ]

    # Inside ------------------------------------------------------------------------------

    def _fill_file(self, menu: QMenu) -> None:
        tab = self._tab
        _add(menu, self.tr("New piece"), tab.library.create_piece, "Ctrl+N")
        _add(menu, self.tr("From an idea…"), tab.planning.begin, "Ctrl+Shift+N")
        _add(menu, self.tr("Import…"), self._import, "Ctrl+O")
        deleted = menu.addMenu(self.tr("Recently deleted"))
        deleted.aboutToShow.connect(lambda: self._fill_deleted(deleted))
        menu.addSeparator()
        export = tab.transfer.export_menu(menu)
        export.setEnabled(tab.opened.number is not None)
        menu.addMenu(export)
        menu.aboutToShow.connect(lambda: export.setEnabled(tab.opened.number is not None))

    def _fill_deleted(self, menu: QMenu) -> None:
        menu.clear()
        library = self._tab.library
        for entry in library.deleted_pieces()[:MOST_DELETED]:
            name = telling.titled(entry.title).replace("&", "&&")
            menu.addAction(name, partial(library.bring_back, entry.id))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing was deleted.")).setEnabled(False)

    def _import(self) -> None:
        self._tab.transfer.import_files(self._tab.library.present_folder())

    def _fill_edit(self, menu: QMenu) -> None:
        tab = self._tab
        editor = tab.editor
        _add(menu, self.tr("Undo"), editor.undo, Key.Undo)
        _add(menu, self.tr("Redo"), editor.redo, Key.Redo)
        menu.addSeparator()
        _add(menu, self.tr("Find…"), self._find, Key.Find)
        _add(menu, self.tr("Find and replace…"), self._replace, "Ctrl+H")
        menu.addSeparator()
        ask = menu.addMenu(self.tr("Ask the model"))
        self.fill_ask(ask, binds=True)
        ask.aboutToShow.connect(lambda: self.fill_ask(ask, binds=True))
        _add(menu, self.tr("Continue writing"), lambda: tab.do("continue"), "Ctrl+Return")
        _add(menu, self.tr("Stop"), tab.halt, "Ctrl+.")
        menu.addSeparator()
        _add(menu, self.tr("Other words here…"), self._alternatives, "Ctrl+Shift+A")
        _add(menu, self.tr("How this was written…"), self._made)
        menu.addSeparator()
        _add(menu, self.tr("Plan with an outline…"), tab.planning.open)

    def _fill_view(self, menu: QMenu) -> None:
        tab = self._tab
        for number, (name, _, _) in enumerate(PAGES, 1):
            _add(menu, title(name), partial(self._show, name), f"Alt+{number}")
        menu.addSeparator()
        _add(menu, self.tr("Side panel"), tab.header.panel_button.toggle, "Ctrl+Shift+P")
        _add(menu, self.tr("List of pieces"), self._toggle_library, "Ctrl+Shift+L")
        _add(menu, self.tr("Focus mode"), tab.header.focus_button.toggle, "Ctrl+Shift+F")

    def _show(self, name: str) -> None:
        if self._tab.opened.number is not None:
            self._tab.beside.panel.show_page(name)
            self._tab.header.panel_button.setChecked(True)

    def _toggle_library(self) -> None:
        self._tab.library.setVisible(self._tab.library.isHidden())

    def _find(self) -> None:
        if self._tab.opened.number is not None:
            self._tab.findbar.open_find()

    def _replace(self) -> None:
        if self._tab.opened.number is not None:
            self._tab.findbar.open_replace()

    def _alternatives(self) -> None:
        if not self._tab.busy:
            self._tab.inside.show_alternatives(self._tab.editor.selection_range()[0])

    def _made(self) -> None:
        self._tab.inside.show_made(self._tab.editor.selection_range()[0])


def _add(
    menu: QMenu,
    text: str,
    call: Callable[[], object],
    keys: str | QKeySequence.StandardKey = "",
) -> None:
    entry = menu.addAction(text, lambda: call())
    if isinstance(keys, QKeySequence.StandardKey):
        entry.setShortcuts(keys)
    elif keys:
        entry.setShortcut(QKeySequence(keys))
