"""A row to add a term without leaving the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.tabs.translate.kept.field import LineField
from app.tabs.translate.task.terms import Term
from app.ui.icons import set_icon
from app.ui.theme import Theme


class QuickAdd(QWidget):
    """Takes a term; Enter goes on to what is missing and then adds it."""

    added = Signal(object)  # Term
    replace_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.source = LineField("translate.glossary.source")
        self.target = LineField("translate.glossary.target")
        self.keep = QCheckBox()
        self.keep.setObjectName("translate.glossary.keep")
        self.add = QToolButton()
        self.add.setObjectName("translate.glossary.add")
        set_icon(self.add, "ph.plus", theme)
        self._message = QLabel(wordWrap=True)
        self._message.setObjectName("translate.glossary.message")
        self._message.setProperty("tone", "caution")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._replace = QPushButton()
        self._replace.setObjectName("translate.glossary.replace")
        self._replace.setProperty("kind", "quiet")
        self._build()
        for field in (self.source, self.target):
            field.returnPressed.connect(self._on_enter)
            field.textEdited.connect(self.withdraw)
        self.keep.toggled.connect(self._on_keep)
        self.add.clicked.connect(self._on_enter)
        self._replace.clicked.connect(self.replace_wanted)
        self.withdraw()
        self.retranslate()

    def retranslate(self) -> None:
        for field, name in (
            (self.source, self.tr("New term")),
            (self.target, self.tr("Translation")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.keep.setText(self.tr("Do not translate"))
        self.add.setToolTip(self.tr("Add the term"))
        self.add.setAccessibleName(self.tr("Add the term"))
        self._replace.setText(self.tr("Replace it"))
        self.withdraw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def clear(self) -> None:
        """Make room for the next term."""
        self.source.clear()
        self.target.clear()
        self.keep.setChecked(False)
        self.withdraw()
        self.source.setFocus()

    def refuse(self, text: str, *, replaceable: bool) -> None:
        """Say why the term was not added, and offer to put it in the place of the other one."""
        self._message.setText(text)
        self._message.show()
        self._replace.setVisible(replaceable)

    def withdraw(self) -> None:
        """Take the objection back."""
        self._message.hide()
        self._replace.hide()

    def _on_enter(self) -> None:
        missing = [f for f in (self.source, self.target) if f.isEnabled() and not f.text().strip()]
        if missing:
            missing[0].setFocus()
            return
        target = "" if self.keep.isChecked() else self.target.text()
        self.added.emit(Term(self.source.text(), target, keep=self.keep.isChecked()))

    def _on_keep(self, keep: bool) -> None:
        self.withdraw()
        self.target.setEnabled(not keep)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.source, 1)
        row.addWidget(self.target, 1)
        row.addWidget(self.add)
        below = QGridLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addLayout(row, 0, 0, 1, 2)
        below.addWidget(self.keep, 1, 0, 1, 2)
        below.addWidget(self._message, 2, 0)
        below.addWidget(self._replace, 2, 1, Qt.AlignmentFlag.AlignTop)
        below.setColumnStretch(0, 1)
