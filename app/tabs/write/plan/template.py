"""The template of a kind of writing: whom a piece is for, how it sounds, how it is built."""

from __future__ import annotations

from typing import Literal

from msgspec import structs
from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.writing.kinds import OwnKinds
from app.tabs.write.task.kinds import Kind

LINES = {"structure": 5, "avoid": 3}
Field = Literal["audience", "tone", "structure", "avoid"]


class TemplateForm(QWidget):
    """Edits a template for one piece; one may be kept, and one's own changed and deleted."""

    edited = Signal()
    keep_requested = Signal(str)  # with this name, as a further kind
    save_requested = Signal(str)  # with this name, in place of the kind
    delete_requested = Signal()
    reset_requested = Signal()

    def __init__(self, own: OwnKinds) -> None:
        super().__init__()
        self.setObjectName("write.plan.template")
        self._own = own
        self._base = Kind("", "en", "")
        self._keeping = self._changed = False
        self.lines = {name: QLineEdit() for name in ("audience", "tone")}
        self.texts = {name: QPlainTextEdit(tabChangesFocus=True) for name in LINES}
        self._labels = {name: QLabel() for name in (*self.lines, *self.texts, "name")}
        self.name = QLineEdit()
        self.name.textChanged.connect(self._show)
        self._taken = QLabel(wordWrap=True)
        self._taken.setObjectName("write.plan.taken")
        self._taken.setProperty("kind", "small")
        self.own = self._button("own", self._on_own)
        self.keep = self._button("keep", self._on_keep)
        self.delete = self._button("delete", self.delete_requested)
        self.reset = self._button("reset", self.reset_requested)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "audience": self.tr("Audience"),
            "tone": self.tr("Tone"),
            "structure": self.tr("Structure, a part a line"),
            "avoid": self.tr("To avoid, one thing a line"),
            "name": self.tr("Name of the kind"),
        }
        for name, label in self._labels.items():
            label.setText(names[name])
        for name, field in (*self.lines.items(), *self.texts.items(), ("name", self.name)):
            field.setAccessibleName(names[name])
        self.own.setText(self.tr("Keep as a kind of my own…"))
        self.delete.setText(self.tr("Delete this kind"))
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Back to the template as it was"))
        self._taken.setText(self.tr("There is a kind of this name already."))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_kind(self, base: Kind, kind: Kind) -> None:
        """Show a kind as it is for this piece, of one as it is kept."""
        self._base, self._keeping, self._changed = base, False, kind != base
        fields = (*self.lines.values(), *self.texts.values(), self.name)
        blocked = [QSignalBlocker(field) for field in fields]
        for name, line in self.lines.items():
            line.setText(getattr(kind, name))
            line.setCursorPosition(0)
        for name, text in self.texts.items():
            text.setPlainText("\n".join(getattr(kind, name)))
        self.name.setText("" if base.id else base.name)
        del blocked
        self._show()

    def applied(self, kind: Kind) -> Kind:
        """Return a kind with what is in the fields."""
        said = {name: line.text().strip() for name, line in self.lines.items()}
        parts = {name: _parts(text.toPlainText()) for name, text in self.texts.items()}
        return structs.replace(kind, **said, **parts)

    def show_changed(self, changed: bool) -> None:
        """Offer to undo or keep what was changed, if something was."""
        self._changed = changed
        self._show()

    # Inside -------------------------------------------------------------------------------

    def _show(self) -> None:
        """Offer what can be done with the kind."""
        is_own = not self._base.id
        naming = is_own or self._keeping
        name = " ".join(self.name.text().split())
        instead = self._base.name if is_own else None
        free = self._own.is_free(name, self._base.language, instead)
        self._labels["name"].setVisible(naming)
        self.name.setVisible(naming)
        self._taken.setVisible(naming and bool(name) and not free)
        self.own.setVisible(not naming)
        self.keep.setVisible(naming)
        self.keep.setText(self.tr("Save changes") if is_own else self.tr("Keep"))
        self.keep.setEnabled(free and (not is_own or self._changed or name != self._base.name))
        self.delete.setVisible(is_own and self._base in self._own.all())
        self.reset.setVisible(self._changed)

    def _on_own(self) -> None:
        self._keeping = True
        self._show()
        self.name.setFocus()

    def _on_keep(self) -> None:
        signal = self.keep_requested if self._base.id else self.save_requested
        signal.emit(self.name.text())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, line in self.lines.items():
            line.textChanged.connect(self.edited)
            self._add(column, name, line)
        for name, text in self.texts.items():
            text.textChanged.connect(self.edited)
            self._add(column, name, text)
            text.setFixedHeight(LINES[name] * QFontMetrics(text.font()).lineSpacing() + 28)
        self._add(column, "name", self.name)
        column.addWidget(self._taken)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.own, self.keep, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.reset)
        column.addSpacing(4)
        column.addLayout(row)

    def _add(self, column: QVBoxLayout, name: str, field: QWidget) -> None:
        field.setObjectName(f"write.plan.{name}")
        label = self._labels[name]
        label.setProperty("kind", "small")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(4)

    def _button(self, name: str, slot: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"write.plan.{name}")
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button


def _parts(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
