"""A piece as a document of Qt's, set in pages."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QPagedPaintDevice,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from app.piece import Block, Piece, Run
from app.tabs.write.transfer import faces, images
from app.tabs.write.transfer.faces import PIXEL, Faces

TALLEST = 0.62  # of a page that an image takes at most
_BULLETS = "•◦▪"


class Typesetter:
    """Sets a piece block by block; what is set is laid out at once."""

    def __init__(self, piece: Piece, device: QPagedPaintDevice) -> None:
        self._piece = piece
        self._size = QSizeF(device.width(), device.height())
        self._dots = device.logicalDpiY() / 96  # of the device in a pixel of Qt's
        self._faces = Faces(piece.language, self._dots)
        self._numbers: dict[int, int] = {}  # of the last items, by level
        self._is_fresh = True  # the last paragraph has nothing in it
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setUseDesignMetrics(True)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(faces.font(faces.BODY))
        self.document.setDefaultTextOption(_option(self._faces.is_right_to_left))
        self.document.documentLayout().setPaintDevice(device)
        self.document.setPageSize(self._size)
        self._cursor = QTextCursor(self.document)

    def steps(self) -> Iterator[None]:
        """Set the piece, a block a step."""
        if self._is_titled_apart():
            self._title()
            yield
        for block in self._piece.blocks:
            if block.kind != "item":
                self._numbers.clear()
            before = self._cursor.block()
            self._cursor.beginEditBlock()
            self._set(block)
            self._cursor.endEditBlock()
            self._keep_together(before, before.next())
            yield

    def _set(self, block: Block) -> None:
        match block.kind:
            case "rule":
                self._rule()
            case "image":
                self._image(block)
            case "table":
                self._table(block)
            case "code":
                self._code(block)
            case "item":
                self._item(block)
            case _:
                self._paragraph(self._faces.block(block))
                self._runs(block.runs, block.kind, faces.size_of(block))

    # Text --------------------------------------------------------------------------------

    def _paragraph(self, form: QTextBlockFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._is_fresh = False

    def _runs(self, runs: tuple[Run, ...], kind: str, size: float) -> None:
        for run in runs:
            for text, form in self._faces.parts(run, kind, size):
                self._cursor.insertText(text, form)

    def _is_titled_apart(self) -> bool:
        """Tell whether the title has to be set: it is not the first heading."""
        first = self._piece.blocks[0] if self._piece.blocks else Block()
        title = self._piece.title.strip()
        return bool(title) and not (first.kind == "heading" and first.text.strip() == title)

    def _title(self) -> None:
        form = QTextBlockFormat()
        form.setHeadingLevel(1)
        form.setBottomMargin(faces.TITLE * 0.9 * PIXEL)
        self._faces.set_line(form, faces.TITLE, 1.25)
        self._paragraph(form)
        self._runs((Run(self._piece.title.strip()),), "heading", faces.TITLE)

    def _item(self, block: Block) -> None:
        level = max(1, block.level)
        for deeper in [known for known in self._numbers if known > level]:
            del self._numbers[deeper]
        self._numbers[level] = self._numbers.get(level, 0) + 1 if block.ordered else 0
        bullet = _BULLETS[(level - 1) % len(_BULLETS)]
        gap = "\u2003" if self._faces.is_right_to_left else "\t"
        marker = Run((f"{self._numbers[level]}." if block.ordered else bullet) + gap)
        self._paragraph(self._faces.block(block))
        self._runs((marker, *block.runs), "item", faces.size_of(block))

    def _code(self, block: Block) -> None:
        form = QTextFrameFormat()
        form.setBackground(faces.PALE)
        form.setPadding(7 * PIXEL)
        form.setTopMargin(3 * PIXEL)
        form.setBottomMargin(9 * PIXEL)
        self._begin_apart()
        self._cursor.insertFrame(form)
        self._cursor.setBlockFormat(self._faces.block(block))
        self._runs(block.runs, "code", faces.size_of(block))
        self._end_apart()

    # What stands in place of text --------------------------------------------------------

    def _rule(self) -> None:
        form = QTextBlockFormat()
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        form.setBottomMargin(7 * PIXEL)
        self._faces.set_line(form, faces.BODY)
        self._paragraph(form)
        self._runs((Run("＊　＊　＊" if self._faces.dense else "*   *   *"),), "rule", faces.BODY)

    def _image(self, block: Block) -> None:
        width = self._size.width() / self._dots
        height = self._size.height() / self._dots * TALLEST
        image, size = images.fitted(self._piece.images.get(block.image, b""), width, height)
        form = QTextBlockFormat()
        form.setTopMargin(9 * PIXEL)
        form.setBottomMargin(11 * PIXEL)
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paragraph(form)
        if image.isNull():
            self._runs((Run(f"[{block.text}]"),), "image", faces.SMALL)
            return
        self.document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(block.image), image
        )
        shown = QTextImageFormat()
        shown.setName(block.image)
        shown.setWidth(size.width())
        shown.setHeight(size.height())
        self._cursor.insertImage(shown)

    def _table(self, block: Block) -> None:
        form = QTextTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderBrush(faces.GREY)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setCellPadding(4 * PIXEL)
        form.setCellSpacing(0)
        form.setHeaderRowCount(1)
        form.setTopMargin(3 * PIXEL)
        form.setBottomMargin(9 * PIXEL)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        self._begin_apart()
        table = self._cursor.insertTable(len(block.rows), columns, form)
        line = QTextBlockFormat()
        self._faces.set_line(line, faces.SMALL, 1.4)
        for number, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                place = table.cellAt(number, column)
                if not number:
                    head = QTextCharFormat()
                    head.setBackground(faces.PALE)
                    place.setFormat(head)
                self._cursor = place.firstCursorPosition()
                self._cursor.setBlockFormat(line)
                self._runs(cell, "cell" if number else "head", faces.SMALL)
        self._end_apart()

    def _begin_apart(self) -> None:
        """Prepare for a frame: Qt wants a paragraph before it, which is made to take no room."""
        form = QTextBlockFormat()
        self._flatten(form)
        self._paragraph(form)

    def _end_apart(self) -> None:
        """Go on after a frame, in the paragraph that Qt keeps there."""
        self._cursor = QTextCursor(self.document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        form = QTextBlockFormat()
        self._flatten(form)
        self._cursor.setBlockFormat(form)
        self._is_fresh = True

    def _flatten(self, form: QTextBlockFormat) -> None:
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)

    # Pages -------------------------------------------------------------------------------

    def _keep_together(self, heading: QTextBlock, text: QTextBlock) -> None:
        """Let headings begin a page if there is no room for what they head."""
        if text.isValid() and not text.length() > 1:
            text = text.next()  # the paragraph is before a frame
        first = heading
        while first.previous().blockFormat().headingLevel():
            first = first.previous()
        if (
            heading.blockFormat().headingLevel()
            and text.isValid()
            and not text.blockFormat().headingLevel()
            and first.previous().isValid()
            and self._page(first) < self._page(text)
        ):
            form = first.blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(first).setBlockFormat(form)

    def _page(self, block: QTextBlock) -> int:
        """Return the page that has the second line of a block, or its only one."""
        top = self.document.documentLayout().blockBoundingRect(block).top()  # lays it out
        line = block.layout().lineAt(min(1, block.layout().lineCount() - 1))
        return int((top + line.y() + line.height() / 2) // self._size.height())


def _option(is_right_to_left: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    return option
