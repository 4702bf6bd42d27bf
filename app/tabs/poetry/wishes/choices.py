"""The fields in which a wish is chosen from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QCompleter, QWidget

from app.tabs.poetry.wishes import groups
from app.tabs.poetry.wishes.box import Box
from app.tabs.poetry.wishes.fields import Field


class MannerField(Field):
    """A period or a poet, from a list or as it is typed."""

    def __init__(self, key: str) -> None:
        self.box = Box()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.box.completer()
        assert completer
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        super().__init__(key, self.box)
        self.box.editTextChanged.connect(self.changed)

    @property
    def value(self) -> Any:
        return " ".join(self.box.currentText().split())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.setEditText(value)

    def suggest(self, manners: Sequence[str]) -> None:
        """Offer other manners; what is chosen stays."""
        chosen = self.value
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems(list(manners))
            self.box.setEditText(chosen)


class ChoiceField(Field):
    """One of some choices; a wish that is none of them waits until it is one again."""

    def __init__(self, key: str) -> None:
        self.box = Box()
        super().__init__(key, self.box)
        self._values: tuple[Any, ...] = ()
        self._wish: Any = None
        self.box.currentIndexChanged.connect(self._on_chosen)

    @property
    def value(self) -> Any:
        if self._wish in self._values:
            return self._wish
        return self._values[0] if self._values else None

    def show_value(self, value: Any) -> None:
        self._wish = value
        self._show()

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices, each by a value and a text; the first one is the usual one."""
        self._values = tuple(value for value, _ in choices)
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems([text for _, text in choices])
        width = self.box.view().sizeHintForColumn(0)
        self.box.view().setMinimumWidth(width + 2 * self.box.view().frameWidth() + 12)
        self._show()

    def _show(self) -> None:
        if self._values:
            with QSignalBlocker(self.box):
                self.box.setCurrentIndex(self._values.index(self.value))
        self.box.setToolTip(self.box.currentText())

    def _on_chosen(self, at: int) -> None:
        self._wish = self._values[at]
        self.box.setToolTip(self.box.currentText())
        self.changed.emit()


class RhymeField(ChoiceField):
    """A rhyme of a book; those of a book are looked up when they are shown."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._asked: tuple[str, str, bool] | None = None
        self._stale = False
        self.show_value("")

    @property
    def value(self) -> Any:
        if self._wish:
            self._fill()
        return super().value or ""

    def show_rhymes(self, book: str, tone: str, traditional: bool) -> None:
        """Offer the rhymes of a book in a tone."""
        asked = (book, tone, traditional)
        self._stale = self._stale or asked != self._asked
        self._asked = asked
        if self.isVisible():
            self._fill()

    def retranslate(self) -> None:
        """Say "any" in the language of the interface."""
        self._stale = self._asked is not None
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        if self._stale and self._asked:
            self._stale = False
            found = groups.choices(*self._asked)
            rhymes = [(part, f"{part} · {characters}") for part, characters in found]
            self.offer([("", self.tr("Any")), *rhymes])


class WheelGuard(QObject):
    """Lets the wheel scroll the page, and not change what it happens to be over."""

    def guard(self, field: QWidget) -> None:
        """Keep the wheel from the choices and numbers of a field."""
        for kind in (QComboBox, QAbstractSpinBox):
            for each in field.findChildren(kind):
                each.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
