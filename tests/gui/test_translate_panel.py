"""The panel of the Translate tab: the memory, the history, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListView,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.translation.glossary import GlossaryEntry
from app.services.translation.text import Pair
from app.tabs.translate.task.terms import Term
from tests.gui.translate_panel import EN_ZH, ZH_EN, Desk, choose_file


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folders: Folders) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, folders)
    yield made
    made.close()


# The memory -------------------------------------------------------------------------------------


def test_the_memory_is_listed_found_and_brought_back(desk: Desk) -> None:
    memory = desk.kept.memory
    memory.add("Press ⟦1⟧Enter⟦/1⟧.", "按⟦1⟧回车⟦/1⟧。", EN_ZH)
    memory.add("海内存知己", "A bosom friend", ZH_EN)
    view = desk.open("memory")
    assert desk.label("memory.count") == "2 entries"
    desk.search("memory", "回")
    assert len(desk.rows("memory")) == 1
    index = view.model().index(0, 0)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    with desk.qtbot.waitSignal(desk.panel.text_wanted) as wanted:
        QTest.mouseDClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
    assert wanted.args == ["Press Enter.", EN_ZH]
    with desk.qtbot.waitSignal(desk.panel.text_wanted):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_an_entry_of_the_memory_is_changed_and_removed(desk: Desk) -> None:
    desk.kept.memory.add("Good morning", "早安", EN_ZH)
    view = desk.open("memory")
    QTest.keyClick(desk.choose("memory", 0), Qt.Key.Key_F2)
    dialog = desk.dialog()
    target = dialog.findChild(QPlainTextEdit, "translate.entry.target")
    save = dialog.findChild(QAbstractButton, "translate.entry.save")
    assert target and save
    target.setPlainText("")
    assert not save.isEnabled()
    target.setPlainText("早上好")
    save.click()
    assert [entry.target for entry in desk.kept.memory.entries()] == ["早上好"]
    assert "早上好" in view.model().index(0, 0).data()
    desk.choose("memory", 0)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert desk.kept.memory.entries() == []
    assert "kept here" in desk.label("memory.list.empty")
    desk.click_notice("Undo")
    assert desk.label("memory.count") == "1 entry"
    assert desk.label("memory.list.empty") == ""


def test_the_memory_goes_out_and_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(3):
        desk.kept.memory.add(f"Sentence {number}", f"句子{number}", EN_ZH)
    desk.open("memory")
    choose_file(monkeypatch, tmp_path / "记忆", "TMX (*.tmx)")
    desk.button("memory.export").click()
    assert desk.button("memory.stop").isVisible()
    desk.qtbot.waitUntil(lambda: desk.told() == "3 entries written to 记忆.tmx.")
    desk.kept.memory.remove([entry.id for entry in desk.kept.memory.entries()][:2])
    choose_file(monkeypatch, tmp_path / "记忆.tmx")
    desk.button("memory.import").click()
    desk.qtbot.waitUntil(lambda: desk.told() == "2 entries imported. 1 entry there already.")
    assert desk.label("memory.count") == "3 entries"
    assert not desk.button("memory.stop").isVisible()
    desk.click_notice("Undo")
    assert desk.label("memory.count") == "1 entry"


def test_a_stopped_import_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "big.tmx"
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>Line {n}</seg></tuv><tuv xml:lang="zh"><seg>行{n}</seg>'
        "</tuv></tu>"
        for n in range(1000)
    )
    file.write_text(
        f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>', encoding="utf-8"
    )
    desk.open("memory")
    choose_file(monkeypatch, file)
    desk.button("memory.import").click()
    desk.qtbot.waitUntil(lambda: desk.kept.memory.count() > 0)
    assert desk.panel.memory.transfer.busy
    desk.button("memory.stop").click()
    assert desk.kept.memory.count() == 0
    assert desk.button("memory.import").isVisible()
    desk.qtbot.wait(20)
    assert desk.kept.memory.count() == 0


def test_a_file_that_is_no_memory_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "bad.tmx"
    file.write_text("<html/>", encoding="utf-8")
    desk.open("memory")
    choose_file(monkeypatch, file)
    desk.button("memory.import").click()
    desk.qtbot.waitUntil(lambda: "bad.tmx cannot be imported" in desk.told())
    assert desk.button("memory.import").isVisible()


# The history ------------------------------------------------------------------------------------


def test_a_click_brings_a_translation_back(desk: Desk) -> None:
    desk.kept.history.add("First.\nSecond.", "一。\n二。", EN_ZH, "a model")
    desk.kept.history.add("床前明月光", "Moonlight before my bed", ZH_EN, "a model")
    view = desk.open("history")
    assert desk.rows("history") == ["床前明月光", "First."]
    desk.search("history", "月")
    assert desk.rows("history") == ["床前明月光"]
    place = view.visualRect(view.model().index(0, 0)).center()
    with desk.qtbot.waitSignal(desk.panel.text_wanted) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == ["床前明月光", ZH_EN]
    with desk.qtbot.assertNotEmitted(desk.panel.text_wanted):
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            place,
        )


def test_the_history_is_removed_from_and_cleared_with_undo(desk: Desk) -> None:
    for text in ("one", "two", "three"):
        desk.kept.history.add(text, text.upper(), EN_ZH, "a model")
    view = desk.open("history")
    QTest.keyClick(desk.choose("history", 1), Qt.Key.Key_Delete)
    assert desk.rows("history") == ["three", "one"]
    assert view.currentIndex().data().startswith("one")
    assert desk.told() == "1 translation removed."
    desk.click_notice("Undo")
    assert desk.rows("history") == ["three", "two", "one"]
    desk.button("history.clear").click()
    assert desk.rows("history") == []
    assert "a click brings it back" in desk.label("history.list.empty")
    assert not desk.button("history.clear").isVisible()
    desk.click_notice("Undo")
    assert len(desk.rows("history")) == 3


def test_the_menu_copies_and_brings_back(desk: Desk) -> None:
    desk.kept.history.add("one", "一", EN_ZH, "a model")
    desk.open("history")
    desk.choose("history", 0)
    menu = desk.panel.history.menu(desk.panel.history.chosen()[0])
    actions = {action.text(): action for action in menu.actions()}
    actions["Copy the translation"].trigger()
    assert QGuiApplication.clipboard().text() == "一"
    with desk.qtbot.waitSignal(desk.panel.text_wanted):
        actions["Bring back"].trigger()
    actions["Remove"].trigger()
    assert desk.kept.history.count() == 0
    menu.deleteLater()


# The panel --------------------------------------------------------------------------------------


def test_a_tool_tip_shows_markup_as_it_is_written(desk: Desk) -> None:
    desk.kept.history.add("<b>one</b>", "一", EN_ZH, "a model")
    index = desk.open("history").model().index(0, 0)
    assert "&lt;b&gt;one&lt;/b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_refresh_keeps_at_its_place_what_is_read(desk: Desk) -> None:
    for number in range(60):
        desk.kept.history.add(f"text {number}", "译文", EN_ZH, "a model")
    view = desk.open("history")
    view.scrollTo(view.model().index(40, 0), QListView.ScrollHint.PositionAtTop)
    desk.choose("history", 42)
    before = view.visualRect(view.currentIndex())
    desk.kept.history.add("a new text", "新", EN_ZH, "a model")
    desk.panel.refresh()
    assert view.currentIndex().row() == 43
    assert view.visualRect(view.currentIndex()) == before


def test_nothing_is_loaded_while_the_panel_is_hidden(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.panel.hide()
    glossary = desk.kept.glossary
    asked: list[Pair] = []
    entries = glossary.entries

    def noting(pair: Pair) -> list[GlossaryEntry]:
        asked.append(pair)
        return entries(pair)

    monkeypatch.setattr(glossary, "entries", noting)
    glossary.add(ZH_EN, [Term("墨", "ink")])
    asked.clear()
    desk.panel.refresh()
    desk.panel.set_pair(ZH_EN)
    assert not asked
    desk.panel.show()
    assert desk.rows("glossary") == ["墨 → ink"]
    asked.clear()
    desk.panel.set_pair(ZH_EN)
    assert not asked


def test_everything_follows_the_language(desk: Desk) -> None:
    desk.kept.history.add("one", "一", EN_ZH, "a model")
    desk.languages.apply("zh_CN")
    desk.qtbot.waitUntil(lambda: desk.label("glossary.pair") == "英语 → 中文")
    assert "英语 → 中文" in desk.open("history").model().index(0, 0).data()
