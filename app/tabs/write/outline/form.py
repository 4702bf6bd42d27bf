"""What the chosen section is: its title, what it says, how long it is to be."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.tabs.write.outline.states import SectionState, Stage
from app.tabs.write.task import counts
from app.tabs.write.task.outline import Section
from app.ui.icons import set_icon
from app.ui.theme import Theme

LINES = 3  # of what a section says
STEP = 50  # words
NARROW = 96  # pixels


class SectionForm(QWidget):
    """Edits a section as the person types."""

    edited = Signal(object)  # the section, its length apart
    length_set = Signal(int)
    redo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.outline.form")
        self._section = Section("")
        self._language = "en"
        self.title = QLineEdit()
        self.title.setObjectName("write.outline.title")
        self.title.textEdited.connect(self._on_edited)
        self.gist = QPlainTextEdit(tabChangesFocus=True)
        self.gist.setObjectName("write.outline.gist")
        self.gist.textChanged.connect(self._on_edited)
        self.length = length_box("write.outline.length")
        self.length.valueChanged.connect(self.length_set)
        self.pinned = QCheckBox()
        self.pinned.setObjectName("write.outline.pinned")
        self.pinned.toggled.connect(self._on_edited)
        self.redo = QPushButton()
        self.redo.setObjectName("write.outline.redo")
        self.redo.clicked.connect(self.redo_requested)
        set_icon(self.redo, "ph.arrow-counter-clockwise", theme)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setPlaceholderText(self.tr("Title of the section"))
        self.title.setAccessibleName(self.tr("Title of the section"))
        self.gist.setPlaceholderText(self.tr("What it says, in a line or two"))
        self.gist.setAccessibleName(self.tr("What the section says"))
        self.length.setAccessibleName(self.tr("Length of the section"))
        self.length.setToolTip(self.tr("The other sections share what is left."))
        self.pinned.setText(self.tr("Keep"))
        self.pinned.setToolTip(self.tr("Keep this length when others change"))
        self.redo.setText(self.tr("Write this section again"))
        self._show_unit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_section(self, section: Section, most: int, language: str) -> None:
        """Show a section that may be so long at most; what is being typed stays as it is."""
        self._section, self._language = section, language
        blocked = [QSignalBlocker(part) for part in (self.title, self.gist, self.length)]
        if self.title.text() != section.title:
            self.title.setText(section.title)
        if self.gist.toPlainText() != section.gist:
            self.gist.setPlainText(section.gist)
        self.length.setRange(min(1, section.total), max(most, section.total))
        self.length.setValue(section.total)
        self._show_unit()
        del blocked
        with QSignalBlocker(self.pinned):
            self.pinned.setChecked(section.pinned)

    def show_state(self, state: SectionState | None) -> None:
        """Offer to write again what was written, or failed."""
        self.redo.setVisible(state is not None and state.stage in (Stage.DONE, Stage.FAILED))

    def _show_unit(self) -> None:
        unit = counts.unit(self._language)
        words = self.tr("words") if unit == "words" else self.tr("characters")
        self.length.setSuffix(f" {words}")

    def _on_edited(self) -> None:
        section = msgspec.structs.replace(
            self._section,
            title=self.title.text(),
            gist=self.gist.toPlainText(),
            pinned=self.pinned.isChecked(),
        )
        if section != self._section:
            self._section = section
            self.edited.emit(section)

    def _build(self) -> None:
        metrics = QFontMetrics(self.gist.font())
        self.gist.setFixedHeight(LINES * metrics.lineSpacing() + 26)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.length, 1)
        row.addWidget(self.pinned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.gist)
        layout.addLayout(row)
        layout.addWidget(self.redo)


def length_box(name: str) -> QSpinBox:
    """Return a field for a length that tells of it when it has been typed."""
    box = QSpinBox(singleStep=STEP)
    box.setObjectName(name)
    box.setKeyboardTracking(False)
    box.setGroupSeparatorShown(True)
    box.setMinimumWidth(NARROW)
    box.lineEdit().setTextMargins(6, 0, 6, 0)
    return box
