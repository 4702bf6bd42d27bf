"""The panel of the Translate tab: what the person keeps, finds, changes and takes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.context import Services
from app.services.translation import termfiles
from app.services.translation.desk import TranslationDesk
from app.services.translation.glossary import GlossaryEntry
from app.services.translation.text import Pair
from app.tabs.translate.kept.search import SearchField
from app.tabs.translate.kept.view import KeptList
from app.tabs.translate.panel import Panel
from app.tabs.translate.task.terms import Term
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

EN_ZH, ZH_EN = ("en", "zh"), ("zh", "en")


class Desk:
    """A panel, its notices, and what it shows."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folders: Folders) -> None:
        self.qtbot = qtbot
        self.services = Services.build(folders)
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.languages = Languages(qapp)
        self.languages.apply("en")
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.panel = Panel(self.services, theme, self.notices)
        self.panel.setParent(self.window)
        self.panel.resize(340, 600)
        self.window.resize(340, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.panel.set_pair(EN_ZH)

    @property
    def kept(self) -> TranslationDesk:
        return self.services.translation

    def field(self, name: str) -> QLineEdit:
        found = self.panel.findChild(QLineEdit, f"translate.{name}")
        assert found, name
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.panel.findChild(QAbstractButton, f"translate.{name}")
        assert found, name
        return found

    def view(self, name: str) -> KeptList:
        found = self.panel.findChild(KeptList, f"translate.{name}.list")
        assert found, name
        return found

    def label(self, name: str) -> str:
        found = self.panel.findChild(QLabel, f"translate.{name}")
        assert found, name
        return found.text() if found.isVisible() else ""

    def rows(self, name: str) -> list[str]:
        """Return the first line that is read of each row."""
        model = self.view(name).model()
        return [model.index(at, 0).data().split("\n")[0] for at in range(model.rowCount())]

    def open(self, name: str) -> KeptList:
        self.button(f"{name}.segment").click()
        return self.view(name)

    def choose(self, name: str, row: int) -> KeptList:
        view = self.view(name)
        view.setFocus()
        view.setCurrentIndex(view.model().index(row, 0))
        return view

    def add(self, source: str, target: str) -> None:
        """Type a term into the row for new ones."""
        self.field("glossary.source").setText(source)
        self.field("glossary.target").setText(target)
        QTest.keyClick(self.field("glossary.target"), Qt.Key.Key_Return)

    def search(self, name: str, text: str) -> None:
        found = self.panel.findChild(SearchField, f"translate.{name}.search")
        assert found
        with self.qtbot.waitSignal(found.searched):
            found.setText(text)

    def told(self) -> str:
        return self.notices.accessibleName() if not self.notices.isHidden() else ""

    def click_notice(self, text: str) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the old buttons
        buttons = self.notices.findChildren(QPushButton, "window.notices.action")
        next(button for button in buttons if button.text() == text).click()

    def dialog(self) -> QDialog:
        (found,) = self.window.findChildren(QDialog)
        return found

    def close(self) -> None:
        self.panel.stop()
        self.services.close()
        self.languages.apply("en")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folders: Folders) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, folders)
    yield made
    made.close()


@pytest.fixture
def choose_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], None]:
    """Answer the next dialogs that ask for a file."""

    def answer(path: Path, chosen: str = "") -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_args: (str(path), chosen))

    return answer


def terms(desk: Desk) -> list[tuple[str, str]]:
    return [(e.term.source, e.term.wanted) for e in desk.kept.glossary.entries(EN_ZH)]


# The glossary -----------------------------------------------------------------------------------


def test_enter_goes_on_to_the_translation_and_adds_the_term(desk: Desk) -> None:
    source, target = desk.field("glossary.source"), desk.field("glossary.target")
    source.setFocus()
    source.setText("ink")
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert target.hasFocus()
    assert terms(desk) == []
    target.setText("墨")
    with desk.qtbot.waitSignal(desk.panel.terms_changed):
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert terms(desk) == [("ink", "墨")]
    assert desk.rows("glossary") == ["ink → 墨"]
    assert (source.text(), target.text(), source.hasFocus()) == ("", "", True)
    assert desk.label("glossary.count") == "1 term"


def test_enter_that_ends_a_composition_adds_nothing(desk: Desk) -> None:
    target = desk.field("glossary.target")
    desk.field("glossary.source").setText("ink")
    target.setText("水")
    QApplication.sendEvent(target, QInputMethodEvent("mo", []))
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert terms(desk) == []
    committed = QInputMethodEvent()
    committed.setCommitString("墨")
    QApplication.sendEvent(target, committed)
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert terms(desk) == [("ink", "水墨")]


def test_a_term_that_is_not_translated_needs_no_translation(desk: Desk) -> None:
    desk.button("glossary.keep").click()
    assert not desk.field("glossary.target").isEnabled()
    desk.field("glossary.source").setText("Inkstone")
    desk.button("glossary.add").click()
    (entry,) = desk.kept.glossary.entries(EN_ZH)
    assert entry.term == Term("Inkstone", "", keep=True)
    assert desk.rows("glossary") == ["Inkstone → not translated"]
    assert desk.field("glossary.target").isEnabled()


def test_a_duplicate_is_told_shown_and_can_take_the_place(desk: Desk) -> None:
    desk.kept.glossary.add(EN_ZH, [Term("bank", "河岸", note="of a river"), Term("ink", "墨")])
    desk.panel.refresh()
    changes: list[None] = []
    desk.panel.terms_changed.connect(lambda: changes.append(None))
    desk.add("Bank", "银行")
    assert desk.label("glossary.message") == "“bank” is there already, as “河岸”."
    assert desk.view("glossary").currentIndex().data().startswith("bank → 河岸")
    assert terms(desk) == [("bank", "河岸"), ("ink", "墨")]
    assert not changes
    desk.button("glossary.replace").click()
    assert terms(desk) == [("bank", "银行"), ("ink", "墨")]
    assert desk.kept.glossary.entries(EN_ZH)[0].term.note == "of a river"
    assert desk.label("glossary.message") == ""
    assert len(changes) == 1


def test_the_same_term_again_is_told_and_not_offered_to_replace_itself(desk: Desk) -> None:
    desk.add("ink", "墨")
    desk.add("ink", "墨")
    assert "ink" in desk.label("glossary.message")
    assert not desk.button("glossary.replace").isVisible()
    QTest.keyClicks(desk.field("glossary.source"), "s")
    assert desk.label("glossary.message") == ""


def test_removed_terms_come_back(desk: Desk) -> None:
    for source, target in (("one", "一"), ("two", "二"), ("three", "三")):
        desk.add(source, target)
    view = desk.choose("glossary", 0)
    view.selectionModel().select(
        view.model().index(1, 0), view.selectionModel().SelectionFlag.Select
    )
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert desk.rows("glossary") == ["one → 一"]
    assert desk.told() == "2 terms removed."
    with desk.qtbot.waitSignal(desk.panel.terms_changed):
        desk.click_notice("Undo")
    assert desk.rows("glossary") == ["three → 三", "two → 二", "one → 一"]


def test_a_term_is_changed_in_a_dialog(desk: Desk) -> None:
    desk.kept.glossary.add(EN_ZH, [Term("ink", "墨"), Term("stone", "石")])
    desk.panel.refresh()
    QTest.keyClick(desk.choose("glossary", 0), Qt.Key.Key_F2)
    dialog = desk.dialog()
    source, note = (dialog.findChild(QLineEdit, f"translate.term.{n}") for n in ("source", "note"))
    save, case = (
        dialog.findChild(QAbstractButton, f"translate.term.{n}") for n in ("save", "case")
    )
    assert source and note and save and case
    assert source.text() == "stone"
    source.setText("INK")
    save.click()
    problem = dialog.findChild(QLabel, "translate.term.problem")
    assert problem and problem.text() == "“ink” is there already, as “墨”."
    source.setText("rock")
    note.setText("hard")
    case.click()
    with desk.qtbot.waitSignal(desk.panel.terms_changed):
        save.click()
    changed = desk.kept.glossary.entries(EN_ZH)[1].term
    assert changed == Term("rock", "石", case_sensitive=True, note="hard")
    assert desk.rows("glossary") == ["rock → 石", "ink → 墨"]


def test_a_dialog_does_not_save_half_a_term(desk: Desk) -> None:
    desk.add("ink", "墨")
    QTest.keyClick(desk.choose("glossary", 0), Qt.Key.Key_Return)
    dialog = desk.dialog()
    target = dialog.findChild(QLineEdit, "translate.term.target")
    save, keep = (
        dialog.findChild(QAbstractButton, f"translate.term.{n}") for n in ("save", "keep")
    )
    assert target and save and keep
    target.setText(" ")
    assert not save.isEnabled()
    keep.click()
    assert save.isEnabled()
    dialog.reject()


def test_each_pair_has_its_terms_and_hears_of_the_other_direction(desk: Desk) -> None:
    desk.add("ink", "墨")
    desk.panel.set_pair(ZH_EN)
    assert desk.label("glossary.pair") == "Chinese → English"
    assert desk.rows("glossary") == []
    assert "appear here" in desk.label("glossary.list.empty")
    assert desk.label("glossary.other") == "Also used here: 1 term of English → Chinese"
    desk.panel.set_pair(EN_ZH)
    assert desk.rows("glossary") == ["ink → 墨"]
    assert desk.label("glossary.list.empty") == desk.label("glossary.other") == ""


@pytest.mark.parametrize(("query", "found"), [("墨", ["ink → 墨水"]), ("HARD st", ["stone → 石"])])
def test_terms_are_found_in_either_language_and_by_their_note(
    desk: Desk, query: str, found: list[str]
) -> None:
    desk.kept.glossary.add(EN_ZH, [Term("ink", "墨水"), Term("stone", "石", note="hard")])
    desk.panel.refresh()
    desk.search("glossary", query)
    assert desk.rows("glossary") == found
    assert desk.label("glossary.count") == "1 found"
    desk.search("glossary", "无")
    assert desk.label("glossary.list.empty") == "Nothing found for “无”"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".tbx"])
def test_a_glossary_goes_out_and_comes_back(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path, suffix: str
) -> None:
    offered = [
        Term("ink", "墨"),
        Term("IT", "信息技术", case_sensitive=True, note="not the pronoun"),
    ]
    desk.kept.glossary.add(EN_ZH, offered)
    desk.panel.refresh()
    file = tmp_path / f"术语 表{suffix}"
    choose_file(file)
    desk.button("glossary.export").click()
    assert desk.told() == f"2 terms written to {file.name}."
    desk.kept.glossary.remove([entry.id for entry in desk.kept.glossary.entries(EN_ZH)])
    desk.panel.refresh()
    assert desk.rows("glossary") == []
    with desk.qtbot.waitSignal(desk.panel.terms_changed):
        desk.button("glossary.import").click()
    assert desk.told() == "2 terms imported."
    assert [entry.term for entry in desk.kept.glossary.entries(EN_ZH)] == offered
    desk.click_notice("Undo")
    assert desk.rows("glossary") == []


def test_an_import_leaves_what_is_there_unless_told_otherwise(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
) -> None:
    desk.kept.glossary.add(EN_ZH, [Term("ink", "墨"), Term("bank", "河岸")])
    desk.panel.refresh()
    file = tmp_path / "terms.csv"
    termfiles.write_terms(
        file, [Term("ink", "墨"), Term("bank", "银行"), Term("pen", "笔")], *EN_ZH
    )
    choose_file(file)
    desk.button("glossary.import").click()
    assert desk.told() == (
        "1 term imported. 1 term there already."
        " 1 term translated otherwise here, and left so: “bank”"
    )
    assert terms(desk) == [("ink", "墨"), ("bank", "河岸"), ("pen", "笔")]
    desk.click_notice("Take those of the file")
    assert sorted(terms(desk)) == [("bank", "银行"), ("ink", "墨"), ("pen", "笔")]
    desk.click_notice("Undo")
    assert sorted(terms(desk)) == [("bank", "河岸"), ("ink", "墨"), ("pen", "笔")]


def test_a_file_that_is_no_glossary_is_told(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("source,target\nink\n", encoding="utf-8")
    choose_file(file)
    desk.button("glossary.import").click()
    assert desk.told() == (
        "bad.csv cannot be imported: line 2: a term needs a source and a translation."
    )
    choose_file(tmp_path / "missing.csv")
    desk.button("glossary.import").click()
    assert "missing.csv" in desk.told()


def test_a_name_without_suffix_gets_that_of_the_chosen_format(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
) -> None:
    desk.add("ink", "墨")
    choose_file(tmp_path / "terms.v2", "TBX (*.tbx *.xml)")
    desk.button("glossary.export").click()
    assert [path.name for path in tmp_path.glob("terms*")] == ["terms.v2.tbx"]


def test_five_thousand_terms_are_loaded_as_one_scrolls(desk: Desk) -> None:
    desk.kept.glossary.add(EN_ZH, [Term(f"term {n}", f"词{n}") for n in range(5000)])
    desk.panel.refresh()
    assert desk.label("glossary.count") == "5,000 terms"
    assert len(desk.rows("glossary")) < 500
    desk.add("term 0", "零")
    assert desk.view("glossary").currentIndex().data() == "term 0 → 词0"


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
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
) -> None:
    for number in range(3):
        desk.kept.memory.add(f"Sentence {number}", f"句子{number}", EN_ZH)
    desk.open("memory")
    choose_file(tmp_path / "记忆", "TMX (*.tmx)")
    desk.button("memory.export").click()
    assert desk.button("memory.stop").isVisible()
    desk.qtbot.waitUntil(lambda: desk.told() == "3 entries written to 记忆.tmx.")
    desk.kept.memory.remove([entry.id for entry in desk.kept.memory.entries()][:2])
    choose_file(tmp_path / "记忆.tmx")
    desk.button("memory.import").click()
    desk.qtbot.waitUntil(lambda: desk.told() == "2 entries imported. 1 entry there already.")
    assert desk.label("memory.count") == "3 entries"
    assert not desk.button("memory.stop").isVisible()
    desk.click_notice("Undo")
    assert desk.label("memory.count") == "1 entry"


def test_a_stopped_import_leaves_nothing_behind(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
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
    choose_file(file)
    desk.button("memory.import").click()
    desk.qtbot.waitUntil(lambda: desk.kept.memory.count() > 0)
    assert desk.panel.memory.transfer.busy
    desk.button("memory.stop").click()
    assert desk.kept.memory.count() == 0
    assert desk.button("memory.import").isVisible()
    desk.qtbot.wait(20)
    assert desk.kept.memory.count() == 0


def test_a_file_that_is_no_memory_is_told(
    desk: Desk, choose_file: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "bad.tmx"
    file.write_text("<html/>", encoding="utf-8")
    desk.open("memory")
    choose_file(file)
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
