"""What fits in a place of a poem: listed, chosen by mouse and keyboard, or typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.tabs.poetry.fitrow import percent
from app.tabs.poetry.fits import FitList
from app.tabs.poetry.task.changing import Fit
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Poem
from app.ui.theme import Theme

Key = Qt.Key
STORKS = Poem("五绝", ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"))
DAY = Poem("blank", ("Shall I compare thee to a summer\u2019s day",))
FITS = (Fit("长", -3.0), Fit("清", -4.0), Fit("银", -9.0))
PLACE = QRect(100, 80, 30, 30)
SECOND = At(1, 0)


class Marked(QTranslator):
    """A language whose words are the English ones, marked."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:
        return False


class Bench:
    """The list, and what it told in its order."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.told: list[str] = []
        self.window = QWidget()
        self.window.resize(700, 600)
        QPushButton(self.window)
        self.before = QPushButton("明", self.window)
        self.before.move(100, 80)
        self.window.show()
        self.before.setFocus()
        qtbot.addWidget(self.window)
        self.popup = FitList(theme, self.window)
        self.popup.chosen.connect(self.told.append)
        self.popup.closed.connect(lambda: self.told.append("closed"))

    @property
    def rows(self) -> list[str]:
        items = map(self.list.item, range(self.list.count()))
        return [str(item.data(Qt.ItemDataRole.AccessibleTextRole)) for item in items]

    @property
    def list(self) -> QListWidget:
        found = self.popup.findChild(QListWidget, "poetry.fits")
        assert isinstance(found, QListWidget)
        return found

    @property
    def own(self) -> QLineEdit:
        found = self.popup.findChild(QLineEdit, "poetry.fits.own")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def message(self) -> str:
        return self._label("poetry.fits.message")

    @property
    def heading(self) -> str:
        return self._label("poetry.fits.heading")

    def open(self, poem: Poem = STORKS, at: At = SECOND, place: QRect = PLACE) -> None:
        self.popup.open_for(poem, at, place)

    def press(self, key: Qt.Key, count: int = 1) -> None:
        for _ in range(count):
            QTest.keyClick(self.own, key)

    def click(self, row: int) -> None:
        rect = self.list.visualItemRect(self.list.item(row))
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.list.viewport(), button, none, rect.center())

    def _label(self, name: str) -> str:
        found = self.popup.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(qtbot, theme)
    yield made
    made.popup.hide()


def test_it_says_that_it_looks_and_can_be_typed_into(bench: Bench) -> None:
    bench.open()
    assert bench.popup.isVisible()
    assert bench.popup.window() is bench.window
    assert (bench.heading, bench.message) == ("Instead of “黄”", "Looking what fits…")
    assert not bench.list.isVisible()
    assert QApplication.focusWidget() is bench.own


def test_what_fits_stands_below_what_stands_there(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    assert bench.rows == ["黄, stands there", "长, 100 %", "清, 37 %", "银, < 1 %"]
    assert [bench.list.item(row).text() for row in range(4)] == ["黄", "长", "清", "银"]
    assert bench.list.currentRow() == 1
    assert bench.list.isVisible()
    assert bench.message == ""


def test_keys_choose_while_one_may_type(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.press(Key.Key_Down)
    assert bench.list.currentRow() == 2
    bench.press(Key.Key_Return)
    assert bench.told == ["closed", "清"]
    assert not bench.popup.isVisible()


def test_keys_choose_in_the_list(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.list.setFocus()
    QTest.keyClick(bench.list, Key.Key_End)
    QTest.keyClick(bench.list, Key.Key_Return)
    assert bench.told == ["closed", "银"]


def test_a_click_chooses(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.click(2)
    assert bench.told == ["closed", "清"]


@pytest.mark.parametrize("way", ["click", "keys"])
def test_what_stands_there_may_stay(bench: Bench, way: str) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    if way == "click":
        bench.click(0)
    else:
        bench.press(Key.Key_Up)
        bench.press(Key.Key_Enter)
    assert bench.told == ["closed"]
    assert not bench.popup.isVisible()


@pytest.mark.parametrize("listed", [False, True])
def test_escape_chooses_nothing(bench: Bench, listed: bool) -> None:
    bench.open()
    if listed:
        bench.popup.show_fits(FITS)
    bench.press(Key.Key_Escape)
    assert bench.told == ["closed"]
    assert not bench.popup.isVisible()


def test_escape_closes_from_the_list(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.list.setFocus()
    QTest.keyClick(bench.list, Key.Key_Escape)
    assert bench.told == ["closed"]


def test_a_character_of_ones_own(bench: Bench) -> None:
    bench.open()
    bench.own.setText(" 大 ")
    bench.press(Key.Key_Return)
    assert bench.told == ["closed", "大"]
    bench.open()
    assert bench.own.text() == ""


@pytest.mark.parametrize("typed", ["大河", "a", "，"])
def test_only_one_character_can_be_typed(bench: Bench, typed: str) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.own.setText(typed)
    bench.press(Key.Key_Return)
    assert bench.told == []
    assert bench.message == "One character belongs here."
    assert bench.list.isVisible()
    bench.own.setText("大")
    assert bench.message == ""
    bench.press(Key.Key_Return)
    assert bench.told == ["closed", "大"]


def test_a_word_of_ones_own(bench: Bench) -> None:
    bench.open(DAY, At(0, 6))
    assert bench.heading == "Instead of “summer's”"
    bench.popup.show_fits((Fit("autumn", -2.0),))
    assert bench.rows == ["summer's, stands there", "autumn, 100 %"]
    bench.own.setText("two words")
    bench.press(Key.Key_Return)
    assert (bench.told, bench.message) == ([], "One word belongs here.")
    bench.own.setText("winter\u2019s")
    bench.press(Key.Key_Return)
    assert bench.told == ["closed", "winter\u2019s"]


def test_enter_without_a_list_and_a_word_waits(bench: Bench) -> None:
    bench.open()
    bench.press(Key.Key_Return)
    assert bench.told == []
    assert bench.popup.isVisible()


def test_nothing_fits(bench: Bench) -> None:
    assert judge(STORKS).passed
    bench.open()
    bench.popup.show_fits(FITS)
    bench.popup.show_fits(())
    assert bench.message == "Nothing else keeps the form here."
    assert not bench.list.isVisible()
    bench.own.setText("大")
    assert bench.message == "Nothing else keeps the form here."


def test_nothing_can_fit_while_the_poem_is_against_its_form(bench: Bench) -> None:
    bench.open(Poem("五绝", STORKS.lines[:3]))
    bench.popup.show_fits(())
    assert bench.message.startswith("The poem is not yet in its form")


def test_it_says_why_it_failed(bench: Bench) -> None:
    bench.open()
    bench.popup.failed("No model is loaded.")
    assert bench.message == "No model is loaded."


def test_an_answer_that_comes_too_late_shows_nothing(bench: Bench) -> None:
    bench.popup.show_fits(FITS)
    bench.popup.failed("No model is loaded.")
    assert not bench.popup.isVisible()
    bench.open()
    bench.popup.hide()
    bench.popup.show_fits(FITS)
    assert bench.list.count() == 0


def test_it_stands_beside_the_place_and_inside_the_window(bench: Bench) -> None:
    room = bench.window.rect()
    corner = bench.window.mapToGlobal(QPoint(0, 0))
    bench.open(place=PLACE.translated(corner))
    bench.popup.show_fits(FITS)
    assert bench.popup.pos().x() == PLACE.left()
    assert 0 < bench.popup.pos().y() - PLACE.bottom() < 10
    low = QRect(room.bottomRight() - QPoint(20, 40), PLACE.size())
    bench.open(place=low.translated(corner))
    bench.popup.show_fits([Fit(each, -1.0) for each in "天地玄黄宇宙洪荒日月盈昃"])
    geometry = bench.popup.geometry()
    assert room.contains(geometry)
    assert geometry.bottom() <= low.top()
    assert bench.list.height() < bench.list.count() * bench.list.sizeHintForRow(0)


def test_the_keys_go_back_to_where_they_were(bench: Bench) -> None:
    bench.open()
    bench.press(Key.Key_Escape)
    assert QApplication.focusWidget() is bench.before


def test_it_goes_when_one_clicks_elsewhere(bench: Bench) -> None:
    button = Qt.MouseButton.LeftButton
    bench.open()
    QTest.mouseClick(bench.popup, button, pos=QPoint(20, 12))
    assert bench.popup.isVisible()
    QTest.mouseClick(bench.window, button, pos=QPoint(690, 590))
    assert not bench.popup.isVisible()
    assert bench.told == ["closed"]


def test_it_goes_when_one_types_elsewhere(bench: Bench) -> None:
    bench.open()
    bench.before.setFocus()
    assert not bench.popup.isVisible()
    assert bench.told == ["closed"]


def test_it_goes_when_the_window_is_resized(bench: Bench) -> None:
    bench.open()
    bench.window.resize(600, 600)
    assert not bench.popup.isVisible()


def test_opened_elsewhere_it_was_closed_before(bench: Bench) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.open(at=At(1, 1))
    assert bench.told == ["closed"]
    assert bench.heading == "Instead of “河”"
    bench.press(Key.Key_Escape)
    assert bench.told == ["closed"] * 2
    assert QApplication.focusWidget() is bench.before


def test_likelihoods() -> None:
    assert [percent(each) for each in (1.0, 0.456, 0.01, 0.0099, 0.0)] == [
        "100 %",
        "46 %",
        "1 %",
        "< 1 %",
        "< 1 %",
    ]


def test_the_likelier_has_the_longer_bar(bench: Bench, theme: Theme) -> None:
    bench.open()
    bench.popup.show_fits(FITS)
    bench.list.setCurrentRow(0)
    image = bench.list.viewport().grab().toImage()
    lengths = [
        _accents(image, bench.list.visualItemRect(bench.list.item(n)), theme) for n in (1, 2)
    ]
    assert lengths[0] > 2 * lengths[1] > 0


def _accents(image: QImage, row: QRect, theme: Theme) -> int:
    ratio = image.devicePixelRatio()
    y = round(row.center().y() * ratio)
    names = (image.pixelColor(x, y).name() for x in range(image.width()))
    return sum(name == theme.tokens.accent for name in names)


def test_it_speaks_the_language_of_the_interface(bench: Bench, qapp: QApplication) -> None:
    bench.open()
    marked = Marked()
    qapp.installTranslator(marked)
    try:
        QApplication.sendPostedEvents()
        assert bench.heading == "«Instead of “黄”»"
        assert bench.own.placeholderText() == "«Or type your own»"
        assert bench.list.accessibleName() == "«What fits here»"
    finally:
        qapp.removeTranslator(marked)
