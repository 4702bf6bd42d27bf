"""LaTeX formulas as SVG."""

from __future__ import annotations

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)


@lru_cache(maxsize=256)
def formula_svg(source: str, pixels: float, colour: str, inline: bool) -> bytes:
    """Return a formula as SVG, b"" when it cannot be set. `pixels` is the font size."""
    import ziamath  # takes a while, and most conversations have no formula

    ziamath.config.svg2 = False
    try:
        made = ziamath.Latex(source, size=pixels, color=colour, inline=inline)
        return str(made.svg()).encode()
    except Exception as error:  # whatever a model writes between dollars
        log.info("formula %r: %s", source, error)
        return b""


def formula_image(svg: bytes, ratio: float) -> QImage:
    """Paint the SVG for a screen with `ratio` device pixels a pixel."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = QSizeF(renderer.defaultSize()) * ratio
    image = QImage(size.toSize().expandedTo(QSizeF(1, 1).toSize()), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
