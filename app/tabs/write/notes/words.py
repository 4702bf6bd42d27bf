"""What the pane of notes says of kinds and owners."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.services.writing.notes import NoteKind, Owner
from app.tabs.write.library import telling

KINDS = {
    NoteKind.STYLE: QT_TRANSLATE_NOOP("WriteNotes", "Style sheet"),
    NoteKind.CHARACTER: QT_TRANSLATE_NOOP("WriteNotes", "Characters"),
    NoteKind.FACT: QT_TRANSLATE_NOOP("WriteNotes", "Facts"),
    NoteKind.AUTHOR: QT_TRANSLATE_NOOP("WriteNotes", "Author's note"),
    NoteKind.BANNED: QT_TRANSLATE_NOOP("WriteNotes", "Banned phrases"),
}
HINTS = {
    NoteKind.STYLE: QT_TRANSLATE_NOOP(
        "WriteNotes", "How the piece sounds: tense, spelling, words to prefer."
    ),
    NoteKind.CHARACTER: QT_TRANSLATE_NOOP(
        "WriteNotes", "Who occurs. The model is told of them where they are named."
    ),
    NoteKind.FACT: QT_TRANSLATE_NOOP(
        "WriteNotes", "What is true here. With keywords, it is told only where one of them occurs."
    ),
    NoteKind.AUTHOR: QT_TRANSLATE_NOOP(
        "WriteNotes", "What the model is reminded of each time, such as where this is going."
    ),
    NoteKind.BANNED: QT_TRANSLATE_NOOP("WriteNotes", "What the model can never write."),
}
PROMPTS = {
    NoteKind.STYLE: QT_TRANSLATE_NOOP("WriteNotes", "Past tense…"),
    NoteKind.CHARACTER: QT_TRANSLATE_NOOP("WriteNotes", "Who they are"),
    NoteKind.FACT: QT_TRANSLATE_NOOP("WriteNotes", "Founded in 1963…"),
    NoteKind.AUTHOR: QT_TRANSLATE_NOOP("WriteNotes", "Slow down here…"),
    NoteKind.BANNED: QT_TRANSLATE_NOOP("WriteNotes", "in today's world…"),
}
NAMED = (NoteKind.CHARACTER,)
CALLED = (NoteKind.CHARACTER, NoteKind.FACT)  # by keywords
_APART = re.compile(r"\s*[,，、;；\n]\s*")


def tr(text: str) -> str:
    """Return a text of the context "WriteNotes" in the language of the interface."""
    return QCoreApplication.translate("WriteNotes", text)


def origin(owner: Owner, folder: str) -> str:
    """Return where a note comes from, "" for the piece itself."""
    if owner.piece is not None:
        return ""
    if owner.folder is not None:
        text = QCoreApplication.translate("WriteNotes", "From the folder “{name}”")
        return text.format(name=telling.short(folder))
    return QCoreApplication.translate("WriteNotes", "For all pieces")


def keywords(text: str) -> tuple[str, ...]:
    """Read keywords that stand apart by commas."""
    return tuple(dict.fromkeys(word for word in _APART.split(text.strip()) if word))
