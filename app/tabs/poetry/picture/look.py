"""What a person chooses about the picture of a poem."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSizeF

SHORT = 2160.0  # the short side of a picture: its unit of length, and its pixels


class Paper(StrEnum):
    XUAN = "xuan"  # ivory
    GOLD = "gold"  # with flecks of gold
    LINED = "lined"  # with red lines
    INDIGO = "indigo"  # dark, written on in gold
    WHITE = "white"


class Size(StrEnum):
    SQUARE = "square"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    A4 = "a4"


class Carving(StrEnum):
    """What of a seal is cut away, and stays without colour."""

    CHARACTERS = "characters"  # 白文
    GROUND = "ground"  # 朱文


@dataclass(frozen=True)
class Look:
    """The look of a poem. `seal` has the characters of the seal; what is empty is left out."""

    vertical: bool = True
    paper: Paper = Paper.XUAN
    size: Size = Size.PORTRAIT
    seal: str = ""
    carving: Carving = Carving.CHARACTERS
    author: str = ""


_SIZES = {
    Size.SQUARE: QSizeF(SHORT, SHORT),
    Size.PORTRAIT: QSizeF(SHORT, SHORT * 4 / 3),
    Size.LANDSCAPE: QSizeF(SHORT * 4 / 3, SHORT),
    Size.A4: QSizeF(SHORT, SHORT * 297 / 210),
}


def size_of(size: Size) -> QSizeF:
    """Return the size of a picture."""
    return QSizeF(_SIZES[size])
