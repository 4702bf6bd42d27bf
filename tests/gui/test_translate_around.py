"""What opens the small window: the clipboard, a hotkey, another start of the app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.context import Services
from app.services.hotkeys.combination import Combination
from app.services.hotkeys.hotkey import SUGGESTED, Grab, Hotkey
from app.services.instance import Wish
from app.services.settings import Settings
from app.services.translation import live as live_module
from app.tabs.translate import around as around_module
from app.tabs.translate.around import Around
from app.tabs.translate.hotkey import HotkeyDialog
from app.tabs.translate.small import Small
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from tests.gui.translate_small import SlowTranslator, button, label


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


class ScriptedHotkey(Hotkey):
    """Is had or not, as the test says."""

    answers: dict[str, Grab]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers = {}
        self.there = True

    @property
    def available(self) -> bool:
        return self.there

    def _bind(self, text: str) -> Grab:
        return self.answers.get(text) or super()._bind(text)

    def _take(self, combination: Combination) -> Grab:
        return Grab.HELD


class ScriptedClipboard(QObject):
    """A clipboard with a selection beside it, as that of X11."""

    dataChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.copied = self.selected = ""

    def text(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
        return self.selected if mode is QClipboard.Mode.Selection else self.copied

    def setText(self, text: str) -> None:
        self.copied = text
        self.dataChanged.emit()

    def supportsSelection(self) -> bool:
        return True

    def ownsClipboard(self) -> bool:
        return False

    def mimeData(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.copied)
        return data


class House:
    """Everything around the tab, without a model."""

    def __init__(self, qtbot: QtBot, folders: Folders, theme: Theme) -> None:
        self.qtbot = qtbot
        self.hotkeys: list[ScriptedHotkey] = []
        self.services = Services.build(folders)
        self.translator = SlowTranslator()
        object.__setattr__(self.services.translation, "translator", self.translator)
        self.theme = theme
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.notices = NoticeBar("notice", self.parent)
        self.parent.show()
        self.wanted: list[str] = []
        self.around = self.build()

    @property
    def settings(self) -> Settings:
        return self.services.settings

    @property
    def hotkey(self) -> ScriptedHotkey:
        return cast(ScriptedHotkey, self.around.hotkey)

    @property
    def small(self) -> Small:
        assert self.around._small is not None
        return self.around._small

    def build(self) -> Around:
        """Build it as the start of the app does."""
        self.around = Around(self.services, self.theme, self.notices, self.parent)
        self.around.text_wanted.connect(self.wanted.append)
        self.menu = QMenu(self.parent)
        self.around.fill_menu(self.menu)
        return self.around

    def action(self, name: str) -> QAction:
        return next(action for action in self.menu.actions() if action.objectName() == name)

    def dialog(self) -> HotkeyDialog:
        self.action("translate.choose_hotkey").trigger()
        found = self.parent.findChildren(HotkeyDialog)
        assert found
        return found[-1]

    def close(self) -> None:
        self.around.close()
        self.services.close()


@pytest.fixture
def clipboard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> ScriptedClipboard:
    made = ScriptedClipboard()
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: made)
    return made


@pytest.fixture
def house(
    qtbot: QtBot,
    folders: Folders,
    theme: Theme,
    languages: Languages,
    clipboard: ScriptedClipboard,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    monkeypatch.setattr(live_module, "PAUSE_MS", 5)
    monkeypatch.setattr("app.services.translation.clipboard.SETTLE_MS", 5)
    monkeypatch.setattr(around_module, "create", ScriptedHotkey)
    made = House(qtbot, folders, theme)
    yield made
    made.close()


def test_nothing_starts_until_it_is_asked_for(house: House, clipboard: ScriptedClipboard) -> None:
    house.qtbot.wait(20)
    clipboard.setText("Good morning.")
    house.qtbot.wait(20)
    assert not house.around.watch.on
    assert house.around._hotkey is None
    assert house.around._small is None
    assert not house.action("translate.watch_clipboard").isChecked()
    assert not house.action("translate.show_small").isChecked()


def test_what_is_copied_elsewhere_is_translated_once_that_is_switched_on(
    house: House, clipboard: ScriptedClipboard
) -> None:
    house.action("translate.watch_clipboard").trigger()
    assert house.settings.flag("translate_clipboard")
    clipboard.setText("Good morning.")
    house.qtbot.waitUntil(lambda: house.translator.open == ["Good morning."])
    assert house.action("translate.show_small").isChecked()
    house.translator.runs[0].answer()
    button(house.small, "translate.small.copy").click()
    assert clipboard.copied == "gOOD MORNING."
    house.qtbot.waitUntil(lambda: not house.around.watch._settle.isActive())
    assert house.small.text == "Good morning."
    house.action("translate.watch_clipboard").trigger()
    clipboard.setText("Good night.")
    house.qtbot.wait(20)
    assert house.small.text == "Good morning."


def test_what_is_switched_on_is_so_at_the_next_start(house: House) -> None:
    house.settings.set("translate_clipboard", True)
    house.settings.set("translate_hotkey", SUGGESTED)
    house.around.close()
    around = house.build()
    house.qtbot.waitUntil(lambda: around.watch.on)
    assert house.action("translate.watch_clipboard").isChecked()
    assert house.hotkey.grab is Grab.HELD


def test_the_hotkey_prefers_what_is_selected(house: House, clipboard: ScriptedClipboard) -> None:
    clipboard.copied, clipboard.selected = "Good night.", "Good morning."
    house.hotkey.pressed.emit()
    assert house.small.text == "Good morning."
    clipboard.selected = " "
    house.hotkey.pressed.emit()
    assert house.small.text == "Good night."


def test_another_start_translates_what_was_copied(
    house: House, clipboard: ScriptedClipboard
) -> None:
    clipboard.copied, clipboard.selected = "Good night.", "Good morning."
    assert not house.around.answer(Wish.WINDOW)
    assert house.around.answer(Wish.TRANSLATE_CLIPBOARD)
    assert house.small.text == "Good night."


def test_a_clipboard_that_shows_itself_only_to_the_active_window_is_awaited(
    house: House, clipboard: ScriptedClipboard
) -> None:
    house.around.answer(Wish.TRANSLATE_CLIPBOARD)
    assert house.small.isVisible()
    assert house.small.text == ""
    clipboard.setText("Good morning.")
    assert house.small.text == "Good morning."
    clipboard.setText("Good night.")  # nobody has asked for this one
    assert house.small.text == "Good morning."


def test_nothing_is_awaited_once_the_window_was_closed(
    house: House, clipboard: ScriptedClipboard
) -> None:
    house.around.answer(Wish.TRANSLATE_CLIPBOARD)
    house.small.close()
    house.action("translate.show_small").trigger()
    clipboard.setText("Good morning.")
    assert house.small.text == ""


def test_it_translates_as_the_tab_does(house: House, clipboard: ScriptedClipboard) -> None:
    house.settings.set("translate_target", "fr")
    clipboard.copied = "Good morning."
    house.around.translate_clipboard()
    house.qtbot.waitUntil(lambda: bool(house.translator.runs))
    assert house.translator.runs[-1].request.target == "fr"
    house.settings.set("translate_target", "de")
    house.qtbot.waitUntil(lambda: house.translator.runs[-1].request.target == "de")
    house.small.close()
    house.settings.set("translate_target", "es")
    house.qtbot.wait(30)
    assert house.translator.open == []


def test_the_small_window_keeps_its_place_and_its_pin(house: House) -> None:
    house.action("translate.show_small").trigger()
    house.small.move(12, 34)
    button(house.small, "translate.small.pin").click()
    house.action("translate.show_small").trigger()
    assert not house.small.isVisible()
    house.around.close()
    house.build()
    house.action("translate.show_small").trigger()
    assert (house.small.x(), house.small.y()) == (12, 34)
    assert house.small.pinned


def test_open_brings_the_text_to_the_tab(house: House, clipboard: ScriptedClipboard) -> None:
    clipboard.copied = "Good morning."
    house.around.translate_clipboard()
    button(house.small, "translate.small.open").click()
    assert house.wanted == ["Good morning."]


def test_a_hotkey_that_cannot_be_had_at_the_start_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.settings.set("translate_hotkey", SUGGESTED)
    house.around.close()
    monkeypatch.setattr(ScriptedHotkey, "_take", lambda *_: Grab.TAKEN)
    house.build()
    house.qtbot.waitUntil(house.notices.isVisible)
    assert "Another program holds Ctrl+Shift+F9" in house.notices.accessibleName()


def test_the_dialog_takes_and_lets_go(house: House) -> None:
    dialog = house.dialog()
    button(dialog, "translate.hotkey.suggestion").click()
    assert house.settings.text("translate_hotkey") == SUGGESTED
    assert house.hotkey.grab is Grab.HELD
    assert not button(dialog, "translate.hotkey.suggestion").isVisible()
    dialog._keys.clear()
    dialog._keys.editingFinished.emit()
    assert house.settings.text("translate_hotkey") == ""
    assert house.hotkey.grab is Grab.OFF


@pytest.mark.parametrize(
    ("keys", "words"), [("Ctrl+Alt+T", "Another program holds"), ("Shift+T", "needed for typing")]
)
def test_what_cannot_be_had_is_told_and_the_former_key_stays(
    house: House, keys: str, words: str
) -> None:
    house.settings.set("translate_hotkey", SUGGESTED)
    house.hotkey.answers["Ctrl+Alt+T"] = Grab.TAKEN
    dialog = house.dialog()
    dialog._keys.setKeySequence(QKeySequence(keys))
    dialog._keys.editingFinished.emit()
    assert words in label(dialog, "translate.hotkey.state")
    assert dialog._keys.keySequence().toString() == SUGGESTED
    assert house.settings.text("translate_hotkey") == SUGGESTED
    assert house.hotkey.grab is Grab.HELD


def test_where_there_is_no_hotkey_the_dialog_tells_the_command(house: House) -> None:
    house.hotkey.there = False
    dialog = house.dialog()
    command = dialog.findChild(QLineEdit, "translate.hotkey.command")
    assert command is not None
    assert command.isVisible()
    assert command.text().endswith("--translate-clipboard")
    assert not dialog._keys.isVisible()


def test_the_menu_speaks_the_language_of_the_app(house: House, languages: Languages) -> None:
    assert house.action("translate.watch_clipboard").text() == "Translate what I copy"
    assert "Wayland" in house.action("translate.watch_clipboard").toolTip()
    house.menu.aboutToShow.emit()
    assert [action.text() for action in house.menu.actions()] == [
        "Translate what I copy",
        "Small window",
        "Hotkey…",
    ]
