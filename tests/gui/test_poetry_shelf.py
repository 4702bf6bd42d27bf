"""The collection of poems and the candidates: shown, searched, chosen, removed with undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, UserError
from app.services.database import Database
from app.services.poetry.collection import Collection
from app.tabs.poetry.shelf.candidates import Candidates
from app.tabs.poetry.shelf.collection import CollectionPanel
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese.faults import Verdict
from app.tabs.poetry.task.ranking import Candidate
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

Key, Role = Qt.Key, Qt.ItemDataRole
AUTUMN = Poem("五绝", ("空山新雨后", "天气晚来秋", "明月松间照", "清泉石上流"))
CLIMB = Poem("七律", ("风急天高猿啸哀", "渚清沙白鸟飞回"), "登高")
POND = Poem("haiku", ("An old silent pond", "A frog jumps into the pond", "Splash! Silence"))


class Desk:
    """A collection beside a notice bar, and what a person does with it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, path: Path) -> None:
        self.qtbot = qtbot
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.database = Database(path)
        self.collection = Collection(self.database)
        self.window = QWidget()
        self.window.resize(260, 400)
        qtbot.addWidget(self.window)
        self.notices = NoticeBar("window.notices", self.window)
        self.panel = CollectionPanel(self.collection, theme, self.notices, str.title, self.window)
        self.panel.resize(260, 400)
        self.window.show()

    @property
    def rows(self) -> list[str]:
        model = self.panel.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    @property
    def empty(self) -> str:
        """Return what stands where there are no poems."""
        label = self.panel.findChild(QLabel, "poetry.collection.empty")
        assert label
        return label.text() if label.isVisible() else ""

    def keep(self, poem: Poem) -> int:
        return self.collection.add(poem, Brief(poem.form))

    def choose(self, row: int) -> None:
        self.panel.list.setFocus()
        self.panel.list.setCurrentIndex(self.panel.model.index(row))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.panel.list, key)

    def search(self, text: str) -> None:
        with self.qtbot.waitSignal(self.panel.search.searched):
            self.panel.search.setText(text)

    def middle(self, row: int) -> QPoint:
        return self.panel.list.visualRect(self.panel.model.index(row)).center()

    def undo(self) -> None:
        button = self.notices.findChildren(QPushButton, "window.notices.action")[-1]
        assert button.text() == "Undo"
        button.click()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "诗.db")
    yield made
    made.database.close()


def actions(menu: QMenu) -> dict[str, QAction]:
    return {action.objectName().split(".")[-1]: action for action in menu.actions()}


def test_an_empty_collection_says_what_comes_here(desk: Desk) -> None:
    assert "save" in desk.empty
    desk.keep(AUTUMN)
    assert not desk.empty


def test_a_row_has_the_title_or_the_first_line_the_form_and_the_day(desk: Desk) -> None:
    for poem in (AUTUMN, CLIMB, POND):
        desk.keep(poem)
    assert desk.rows == ["An old silent pond", "登高", "空山新雨后"]
    spoken = desk.panel.model.index(0).data(Role.AccessibleTextRole)
    assert spoken.startswith("An old silent pond, Haiku, ")
    assert "A frog jumps" in desk.panel.model.index(0).data(Role.ToolTipRole)


def test_a_poem_of_another_day_says_which(desk: Desk) -> None:
    desk.keep(AUTUMN)
    for past, said in ((24 * 3600, "Yesterday"), (400 * 24 * 3600, "/")):
        desk.database.connection.execute("UPDATE poems SET changed = created - ?", (past,))
        desk.panel.reload()
        assert said in desk.panel.model.index(0).data(Role.AccessibleTextRole)


def test_a_click_and_enter_open_a_poem(desk: Desk) -> None:
    number = desk.keep(AUTUMN)
    desk.keep(CLIMB)
    with desk.qtbot.waitSignal(desk.panel.opened) as opened:
        viewport = desk.panel.list.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=desk.middle(1))
    assert opened.args == [number]
    with desk.qtbot.assertNotEmitted(desk.panel.opened):
        desk.press(Key.Key_Up)
    with desk.qtbot.waitSignal(desk.panel.opened) as opened:
        desk.press(Key.Key_Return)
    assert opened.args == [number + 1]


def test_words_are_searched_for_and_found(desk: Desk) -> None:
    desk.keep(AUTUMN)
    desk.keep(CLIMB)
    desk.search("明月")
    assert desk.rows == ["空山新雨后"]
    desk.search("marzipan")
    assert desk.rows == [] and "marzipan" in desk.empty
    desk.search("")
    assert desk.rows == ["登高", "空山新雨后"] and not desk.empty


def test_removing_can_be_undone(desk: Desk) -> None:
    for poem in (AUTUMN, CLIMB, POND):
        desk.keep(poem)
    desk.choose(1)
    with desk.qtbot.waitSignal(desk.panel.removed) as removed:
        desk.press(Key.Key_Delete)
    assert desk.rows == ["An old silent pond", "空山新雨后"]
    assert "登高" in desk.notices.accessibleName()
    assert desk.panel.chosen and desk.panel.chosen.poem == AUTUMN
    with desk.qtbot.waitSignal(desk.panel.restored) as restored:
        desk.undo()
    assert removed.args == restored.args
    assert desk.rows[1] == "登高"
    assert desk.panel.chosen and desk.panel.chosen.poem == CLIMB


def test_the_last_poem_can_be_removed(desk: Desk) -> None:
    desk.keep(AUTUMN)
    desk.choose(0)
    desk.press(Key.Key_Delete)
    assert desk.rows == [] and desk.panel.chosen is None and desk.empty
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)


def test_a_removal_that_fails_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_number: int) -> None:
        raise UserError(ErrorCode.DISK_FULL, path="x")

    desk.keep(AUTUMN)
    desk.choose(0)
    monkeypatch.setattr(desk.collection, "remove", fail)
    desk.press(Key.Key_Delete)
    assert desk.rows == ["空山新雨后"]
    assert desk.notices.isVisible() and "removed" not in desk.notices.accessibleName()


def test_stars_are_given_and_alone_listed(desk: Desk) -> None:
    number = desk.keep(AUTUMN)
    desk.keep(CLIMB)
    plain = desk.panel.starred.grab().toImage()
    desk.panel.starred.click()
    assert desk.panel.starred.grab().toImage() != plain
    assert desk.rows == [] and "star" in desk.empty
    actions(desk.panel.menu(desk.collection.kept(number)))["star"].trigger()
    assert desk.rows == ["空山新雨后"]
    actions(desk.panel.menu(desk.collection.kept(number)))["star"].trigger()
    assert desk.rows == []
    desk.panel.choose(number)
    assert desk.panel.chosen and desk.panel.chosen.id == number and len(desk.rows) == 2


def test_the_menu_opens_and_removes(desk: Desk) -> None:
    number = desk.keep(AUTUMN)
    desk.choose(0)
    found = actions(desk.panel.menu(desk.collection.kept(number)))
    with desk.qtbot.waitSignal(desk.panel.opened) as opened:
        found["open"].trigger()
    assert opened.args == [number]
    found["remove"].trigger()
    assert desk.rows == []


def test_the_list_does_not_jump_when_poems_are_saved(desk: Desk) -> None:
    numbers = [desk.keep(Poem("free", (f"Line {row}",))) for row in range(60)]
    desk.choose(40)
    bar = desk.panel.list.verticalScrollBar()
    before, chosen = bar.value(), desk.panel.chosen
    assert before > 0 and chosen
    desk.collection.update(numbers[0], Poem("free", ("Line 0, again",)))
    assert desk.rows[0] == "Line 0, again"
    assert bar.value() == before
    assert desk.panel.chosen and desk.panel.chosen.id == chosen.id


def test_the_open_poem_is_bold(desk: Desk) -> None:
    number = desk.keep(POND)
    plain = desk.panel.list.grab().toImage()
    desk.panel.show_open(number)
    assert desk.panel.list.grab().toImage() != plain


# Candidates -------------------------------------------------------------------------------------


def made(
    seed: int,
    logprob: float = -2.0,
    level: Level = Level.GOOD,
    verdict: Verdict = Verdict.FITS,
    poem: Poem = AUTUMN,
) -> Candidate:
    signs = ((Sign("春", verdict=verdict),),)
    judged = Judged(poem.form, signs, (0,), (Finding("tone", level),))
    return Candidate(poem, judged, logprob, 0.875, seed)


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication) -> Iterator[Candidates]:
    Languages(qapp).apply("en")
    theme = Theme(qapp)
    theme.apply("light", 11)
    window = QWidget()
    window.resize(500, 200)
    qtbot.addWidget(window)
    strip = Candidates(theme, window)
    strip.resize(500, 180)
    window.show()
    yield strip


def card(strip: Candidates, index: int) -> QPushButton:
    found = strip.findChild(QPushButton, f"poetry.candidate.{index}")
    assert found
    return found


def names(strip: Candidates) -> list[str]:
    return [card(strip, at).accessibleName() for at in range(len(strip.candidates))]


def test_the_strip_is_there_while_it_has_candidates(strip: Candidates) -> None:
    assert strip.isHidden()
    strip.add(made(1))
    assert strip.isVisible()
    strip.clear()
    assert strip.isHidden() and strip.candidates == ()


def test_ranks_are_told_anew_and_nothing_moves(strip: Candidates) -> None:
    strip.add(made(1, -3.0))
    assert names(strip) == ["空山新雨后, rank 1"]
    strip.add(made(2, -1.0, poem=CLIMB))
    assert names(strip) == ["空山新雨后, rank 2", "风急天高猿啸哀, rank 1"]


@pytest.mark.parametrize(
    ("level", "verdict", "said"),
    [
        (Level.MINOR, Verdict.FITS, "Keeps the form"),
        (Level.GOOD, Verdict.AMBIGUOUS, "To be checked"),
        (Level.GRAVE, Verdict.VIOLATES, "Breaks the form"),
    ],
)
def test_a_card_gives_its_reasons(
    strip: Candidates, level: Level, verdict: Verdict, said: str
) -> None:
    strip.add(made(1, -2.0, level, verdict))
    reasons = card(strip, 0).accessibleDescription()
    assert reasons.startswith(said)
    assert "14 %" in reasons and "-2.00" in reasons and "88 %" in reasons
    shown = {label.text() for label in card(strip, 0).findChildren(QLabel)}
    assert {"14 %", "88 %"} <= shown and any(said in text for text in shown)
    assert all(line in card(strip, 0).toolTip() for line in AUTUMN.lines)


def test_small_chances_have_a_digit_more(strip: Candidates) -> None:
    strip.add(made(1, -3.0))
    assert "5.0 %" in card(strip, 0).accessibleDescription()


def test_a_click_enter_and_space_choose(qtbot: QtBot, strip: Candidates) -> None:
    for seed in range(3):
        strip.add(made(seed))
    ways: list[Callable[[QWidget], None]] = [
        lambda one: QTest.mouseClick(one, Qt.MouseButton.LeftButton),
        lambda one: QTest.keyClick(one, Key.Key_Return),
        lambda one: QTest.keyClick(one, Key.Key_Space),
    ]
    for index, choose in enumerate(ways):
        with qtbot.waitSignal(strip.chosen) as chosen:
            choose(card(strip, index))
        assert chosen.args == [index] and strip.chosen_index == index
        assert [card(strip, at).isChecked() for at in range(3)].count(True) == 1


def test_choosing_the_marked_one_again_leaves_it_marked(qtbot: QtBot, strip: Candidates) -> None:
    strip.add(made(1))
    card(strip, 0).click()
    with qtbot.waitSignal(strip.chosen):
        card(strip, 0).click()
    assert strip.chosen_index == 0


def test_arrows_move_the_keys_and_bring_the_card_into_view(qtbot: QtBot, strip: Candidates) -> None:
    for seed in range(6):
        strip.add(made(seed))
    strip.activateWindow()
    area = strip.findChild(QScrollArea, "poetry.candidates.list")
    assert area
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() > 0)
    card(strip, 0).setFocus()
    with qtbot.assertNotEmitted(strip.chosen):
        for index in range(5):
            QTest.keyClick(card(strip, index), Key.Key_Right)
            assert card(strip, index + 1).hasFocus()
    seen = card(strip, 5).visibleRegion().boundingRect()
    assert seen == card(strip, 5).rect()


def test_a_plain_wheel_scrolls_sideways(qtbot: QtBot, strip: Candidates) -> None:
    for seed in range(6):
        strip.add(made(seed))
    area = strip.findChild(QScrollArea, "poetry.candidates.list")
    assert area
    bar = area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    at = QPointF(area.viewport().rect().center())
    more = (
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    wheel = QWheelEvent(at, area.mapToGlobal(at), QPoint(), QPoint(0, -120), *more)
    QApplication.sendEvent(area.viewport(), wheel)
    assert bar.value() > 0


def test_mark_and_keys_stay_with_a_candidate_when_they_are_put_in_order(strip: Candidates) -> None:
    one, two, three = made(1, -3.0), made(2, -2.0), made(3, -1.0)
    for each in (one, two, three):
        strip.add(each)
    strip.mark(0)
    strip.activateWindow()
    card(strip, 1).setFocus()
    strip.set_all([two, three, one])
    assert strip.candidates == (two, three, one) and strip.chosen_index == 2
    assert card(strip, 0).hasFocus()
    strip.set_all([three, two])
    assert strip.chosen_index is None


def test_cards_are_as_wide_as_their_lines_and_as_high_as_each_other(
    qtbot: QtBot, strip: Candidates
) -> None:
    strip.add(made(1))
    strip.add(made(2, poem=Poem("free", ("A line that is longer than any in the other card",))))
    one, two = card(strip, 0), card(strip, 1)
    qtbot.waitUntil(lambda: one.height() == two.height() < strip.height())
    assert two.width() > one.width() > 100


def test_the_words_follow_the_language(qapp: QApplication, strip: Candidates) -> None:
    strip.add(made(1))
    texts = [label for label in card(strip, 0).findChildren(QLabel) if label.text()]
    for label in texts:
        label.setText("?")
    for widget in (strip, card(strip, 0)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert "?" not in {label.text() for label in texts}


def test_colours_follow_the_theme(qapp: QApplication, strip: Candidates) -> None:
    strip.add(made(1))
    light = card(strip, 0).grab().toImage()
    strip._theme.apply("dark", 11)
    assert card(strip, 0).grab().toImage().pixelColor(20, 3) != light.pixelColor(20, 3)
