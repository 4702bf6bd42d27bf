"""The Poetry tab in the window: composing, keeping lines, changing one, writing by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.tabs.poetry.page.glyph import Glyph
from app.tabs.poetry.picture.dialog import PictureDialog
from app.tabs.poetry.tab import Tab
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Poem
from tests.conftest import FAKE_ENGINE
from tests.gui.test_window import Desk

pops_up = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
WAIT = 30_000
LINES = ("朝辞白帝彩云间", "千里江陵一日还", "两岸猿声啼不住", "轻舟已过万重山")
WRITTEN = "朝辞白帝彩云间，千里江陵一日还。\n两岸猿声啼不住，轻舟已过万重山。"


class Room(Desk):
    @property
    def poetry(self) -> Tab:
        page = next(page for page in self.window.pages if isinstance(page, Tab))
        self.window.tabs.setCurrentWidget(page)
        return page

    @property
    def poem(self) -> Poem:
        poem = self.poetry.opened.poem
        assert poem is not None
        return poem

    def compose(
        self, qtbot: QtBot, form: str = "七律", theme: str = "秋江", count: int = 2
    ) -> None:
        tab = self.poetry
        tab.wishes.set_brief(Brief(form, theme=theme))
        self.find("poetry.count").setProperty("value", count)
        self.press("poetry.compose")
        qtbot.waitUntil(
            lambda: not tab.composing.busy and tab.opened.poem is not None, timeout=WAIT
        )

    def find(self, name: str) -> QWidget:
        found = self.poetry.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def press(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), name
        button.click()


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
    yield made
    made.close()


def test_candidates_are_made_ranked_and_chosen(qtbot: QtBot, room: Room) -> None:
    room.compose(qtbot)
    tab = room.poetry
    assert len(tab.strip.candidates) == 2
    assert room.poem == tab.strip.candidates[0].poem
    assert all(candidate.judged.passed for candidate in tab.strip.candidates)
    first, second = (candidate.poem for candidate in tab.strip.candidates)
    assert first.lines != second.lines
    room.press("poetry.candidate.1")
    assert room.poem == second
    assert tab.page.poem == second
    assert tab.strip.chosen_index == 1
    tab.undo()
    assert room.poem == first
    assert tab.strip.chosen_index == 0
    tab.redo()
    assert room.poem == second


def test_a_couplet_is_locked_and_the_rest_made_anew(qtbot: QtBot, room: Room) -> None:
    room.compose(qtbot, count=1)
    before = room.poem
    assert not room.find("poetry.rest").isEnabled()
    room.press("poetry.lock.2")
    room.press("poetry.lock.3")
    room.press("poetry.rest")
    qtbot.waitUntil(lambda: not room.poetry.composing.busy, timeout=WAIT)
    after = room.poem
    assert after.lines[2:4] == before.lines[2:4]
    assert after.lines != before.lines
    assert after.locked == (2, 3)
    assert judge(after).passed


@pops_up
def test_a_character_is_changed_by_the_list(qtbot: QtBot, room: Room) -> None:
    room.compose(qtbot, count=1)
    before = room.poem
    room.press("poetry.glyph.1.2")
    shown = room.poetry.fits
    listed = shown.findChild(QListWidget, "poetry.fits")
    assert listed is not None
    qtbot.waitUntil(lambda: listed.count() > 2, timeout=WAIT)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    after = room.poem
    assert after.lines[1][2] != before.lines[1][2]
    assert after.lines[1][:2] + after.lines[1][3:] == before.lines[1][:2] + before.lines[1][3:]
    assert judge(after).passed
    room.poetry.undo()
    assert room.poem == before


def test_what_is_made_can_be_stopped(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七律", theme="slow"))
    room.press("poetry.compose")
    qtbot.waitUntil(lambda: bool(tab.page.findChild(QWidget, "poetry.glyph.0.3")), timeout=WAIT)
    room.press("poetry.stop")
    assert not tab.composing.busy
    assert tab.opened.poem is None
    assert tab.strip.isHidden()
    qtbot.waitUntil(lambda: not tab.page.findChild(QWidget, "poetry.glyph.0.3"), timeout=WAIT)


def test_wishes_that_cannot_be_are_told(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("五绝", use=("一二三四五六",)))
    room.press("poetry.compose")
    notices = room.window.notices
    qtbot.waitUntil(lambda: "一二三四五六" in notices.accessibleName(), timeout=WAIT)
    assert not tab.composing.busy


def test_what_is_written_by_hand_is_judged_and_kept(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    room.press("poetry.hand")
    tab.hand.show_text("", "")
    editor = room.find("poetry.hand.text")
    editor.setProperty("plainText", WRITTEN.replace("还", "来"))
    qtbot.waitUntil(lambda: tab.opened.poem is not None, timeout=WAIT)
    judged = tab.opened.judged
    assert judged is not None
    assert {finding.code for finding in judged.findings} >= {"off_rhyme"}
    editor.setProperty("plainText", WRITTEN)
    qtbot.waitUntil(lambda: room.poem.lines == LINES, timeout=WAIT)
    draft = room.services.poetry.collection.draft()
    assert draft is not None
    assert draft.text == WRITTEN
    tab.begin_new()
    (kept,) = room.services.poetry.collection.poems()
    assert kept.poem.lines == LINES


def test_what_was_written_by_hand_is_one_change(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    tab.opened.begin(Poem("七绝", LINES, "下江陵", "平水韵"), tab.wishes.brief)
    room.press("poetry.hand")
    room.find("poetry.hand.text").setProperty("plainText", WRITTEN.replace("还", "来"))
    room.press("poetry.hand")
    assert room.poem.lines[1] == "千里江陵一日来"
    tab.undo()
    assert room.poem.lines == LINES
    tab.redo()
    assert room.poem.lines[1] == "千里江陵一日来"
    tab.compose()
    kept = [each.poem.lines[1] for each in room.services.poetry.collection.poems()]
    assert kept == ["千里江陵一日来"]


def test_another_wish_does_not_touch_what_is_only_looked_at_by_hand(
    qtbot: QtBot, room: Room
) -> None:
    tab = room.poetry
    tab.opened.begin(
        Poem("五绝", ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼")), Brief("五绝")
    )
    room.press("poetry.keep")
    tab.wishes.set_brief(Brief("水调歌头"))
    before = room.poem
    room.press("poetry.hand")
    room.press("poetry.hand")
    assert room.poem == before
    (kept,) = room.services.poetry.collection.poems()
    assert kept.poem == before


def test_a_text_of_another_language_is_not_lost(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    room.press("poetry.hand")
    room.find("poetry.hand.text").setProperty("plainText", "An old pond\na frog")
    room.press("poetry.hand")
    room.press("poetry.hand")
    assert tab.hand.text.split("\n")[0].startswith("An old pond")
    tab.begin_new()
    (kept,) = room.services.poetry.collection.poems()
    assert kept.poem.lines == ("An old pond", "a frog")


def test_what_gave_way_to_a_new_poem_comes_back_in_the_editor(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    room.press("poetry.hand")
    room.find("poetry.hand.text").setProperty("plainText", WRITTEN)
    tab.handwriting.take()
    room.press("poetry.keep")
    room.find("poetry.hand.text").setProperty("plainText", "ruined")
    tab.begin_new()
    assert tab.hand.text == ""
    tab.undo()
    assert tab.hand.text.startswith("ruined")
    tab.undo()
    assert room.poem.lines == LINES
    (kept,) = room.services.poetry.collection.poems()
    assert kept.poem.lines == LINES


def test_what_is_kept_is_not_touched_by_opening_it(qtbot: QtBot, room: Room) -> None:
    collection = room.services.poetry.collection
    first = collection.add(Poem("七绝", LINES, "First"), Brief("七绝"))
    collection.add(Poem("七绝", LINES[::-1], "Second"), Brief("七绝"))
    room.poetry.open(first)
    assert [each.poem.title for each in collection.poems()] == ["Second", "First"]
    room.poetry.open(collection.poems()[0].id)
    room.poetry.undo()
    assert room.poem.title == "First"
    assert room.poetry.opened.number == first


def test_removing_and_bringing_back_is_noticed(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    number = room.services.poetry.collection.add(Poem("七绝", LINES), Brief("七绝"))
    tab.open(number)
    tab.shelf.choose(number)
    tab.shelf.remove_chosen()
    assert not tab.opened.kept
    button = next(b for b in room.window.notices.findChildren(QPushButton) if b.text() == "Undo")
    button.click()
    assert tab.opened.number == number


def test_what_a_person_does_meanwhile_is_not_replaced_by_the_best(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七律", theme="slow"))
    room.find("poetry.count").setProperty("value", 2)
    room.press("poetry.compose")
    qtbot.waitUntil(lambda: tab.opened.poem is not None, timeout=WAIT)
    room.press("poetry.lock.0")
    locked = room.poem
    qtbot.waitUntil(lambda: not tab.composing.busy, timeout=WAIT)
    assert room.poem == locked


def test_by_hand_and_back(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    tab.opened.begin(Poem("七绝", LINES, "下江陵", "平水韵"), tab.wishes.brief)
    room.press("poetry.hand")
    assert (tab.hand.title, tab.hand.text) == ("下江陵", WRITTEN)
    before = tab.opened.poem
    room.press("poetry.hand")
    assert tab.opened.poem == before
    assert tab.page.isVisible()


def test_a_poem_is_kept_found_and_opened_again(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    room.compose(qtbot, count=1)
    poem = room.poem
    room.press("poetry.keep")
    assert tab.opened.kept
    assert not room.find("poetry.keep").isEnabled()
    (kept,) = room.services.poetry.collection.poems()
    tab.begin_new()
    assert tab.opened.poem is None
    tab.open(kept.id)
    assert room.poem.lines == poem.lines
    assert tab.wishes.brief.form == "七律"
    tab.shelf.choose(kept.id)
    tab.shelf.remove_chosen()
    assert not tab.opened.kept
    assert room.poem.lines == poem.lines


def test_composing_leaves_what_is_kept_as_it_is(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    room.compose(qtbot, count=1)
    poem = room.poem
    room.press("poetry.keep")
    room.press("poetry.lock.0")
    room.press("poetry.rest")
    qtbot.waitUntil(lambda: not tab.composing.busy, timeout=WAIT)
    assert room.poem.lines != poem.lines
    assert not tab.opened.kept
    (kept,) = room.services.poetry.collection.poems()
    assert kept.poem.lines == poem.lines
    tab.undo()
    assert tab.opened.kept
    assert room.poem.lines == poem.lines


def test_what_was_written_by_hand_outlives_the_page_and_a_crash(
    qtbot: QtBot, qapp: QApplication, folders: Folders, room: Room
) -> None:
    tab = room.poetry
    tab.wishes.set_brief(Brief("七绝"))
    room.press("poetry.hand")
    room.find("poetry.hand.text").setProperty("plainText", WRITTEN)
    qtbot.waitUntil(lambda: tab.opened.poem is not None, timeout=WAIT)
    room.press("poetry.hand")
    assert tab.page.poem is not None
    room.services.close()
    again = Room(qtbot, qapp, folders)
    assert again.poetry.opened.poem is not None
    again.poetry.begin_new()
    (kept,) = again.services.poetry.collection.poems()
    assert kept.poem.lines == LINES
    again.close()


def test_the_desk_is_as_it_was_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, folders: Folders, room: Room
) -> None:
    room.compose(qtbot, count=1)
    room.press("poetry.lock.0")
    room.press("poetry.marks")
    poem = room.poem
    room.window.close()
    room.services.close()
    again = Room(qtbot, qapp, folders)
    assert again.poetry.opened.poem == poem
    assert again.poetry.page.poem == poem
    assert again.poetry.wishes.brief.theme == "秋江"
    assert again.poetry.header.marks_button.isChecked()
    again.close()


def test_a_poem_leaves_as_picture_and_as_text(
    qtbot: QtBot, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = room.poetry
    tab.opened.begin(Poem("七绝", LINES, "下江陵"), Brief("七绝"))
    tab.copy_text()
    assert QGuiApplication.clipboard().text() == f"下江陵\n\n{WRITTEN}\n"
    target = tmp_path / "poem.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab.save_text()
    assert target.read_text("utf-8") == f"下江陵\n\n{WRITTEN}\n"
    dialogs: list[PictureDialog] = []
    tab.leaving.opened.connect(dialogs.append)
    tab.show_picture()
    picture = tmp_path / "poem.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(picture), ""))
    dialogs[0].save()
    assert picture.read_bytes().startswith(b"\x89PNG")
    dialogs[0].close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_findings_point_into_the_page(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    lines = (*LINES[:3], "轻舟已过万山重")
    tab.opened.begin(Poem("七绝", lines), Brief("七绝"))
    tab.show_page("check")
    room.press("poetry.finding.0")
    (wrong,) = (each for each in tab.page.findChildren(Glyph) if each.pointed)
    assert (wrong.at.line, wrong.at.place) == (3, 6)


@pops_up
def test_an_english_poem_can_stand_on_the_page(qtbot: QtBot, room: Room) -> None:
    tab = room.poetry
    lines = ("The sea is calm and wide and cold tonight,", "And every star is giving me its light.")
    tab.opened.begin(Poem("couplets", lines), Brief("couplets"))
    tab.wishes.set_brief(Brief("couplets"))
    assert tab.header.vertical_button.isHidden()
    room.press("poetry.glyph.1.7")
    assert tab.fits.word == "light"
    listed = tab.fits.findChild(QListWidget, "poetry.fits")
    assert listed is not None
    qtbot.waitUntil(lambda: listed.count() > 2, timeout=WAIT)
    tab.fits.hide()
