"""The bar to find, replace, and go to a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QIntValidator, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
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

from app.tabs.code.editor.find import MOST, Query
from app.tabs.code.editor.search import Search
from app.tabs.code.editor.view import CodeView
from app.ui.icons import set_icon
from app.ui.theme import Theme

FIELD_WIDTH = 160  # pixels, at least
LONGEST = 200  # characters of a selection that is looked for


class FindBar(QFrame):
    """Stands over or under an editor; hidden until it is wanted."""

    def __init__(self, editor: CodeView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.setObjectName("code.find")
        self._editor = editor
        self._theme = theme
        self._search = Search(editor)
        self._from = 0
        self._replaced = 0  # at once, by the last query
        self._field = _field("code.find.text")
        self._replacement = _field("code.find.replacement")
        self._line = _field("code.find.line")
        self._line.setValidator(QIntValidator(1, 10_000_000, self._line))
        self._count = QLabel()
        self._count.setObjectName("code.find.count")
        self._count.setProperty("kind", "small")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._trouble = QLabel(wordWrap=True)
        self._trouble.setObjectName("code.find.trouble")
        self._trouble.setProperty("tone", "bad")
        self._case = self._toggle("code.find.case", "ph.text-aa")
        self._word = self._toggle("code.find.word", "ph.text-t")
        self._regex = self._toggle("code.find.regex", "ph.asterisk")
        self._previous = self._button("code.find.previous", "ph.arrow-up")
        self._next = self._button("code.find.next", "ph.arrow-down")
        self._close = self._button("code.find.close", "ph.x")
        self._tools = (self._case, self._word, self._regex, self._previous, self._next)
        self._replace = _push("code.find.replace")
        self._replace_all = _push("code.find.replace_all")
        self._escape = QShortcut(QKeySequence("Escape"), editor, enabled=False)
        self._escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._build()
        self._connect()
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Find"))
        self._replacement.setPlaceholderText(self.tr("Replace with"))
        self._line.setPlaceholderText(self.tr("Go to line"))
        for field in (self._field, self._replacement, self._line):
            field.setAccessibleName(field.placeholderText())
        named: tuple[tuple[QAbstractButton, str], ...] = (
            (self._case, self.tr("Match case")),
            (self._word, self.tr("Whole words")),
            (self._regex, self.tr("Regular expression")),
            (self._previous, self.tr("Previous match (Shift+Enter)")),
            (self._next, self.tr("Next match (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        )
        for button, name in named:
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
        """Show the bar to find, and to replace; a selection within a line is looked for."""
        cursor = self._editor.textCursor()
        self._from = cursor.selectionStart()
        selected = cursor.selectedText()
        if selected and "\u2029" not in selected and len(selected) <= LONGEST:
            self._field.setText(selected)
        self._show_rows(find=True, replacing=replacing and not self._editor.isReadOnly())
        self._field.selectAll()
        self._field.setFocus()
        self._look()
        self._show_count()

    def open_replace(self) -> None:
        self.open_find(replacing=True)

    def open_line(self) -> None:
        """Show the bar to go to a line."""
        self._search.look_for(None)
        self._show_rows(find=False, replacing=False)
        self._line.setText(str(self._editor.textCursor().blockNumber() + 1))
        self._line.selectAll()
        self._line.setFocus()
        self._show_count()

    def close_bar(self) -> None:
        self.hide()
        self._search.look_for(None)
        self._editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif enter and self._line.hasFocus():
            self._go_to_line()
        elif enter and self._replacement.hasFocus():
            self._search.replace(self._replacement.text())
        elif enter:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._search.select(-1 if back else 1)
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
        if not text:
            return None
        checked = (self._case.isChecked(), self._word.isChecked(), self._regex.isChecked())
        return Query(text, *checked)

    def _look(self) -> None:
        self._search.look_for(self._query())

    def _on_typed(self) -> None:
        """Find while one types, from where the search began."""
        self._replaced = 0
        self._look()
        self._search.select(1, self._from)

    def _again(self, step: int) -> None:
        if self.isHidden():
            self.open_find()
        self._search.select(step)

    def _go_to_line(self) -> None:
        if self._line.text():
            self._editor.go_to_line(int(self._line.text()))
            self.close_bar()

    def _on_replace_all(self) -> None:
        self._replaced = self._search.replace_all(self._replacement.text())
        self._show_count()

    def _show_count(self) -> None:
        search = self._search
        text = ""
        if not self._line.isHidden():
            text = self.tr("of {count} lines").format(count=self._editor.blockCount())
        elif search.count:
            many = f"{search.count}+" if search.count == MOST else str(search.count)
            number = search.current
            text = many if not number else self.tr("{number} of {count}")
            text = text.format(number=number, count=many)
        elif self._field.text() and search.complete and not search.error:
            text = self.tr("{count} replaced") if self._replaced else self.tr("Not found")
            text = text.format(count=self._replaced)
        self._count.setText(text)
        trouble = self.tr("Not a regular expression: {why}").format(why=search.error)
        self._trouble.setText(trouble if search.error else "")
        self._trouble.setVisible(bool(search.error))

    def _show_rows(self, *, find: bool, replacing: bool) -> None:
        finders: tuple[QWidget, ...] = (self._field, *self._tools)
        changers: tuple[QWidget, ...] = (self._replacement, self._changes)
        for widget in finders:
            widget.setVisible(find)
        for widget in changers:
            widget.setVisible(replacing)
        self._line.setVisible(not find)
        self.show()

    def _build(self) -> None:
        self._changes = QWidget()
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for button in self._tools:
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
        grid.setContentsMargins(12, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self._field, 0, 0)
        grid.addWidget(self._line, 0, 0)
        grid.addLayout(tools, 0, 1)
        grid.addWidget(self._close, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._replacement, 1, 0)
        grid.addWidget(self._changes, 1, 1)
        grid.addWidget(self._trouble, 2, 0, 1, 3)

    def _connect(self) -> None:
        self._field.textEdited.connect(self._on_typed)
        for button in (self._case, self._word, self._regex):
            button.toggled.connect(self._on_typed)
        self._search.changed.connect(self._show_count)
        self._editor.selectionChanged.connect(self._show_count)
        self._previous.clicked.connect(lambda: self._search.select(-1))
        self._next.clicked.connect(lambda: self._search.select(1))
        self._close.clicked.connect(self.close_bar)
        self._escape.activated.connect(self.close_bar)
        self._replace.clicked.connect(lambda: self._search.replace(self._replacement.text()))
        self._replace_all.clicked.connect(self._on_replace_all)
        for keys, call in (
            ("F3", lambda: self._again(1)),
            ("Shift+F3", lambda: self._again(-1)),
        ):
            for owner in (self._editor, self):
                shortcut = QShortcut(QKeySequence(keys), owner)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(call)

    def _button(self, name: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_icon(button, icon, self._theme)
        return button

    def _toggle(self, name: str, icon: str) -> QToolButton:
        button = self._button(name, icon)
        button.setCheckable(True)
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
