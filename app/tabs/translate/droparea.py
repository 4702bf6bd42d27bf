"""Where documents are dropped or chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document_protocol import FORMATS
from app.ui.icons import icon
from app.ui.theme import Theme

ICON_PIXELS = 36
ROOMY_HEIGHT = 300
RADIUS = 14.0
DASHES = (5.0, 4.0)


class DropArea(QFrame):
    """A dashed frame with a button; `chosen` carries the paths, list[Path]."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translate.documents.drop")
        self.setAcceptDrops(True)
        self._theme = theme
        self._active = False
        self._folder = str(Path.home())
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setProperty("kind", "title")
        self._formats = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._formats.setProperty("kind", "small")
        self.choose = QPushButton()
        self.choose.setObjectName("translate.documents.choose")
        self.choose.setProperty("kind", "primary")
        self.choose.clicked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 22)
        layout.setSpacing(8)
        layout.addStretch(1)
        for label in (self._picture, self._title, self._formats):
            layout.addWidget(label)
        layout.addSpacing(6)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        theme.changed.connect(self._paint_picture)
        self._paint_picture()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Drop documents here"))
        self._formats.setText(
            self.tr(
                "Word, PowerPoint, Excel, OpenDocument text, HTML, EPUB, Markdown, text,"
                " subtitles, PO, XLIFF and JSON.\nThe layout stays as it is."
            )
        )
        self.choose.setText(self.tr("Choose files…"))
        self.setAccessibleName(self._title.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_roomy(self, roomy: bool) -> None:
        """Take the room that there is while nothing else is to be seen."""
        self._picture.setVisible(roomy)
        self._formats.setVisible(roomy)
        self.setMinimumHeight(ROOMY_HEIGHT if roomy else 0)

    def show_active(self, active: bool) -> None:
        """Tell that what is held over the page may be dropped."""
        if active != self._active:
            self._active = active
            self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            self.show_active(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_active(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.show_active(False)
        event.acceptProposedAction()
        self.chosen.emit(paths_of(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._active else tokens.faint), 1.2)
        pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.selection if self._active else tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_picture(self) -> None:
        found = icon("ph.files", self._theme.tokens.accent)
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(found.pixmap(QSize(ICON_PIXELS, ICON_PIXELS), ratio))

    def _ask(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in FORMATS)
        documents = self.tr("Documents ({patterns})").format(patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose documents to translate"), self._folder, documents
        )
        if names:
            self._folder = str(Path(names[0]).parent)
            self.chosen.emit([Path(name) for name in names])


def paths_of(data: QMimeData) -> Sequence[Path]:
    """Return the local files that are held."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
