"""The picture of a poem as a file, which is written whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from app.protocol import ErrorCode, UserError
from app.services.translation.files import replacing
from app.tabs.poetry.picture.look import SHORT, Look, size_of
from app.tabs.poetry.picture.paint import paint
from app.tabs.poetry.task.text import Manuscript, poem_text

PAGE = 210.0  # millimetres: the short side of a page
RESOLUTION = 1200
SCREEN = 96  # dots an inch of an SVG picture
CREATOR = "Inkstone"
QUALITY = 80  # of Qt's for PNG: a little larger than need be, and written three times as fast


def save(path: Path, written: Manuscript, look: Look) -> None:
    """Write a picture in the format of the name's suffix: .png, .svg, .pdf, or .txt for the text.

    Raises UserError(FILE_UNWRITABLE, DISK_FULL).
    """
    data = _FORMATS[path.suffix.lower()](written, look)
    try:
        with replacing(path.resolve()) as file:
            file.write(data)
    except UserError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(ErrorCode.DISK_FULL, path=str(path)) from cause
        raise


def image(written: Manuscript, look: Look, short: float = SHORT) -> QImage:
    """Return a picture with so many pixels on its short side; it has the poem as its text."""
    size = (size_of(look.size) * (short / SHORT)).toSize()
    made = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    paint(painter, written, look, QSizeF(size))
    painter.end()
    made.setText("Title", written.heading)
    made.setText("Author", look.author)
    made.setText("Description", _text(written, look))
    made.setText("Software", CREATOR)
    return made


def _text(written: Manuscript, look: Look) -> str:
    return poem_text(written.poem, written.stanzas, written.stops, look.author)


def _png(written: Manuscript, look: Look) -> bytes:
    buffer = _buffer()
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(QUALITY)
    writer.write(image(written, look))
    return bytes(buffer.data().data())


def _svg(written: Manuscript, look: Look) -> bytes:
    buffer = _buffer()
    size = size_of(look.size)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(SCREEN)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(written.heading)
    generator.setDescription(_text(written, look))
    painter = QPainter(generator)
    paint(painter, written, look, size)
    painter.end()
    return bytes(buffer.data().data())


def _pdf(written: Manuscript, look: Look) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(written.heading)
    writer.setAuthor(look.author)
    writer.setCreator(CREATOR)
    writer.setResolution(RESOLUTION)
    page = size_of(look.size) * (PAGE / SHORT)
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    size = QSizeF(QSize(writer.width(), writer.height()))
    paint(painter, written, look, size, outlines=False)
    painter.end()
    return bytes(buffer.data().data())


def _plain(written: Manuscript, look: Look) -> bytes:
    return _text(written, look).encode()


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


_FORMATS: dict[str, Callable[[Manuscript, Look], bytes]] = {
    ".png": _png,
    ".svg": _svg,
    ".pdf": _pdf,
    ".txt": _plain,
}
