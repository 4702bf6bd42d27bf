"""What is told of files."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.document_protocol import Note
from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.library import telling

FORMATS = {
    "docx": QT_TRANSLATE_NOOP("WriteTransfer", "Word document"),
    "pdf": QT_TRANSLATE_NOOP("WriteTransfer", "PDF"),
    "odt": QT_TRANSLATE_NOOP("WriteTransfer", "OpenDocument text"),
    "epub": QT_TRANSLATE_NOOP("WriteTransfer", "E-book"),
    "html": QT_TRANSLATE_NOOP("WriteTransfer", "Web page"),
    "md": QT_TRANSLATE_NOOP("WriteTransfer", "Markdown"),
    "txt": QT_TRANSLATE_NOOP("WriteTransfer", "Plain text"),
    "json": QT_TRANSLATE_NOOP("WriteTransfer", "Data"),
}
NOTES: dict[Note, str] = {
    "comments": QT_TRANSLATE_NOOP("WriteTransfer", "Its comments were left out."),
    "contents": QT_TRANSLATE_NOOP("WriteTransfer", "Its table of contents was left out."),
    "parts": QT_TRANSLATE_NOOP("WriteTransfer", "Charts and other objects in it were left out."),
    "images": QT_TRANSLATE_NOOP(
        "WriteTransfer", "In place of images that could not be read stand their descriptions."
    ),
    "footnotes": QT_TRANSLATE_NOOP("WriteTransfer", "Its footnotes stand at the end."),
}
CHANGES = QT_TRANSLATE_NOOP("WriteTransfer", "Its tracked changes were accepted.")


def format_name(suffix: str) -> str:
    return QCoreApplication.translate("WriteTransfer", FORMATS[suffix])


def imported(title: str, notes: Iterable[Note], *, had_changes: bool) -> str:
    """Tell that a piece is here, and what is otherwise than in its file."""
    translate = QCoreApplication.translate
    told = [translate("WriteTransfer", "“{title}” is imported.").format(title=telling.short(title))]
    told += [translate("WriteTransfer", NOTES[note]) for note in notes]
    if had_changes:
        told.append(translate("WriteTransfer", CHANGES))
    return " ".join(told)
