from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.composer import Composer
from app.ui.theme import Theme


@pytest.fixture
def composer(qtbot: QtBot, qapp: QApplication) -> Composer:
    made = Composer(Theme(qapp))
    made.resize(600, 100)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_sends_and_shift_enter_breaks(qtbot: QtBot, composer: Composer) -> None:
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    qtbot.keyClicks(composer.edit, "one")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.edit, "two")
    assert sent == []
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == ["one\ntwo"]
    assert composer.text() == ""


def test_the_enter_of_an_input_method_never_sends(qtbot: QtBot, composer: Composer) -> None:
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    QApplication.sendEvent(composer.edit, QInputMethodEvent("ni hao", []))
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Enter)
    assert sent == []
    assert "\n" not in composer.text()
    commit = QInputMethodEvent("", [])
    commit.setCommitString("你好")
    QApplication.sendEvent(composer.edit, commit)
    assert composer.text() == "你好"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == ["你好"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_not_sent(qtbot: QtBot, composer: Composer, text: str) -> None:
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    composer.set_text(text)
    composer.submit()
    assert sent == []


def test_busy_shows_stop_and_keeps_what_is_written(qtbot: QtBot, composer: Composer) -> None:
    sent: list[str] = []
    stops: list[bool] = []
    composer.submitted.connect(sent.append)
    composer.stopped.connect(lambda: stops.append(True))
    composer.set_text("next")
    composer.set_busy(True)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert (sent, composer.text()) == ([], "next")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert stops == [True]


def test_it_grows_up_to_ten_lines(composer: Composer) -> None:
    one = composer.edit.height()
    composer.set_text("a\n" * 4)
    five = composer.edit.height()
    composer.set_text("a\n" * 50)
    most = composer.edit.height()
    assert one < five < most <= 11 * composer.edit.fontMetrics().lineSpacing()


def test_half_a_character_does_no_harm(composer: Composer) -> None:
    composer.set_text("a\ud83db")
    composer.text().encode()
    assert composer.text().strip("ab�") == ""


def test_pasting_is_plain_text(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<h1>bold</h1>")
    data.setText("bold")
    composer.edit.insertFromMimeData(data)
    assert composer.edit.document().firstBlock().charFormat().fontWeight() == 400
    assert composer.text() == "bold"
