"""The small window and what opens it, with a scripted translator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.protocol import ErrorCode, Params
from app.services.context import Services
from app.services.hotkeys.combination import Combination
from app.services.hotkeys.hotkey import SUGGESTED, Grab, Hotkey
from app.services.instance import Wish
from app.services.settings import Settings
from app.services.translation import live as live_module
from app.services.translation.clipboard import LONGEST
from app.services.translation.live import Live
from app.services.translation.memory import TranslationMemory
from app.services.translation.translator import Translator
from app.tabs.translate import around as around_module
from app.tabs.translate.around import Around
from app.tabs.translate.floating import HOLD_MS
from app.tabs.translate.hotkey import HotkeyDialog
from app.tabs.translate.small import Small
from app.tabs.translate.task.request import Request, Translation
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class ScriptedRun(QObject):
    """Says what the test tells it to."""

    grew = Signal(str)
    ended = Signal()

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.result: Translation | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self.over = False

    def stop(self) -> None:
        self._end()

    def finish(self, text: str) -> None:
        self.result = Translation(text)
        self._end()

    def fail(self, code: ErrorCode) -> None:
        self.code = code
        self._end()

    def _end(self) -> None:
        if not self.over:
            self.over = True
            self.ended.emit()


class ScriptedTranslator:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.runs: list[ScriptedRun] = []

    def request(self, text: str, pair: tuple[str, str], **_more: object) -> Request:
        return Request(text, *pair)

    def known(self, _request: Request) -> None:
        return None

    def issues(self, *_texts: object) -> list[object]:
        return []

    def start(self, request: Request) -> ScriptedRun:
        run = ScriptedRun(request)
        self.runs.append(run)
        return run

    @property
    def open(self) -> list[str]:
        return [run.request.text for run in self.runs if not run.over]


class NoMemory:
    def exact(self, _source: str, _pair: object) -> None:
        return None


def button(root: QWidget, name: str) -> QAbstractButton:
    found = root.findChild(QAbstractButton, name)
    assert found is not None
    return found


def label(root: QWidget, name: str) -> str:
    found = root.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


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
        self.translator = ScriptedTranslator()
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


# The window ----------------------------------------------------------------------------------


def test_a_translation_is_shown_as_it_grows(room: Room) -> None:
    run = room.show("Good morning.")
    assert label(room.small, "translate.small.pair") == "English  →  Chinese"
    assert label(room.small, "translate.small.source") == "Good morning."
    assert label(room.small, "translate.small.state") == "Translating…"
    assert not button(room.small, "translate.small.copy").isEnabled()
    run.grew.emit("早")
    assert room.small.target.text() == "早"
    run.finish("早上好。")
    assert room.small.target.text() == "早上好。"
    room.qtbot.waitUntil(lambda: label(room.small, "translate.small.state") == "")


def test_the_newest_text_wins_and_nothing_of_the_last_one_stays(room: Room) -> None:
    first = room.show("Good morning.")
    first.grew.emit("早上好")
    second = room.show("Good night.")
    assert first.over
    assert room.translator.open == ["Good night."]
    assert room.small.target.text() == ""
    second.finish("晚安。")
    assert room.small.target.text() == "晚安。"


def test_copy_and_open_hand_the_texts_on(room: Room) -> None:
    room.show("Good morning.").finish("早上好。")
    with room.qtbot.waitSignal(room.small.copy_wanted) as copied:
        button(room.small, "translate.small.copy").click()
    assert copied.args == ["早上好。"]
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
    again.finish("早上好。")
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
    room.show("Good morning.").fail(ErrorCode.NO_MODEL)
    assert "Settings > Model" in label(room.small, "translate.small.trouble")
    button(room.small, "translate.small.again").click()
    assert label(room.small, "translate.small.trouble") == ""
    room.translator.runs[-1].finish("早上好。")
    assert room.small.target.text() == "早上好。"


def test_the_hotkey_tries_again_what_has_failed(room: Room) -> None:
    room.show("Good morning.").fail(ErrorCode.NO_MODEL)
    room.show("Good morning.").finish("早上好。")
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
    room.show("Good morning.").fail(ErrorCode.NO_MODEL)
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


# What opens it -------------------------------------------------------------------------------


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
        self.translator = ScriptedTranslator()
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
    monkeypatch.setattr(around_module.QGuiApplication, "clipboard", lambda: made)
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
    house.translator.runs[0].finish("早上好。")
    button(house.small, "translate.small.copy").click()
    assert clipboard.copied == "早上好。"
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
