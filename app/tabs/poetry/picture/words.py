"""What the looks of a picture are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.tabs.poetry.picture.look import Carving, Paper, Size

translate = QCoreApplication.translate


def paper_name(paper: Paper) -> str:
    return {
        Paper.XUAN: translate("PoemPicture", "Ivory rice paper"),
        Paper.GOLD: translate("PoemPicture", "Flecked with gold"),
        Paper.LINED: translate("PoemPicture", "Red lines"),
        Paper.INDIGO: translate("PoemPicture", "Indigo, gold ink"),
        Paper.WHITE: translate("PoemPicture", "White"),
    }[paper]


def size_name(size: Size) -> str:
    return {
        Size.SQUARE: translate("PoemPicture", "Square"),
        Size.PORTRAIT: translate("PoemPicture", "Portrait, 3:4"),
        Size.LANDSCAPE: translate("PoemPicture", "Landscape, 4:3"),
        Size.A4: translate("PoemPicture", "A4 page"),
    }[size]


def carving_name(carving: Carving) -> str:
    return {
        Carving.CHARACTERS: translate("PoemPicture", "White text"),
        Carving.GROUND: translate("PoemPicture", "Red text"),
    }[carving]


def format_name(suffix: str) -> str:
    return {
        "png": translate("PoemPicture", "PNG picture"),
        "svg": translate("PoemPicture", "SVG drawing"),
        "pdf": translate("PoemPicture", "PDF document"),
    }[suffix]
