"""The tools of a text: kinds of paragraphs, looks, and what is put in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from app.piece import Block, Kind, Run
from app.tabs.write.editor import edits
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.proposal import TEXT
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Place
from app.ui.icons import set_icon
from app.ui.theme import Theme

KINDS: tuple[tuple[Kind, int], ...] = (
    ("paragraph", 0),
    ("heading", 1),
    ("heading", 2),
    ("heading", 3),
    ("quote", 1),
    ("code", 0),
)
LOOKS = {
    "bold": "ph.text-bolder",
    "italic": "ph.text-italic",
    "strike": "ph.text-strikethrough",
}
TOOLS = {"link": "ph.link", "bullets": "ph.list-bullets", "numbers": "ph.list-numbers"}
INSERTS = ("table", "image", "rule")
GAP = 6  # pixels between groups


class Tools(QWidget):
    """Shows what is at the cursor and changes it; others ask for a table or an image."""

    table_wanted = Signal()
    image_wanted = Signal()

    def __init__(self, editor: RichEditor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._theme = editor, theme
        self.kind = QComboBox()
        self.kind.setObjectName("write.format.kind")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.activated.connect(self._on_kind)
        self.buttons = {name: self._button(name, picture) for name, picture in LOOKS.items()}
        self.buttons |= {name: self._button(name, picture) for name, picture in TOOLS.items()}
        for name in (*LOOKS, "link", "bullets", "numbers"):
            self.buttons[name].setCheckable(True)
        self.more = self._button("insert", "ph.plus")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.setObjectName("write.format.insert.menu")
        self.more.setMenu(self.menu)
        self.inserts = {name: self._entry(name) for name in INSERTS}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        current = self.kind.currentIndex()
        self.kind.clear()
        self.kind.addItems(
            [
                self.tr("Text"),
                self.tr("Heading 1"),
                self.tr("Heading 2"),
                self.tr("Heading 3"),
                self.tr("Quote"),
                self.tr("Code"),
            ]
        )
        self.kind.setCurrentIndex(current)
        self.kind.setAccessibleName(self.tr("Kind of paragraph"))
        self.kind.setToolTip(self.tr("Kind of paragraph (Ctrl+0 to Ctrl+3)"))
        for name, words in (
            ("bold", self.tr("Bold (Ctrl+B)")),
            ("italic", self.tr("Italic (Ctrl+I)")),
            ("strike", self.tr("Struck through (Ctrl+Shift+X)")),
            ("link", self.tr("Link (Ctrl+K)")),
            ("bullets", self.tr("List")),
            ("numbers", self.tr("Numbered list")),
        ):
            self.buttons[name].setToolTip(words)
            self.buttons[name].setAccessibleName(words)
        self.more.setToolTip(self.tr("Insert"))
        self.more.setAccessibleName(self.tr("Insert"))
        self.inserts["table"].setText(self.tr("Table…"))
        self.inserts["image"].setText(self.tr("Image…"))
        self.inserts["rule"].setText(self.tr("Line between parts"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def refresh(self) -> None:
        """Show what is at the cursor, or what all that is selected has."""
        start, end = self._editor.selection_range()
        blocks = self._editor.piece().blocks
        inside = [one for one in blocks[start[0] : end[0] + 1] if one.kind in TEXT]
        for name, on in (self._looks(start, end) | _lists(inside)).items():
            self.buttons[name].setChecked(on)
        writable = not self._editor.isReadOnly()
        looks = writable and any(one.kind != "code" for one in inside)
        for name in (*LOOKS, "link"):
            self.buttons[name].setEnabled(looks)
        for widget in (self.kind, self.buttons["bullets"], self.buttons["numbers"]):
            widget.setEnabled(writable and bool(inside))
        self.more.setEnabled(writable)
        self._show_kind(inside or blocks[start[0] : end[0] + 1])

    # Inside ------------------------------------------------------------------------------

    def _looks(self, start: Place, end: Place) -> dict[str, bool]:
        """Return which looks all that is selected has, or what is typed at the cursor."""
        blocks = self._editor.piece().blocks
        if start == end:
            runs = [_run_at(blocks[start[0]], start[1])]
        else:
            texts = (one for one in edits.extract(blocks, start, end) if one.kind in TEXT)
            runs = [run for one in texts for run in one.runs if run.text]
        names = (*LOOKS, "link")
        return {name: bool(runs) and all(getattr(run, name) for run in runs) for name in names}

    def _show_kind(self, blocks: Sequence[Block]) -> None:
        kinds = {(one.kind, one.level if one.kind == "heading" else 0) for one in blocks}
        shown = [(kind, level if kind == "heading" else 0) for kind, level in KINDS]
        only = kinds.pop() if len(kinds) == 1 else ("paragraph", -1)
        if only in shown:
            self.kind.setCurrentIndex(shown.index(only))
            return
        names = {
            "item": self.tr("List"),
            "heading": self.tr("Heading {level}").format(level=only[1]),
            "table": self.tr("Table"),
            "image": self.tr("Image"),
            "rule": self.tr("Line"),
        }
        self.kind.setPlaceholderText(names.get(only[0], self.tr("Several")))
        self.kind.setCurrentIndex(-1)

    def _on_kind(self, index: int) -> None:
        kind, level = KINDS[index]
        blocks = self._editor.piece().blocks
        start, end = self._editor.selection_range()
        texts = [one for one in blocks[start[0] : end[0] + 1] if one.kind in TEXT]
        if not all(one.kind == kind and (kind != "heading" or one.level == level) for one in texts):
            self._editor.set_kind(kind, level)
        self._editor.setFocus()
        self._soon.start()

    def _on_look(self, look: str) -> None:
        start, end = self._editor.selection_range()
        self._editor.toggle(look)
        self._editor.setFocus()
        if start != end:
            self._soon.start()  # else the button tells how the next word will look

    def _on_link(self) -> None:
        self._soon.start()
        self._editor.link_wanted.emit()

    def _on_list(self, *, ordered: bool) -> None:
        self._editor.set_kind("item", 1, ordered=ordered)
        self._editor.setFocus()
        self._soon.start()

    def _on_rule(self) -> None:
        self._editor.insert_blocks((Block(kind="rule"), Block()))
        self._editor.setFocus()

    def _connect(self) -> None:
        for look in LOOKS:
            self._connect_look(look)
        self.buttons["link"].clicked.connect(self._on_link)
        self.buttons["bullets"].clicked.connect(lambda: self._on_list(ordered=False))
        self.buttons["numbers"].clicked.connect(lambda: self._on_list(ordered=True))
        self.inserts["table"].triggered.connect(self.table_wanted)
        self.inserts["image"].triggered.connect(self.image_wanted)
        self.inserts["rule"].triggered.connect(self._on_rule)
        self._soon.timeout.connect(self.refresh)
        for signal in (
            self._editor.cursorPositionChanged,
            self._editor.selectionChanged,
            self._editor.edited,
        ):
            signal.connect(self._soon.start)

    def _connect_look(self, look: str) -> None:
        self.buttons[look].clicked.connect(lambda: self._on_look(look))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.kind)
        row.addSpacing(GAP)
        for name, button in self.buttons.items():
            if name == "bullets":
                row.addSpacing(GAP)
            row.addWidget(button)
        row.addSpacing(GAP)
        row.addWidget(self.more)

    def _button(self, name: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"write.format.{name}")
        set_icon(button, picture, self._theme)
        return button

    def _entry(self, name: str) -> QAction:
        entry = self.menu.addAction("")
        entry.setObjectName(f"write.format.insert.{name}")
        return entry


def _lists(texts: Sequence[Block]) -> dict[str, bool]:
    """Return whether all are items with signs, or with numbers."""
    found = {one.ordered if one.kind == "item" else None for one in texts}
    return {"bullets": found == {False}, "numbers": found == {True}}


def _run_at(block: Block, offset: int) -> Run:
    """Return the run that what is typed at a place looks as."""
    before, after = authorship.split(block.runs, offset)
    return before[-1] if before else after[0] if after else Run("")
