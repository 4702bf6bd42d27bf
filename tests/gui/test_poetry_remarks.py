"""What a model says of a poem: asked for, shown as it grows, kept while the lines stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from msgspec import structs
from PySide6.QtCore import QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, Params
from app.tabs.poetry.remarks import RemarksPanel
from app.tabs.poetry.task.remarks import Remarks
from app.tabs.poetry.task.verse import Poem
from app.ui.i18n import Languages
from app.ui.theme import DARK, LIGHT, Theme

W = TypeVar("W", bound=QWidget)
STORKS = Poem("五绝", ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"), "登鹳雀楼")
POND = Poem("haiku", ("An old silent pond", "A frog jumps into the pond", "Splash! Silence"))
SAID = Remarks(("Sunset.", "The river.", "The wish.", "One storey higher."), "The sun sets.", "en")


class Run(QObject):
    """A procedure in a script."""

    asked = Signal(object)
    grew = Signal(str)
    ended = Signal()

    def __init__(self, poem: Poem, language: str) -> None:
        super().__init__()
        self.poem, self.language = poem, language
        self.over = False
        self.result: Remarks | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}

    def write(self, *answers: str) -> None:
        """Ask, and answer letter by letter, as often as there are answers."""
        for answer in answers:
            self.asked.emit(None)
            for end in range(1, len(answer) + 1):
                self.grew.emit(answer[:end])

    def finish(self, result: Remarks | None = None, code: ErrorCode | None = None) -> None:
        self.over = True
        self.result, self.code = result, code
        self.ended.emit()

    def stop(self) -> None:
        if not self.over:
            self.finish()


class Bench:
    """The panel over runs in a script."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.runs: list[Run] = []
        self.failures: list[tuple[ErrorCode, Params]] = []
        self.panel = RemarksPanel(self._remark, theme)
        self.panel.failed.connect(lambda code, params: self.failures.append((code, params)))
        qtbot.addWidget(self.panel)
        self.panel.resize(240, 420)
        self.panel.show()

    def _remark(self, poem: Poem, language: str) -> Any:
        self.runs.append(Run(poem, language))
        return self.runs[-1]

    @property
    def run(self) -> Run:
        return self.runs[-1]

    @property
    def button(self) -> QPushButton:
        return self._find(QPushButton, "poetry.explain")

    @property
    def browser(self) -> QTextBrowser:
        return self._find(QTextBrowser, "poetry.remarks.text")

    @property
    def text(self) -> list[str]:
        return self.browser.toPlainText().split("\n") if self.browser.isVisible() else []

    def language(self, key: str) -> QPushButton:
        return self._find(QPushButton, f"poetry.explain.{key}")

    def label(self, name: str) -> str:
        label = self._find(QLabel, f"poetry.remarks.{name}")
        return label.text() if label.isVisible() else ""

    def explain(self, poem: Poem = STORKS) -> Run:
        self.panel.show_poem(poem)
        QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)
        return self.run

    def colour(self, word: str) -> str:
        """Return the colour of a word in the text."""
        return self._at(word).charFormat().foreground().color().name()

    def family(self, word: str) -> list[str]:
        return list(self._at(word).charFormat().font().families())

    def _at(self, word: str) -> QTextCursor:
        cursor = self.browser.document().find(word)
        assert not cursor.isNull(), word
        return cursor

    def _find(self, kind: type[W], name: str) -> W:
        found = self.panel.findChild(kind, name)
        assert isinstance(found, kind), name
        return found


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture(autouse=True)
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    made.apply("en")
    yield made
    made.apply("en")


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return Bench(qtbot, theme)


def test_without_a_poem_there_is_nothing_to_explain(bench: Bench) -> None:
    assert not bench.button.isEnabled()
    assert "line by line" in bench.label("empty")
    bench.panel.show_poem(STORKS)
    assert bench.button.isEnabled()
    bench.panel.show_poem(Poem("五绝", ()))
    assert not bench.button.isEnabled()
    bench.panel.show_poem(None)
    assert not bench.button.isEnabled()
    assert bench.label("doubt") == ""


def test_the_shown_poem_is_explained(bench: Bench) -> None:
    run = bench.explain()
    assert (run.poem, run.language) == (STORKS, "en")
    assert bench.panel.busy
    assert bench.button.text() == "Stop"
    assert bench.label("empty") == "The model reads the poem…"
    assert not bench.language("zh").isEnabled()


def test_it_grows_line_by_line(bench: Bench) -> None:
    run = bench.explain()
    run.write("  Sunset. ")
    assert bench.text == ["白日依山尽", "Sunset."]
    run.asked.emit(None)
    assert bench.text == ["白日依山尽", "Sunset.", "黄河入海流", ""]
    run.grew.emit("The ri")
    assert bench.text[-1] == "The ri"
    run.grew.emit("A river")
    assert bench.text == ["白日依山尽", "Sunset.", "黄河入海流", "A river"]
    assert bench.label("doubt") == "A model says this. It may be wrong."
    assert bench.label("empty") == ""


def test_it_ends_in_todays_words(bench: Bench) -> None:
    run = bench.explain()
    run.write(*SAID.lines, "The sun")
    assert bench.text[-2:] == ["In today's words", "The sun"]
    run.finish(SAID)
    assert bench.text == [
        *(each for pair in zip(STORKS.lines, SAID.lines, strict=True) for each in pair),
        "In today's words",
        "The sun sets.",
    ]
    assert not bench.panel.busy
    assert bench.button.text() == "Explain this poem"
    assert bench.language("zh").isEnabled()
    assert bench.failures == []


def test_a_line_is_set_in_the_type_of_the_poem(bench: Bench) -> None:
    bench.explain().write("Sunset.")
    assert "Kaiti SC" in bench.family("白日")
    assert "Kaiti SC" not in bench.family("Sunset")
    bench.panel.stop()
    bench.explain(POND).write("Still water.")
    assert bench.family("silent")[0] == "EB Garamond"


def test_it_can_be_stopped(bench: Bench) -> None:
    run = bench.explain()
    run.write("Sunset.", "The ri")
    run.asked.emit(None)
    QTest.mouseClick(bench.button, Qt.MouseButton.LeftButton)
    assert run.over
    assert not bench.panel.busy
    assert bench.text == ["白日依山尽", "Sunset.", "黄河入海流", "The ri"]
    assert bench.button.text() == "Explain this poem"
    assert bench.failures == []


def test_it_can_be_begun_and_stopped_by_keys(bench: Bench) -> None:
    bench.panel.show_poem(STORKS)
    bench.button.setFocus()
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert bench.panel.busy
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert not bench.panel.busy
    assert "line by line" in bench.label("empty")


def test_it_can_be_explained_anew(bench: Bench) -> None:
    bench.explain().finish(SAID)
    bench.explain().write("Evening.")
    assert len(bench.runs) == 2
    assert bench.text == ["白日依山尽", "Evening."]


def test_to_begin_stops_what_is_on_its_way(bench: Bench) -> None:
    first = bench.explain()
    first.write("Sunset.")
    bench.panel.begin(POND)
    assert first.over
    assert bench.panel.busy
    bench.run.write("Still water.")
    assert bench.text == ["An old silent pond", "Still water."]


def test_it_stays_as_long_as_the_lines_do(bench: Bench) -> None:
    bench.explain().finish(SAID)
    said = bench.text
    bench.panel.show_poem(structs.replace(STORKS, title="Storks", locked=(1,)))
    assert bench.text == said
    bench.panel.show_poem(structs.replace(STORKS, lines=(*STORKS.lines[:3], "更上一层台")))
    assert bench.text == []
    assert "line by line" in bench.label("empty")


def test_other_lines_stop_it(bench: Bench) -> None:
    run = bench.explain()
    run.write("Sunset.")
    bench.panel.show_poem(POND)
    assert run.over
    assert bench.text == []
    assert not bench.panel.busy


def test_no_poem_at_all_stops_it_too(bench: Bench) -> None:
    run = bench.explain()
    bench.panel.show_poem(None)
    assert run.over
    assert not bench.panel.busy


def test_a_failure_is_told(bench: Bench) -> None:
    bench.explain().finish(code=ErrorCode.NO_MODEL)
    assert bench.failures == [(ErrorCode.NO_MODEL, {})]
    assert not bench.panel.busy
    assert bench.text == []


def test_the_language_is_the_interfaces_until_one_is_chosen(
    bench: Bench, languages: Languages
) -> None:
    assert bench.panel.language == "en"
    languages.apply("zh_CN")
    QApplication.sendPostedEvents()
    assert bench.panel.language == "zh"
    QTest.mouseClick(bench.language("en"), Qt.MouseButton.LeftButton)
    languages.apply("en")
    languages.apply("zh_CN")
    QApplication.sendPostedEvents()
    assert bench.panel.language == "en"
    QTest.mouseClick(bench.language("zh"), Qt.MouseButton.LeftButton)
    assert bench.explain().language == "zh"


def test_what_a_model_says_is_text(bench: Bench) -> None:
    bench.explain().write("<b>Sun</b> & <img src=x>")
    assert bench.text[-1] == "<b>Sun</b> & <img src=x>"


def test_one_may_read_and_select_while_it_grows(bench: Bench) -> None:
    run = bench.explain()
    run.write("word " * 120, "word " * 120)
    bar = bench.browser.verticalScrollBar()
    assert bar.value() == bar.maximum() > 100
    bar.setValue(20)
    cursor = bench.browser.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    bench.browser.setTextCursor(cursor)
    bar.setValue(20)
    run.write("word " * 40)
    assert bar.value() == 20
    assert bench.browser.textCursor().selectedText() == "白日依山尽"
    run.finish(SAID)
    assert bar.value() == min(20, bar.maximum())
    keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert bench.browser.textInteractionFlags() & keys


def test_it_is_in_the_colours_of_the_theme(bench: Bench, theme: Theme) -> None:
    bench.explain().finish(SAID)
    assert (bench.colour("Sunset"), bench.colour("today")) == (LIGHT.text, LIGHT.accent)
    theme.apply("dark", 11)
    assert (bench.colour("Sunset"), bench.colour("today")) == (DARK.text, DARK.accent)
    assert bench.colour("白日") == DARK.text


class Marked(QTranslator):
    """A language whose words are the English ones, marked."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:
        return False


def test_it_speaks_the_language_of_the_interface(bench: Bench, qapp: QApplication) -> None:
    bench.explain().finish(SAID)
    marked = Marked()
    qapp.installTranslator(marked)
    try:
        QApplication.sendPostedEvents()
        assert bench.button.text() == "«Explain this poem»"
        assert bench.text[-2:] == ["«In today's words»", "The sun sets."]
        assert bench.label("doubt").startswith("«A model")
    finally:
        qapp.removeTranslator(marked)
