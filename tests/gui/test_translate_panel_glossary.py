"""The glossary of the Translate tab: added to, found, changed, taken to and from files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.translation import termfiles
from app.tabs.translate.task.terms import Term
from tests.gui.translate_panel import EN_ZH, ZH_EN, Desk, choose_file


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folders: Folders) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, folders)
    yield made
    made.close()


def terms(desk: Desk) -> list[tuple[str, str]]:
    return [(e.term.source, e.term.wanted) for e in desk.kept.glossary.entries(EN_ZH)]


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
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    offered = [
        Term("ink", "墨"),
        Term("IT", "信息技术", case_sensitive=True, note="not the pronoun"),
    ]
    desk.kept.glossary.add(EN_ZH, offered)
    desk.panel.refresh()
    file = tmp_path / f"术语 表{suffix}"
    choose_file(monkeypatch, file)
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
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.kept.glossary.add(EN_ZH, [Term("ink", "墨"), Term("bank", "河岸")])
    desk.panel.refresh()
    file = tmp_path / "terms.csv"
    termfiles.write_terms(
        file, [Term("ink", "墨"), Term("bank", "银行"), Term("pen", "笔")], *EN_ZH
    )
    choose_file(monkeypatch, file)
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
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("source,target\nink\n", encoding="utf-8")
    choose_file(monkeypatch, file)
    desk.button("glossary.import").click()
    assert desk.told() == (
        "bad.csv cannot be imported: line 2: a term needs a source and a translation."
    )
    choose_file(monkeypatch, tmp_path / "missing.csv")
    desk.button("glossary.import").click()
    assert "missing.csv" in desk.told()


def test_a_name_without_suffix_gets_that_of_the_chosen_format(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.add("ink", "墨")
    choose_file(monkeypatch, tmp_path / "terms.v2", "TBX (*.tbx *.xml)")
    desk.button("glossary.export").click()
    assert [path.name for path in tmp_path.glob("terms*")] == ["terms.v2.tbx"]


def test_five_thousand_terms_are_loaded_as_one_scrolls(desk: Desk) -> None:
    desk.kept.glossary.add(EN_ZH, [Term(f"term {n}", f"词{n}") for n in range(5000)])
    desk.panel.refresh()
    assert desk.label("glossary.count") == "5,000 terms"
    assert len(desk.rows("glossary")) < 500
    desk.add("term 0", "零")
    assert desk.view("glossary").currentIndex().data() == "term 0 → 词0"
