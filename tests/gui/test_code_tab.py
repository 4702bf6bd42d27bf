"""The Code tab in the window, over the scripted engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.catalogue import Task
from app.tabs.code.editor import keys
from app.tabs.code.task.actions import LANGUAGES
from app.ui.models import page as models_page
from tests.catalogues import entry
from tests.ggufs import write_model
from tests.gui.code_room import (
    ALT,
    BEGUN,
    CTRL,
    GHOST,
    SHIFT,
    Room,
    script_the_engine,
)
from tests.gui.test_window import shown_texts

Key = Qt.Key


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    script_the_engine(monkeypatch)


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, folders: Folders, scripted: None) -> Iterator[Room]:
    made = Room(qtbot, qapp, folders)
    yield made
    made.close()


def flush() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# Suggestions ---------------------------------------------------------------------------------


def test_a_suggestion_is_taken_part_by_part(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    assert room.editor.text() == BEGUN
    room.press(Key.Key_Right, CTRL)
    assert (room.editor.text(), room.ghost) == (BEGUN + "step_1", GHOST.removeprefix("step_1"))
    room.press(Key.Key_Backtab, SHIFT)
    assert room.editor.text() == BEGUN + "step_1(value_0)\n"
    assert room.ghost == "    step_2(value_0)"
    room.type("  ")
    assert room.ghost == "  step_2(value_0)"
    pace = room.services.code.completer.pace
    assert pace._last_key is not None
    room.press(Key.Key_Tab)
    assert room.editor.text() == BEGUN + GHOST
    assert pace._last_key is None  # that was no typing
    room.editor.undo()
    assert room.editor.text() == BEGUN + "step_1(value_0)\n  "
    for _ in range(3):
        room.editor.undo()
    assert room.editor.text() == BEGUN


def test_what_was_prepared_is_there_at_once(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    room.until_quiet()
    assert room.asked == [BEGUN, BEGUN + GHOST]
    room.press(Key.Key_Backtab, SHIFT)
    assert room.ghost == "    step_2(value_0)"
    room.press(Key.Key_Tab)
    assert room.ghost == "\n    step_3(value_0)"
    room.until_quiet()
    assert [text for text in room.asked[2:] if len(text) <= len(BEGUN + GHOST)] == []
    assert room.code.cost.text() == "known already · 0 ms"


def test_what_is_typed_along_asks_nothing(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    room.until_quiet()
    asked = len(room.asked)
    room.type("step")
    assert room.ghost == GHOST.removeprefix("step")
    room.until_quiet()
    assert len(room.asked) == asked
    room.type("X")
    assert room.ghost == ""
    room.until(lambda: BEGUN + "stepX" in room.asked)


def test_other_suggestions_and_none(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    other = GHOST.replace("value_0", "value_1")
    room.until_quiet()
    room.press(Key.Key_BracketRight, ALT)
    room.until_ghost(other)
    room.press(Key.Key_BracketLeft, ALT)
    assert room.ghost == GHOST
    room.press(Key.Key_BracketRight, ALT)
    assert room.ghost == other
    room.press(Key.Key_Escape)
    assert room.ghost == ""
    room.press(Key.Key_Backslash, ALT)
    room.until_ghost(GHOST)
    assert room.editor.text() == BEGUN


def test_another_file_has_its_own_suggestions(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    first = room.editor
    room.open(tmp_path / "other.py", "class Other:\n    def g():")
    assert first.ghost == "" and room.ghost == "" and room.editor is not first
    room.until(lambda: bool(room.warmed) and "class Other" in room.warmed[-1])
    room.press(Key.Key_End, CTRL)
    room.press(Key.Key_Return)
    room.until_ghost("step_2(value_0)\n        step_3(value_0)")
    assert "class Other" in room.asked[-1] and first.ghost == ""
    room.press(Key.Key_PageUp, CTRL)
    assert room.editor is first and room.ghost == ""
    assert any("class Other" in chunk.text for chunk in room.services.code.ring.chunks)


def test_a_suggestion_waits_for_the_keys_to_be_there(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.code.panel.show()
    room.code.panel.setFocus()
    completer = room.services.code.completer
    room.until(lambda: completer.suggestion == GHOST)
    room.until_quiet()
    assert not room.editor.hasFocus() and room.ghost == ""
    asked = len(room.asked)
    room.editor.setFocus()
    assert room.ghost == ""
    room.press(Key.Key_Backslash, ALT)
    assert room.ghost == GHOST and len(room.asked) == asked


def test_suggestions_are_switched_off_and_on(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    room.code.bar.suggest_button.click()
    assert room.ghost == "" and not room.services.settings.flag("completion")
    room.until_quiet()
    asked = len(room.asked)
    room.type("x")
    completer = room.services.code.completer
    assert not completer._pause.isActive() and not room.services.engine.busy
    assert len(room.asked) == asked
    room.press(Key.Key_Backslash, ALT)  # as the person wants it
    room.until(lambda: bool(room.ghost))
    room.services.settings.set("completion", True)
    assert room.code.bar.suggest_button.isChecked()
    room.type("y")
    room.until(lambda: BEGUN + "xy" in room.asked)
    room.press(Key.Key_Space, CTRL | SHIFT)
    assert not room.services.settings.flag("completion")


def test_an_engine_that_dies_costs_nothing(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.type("crash")
    room.until(lambda: "Nothing is lost" in room.says())
    assert room.editor.text() == BEGUN + "crash" and room.ghost == ""
    room.until(lambda: room.services.models.current is not None)
    room.window.notices.hide()
    for _ in "crash":
        room.press(Key.Key_Backspace)
    room.press(Key.Key_Backslash, ALT)
    room.until_ghost(GHOST)
    assert room.says() == ""


def test_what_is_saved_or_copied_may_help_elsewhere(room: Room, tmp_path: Path) -> None:
    ring = room.services.code.ring
    room.open(tmp_path / "main.py", "one = 1\ntwo = 2\n")
    room.put("three = 3\nfour = 4\n")
    assert not any("three" in chunk.text for chunk in ring.chunks)
    room.press(Key.Key_S, CTRL)
    assert (tmp_path / "main.py").read_text() == "three = 3\nfour = 4\n"
    assert any("three" in chunk.text for chunk in ring.chunks)
    room.put("five = 5\nsix = 6\n")
    room.editor.selectAll()
    room.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "five = 5\nsix = 6\n"
    assert any("five" in chunk.text for chunk in ring.chunks)
    QGuiApplication.clipboard().setText("six = 6\nseven = 7\n")  # as another program does
    assert not any("seven" in chunk.text for chunk in ring.chunks)


# Models --------------------------------------------------------------------------------------


def advice(room: Room) -> dict[str, QPushButton]:
    buttons = room.code.advice.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisible()}


def test_a_model_that_cannot_complete_leads_to_those_that_can(
    qtbot: QtBot, qapp: QApplication, folders: Folders, scripted: None
) -> None:
    room = Room(qtbot, qapp, folders, model="chatty")
    assert "chatty cannot complete code" in room.code.advice.accessibleName()
    room.type("def f():\n")
    room.press(Key.Key_Backslash, ALT)
    assert room.asked == [] and room.says() == ""
    advice(room)["Get a model that can…"].click()
    shown = room.window.findChild(models_page.ModelsPage)
    assert shown is not None and shown.isVisible()
    assert shown._job.currentData() == Task.CODE
    shown.close()
    room.services.models.changed.emit()
    advice(room)["Dismiss"].click()
    room.services.models.changed.emit()
    assert not room.code.advice.isVisible()
    room.close()


def test_a_code_model_that_is_here_is_offered(
    qtbot: QtBot, qapp: QApplication, folders: Folders, scripted: None
) -> None:
    path = write_model(folders.models / "infill coder.gguf", name="coder")
    known = entry("coder", path.name, size=path.stat().st_size, sha256="0" * 64, job="code")
    folders.catalogue.write_text(known, encoding="utf-8")
    room = Room(qtbot, qapp, folders, model="chatty")
    advice(room)["Use Coder"].click()
    assert not room.code.advice.isVisible()  # also while it loads
    models = room.services.models
    room.until(lambda: models.current is not None and models.current.path == path)
    assert not room.code.advice.isVisible()
    room.type("x = 1\n")
    room.until(lambda: bool(room.ghost))
    room.close()


# From one start to the next ------------------------------------------------------------------


def test_the_next_start_finds_everything(
    qtbot: QtBot, qapp: QApplication, folders: Folders, tmp_path: Path, scripted: None
) -> None:
    first = Room(qtbot, qapp, folders)
    first.editor.insertPlainText("a note 未保存")
    first.begin(tmp_path / "main.py")
    first.type("hang")
    first.until(lambda: BEGUN + "hang" in first.asked)
    first.press(Key.Key_Up)
    first.code.bar.panel_button.click()
    first.window.tabs.setCurrentIndex(0)  # not even in front
    first.close()
    again = Room(qtbot, qapp, folders)
    names = [(buffer.name, buffer.unsaved) for buffer in again.code.files.buffers]
    assert names == [("Untitled 1", True), ("main.py", True)]
    assert again.editor.text() == BEGUN + "hang"
    assert again.editor.textCursor().blockNumber() == 0
    assert again.editor.textCursor().positionInBlock() == len("def f():")
    assert (tmp_path / "main.py").read_text() == "def f():"
    again.press(Key.Key_PageUp, CTRL)
    assert again.editor.text() == "a note 未保存"
    assert not again.code.panel.isVisible()
    again.close()


def test_what_is_open_moves_with_the_data(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    room.type("a note")
    room.code.files.stop()
    target = tmp_path / "新 家"
    room.services.move_data(target)
    kept = {path.name: path.read_bytes() for path in room.services.folders.code.iterdir()}
    assert any(b"a note" in content for content in kept.values())
    assert {path.name: path.read_bytes() for path in (target / "code").iterdir()} == kept


# Around --------------------------------------------------------------------------------------


def all_actions(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from all_actions(inner)
        else:
            yield action


def menu_texts(room: Room) -> set[str]:
    return {action.text() for menu in room.window.menus.values() for action in all_actions(menu)}


def test_every_key_means_one_thing(room: Room) -> None:
    flush()
    room.press(Key.Key_F, CTRL)  # the find bar has keys of its own
    room.code.bar.panel_button.click()
    menus = [action for menu in room.window.menus.values() for action in all_actions(menu)]
    listed = [key.toString() for action in menus for key in action.shortcuts()]
    assert {"Ctrl+N", "Ctrl+S", "Ctrl+F", "Ctrl+I", "Ctrl+M", "Ctrl+Q", "F1"} <= set(listed)
    assert [key for key, times in Counter(listed).items() if times > 1] == []
    mine = {
        QKeySequence(key | modifiers).toString()
        for table in (keys._ALWAYS, keys._WITH_GHOST)
        for key, modifiers in table
    }
    mine |= {shortcut.key().toString() for shortcut in room.window.findChildren(QShortcut)}
    assert mine & set(listed) == set()
    everywhere = [
        action
        for action in room.window.findChildren(QAction)
        if action.shortcuts() and action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
    ]
    assert {action.text() for action in everywhere} == {a.text() for a in menus if a.shortcuts()}


def test_the_menus_and_their_keys_do_what_they_say(room: Room, tmp_path: Path) -> None:
    room.open(tmp_path / "main.py", "one = 1\n")
    files, window = room.code.files, room.window
    room.press(Key.Key_N, CTRL)
    assert [buffer.name for buffer in files.buffers] == ["main.py", "Untitled 1"]
    room.press(Key.Key_PageDown, CTRL)
    assert files.current is files.buffers[0]
    room.press(Key.Key_I, CTRL)
    assert room.code.panel.isVisible() and room.code.bar.panel_button.isChecked()
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "code.side.instruction"
    QTest.keyClick(focused, Key.Key_Escape)
    assert not room.code.panel.isVisible() and not room.code.bar.panel_button.isChecked()
    assert room.editor.hasFocus()
    room.press(Key.Key_A, CTRL | SHIFT)
    assert room.code.panel.isVisible()
    room.editor.setFocus()
    room.press(Key.Key_W, CTRL)
    assert [buffer.name for buffer in files.buffers] == ["Untitled 1"]
    room.press(Key.Key_T, CTRL | SHIFT)
    assert [buffer.name for buffer in files.buffers] == ["main.py"]
    ask = window.menus["edit"].findChild(QMenu, "code.ask_menu")
    assert ask is not None and ask.findChild(QAction, "code.ask.explain") is not None
    names = [action.text() for action in all_actions(ask)]
    assert names[:4] == ["Explain", "Find bugs", "Document", "Write tests"]
    assert {"Python", "Rust"} <= set(names)


def field(room: Room) -> QLineEdit | None:
    shown = room.code.finders.findChildren(QLineEdit, "code.find.text")
    return next((found for found in shown if found.isVisible()), None)


def test_every_file_has_its_find_bar(room: Room, tmp_path: Path) -> None:
    room.open(tmp_path / "one.py", "one = two\n")
    room.press(Key.Key_F, CTRL)
    first = field(room)
    assert first is not None and first.hasFocus()
    QTest.keyClicks(first, "two")
    QTest.keyClick(first, Key.Key_Return)
    room.until(lambda: room.editor.textCursor().selectedText() == "two")
    room.open(tmp_path / "two.py", "three = 3\n")
    assert field(room) is None and room.editor.hasFocus()
    room.press(Key.Key_F, CTRL)
    second = field(room)
    assert second is not None and second is not first and second.text() == ""
    room.code.files.close_file()
    flush()
    assert field(room) is None and room.editor.text() == "one = two\n"
    room.press(Key.Key_F, CTRL)
    again = field(room)
    assert again is first and again.text() == "two"


def test_the_keys_go_to_the_file_in_front(room: Room, tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        room.open(tmp_path / name, "x = 1\n")
    strip = room.code.files.strip
    for at, keys_in_find in ((0, True), (1, False), (0, True)):
        if keys_in_find:
            room.press(Key.Key_F, CTRL)
            assert not room.editor.hasFocus()
        place = strip.tabRect(at).center()
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
        assert room.code.files.current is room.code.files.buffers[at]
        assert room.editor.hasFocus() and field(room) is None


def test_the_language_switches_everywhere(room: Room, tmp_path: Path) -> None:
    room.begin(tmp_path / "main.py")
    room.until_ghost(GHOST)
    room.until_quiet()
    room.press(Key.Key_F, CTRL)
    room.code.panel.show()
    english = {text for text in shown_texts(room.code) if any("a" <= c <= "z" for c in text)}
    menus = menu_texts(room)
    room.services.settings.set("language", "zh_CN")
    flush()
    neutral = {"main.py", "Python", "Close main.py", "UTF-8", "LF"} | {"Markdown"}
    neutral |= {language.name for language in LANGUAGES.values()}
    neutral |= {"Scroll Left", "Scroll Right"}  # Qt's own, on hidden buttons

    def left() -> set[str]:
        flush()
        now = shown_texts(room.code) | menu_texts(room)
        same = {text for text in now & (english | menus) - neutral if text}
        return {text for text in same if not text.startswith("/") and " · " not in text}

    room.until(lambda: room.code.windowTitle() == "代码" and "退出" in menu_texts(room))
    assert left() == set()


def test_the_bar_shows_icons_where_there_is_no_room(room: Room) -> None:
    style = Qt.ToolButtonStyle
    button = room.code.bar.suggest_button
    assert button.toolButtonStyle() is style.ToolButtonTextBesideIcon
    needed = room.code.bar.sizeHint().width()
    room.code.bar.resize(needed - 1, 40)
    assert button.toolButtonStyle() is style.ToolButtonIconOnly and button.toolTip()
    room.code.bar.resize(needed, 40)
    assert button.toolButtonStyle() is style.ToolButtonTextBesideIcon


def test_the_menu_tells_what_is_on(room: Room) -> None:
    flush()
    shown = {action.text(): action for action in all_actions(room.window.menus["view"])}
    suggest, panel = shown["Suggest while I type"], shown["Questions and answers"]
    assert suggest.isChecked() and not panel.isChecked()
    room.code.bar.suggest_button.click()
    room.code.bar.panel_button.click()
    assert not suggest.isChecked() and panel.isChecked()
    panel.trigger()
    assert not room.code.panel.isVisible() and room.editor.hasFocus()


def test_everything_that_can_be_used_has_a_name(room: Room) -> None:
    room.press(Key.Key_F, CTRL)
    room.code.panel.show()
    for kind in ("QAbstractButton", "QLineEdit", "QPlainTextEdit", "QTextEdit", "QTabBar"):
        for widget in room.code.findChildren(QWidget):
            if not widget.inherits(kind) or not widget.isVisible():
                continue
            text = getattr(widget, "text", None)
            shown = str(text()) if kind == "QAbstractButton" and callable(text) else ""
            assert widget.objectName().startswith("code."), (kind, widget.objectName())
            assert shown or widget.accessibleName(), widget.objectName()
