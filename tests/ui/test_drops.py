"""A model file may be dropped anywhere in the window; everything else goes where it went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit
from pytestqt.qtbot import QtBot

from app.ui.drops import ModelDrops

BUTTONS = Qt.MouseButton.LeftButton
KEYS = Qt.KeyboardModifier.NoModifier
MODEL = "/模型 库/墨 #1.GGUF"


class Room:
    """A window that is a text field, which takes the names of files by itself."""

    def __init__(self, qtbot: QtBot) -> None:
        self.field = QTextEdit()
        qtbot.addWidget(self.field)
        self.field.show()
        self.drops = ModelDrops()
        self.drops.watch(self.field)
        self.dropped: list[str] = []
        self.drops.dropped.connect(self.dropped.append)

    def drag(self, *urls: str, text: str = "") -> bool:
        """Drag something in and let it go; tell whether the window wanted it."""
        data = QMimeData()
        if urls:
            data.setUrls([QUrl(url) for url in urls])
        if text:
            data.setText(text)
        middle, action = self.field.rect().center(), Qt.DropAction.CopyAction
        handle = self.field.windowHandle()
        taken = []
        for event in (
            QDragEnterEvent(QPoint(middle), action, data, BUTTONS, KEYS),
            QDragMoveEvent(QPoint(middle), action, data, BUTTONS, KEYS),
            QDropEvent(QPointF(middle), action, data, BUTTONS, KEYS, QEvent.Type.Drop),
        ):
            event.ignore()
            QApplication.sendEvent(handle, event)
            taken.append(event.isAccepted())
        assert len(set(taken)) == 1
        return taken[0]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_a_model_is_opened_and_its_name_is_in_no_text(room: Room) -> None:
    assert room.drag(QUrl.fromLocalFile(MODEL).toString())
    assert room.dropped == [MODEL]
    assert room.field.toPlainText() == ""


def test_anything_else_goes_where_it_went(room: Room) -> None:
    assert room.drag(text="some words")
    assert room.drag("file:///a.gguf", "file:///b.gguf")
    assert room.drag("https://example.org/a.gguf")
    assert room.dropped == []
    assert "some words" in room.field.toPlainText()
    assert "file:///b.gguf" in room.field.toPlainText()


def test_the_parts_of_a_model_are_one(room: Room) -> None:
    parts = [f"file:///墨-{part:05}-of-00003.gguf" for part in (2, 3, 1)]
    assert room.drag(*parts)
    assert room.drag(parts[1])
    assert room.dropped == ["/墨-00001-of-00003.gguf"] * 2
    assert room.drag(*parts, "file:///other.gguf")
    assert len(room.dropped) == 2


def test_nothing_is_opened_while_a_question_is_open(qtbot: QtBot, room: Room) -> None:
    question = QDialog(room.field)
    qtbot.addWidget(question)
    question.open()
    room.drag("file:///a.gguf")
    assert room.dropped == []
