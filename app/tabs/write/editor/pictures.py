"""Images, tables and rules as pictures in the text."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from app.piece import Block
from app.tabs.write.editor.looks import Looks
from app.ui.theme import Theme

TALLEST = 480  # pixels of an image
RULE_WIDTH = 120


class Pictures:
    """Draws what stands in place of text, each once for a width and a theme."""

    def __init__(self, theme: Theme, looks: Looks) -> None:
        self._theme = theme
        self._looks = looks
        self._width = 640
        self._scale = 1.0
        self._blocks: dict[str, Block] = {}
        self._names: dict[Block, str] = {}
        self._made: dict[str, QImage] = {}
        self.images: dict[str, bytes] = {}

    def set_width(self, width: int, scale: float) -> bool:
        """Draw for another width; tell whether it is another."""
        if (width, scale) == (self._width, self._scale):
            return False
        self._width, self._scale = width, scale
        self.forget()
        return True

    def forget(self) -> None:
        self._made.clear()

    def of(self, block: Block) -> tuple[str, QSize]:
        """Return the name of a picture of a block, and its size in pixels."""
        name = self._names.setdefault(block, f"block:{len(self._names)}")
        self._blocks[name] = block
        image = self.image(name)
        size = image.deviceIndependentSize() if image else QRectF(0, 0, 1, 1).size()
        return name, size.toSize()

    def image(self, name: str) -> QImage | None:
        """Return a picture by its name."""
        if name not in self._made and name in self._blocks:
            self._made[name] = self._draw(self._blocks[name])
        return self._made.get(name)

    def _draw(self, block: Block) -> QImage:
        if block.kind == "rule":
            return self._rule()
        if block.kind == "table":
            return self._table(block)
        data = QImage.fromData(QByteArray(self.images.get(block.image, b"")))
        if data.isNull():
            return self._missing(block)
        return self._fitted(data)

    def _fitted(self, image: QImage) -> QImage:
        most = QSize(self._width, TALLEST)
        size = image.size()
        if size.width() > most.width() or size.height() > most.height():
            size = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        scaled = image.scaled(
            size * self._scale,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(self._scale)
        return scaled

    def _canvas(self, width: float, height: float) -> QImage:
        size = QSize(max(1, round(width * self._scale)), max(1, round(height * self._scale)))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self._scale)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def _rule(self) -> QImage:
        image = self._canvas(self._width, 9)
        painter = QPainter(image)
        left = (self._width - RULE_WIDTH) / 2
        painter.fillRect(QRectF(left, 4, RULE_WIDTH, 1), QColor(self._theme.tokens.faint))
        painter.end()
        return image

    def _missing(self, block: Block) -> QImage:
        image = self._canvas(self._width, 72)
        tokens = self._theme.tokens
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._looks.font())
        box = QRectF(0.5, 0.5, self._width - 1, 71)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.code))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(tokens.muted))
        text = "".join(run.text for run in block.runs) or block.image
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return image

    def _table(self, block: Block) -> QImage:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._looks.font())
        form = QTextTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderBrush(QColor(self._theme.tokens.border))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setCellPadding(7)
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        columns = max((len(row) for row in block.rows), default=1)
        cursor = QTextCursor(document)
        table = cursor.insertTable(max(1, len(block.rows)), max(1, columns), form)
        for number, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                place = table.cellAt(number, column)
                if not number:
                    head = QTextCharFormat()
                    head.setBackground(QColor(self._theme.tokens.code))
                    place.setFormat(head)
                inside = place.firstCursorPosition()
                for run in cell:
                    for text, char in self._looks.parts(run, Block()):
                        shown = QTextCharFormat(char)
                        shown.setFontPointSize(self._looks.points - 1)
                        if not number:
                            shown.setFontWeight(QFont.Weight.DemiBold)
                        inside.insertText(text, shown)
        document.setTextWidth(self._width)
        image = self._canvas(self._width, document.size().height() + 1)
        painter = QPainter(image)
        document.drawContents(painter)
        painter.end()
        return image
