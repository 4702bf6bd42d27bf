"""Prints how many colours a part of the screen has: `python -m tests.e2e.screen X Y WIDTH HEIGHT`.

One is an empty place, however it is tinted.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def main() -> int:
    application = QGuiApplication([])
    x, y, width, height = map(int, sys.argv[1:])
    image = application.primaryScreen().grabWindow(0, x, y, width, height).toImage()
    pixels = {image.pixel(i, j) for i in range(image.width()) for j in range(image.height())}
    print(len(pixels))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
