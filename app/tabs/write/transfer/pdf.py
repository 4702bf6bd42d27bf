"""A piece as pages in a PDF file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QElapsedTimer,
    QIODevice,
    QLocale,
    QMarginsF,
    QObject,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app.piece import Piece
from app.protocol import UserError
from app.services.jobs import Job
from app.services.translation.files import replacing
from app.tabs.write.transfer import faces
from app.tabs.write.transfer.decided import rejected
from app.tabs.write.transfer.typeset import Typesetter

RESOLUTION = 1200
MARGINS = QMarginsF(32, 26, 32, 30)  # millimetres
FOOT = 14  # millimetres under the text where the number of the page stands
SLICE_MS = 10  # of work between events


def write_pdf(piece: Piece, path: Path) -> None:
    """Write pages, whole or not at all; raises UserError(FILE_UNWRITABLE)."""
    for _ in _steps(piece, path):
        pass


class PdfJob(Job):
    """Writes pages while the window stays alive."""

    def __init__(self, piece: Piece, path: Path, parent: QObject) -> None:
        super().__init__(0, parent)
        self._steps = _steps(piece, path)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)
        self._timer.start()

    def _work(self) -> None:
        self._timer.stop()
        clock = QElapsedTimer()
        clock.start()
        try:
            while clock.elapsed() < SLICE_MS:
                next(self._steps)
        except StopIteration:
            self.finish()
        except UserError as error:
            self.fail(error.code, error.params)
        else:
            self._timer.start()


def _steps(piece: Piece, path: Path) -> Iterator[None]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, piece.title)
    setter = Typesetter(rejected(piece), writer)
    yield from setter.steps()
    yield from _draw(setter.document, writer)
    with replacing(path) as file:
        file.write(buffer.data().data())


def _writer(buffer: QBuffer, title: str) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Inkstone")
    writer.setResolution(RESOLUTION)
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4
    writer.setPageSize(QPageSize(size))
    writer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    return writer


def _draw(document: QTextDocument, writer: QPdfWriter) -> Iterator[None]:
    """Draw the pages, one a step."""
    pages = document.pageCount()
    width, height = writer.width(), writer.height()
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * height, width, height - 1)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        if pages > 1:
            _number(painter, page + 1, width, height)
        yield
    painter.end()


def _number(painter: QPainter, page: int, width: int, height: int) -> None:
    """Draw the number of a page under the text."""
    foot = FOOT * RESOLUTION / 25.4
    painter.setFont(faces.font(faces.SMALL))
    painter.setPen(faces.INK)
    where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    painter.drawText(QRectF(0, height, width, foot), where, QLocale().toString(page))
