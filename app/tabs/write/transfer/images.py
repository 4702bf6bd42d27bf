"""Images as large as paper needs them."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader

SHARP = 300 / 96  # dots that paper shows in a pixel


def fitted(data: bytes, width: float, height: float) -> tuple[QImage, QSizeF]:
    """Return an image and its size in pixels, at most so large; a null image for unknown data."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if reader.format().startsWith(b"svg"):
        size = _within(QSizeF(reader.size()), width, height)
        reader.setScaledSize((size * SHARP).toSize())
        return reader.read(), size
    image = reader.read()
    size = _within(QSizeF(image.size()), width, height)
    dots = (size * SHARP).toSize()
    if image.width() > dots.width():
        image = image.scaled(dots, mode=Qt.TransformationMode.SmoothTransformation)
    return image, size


def _within(size: QSizeF, width: float, height: float) -> QSizeF:
    if size.width() <= width and size.height() <= height:
        return size
    return size.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
