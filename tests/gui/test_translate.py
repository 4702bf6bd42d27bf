"""The Translate tab in the window, over the scripted engine, which echoes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.protocol import Alternative, Choice, Turn
from app.services.jobs import Job
from app.tabs.translate.details import can_fix
from app.tabs.translate.pane import Pane
from app.tabs.translate.tab import Tab
from app.tabs.translate.task.issues import Issue, Kind
from app.tabs.translate.task.request import Style, Translation
from app.tabs.translate.task.sheet import Origin, State
from tests.conftest import FAKE_ENGINE
from tests.gui.test_window import Desk

WAIT = 10_000
TEXT = "One is here. Two is here.\n\nThree is here."
ECHO = "echo One is here. echo Two is here.\n\necho Three is here."


class Room(Desk):
    @property
    def translate(self) -> Tab:
        page = next(page for page in self.window.pages if isinstance(page, Tab))
        self.window.tabs.setCurrentWidget(page)
        return page

    def settle(self, qtbot: QtBot) -> None:
        live = self.translate.live

        def done() -> bool:
            return not live.busy and all(row.state is State.DONE for row in live.sheet.rows)

        qtbot.waitUntil(done, timeout=WAIT)


@pytest.fixture
def room(
    qtbot: QtBot, qapp: QApplication, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    real = paths.child_command
    monkeypatch.setattr(
        paths, "child_command", lambda kind: FAKE_ENGINE if kind == "engine" else real(kind)
    )
    made = Room(qtbot, qapp, folders)
    qtbot.waitUntil(lambda: made.services.models.current is not None, timeout=WAIT)
    made.translate._choose("en", "fr")
    yield made
    made.close()


def caret(pane: Pane, position: int) -> None:
    cursor = QTextCursor(pane.document())
    cursor.setPosition(position)
    pane.setTextCursor(cursor)


def write(qtbot: QtBot, room: Room, text: str) -> None:
    source = room.translate.text.source
    source.setFocus()
    source.insertPlainText(text)
    room.settle(qtbot)


def test_the_translation_follows_as_one_types(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    tab = room.translate
    assert tab.text.target.toPlainText() == ECHO
    assert [TEXT[a:b] for a, b in tab.text.source.spans] == [
        "One is here.",
        "Two is here.",
        "Three is here.",
    ]
    assert [ECHO[a:b] for a, b in tab.text.target.spans][2] == "echo Three is here."


def test_one_more_character_asks_the_engine_once(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    generate = room.services.engine.generate

    def counted(turns: Sequence[Turn], *rest: object, **more: Any) -> Job:
        asked.append(turns[-1].text)
        return generate(turns, *rest, **more)

    monkeypatch.setattr(room.services.engine, "generate", counted)
    write(qtbot, room, " ".join(f"Sentence number {n} stands here" + "." for n in range(20)))
    assert len(asked) == 20
    asked.clear()
    source = room.translate.text.source
    caret(source, len(source.toPlainText()) - 1)
    qtbot.keyClicks(source, "x")
    room.settle(qtbot)
    assert asked == ["Sentence number 19 stands herex."]


def test_both_panes_mark_the_sentence_one_is_at(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    page = room.translate.text
    page.source.setFocus()
    caret(page.source, TEXT.index("Two") + 1)

    def marked(pane: Pane) -> list[str]:
        return [selection.cursor.selectedText() for selection in pane.extraSelections()]

    assert "Two is here." in marked(page.source)
    assert "echo Two is here." in marked(page.target)
    page.source.hovered.emit(0)
    assert "echo One is here." in marked(page.target)


def test_a_correction_is_kept_and_used_again(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    tab = room.translate
    target = tab.text.target
    target.setFocus()
    caret(target, ECHO.index("echo Two"))
    for _ in "echo":
        qtbot.keyClick(target, Qt.Key.Key_Delete)
    qtbot.keyClicks(target, "really")
    row = tab.live.sheet.rows[1]
    assert row.target == "really Two is here."
    assert row.origin is Origin.PERSON
    assert tab.live.sheet.rows[0].origin is Origin.MODEL
    tab.live.keep_corrections()
    tab.text.source.selectAll()
    qtbot.keyClick(tab.text.source, Qt.Key.Key_Delete)
    write(qtbot, room, "Two is here.")
    assert tab.live.sheet.rows[0].origin is Origin.MEMORY
    assert target.toPlainText() == "really Two is here."
    about = tab.text.details.findChild(type(tab.text.details._about), "translate.about")
    assert about and "memory" in about.text()


def test_an_edit_over_two_sentences_leaves_nothing_out(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    target = room.translate.text.target
    cursor = QTextCursor(target.document())
    cursor.setPosition(ECHO.index("is here. echo Two"))
    cursor.setPosition(ECHO.index("Two is"), QTextCursor.MoveMode.KeepAnchor)
    target.setFocus()
    target.setTextCursor(cursor)
    qtbot.keyClicks(target, "and ")
    assert target.toPlainText().replace(" ", "") == "echoOneandTwoishere.\n\nechoThreeishere."


def test_swap_takes_the_texts_along(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, "One is here.")
    tab = room.translate
    tab.bar._swap.click()
    room.settle(qtbot)
    assert tab.live.pair == ("fr", "en")
    assert tab.text.source.toPlainText() == "echo One is here."


def test_a_sentence_is_translated_again_as_the_person_says(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(qtbot, room, TEXT)
    tab = room.translate
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("shorter", True))
    tab.text._activate(tab.live.sheet.rows[0])
    tab.text._again()
    room.settle(qtbot)
    request = tab.live.sheet.rows[0].request
    assert request and request.instruction == "shorter"


def test_a_click_on_a_word_offers_others(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, "One is here.")
    tab = room.translate
    row = tab.live.sheet.rows[0]
    others = (Alternative(1, " Two", -0.5), Alternative(2, " Ten", -1.5), Alternative(3, " One", 0))
    row.result = Translation(
        row.target,
        0.5,
        (
            Choice(0, "echo", 0.0, ()),
            Choice(3, " One", -0.1, others),
            Choice(4, " is here.", 0.0, ()),
        ),
    )
    rect = tab.text.target.word_rect(7)
    qtbot.mouseClick(
        tab.text.target.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(1, 0)
    )
    popup = tab.text.alternatives
    qtbot.waitUntil(lambda: len(popup.findChildren(QPushButton)) == 2, timeout=WAIT)
    first = popup.findChildren(QPushButton)[0]
    assert "61 %" in first.text()
    first.click()
    assert tab.text.target.toPlainText().startswith("echo Two")
    assert popup.isHidden()


def test_the_text_is_there_after_a_restart(
    qtbot: QtBot, qapp: QApplication, folders: Folders, room: Room
) -> None:
    write(qtbot, room, "One is here.")
    tab = room.translate
    tab._save_draft()
    assert json.loads((folders.data / "translate.json").read_text("utf-8")) == {
        "source": "One is here."
    }
    again = Tab(room.services, room.theme, room.window.notices)
    qtbot.addWidget(again)
    assert not again.text.source.toPlainText()
    again.show()
    assert again.text.source.toPlainText() == "One is here."
    assert again.live.pair == ("en", "fr")
    again.close()


def test_no_break_spaces_and_line_ends_of_windows_stay_where_they_are(
    qtbot: QtBot, room: Room
) -> None:
    page = room.translate.text
    page.set_source("One is here.\r\nTwo is here.")
    room.settle(qtbot)
    assert page.target.toPlainText() == "echo One is here.\necho Two is here."
    first, second = room.translate.live.sheet.rows
    room.translate.live.correct(first, "Qui est-ce\u00a0?")
    page.target.setFocus()
    caret(page.target, len(page.target.toPlainText()))
    qtbot.keyClicks(page.target, "z")
    assert (first.target, second.target) == ("Qui est-ce\u00a0?", "echo Two is here.z")


def test_what_a_person_wrote_survives_another_style(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    tab = room.translate
    tab.live.correct(tab.live.sheet.rows[0], "mine")
    tab._style(Style("formal"))
    room.settle(qtbot)
    assert tab.live.sheet.rows[0].target == "mine"
    assert tab.live.sheet.rows[0].origin is Origin.PERSON


def test_a_selection_that_is_typed_over_keeps_the_keys_in_order(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, TEXT)
    target = room.translate.text.target
    target.setFocus()
    target.selectAll()
    qtbot.keyClicks(target, "All new")
    assert target.toPlainText().strip() == "All new"


def test_swapping_before_the_translation_is_there_loses_nothing(qtbot: QtBot, room: Room) -> None:
    source = room.translate.text.source
    source.setFocus()
    source.insertPlainText("One is here.")
    room.translate.bar._swap.click()
    assert source.toPlainText() == "One is here."
    room.settle(qtbot)


def test_another_text_is_another_entry_of_the_history(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, "One is here.")
    source = room.translate.text.source
    source.selectAll()
    source.insertPlainText("Quite another text.")
    room.settle(qtbot)
    entries = room.services.translation.history.entries()
    assert [entry.source for entry in entries] == ["Quite another text.", "One is here."]


def test_what_settles_is_in_the_history_once(qtbot: QtBot, room: Room) -> None:
    history = room.services.translation.history
    write(qtbot, room, "One is here.")
    write(qtbot, room, " Two is here.")
    entries = history.entries()
    assert [entry.source for entry in entries] == ["One is here. Two is here."]


def test_copy_gives_the_translation(qtbot: QtBot, room: Room) -> None:
    write(qtbot, room, "One is here.")
    room.translate.text._copy.click()
    assert QGuiApplication.clipboard().text() == "echo One is here."


def test_scrolling_one_pane_scrolls_the_other(qtbot: QtBot, room: Room) -> None:
    text = "\n".join(f"Sentence number {n} stands here." for n in range(80))
    room.translate.text.source.setFocus()
    room.translate.text.source.insertPlainText(text)
    rows = room.translate.live.sheet.rows
    for row in rows:
        row.target, row.state = f"écho {row.source}", State.DONE
    page = room.translate.text
    page.refresh()
    page.source.verticalScrollBar().setValue(page.source.verticalScrollBar().maximum() // 2)
    number, _ = page.source.top_sentence()
    partner, _ = page.target.top_sentence()
    assert number > 10
    assert abs(number - partner) <= 1


def test_only_what_a_literal_text_mends_has_a_fix() -> None:
    assert can_fix(Issue(Kind.URL, "https://a.b", "https://a.c", (0, 3), (0, 3)))
    assert can_fix(Issue(Kind.NUMBER, "15", "16", (0, 2), (0, 2)))
    assert not can_fix(Issue(Kind.DATE, "5 March", "3月6日", (0, 2), (0, 2)))
    assert can_fix(Issue(Kind.TERM, "砚台", "inkstone", (0, 8)))
