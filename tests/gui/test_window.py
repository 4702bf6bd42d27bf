"""The real window with the real engine and the model that comes with the app."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.context import Services
from app.services.store import MessageState
from app.tabs.chat.tab import Tab
from app.tabs.code.task.actions import TARGETS, language_name
from app.tabs.write.wishes import LANGUAGES
from app.ui.i18n import Languages
from app.ui.theme import Theme
from app.ui.window import Window


class Desk:
    """A window and what it is made of."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folders: Folders) -> None:
        self.services = Services.build(folders)
        self.theme = Theme(qapp)
        self.theme.apply("light", 11)
        self.languages = Languages(qapp)
        self.languages.apply("en")
        self.services.settings.set("language", "en")
        self.window = Window(self.services, self.theme, self.languages)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.start()
        page = self.window.pages[0]
        assert isinstance(page, Tab)
        self.tab = page

    def close(self) -> None:
        self.window.close()
        self.services.close()
        self.languages.apply("en")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folders: Folders) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, folders)
    yield made
    made.close()


def send(qtbot: QtBot, desk: Desk, text: str) -> int:
    qtbot.waitUntil(lambda: desk.services.models.current is not None, timeout=30_000)
    number = desk.tab._ensure_conversation()
    desk.services.store.set_sampling(number, {"max_tokens": 40})
    desk.tab.composer.set_text(text)
    desk.tab.composer.submit()
    assert desk.tab._current is not None
    return desk.tab._current


def finish(qtbot: QtBot, desk: Desk, number: int) -> None:
    qtbot.waitUntil(lambda: desk.services.chats.reply(number) is None, timeout=60_000)


def test_a_first_chat(qtbot: QtBot, desk: Desk) -> None:
    number = send(qtbot, desk, "Hello! Who are you?")
    finish(qtbot, desk, number)
    question, answer = desk.services.store.path(number)
    assert question.text == "Hello! Who are you?"
    assert answer.state is MessageState.COMPLETE
    view = desk.tab.transcript.view(answer.id)
    assert view is not None
    assert answer.text.split()[0] in view.body.toPlainText()
    qtbot.waitUntil(lambda: "8,192" in desk.tab.composer._meter.text(), timeout=5000)
    assert desk.tab._title.text() == "Hello! Who are you?"


def test_drafts_are_kept_with_their_conversation(qtbot: QtBot, desk: Desk) -> None:
    store = desk.services.store
    one, two = store.create_conversation("one").id, store.create_conversation("two").id
    desk.tab.open_conversation(one)
    desk.tab.composer.set_text("half a thought")
    desk.tab.open_conversation(two)
    assert desk.tab.composer.text() == ""
    desk.tab.open_conversation(one)
    assert desk.tab.composer.text() == "half a thought"


def test_a_reply_goes_on_while_one_is_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    number = send(qtbot, desk, "Write about the sea.")
    desk.tab.new_conversation()
    assert desk.tab._current is None
    finish(qtbot, desk, number)
    assert desk.services.store.path(number)[-1].state is MessageState.COMPLETE


def test_deleting_a_conversation_can_be_undone(qtbot: QtBot, desk: Desk) -> None:
    number = desk.services.store.create_conversation("precious").id
    desk.tab.open_conversation(number)
    desk.tab._delete(number)
    assert desk.services.store.conversations() == []
    desk.tab._restore_deleted()
    assert [c.id for c in desk.services.store.conversations()] == [number]


def test_models_switch_from_the_menu(qtbot: QtBot, desk: Desk, starter: Path) -> None:
    qtbot.waitUntil(lambda: desk.services.models.current is not None, timeout=30_000)
    copy = desk.services.folders.models / "另一个 model.gguf"
    shutil.copyfile(starter, copy)
    menu = desk.window.findChild(QMenu, "settings.model")
    assert menu is not None
    menu.aboutToShow.emit()
    action = menu.findChild(QAction, "settings.model.另一个 model")
    assert action is not None
    action.trigger()
    qtbot.waitUntil(
        lambda: (
            desk.services.models.current is not None and desk.services.models.current.path == copy
        ),
        timeout=30_000,
    )
    assert desk.services.settings.text("model") == str(copy)


@pytest.mark.parametrize("content", [b"", b"not a model", b"GGUF\x03\x00\x00\x00"])
def test_a_bad_model_is_told_and_the_old_one_stays(
    qtbot: QtBot, desk: Desk, content: bytes
) -> None:
    qtbot.waitUntil(lambda: desk.services.models.current is not None, timeout=30_000)
    before = desk.services.models.current
    bad = desk.services.folders.data / "bad.gguf"
    bad.write_bytes(content)
    assert before is not None
    desk.services.models.switch(dataclasses.replace(before, path=bad, id="bad"))
    qtbot.waitUntil(lambda: not desk.services.models.loading, timeout=30_000)
    assert desk.window.notices.isVisible()
    assert "bad.gguf" in desk.window.notices.accessibleName()
    assert desk.services.models.current == before


def shown_texts(root: QWidget) -> set[str]:
    texts = set()
    for label in root.findChildren(QLabel):
        texts.add(label.text())
    for button in root.findChildren(QAbstractButton):
        texts |= {button.text(), button.toolTip(), button.accessibleName()}
    for action in root.findChildren(QAction):
        texts.add(action.text())
    for widget in root.findChildren(QWidget):
        texts |= {widget.accessibleName(), widget.toolTip(), widget.windowTitle()}
        placeholder = getattr(widget, "placeholderText", None)
        if callable(placeholder):
            texts.add(placeholder())
    return {text for text in texts if text}


def test_the_language_switches_at_once_and_everywhere(qtbot: QtBot, desk: Desk) -> None:
    store = desk.services.store
    number = store.create_conversation("数").id
    first = store.add_message(number, None, "user", "1").id
    store.add_message(number, first, "assistant", "2")
    desk.tab.open_conversation(number)
    desk.tab.panel.show()
    desk.window.show_models()
    desk.window.show_preferences()
    assert desk.window._preferences is not None
    english = shown_texts(desk.window)
    assert "Preferences" in {desk.window._preferences.windowTitle()}
    desk.services.settings.set("language", "zh_CN")
    neutral = {"English", "Markdown", "HTML", "JSON", "Top-k", "Top-p", "Min-p"}
    neutral |= {"Scroll Left", "Scroll Right"}  # Qt's own, on hidden buttons
    neutral |= {language_name(target) for target in TARGETS}
    neutral |= {name for name, _, _ in LANGUAGES}
    library = desk.services.models.library
    names = [model.name for model in library.installed()]
    names += [name for e in library.catalogue for name in (e.name, e.licence)]

    def english_left() -> set[str]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        same = {t for t in shown_texts(desk.window) & english if any("a" <= c <= "z" for c in t)}
        foreign = ("/", "Inkstone", *names)
        return {t for t in same - neutral if not any(word in t for word in foreign)}

    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: english_left() == set(), timeout=5000)
    assert english_left() == set()
    desk.window._preferences.close()


def test_a_conversation_without_a_title_is_called_new_in_every_language(desk: Desk) -> None:
    title = desk.window.findChild(QLabel, "chat.title")
    assert title is not None
    assert title.text() == "New conversation"
    desk.languages.apply("zh_CN")
    QCoreApplication.processEvents()
    assert title.text() == "新对话"


def test_the_window_opens_again_as_it_was(
    qtbot: QtBot, qapp: QApplication, folders: Folders
) -> None:
    first = Desk(qtbot, qapp, folders)
    first.tab.composer.set_text("unsent 未发送")
    first.window.resize(770, 640)
    first.close()
    second = Desk(qtbot, qapp, folders)
    assert second.tab.composer.text() == "unsent 未发送"
    assert second.window.size().width() == 770
    second.close()


def test_damaged_settings_are_told(qtbot: QtBot, qapp: QApplication, folders: Folders) -> None:
    folders.settings.write_text("{broken", encoding="utf-8")
    desk = Desk(qtbot, qapp, folders)
    assert "settings.json.damaged" in desk.window.notices.accessibleName()
    assert json.loads(folders.settings.read_text(encoding="utf-8"))["language"] == "en"
    desk.close()


def test_every_interactive_widget_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.panel.show()
    for button in desk.window.findChildren(QAbstractButton):
        if "." in button.objectName():  # Qt's own have no such names
            assert button.text() or button.accessibleName(), button.objectName()
