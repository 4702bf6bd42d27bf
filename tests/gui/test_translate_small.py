"""The small window, with a scripted translator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode
from app.services.translation import live as live_module
from app.services.translation.clipboard import LONGEST
from app.services.translation.live import Live
from app.services.translation.memory import TranslationMemory
from app.services.translation.translator import Translator
from app.tabs.translate.floating import HOLD_MS
from app.tabs.translate.small import Small
from app.ui.i18n import Languages
from app.ui.theme import Theme
from tests.fakes.translator import ScriptedRun
from tests.gui.translate_small import NoMemory, SlowTranslator, button, label


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    made.apply("en")
    yield made
    made.apply("en")


class Room:
    """A small window over a scripted translator, and another window to go to."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.translator = SlowTranslator()
        live = Live(cast(Translator, self.translator), cast(TranslationMemory, NoMemory()))
        self.small = Small(live, theme)
        self.other = QWidget()
        for widget in (self.other, self.small):
            qtbot.addWidget(widget)
        self.other.show()

    def show(self, text: str, *, activate: bool = True) -> ScriptedRun:
        """Show a text and wait until its translation has begun."""
        before = len(self.translator.runs)
        self.small.show_text(text, activate=activate)
        self.qtbot.waitUntil(lambda: len(self.translator.runs) > before)
        return self.translator.runs[-1]

    def leave(self) -> None:
        """Go to the other window, some time after the small one came."""
        self.qtbot.waitUntil(lambda: self.small.isActiveWindow() and not self.small._held)
        self.other.activateWindow()
        self.qtbot.waitUntil(self.other.isActiveWindow)


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, languages: Languages, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(live_module, "PAUSE_MS", 5)
    monkeypatch.setattr("app.tabs.translate.floating.HOLD_MS", 20)
    return Room(qtbot, theme)


def test_a_translation_is_shown_as_it_grows(room: Room) -> None:
    run = room.show("Good morning.")
    assert label(room.small, "translate.small.pair") == "English  →  Chinese"
    assert label(room.small, "translate.small.source") == "Good morning."
    assert label(room.small, "translate.small.state") == "Translating…"
    assert not button(room.small, "translate.small.copy").isEnabled()
    run.grew.emit("早")
    assert room.small.target.text() == "早"
    run.answer()
    assert room.small.target.text() == "gOOD MORNING."
    room.qtbot.waitUntil(lambda: label(room.small, "translate.small.state") == "")


def test_the_newest_text_wins_and_nothing_of_the_last_one_stays(room: Room) -> None:
    first = room.show("Good morning.")
    first.grew.emit("早上好")
    second = room.show("Good night.")
    assert first.over
    assert room.translator.open == ["Good night."]
    assert room.small.target.text() == ""
    second.answer()
    assert room.small.target.text() == "gOOD NIGHT."


def test_copy_and_open_hand_the_texts_on(room: Room) -> None:
    room.show("Good morning.").answer()
    with room.qtbot.waitSignal(room.small.copy_wanted) as copied:
        button(room.small, "translate.small.copy").click()
    assert copied.args == ["gOOD MORNING."]
    assert button(room.small, "translate.small.copy").text() == "Copied"
    with room.qtbot.waitSignal(room.small.open_wanted) as opened:
        button(room.small, "translate.small.open").click()
    assert opened.args == ["Good morning."]
    assert not room.small.isVisible()


def test_nothing_is_translated_unseen(room: Room) -> None:
    run = room.show("Good morning. Good night.")
    room.qtbot.keyClick(room.small, "\x1b")
    assert not room.small.isVisible()
    assert run.over
    assert room.translator.open == []
    again = room.show("Good morning. Good night.")
    assert again.request.text == "Good morning."
    again.answer()
    assert room.translator.open == ["Good night."]


def test_it_closes_when_one_goes_elsewhere_unless_it_is_pinned(room: Room) -> None:
    room.show("Good morning.")
    room.leave()
    assert not room.small.isVisible()
    room.show("Good night.")
    button(room.small, "translate.small.pin").click()
    room.leave()
    assert room.small.isVisible()


def test_a_keyboard_that_is_taken_for_a_moment_does_not_close_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.small._hold.setInterval(HOLD_MS)
    room.show("Good morning.")
    room.qtbot.waitUntil(room.small.isActiveWindow)
    room.other.activateWindow()  # as a hotkey that is still held, or a window that is moved
    room.qtbot.waitUntil(room.other.isActiveWindow)
    assert room.small.isVisible()
    room.small.activateWindow()
    room.small._hold.setInterval(0)
    room.small._hold.start()
    room.leave()
    assert not room.small.isVisible()


def test_what_is_copied_elsewhere_does_not_take_the_keyboard(room: Room) -> None:
    unfocused = Qt.WidgetAttribute.WA_ShowWithoutActivating  # the offscreen platform heeds it not
    room.show("Good morning.", activate=False)
    assert room.small.testAttribute(unfocused)
    room.small.close()
    room.show("Good night.")
    assert not room.small.testAttribute(unfocused)


def test_it_comes_at_the_cursor_and_then_where_it_was(room: Room) -> None:
    room.small.appear(activate=True)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(room.small.geometry())
    room.small.move(33, 44)
    room.small.resize(350, 222)
    room.small.close()
    place = room.small.place
    assert place
    other = Small(room.small._live, Theme(cast(QApplication, QApplication.instance())))
    room.qtbot.addWidget(other)
    other.place = place
    other.appear(activate=True)
    assert other.geometry().getRect() == (33, 44, 350, 222)


def test_a_failure_is_told_and_can_be_tried_again(room: Room) -> None:
    room.show("Good morning.").refuse(ErrorCode.NO_MODEL)
    assert "Settings > Model" in label(room.small, "translate.small.trouble")
    button(room.small, "translate.small.again").click()
    assert label(room.small, "translate.small.trouble") == ""
    room.translator.runs[-1].answer()
    assert room.small.target.text() == "gOOD MORNING."


def test_the_hotkey_tries_again_what_has_failed(room: Room) -> None:
    room.show("Good morning.").refuse(ErrorCode.NO_MODEL)
    room.show("Good morning.").answer()
    assert label(room.small, "translate.small.trouble") == ""


def test_a_text_that_is_too_long_is_told_and_can_be_opened(room: Room) -> None:
    text = "word " * (LONGEST // 5 + 1)
    room.small.show_text(text, activate=True)
    assert "too long" in label(room.small, "translate.small.trouble")
    assert len(label(room.small, "translate.small.source")) < 200
    room.qtbot.wait(30)
    assert room.translator.runs == []
    with room.qtbot.waitSignal(room.small.open_wanted) as opened:
        button(room.small, "translate.small.open").click()
    assert opened.args == [text]


def test_language_and_theme_follow(room: Room, languages: Languages, theme: Theme) -> None:
    room.show("Good morning.").refuse(ErrorCode.NO_MODEL)
    before = button(room.small, "translate.small.pin").icon().pixmap(16).toImage()
    languages.apply("zh_CN")
    room.qtbot.waitUntil(lambda: label(room.small, "translate.small.pair") == "英语  →  中文")
    assert "Settings" not in label(room.small, "translate.small.trouble")
    theme.apply("dark", 11)
    assert button(room.small, "translate.small.pin").icon().pixmap(16).toImage() != before


def test_every_control_has_a_name(room: Room) -> None:
    for control in room.small.findChildren(QAbstractButton):
        assert control.objectName().startswith("translate.small."), control
        assert control.text() or control.accessibleName(), control.objectName()
    assert room.small.target.accessibleName()
