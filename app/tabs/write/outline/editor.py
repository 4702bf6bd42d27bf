"""An outline that the person edits and has drafted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.tabs.write.library import telling
from app.tabs.write.library.tree import Where
from app.tabs.write.outline import moves
from app.tabs.write.outline.bar import OutlineBar
from app.tabs.write.outline.form import SectionForm
from app.tabs.write.outline.moves import Move
from app.tabs.write.outline.states import Drafting, SectionState
from app.tabs.write.outline.steps import Steps
from app.tabs.write.outline.tree import OutlineTree
from app.tabs.write.task import outline as outlines
from app.tabs.write.task.outline import Outline, Path, Section
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

FIRST_LENGTH = 300
MOVES: tuple[tuple[str, Move], ...] = (
    ("Alt+Up", moves.up),
    ("Alt+Down", moves.down),
    ("Alt+Right", moves.inward),
    ("Alt+Left", moves.outward),
)


class OutlineEditor(QFrame):
    """Shows an outline as a tree, the chosen section below it, and what the drafter does."""

    changed = Signal(object)  # the outline
    draft_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    redo_requested = Signal(int)  # which one of the sections that have text

    def __init__(self, theme: Theme, notices: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.outline.editor")
        self.setProperty("kind", "page")
        self._notices = notices
        self._notice = 0  # of a deletion that the next undo takes back
        self._steps = Steps()
        self._language = "en"
        self._states: tuple[SectionState, ...] = ()
        self._drafting = Drafting.IDLE
        self.bar = OutlineBar(theme)
        self.tree = OutlineTree(theme)
        self.form = SectionForm(theme)
        self.draft = QPushButton()
        self.draft.setObjectName("write.outline.draft")
        self.draft.setProperty("kind", "primary")
        self._connect()
        self._build()
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    @property
    def outline(self) -> Outline:
        return self._steps.present.outline

    def set_outline(self, outline: Outline, language: str) -> None:
        """Show an outline of a piece in a language; what was done to the former is forgotten."""
        self._steps, self._language = Steps(outline), language
        self._show()

    def set_states(self, states: Sequence[SectionState], drafting: Drafting) -> None:
        """Show how far the sections are that have text, in the order of reading."""
        self._states, self._drafting = tuple(states), drafting
        self.tree.show_states(states)
        self._show_state()

    # What the person does -----------------------------------------------------------------

    def add(self) -> None:
        """Put a section behind the chosen one, or at the end, and let it be named."""
        path = self._path()
        place = (*path[:-1], path[-1] + 1) if path else (len(self.outline),)
        length = 0 if self.outline else FIRST_LENGTH
        section = Section(self.tr("New section"), "", length)
        self._change(outlines.insert(self.outline, place, section), place)
        self.form.title.setFocus()
        self.form.title.selectAll()

    def merge(self) -> None:
        """Make one of the chosen section and the next one."""
        if path := self._path():
            self._change(outlines.merge(self.outline, path), path)

    def split(self) -> None:
        """Make two of the chosen section."""
        if path := self._path():
            self._change(outlines.split(self.outline, path), path)

    def delete(self) -> None:
        """Delete the chosen section with all in it, choose the next, and offer to undo it."""
        path = self._path()
        if path is None:
            return
        section = outlines.at(self.outline, path)
        left = outlines.delete(self.outline, path)
        near = _near(left, path)
        self._change(left, near)
        text = self.tr("Section “{title}” deleted.").format(title=telling.short(section.title))
        self._notice = telling.offer_undo(self._notices, text, self.undo)

    def move_section(self, how: Move) -> None:
        """Move the chosen section by a step."""
        if path := self._path():
            self._change(*how(self.outline, path))

    def undo(self) -> None:
        """Take back the last change."""
        if self._steps.undo():
            self._show()
            self.changed.emit(self.outline)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._steps.redo():
            self._show()
            self.changed.emit(self.outline)

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.tree.setAccessibleName(self.tr("Outline"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _path(self) -> Path | None:
        return self._steps.present.path

    def _change(self, outline: Outline, path: Path | None, name: str = "") -> None:
        if outline != self.outline:
            self._steps.do(outline, path, name)
            self._show()
            self.changed.emit(outline)

    def _show(self) -> None:
        self._notices.withdraw(self._notice)
        outline, path = self._steps.present
        self.tree.show_outline(outline, self._language, path)
        self.tree.show_empty(
            self.tr("The sections of the piece are planned here. Begin with the plus at the top.")
        )
        self.bar.show_total(outlines.total(outline), self._language, any_section=bool(outline))
        self._show_chosen()

    def _show_chosen(self) -> None:
        outline, path = self._steps.present
        self.form.setVisible(path is not None)
        for name, tool in self.bar.tools.items():
            tool.setEnabled(path is not None or name == "add")
        if path is not None:
            most = outlines.total(outline)
            self.form.show_section(outlines.at(outline, path), most, self._language)
            last = path[-1] + 1 == len(outlines.siblings(outline, path))
            self.bar.tools["merge"].setEnabled(not last)
        self._show_state()

    def _show_state(self) -> None:
        item = self.tree.chosen()
        self.form.show_state(item.state if item else None)
        self.draft.setText(
            {
                Drafting.IDLE: self.tr("Draft"),
                Drafting.RUNNING: self.tr("Pause"),
                Drafting.PAUSED: self.tr("Resume"),
                Drafting.FINISHED: self.tr("All sections are written"),
            }[self._drafting]
        )
        self.draft.setEnabled(bool(self.outline) and self._drafting is not Drafting.FINISHED)

    def _on_chosen(self, _item: QTreeWidgetItem | None) -> None:
        item = self.tree.chosen()
        if item is not None:
            self._steps.choose(item.path)
            self._show_chosen()

    def _on_renamed(self, item: QTreeWidgetItem) -> None:
        """Take over a title from the tree, when the field in the row has gone."""
        chosen, title = self.tree.chosen(), item.text(0).strip()
        if chosen is item and chosen is not None:
            section, path = msgspec.structs.replace(chosen.section, title=title), chosen.path
            changed = outlines.replace(self.outline, path, section)
            QTimer.singleShot(0, self, lambda: self._change(changed, self._path()))

    def _on_form(self, section: Section) -> None:
        if path := self._path():
            self._change(outlines.replace(self.outline, path, section), path, "form")

    def _on_length(self, length: int) -> None:
        if path := self._path():
            self._change(outlines.set_length(self.outline, path, length), path)
            self._show_chosen()  # for a length that cannot be had

    def _on_total(self, total: int) -> None:
        self._change(outlines.spread(self.outline, total), self._path(), "total")

    def _on_dropped(self, item: QTreeWidgetItem | None, where: Where) -> None:
        if path := self._path():
            self._change(*moves.to(self.outline, path, self.tree.target(item, where)))

    def _on_draft(self) -> None:
        signals = {
            Drafting.IDLE: self.draft_requested,
            Drafting.RUNNING: self.pause_requested,
            Drafting.PAUSED: self.resume_requested,
        }
        signals[self._drafting].emit()

    def _on_redo(self) -> None:
        places = [path for path, _ in outlines.leaves(self.outline)]
        if (path := self._path()) in places:
            self.redo_requested.emit(places.index(path))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tool in self.bar.tools.values():
            menu.addAction(tool.toolTip(), tool.click).setEnabled(tool.isEnabled())
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.bar.total_set.connect(self._on_total)
        for name, call in (
            ("add", self.add),
            ("merge", self.merge),
            ("split", self.split),
            ("delete", self.delete),
        ):
            self.bar.tools[name].clicked.connect(call)
        tree = self.tree
        tree.currentItemChanged.connect(self._on_chosen)
        tree.itemChanged.connect(self._on_renamed)
        tree.dropped.connect(self._on_dropped)
        tree.customContextMenuRequested.connect(self._on_menu)
        for key, how in MOVES:
            self._add_move(key, how)
        tree.add_key(("F2",), tree.edit_chosen)
        tree.add_key(("Delete", "Backspace"), self.delete)
        tree.add_key(("Insert",), self.add)
        tree.add_key(("Ctrl+Z",), self.undo)
        tree.add_key(("Ctrl+Shift+Z", "Ctrl+Y"), self.redo)
        self.form.edited.connect(self._on_form)
        self.form.length_set.connect(self._on_length)
        self.form.redo_requested.connect(self._on_redo)
        self.draft.clicked.connect(self._on_draft)

    def _add_move(self, key: str, how: Move) -> None:
        self.tree.add_key((key,), lambda: self.move_section(how))

    def _build(self) -> None:
        foot = QFrame()
        foot.setProperty("kind", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addLayout(self.tree.inset(), 1)
        layout.addWidget(foot)


def _near(outline: Outline, path: Path) -> Path | None:
    """Return the section that is to be chosen when the one at a path has gone."""
    for level in range(len(path), 0, -1):
        count = len(outlines.siblings(outline, path[:level]))
        if count:
            return (*path[: level - 1], min(path[level - 1], count - 1))
    return None
