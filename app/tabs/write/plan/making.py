"""The outline while the model writes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout

from app.tabs.write.library import telling
from app.tabs.write.task import outline as outlines
from app.tabs.write.task import outlinetext


class OutlinePage(QFrame):
    """Shows what comes, and how many of the sections it has."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("write.plan.outline")
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._count = 0
        self._message: str | None = None
        self.status = QLabel(wordWrap=True)
        self.status.setObjectName("write.plan.status")
        self.status.setProperty("kind", "muted")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setObjectName("write.plan.progress")
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setObjectName("write.plan.preview")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self.status)
        layout.addWidget(self.bar)
        layout.addWidget(self.preview, 1)
        layout.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("The outline"))
        self.bar.setAccessibleName(self.tr("How much of the outline is there"))
        self.preview.setAccessibleName(self.tr("The outline as it is written"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def begin(self, count: int) -> None:
        """Wait for an outline of about so many sections."""
        self._count, self._message = count, None
        self.bar.setRange(0, count)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show how far the outline has come; what is added does not move what is read."""
        old = self.preview.toPlainText()
        if old and text.startswith(old):
            bar = self.preview.verticalScrollBar()
            at_end = bar.value() == bar.maximum()
            cursor = QTextCursor(self.preview.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(old) :])
            if at_end:
                bar.setValue(bar.maximum())
        else:
            self.preview.setPlainText(text)
        self._show()

    def end(self, message: str) -> None:
        """Say why there is no outline; what came of it stays to be read."""
        self._message = message
        self._show()

    def _show(self) -> None:
        text = self.preview.toPlainText()
        found = len(list(outlines.leaves(outlinetext.parse(text)))) if text.strip() else 0
        self.bar.setVisible(self._message is None)
        self.bar.setValue(min(found, self._count))
        self.preview.setVisible(bool(text) or self._message is None)
        if self._message is not None:
            self.status.setText(self._message)
        elif found:
            said = self.tr("{found} of about {count} sections")
            numbers = {"found": telling.number(found), "count": telling.number(self._count)}
            self.status.setText(said.format(**numbers))
        else:
            self.status.setText(self.tr("The model thinks about the outline…"))
