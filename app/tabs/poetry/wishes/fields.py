"""The fields of the wishes: a label, what is wished, and sometimes a hint."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

_BETWEEN = re.compile(r"[\s，,、;；]+")


class Field(QWidget):
    """A wish that is edited below its label; `value` is as the brief has it."""

    changed = Signal()

    def __init__(self, key: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        editor.setObjectName(f"poetry.{key}")
        self._label = QLabel(wordWrap=True)
        self._label.setProperty("kind", "small")
        self._label.setBuddy(editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName(f"poetry.{key}.hint")
        self._hint.setProperty("kind", "small")
        for widget in (self._label, editor, self._hint):
            layout.addWidget(widget)
        self._hint.hide()

    @property
    def value(self) -> Any:
        """What is wished."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a wish, without telling."""
        raise NotImplementedError

    def call(self, name: str) -> None:
        """Name the field in the language of the interface."""
        self._label.setText(name)
        self.editor.setAccessibleName(name)

    def hint(self, text: str) -> None:
        """Say something of the wish below it."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))


class TextField(Field):
    """A wish in words."""

    def __init__(self, key: str) -> None:
        self.line = QLineEdit()
        super().__init__(key, self.line)
        self.line.textChanged.connect(self.changed)

    @property
    def value(self) -> Any:
        return " ".join(self.line.text().split())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(value)
            self.line.setCursorPosition(0)


class WordsField(TextField):
    """Several words, between which are spaces or commas of any kind."""

    @property
    def value(self) -> Any:
        return tuple(dict.fromkeys(filter(None, _BETWEEN.split(self.line.text()))))

    def show_value(self, value: Any) -> None:
        super().show_value(" ".join(value))


class HeadsField(TextField):
    """The first characters of the lines (藏头), and whether there are as many as lines."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._lines = 0
        self.changed.connect(self._show)

    @property
    def value(self) -> Any:
        return "".join(_BETWEEN.split(self.line.text()))

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._show()

    def show_lines(self, lines: int) -> None:
        """Compare with so many lines."""
        self._lines = lines
        self._show()

    def _show(self) -> None:
        count = len(self.value)
        text = ""
        if count > self._lines:
            text = self.tr("{count} characters for {lines} lines are too many.")
        elif 0 < count < self._lines:
            text = self.tr("For the first {count} of {lines} lines.")
        self.hint(text.format(count=count, lines=self._lines))


class NumberField(Field):
    """A number."""

    def __init__(self, key: str, value: int) -> None:
        self.box = QSpinBox()
        super().__init__(key, self.box)
        self.box.setValue(value)
        self.box.setKeyboardTracking(False)
        self.box.lineEdit().setTextMargins(6, 0, 6, 0)
        self.box.valueChanged.connect(self.changed)

    @property
    def value(self) -> Any:
        return self.box.value()

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value)

    def show_range(self, least: int, most: int, step: int) -> None:
        """Allow other numbers: the least one, and steps from there."""
        with QSignalBlocker(self.box):
            self.box.setRange(least, most)
            self.box.setSingleStep(step)
            self.box.setValue(least + round((self.box.value() - least) / step) * step)
