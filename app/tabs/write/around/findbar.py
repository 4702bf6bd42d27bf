"""The bar to find and replace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.tabs.write.around.finder import Finder
from app.tabs.write.around.finding import Query
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.library import telling
from app.ui.icons import set_icon
from app.ui.theme import Theme

FIELD_WIDTH = 160  # pixels, at least
LONGEST = 200  # characters of a selection that is looked for


class FindBar(QFrame):
    """Stands over or under an editor; hidden until it is wanted."""

    def __init__(self, editor: RichEditor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.setObjectName("write.find")
        self._editor, self._theme = editor, theme
        self._finder = Finder(editor, theme)
        self._from = (0, 0)
        self._replaced = 0  # at once, by the last query
        self._field = _field("write.find.text")
        self._replacement = _field("write.find.replacement")
        self._count = QLabel()
        self._count.setObjectName("write.find.count")
        self._count.setProperty("kind", "small")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._case = self._button("case", "ph.text-aa", checkable=True)
        self._word = self._button("word", "ph.text-t", checkable=True)
        self._previous = self._button("previous", "ph.arrow-up")
        self._next = self._button("next", "ph.arrow-down")
        self._close = self._button("close", "ph.x")
        self._replace = _push("write.find.replace")
        self._replace_all = _push("write.find.replace_all")
        self._changes = QWidget()
        self._escape = QShortcut(QKeySequence("Escape"), editor, enabled=False)
        self._escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._build()
        self._connect()
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Find"))
        self._replacement.setPlaceholderText(self.tr("Replace with"))
        for field in (self._field, self._replacement):
            field.setAccessibleName(field.placeholderText())
        for button, name in (
            (self._case, self.tr("Match case")),
            (self._word, self.tr("Whole words")),
            (self._previous, self.tr("Previous match (Shift+Enter)")),
            (self._next, self.tr("Next match (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._replace.setText(self.tr("Replace"))
        self._replace_all.setText(self.tr("Replace all"))
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_find(self, *, replacing: bool = False) -> None:
        """Show the bar to find, and to replace; a selection within a paragraph is looked for."""
        start, end = self._editor.selection_range()
        self._from = start
        selected = self._editor.textCursor().selectedText()
        if selected.isprintable() and start[0] == end[0] and 0 < len(selected) <= LONGEST:
            self._field.setText(selected)
        for widget in (self._replacement, self._changes):
            widget.setVisible(replacing and not self._editor.isReadOnly())
        self.show()
        self._field.selectAll()
        self._field.setFocus()
        self._finder.look_for(self._query())

    def open_replace(self) -> None:
        self.open_find(replacing=True)

    def close_bar(self) -> None:
        self.hide()
        self._finder.look_for(None)
        self._editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif enter and self._replacement.hasFocus():
            self._finder.replace(self._replacement.text())
        elif enter and self._field.hasFocus():
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._finder.select(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._escape.setEnabled(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._escape.setEnabled(False)
        super().hideEvent(event)

    def _query(self) -> Query | None:
        text = self._field.text()
        return Query(text, self._case.isChecked(), self._word.isChecked()) if text else None

    def _on_typed(self) -> None:
        """Find while one types, from where the search began."""
        self._replaced = 0
        self._finder.look_for(self._query())
        self._finder.select(1, self._from)

    def _again(self, step: int) -> None:
        if self.isHidden():
            self.open_find()
        self._finder.select(step)

    def _on_replace(self) -> None:
        self._finder.replace(self._replacement.text())

    def _on_replace_all(self) -> None:
        self._replaced = self._finder.replace_all(self._replacement.text())
        self._show_count()

    def _show_count(self) -> None:
        finder = self._finder
        text = ""
        if finder.count:
            text = self.tr("{number} of {count}") if finder.current else "{count}"
        elif self._field.text():
            text = self.tr("{replaced} replaced") if self._replaced else self.tr("Not found")
        self._count.setText(
            text.format(
                number=telling.number(finder.current),
                count=telling.number(finder.count),
                replaced=telling.number(self._replaced),
            )
        )
        for button in (self._previous, self._next, self._replace, self._replace_all):
            button.setEnabled(finder.count > 0)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for button in (self._case, self._word, self._previous, self._next):
            tools.addWidget(button)
        tools.addSpacing(6)
        tools.addWidget(self._count, 1)
        changes = QHBoxLayout(self._changes)
        changes.setContentsMargins(0, 0, 0, 0)
        changes.setSpacing(6)
        changes.addWidget(self._replace)
        changes.addWidget(self._replace_all)
        changes.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self._field, 0, 0)
        grid.addLayout(tools, 0, 1)
        grid.addWidget(self._close, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._replacement, 1, 0)
        grid.addWidget(self._changes, 1, 1)

    def _connect(self) -> None:
        self._field.textEdited.connect(self._on_typed)
        for button in (self._case, self._word):
            button.toggled.connect(self._on_typed)
        self._finder.changed.connect(self._show_count)
        self._editor.selectionChanged.connect(self._on_selection)
        self._previous.clicked.connect(lambda: self._finder.select(-1))
        self._next.clicked.connect(lambda: self._finder.select(1))
        self._close.clicked.connect(self.close_bar)
        self._escape.activated.connect(self.close_bar)
        self._replace.clicked.connect(self._on_replace)
        self._replace_all.clicked.connect(self._on_replace_all)
        for keys, step in (("F3", 1), ("Shift+F3", -1)):
            for owner in (self._editor, self):
                self._bind(owner, keys, step)

    def _bind(self, owner: QWidget, keys: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._again(step))

    def _on_selection(self) -> None:
        if not self.isHidden():
            self._show_count()

    def _button(self, name: str, icon: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setCheckable(checkable)
        button.setObjectName(f"write.find.{name}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_icon(button, icon, self._theme)
        return button


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setMinimumWidth(FIELD_WIDTH)
    return field


def _push(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("kind", "segment")
    return button
