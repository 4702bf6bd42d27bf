"""The passages of a document that could not be translated."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.services.translation.progress import Segment
from app.tabs.translate import jobwords
from app.ui.icons import icon
from app.ui.theme import Theme

SHOWN = 50
SHOWN_CHARACTERS = 160
ALL = -1


class FailureList(QFrame):
    """A line that opens to a list; `retry_wanted` carries a position, or ALL."""

    retry_wanted = Signal(int)

    def __init__(self, number: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._theme = theme
        self._failed: Sequence[Segment] = ()
        self._toggle = QPushButton()
        self._toggle.setCheckable(True)
        self._toggle.setObjectName(f"translate.documents.failures.{number}")
        self._toggle.setProperty("kind", "quiet")
        self._toggle.toggled.connect(self._show_rows)
        self._all = QPushButton()
        self._all.setObjectName(f"translate.documents.retry_all.{number}")
        self._all.setProperty("kind", "quiet")
        self._all.clicked.connect(lambda: self.retry_wanted.emit(ALL))
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(14, 2, 0, 2)
        self._list.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self._toggle)
        top.addStretch(1)
        top.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._rows)
        theme.changed.connect(self._paint_caret)
        self.retranslate()
        self.show_failures(())

    def retranslate(self) -> None:
        self._all.setText(self.tr("Try all again"))
        self._toggle.setText(jobwords.failures(len(self._failed)))
        self._show_rows()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_failures(self, failed: Sequence[Segment]) -> None:
        """Show these; nothing is to be seen when there are none."""
        if list(failed) != list(self._failed):
            self._failed = failed
            self.retranslate()
        self.setVisible(bool(failed))

    def _show_rows(self) -> None:
        while (old := self._list.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        shown = self._toggle.isChecked()
        self._rows.setVisible(shown)
        self._paint_caret()
        if not shown:
            return
        for segment in self._failed[:SHOWN]:
            self._list.addWidget(self._row(segment))
        more = len(self._failed) - SHOWN
        if more > 0:
            words = self.tr("and {count} more").format(count=QLocale().toString(more))
            self._list.addWidget(_label(words, "small"))

    def _row(self, segment: Segment) -> QWidget:
        source = " ".join(segment.source.split())
        if len(source) > SHOWN_CHARACTERS:
            source = source[:SHOWN_CHARACTERS].rstrip() + "…"
        retry = QPushButton(self.tr("Retry"))
        retry.setObjectName(f"translate.documents.retry.{self._number}.{segment.position}")
        retry.setProperty("kind", "quiet")
        retry.setAccessibleName(f"{self.tr('Retry')}: {source}")
        retry.clicked.connect(lambda: self.retry_wanted.emit(segment.position))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(source, ""))
        words.addWidget(_label(jobwords.reason(segment.error), "small"))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(words, 1)
        layout.addWidget(retry, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _paint_caret(self) -> None:
        name = "ph.caret-down" if self._toggle.isChecked() else "ph.caret-right"
        self._toggle.setIcon(icon(name, self._theme.tokens.muted))


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
