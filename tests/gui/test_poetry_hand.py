"""A poem written by hand: typed, composed by an input method, underlined where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from app.tabs.poetry.hand import HandEditor
from app.tabs.poetry.handtext import PoemField
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.judge import judge, lines_of
from app.tabs.poetry.task.spans import find, spans
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem
from app.ui.i18n import Languages
from app.ui.theme import DARK, LIGHT, Theme

BAIDI = "朝辞白帝彩云间，千里江陵一日还。\n两岸猿声啼不住，轻舟已过万重山。"
BEARD = "There was an old man with a beard,\n\n  Who said, \u2018It\u2019s just as I feared!\n"
STORKS = "白日依山尽，黄河入海流。"


class Bench:
    """The editor, and what it told in its order."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.told: list[str] = []
        self.editor = HandEditor(theme)
        self.editor.edited.connect(lambda: self.told.append("edited"))
        self.editor.paused.connect(lambda: self.told.append("paused"))
        qtbot.addWidget(self.editor)
        self.editor.resize(620, 480)
        self.editor.show()

    @property
    def field(self) -> PoemField:
        found = self.editor.findChild(PoemField, "poetry.hand.text")
        assert isinstance(found, PoemField)
        return found

    @property
    def title(self) -> QLineEdit:
        found = self.editor.findChild(QLineEdit, "poetry.hand.title")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def marked(self) -> list[tuple[str, str]]:
        """Return what is underlined, and in which colour."""
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        return [
            (each.cursor.selectedText(), each.format.underlineColor().name())
            for each in self.field.extraSelections()
            if each.format.underlineStyle() == wave
        ]

    @property
    def pointed(self) -> list[str]:
        return [
            each.cursor.selectedText()
            for each in self.field.extraSelections()
            if each.format.background().style() != Qt.BrushStyle.NoBrush
        ]

    def show(self, form: str, text: str, *found: Finding) -> Poem:
        """Show a text with these findings, or with what is found of it."""
        self.editor.show_text("", text)
        poem = Poem(form, lines_of(form, text))
        judged = Judged(form, (), (0,), found) if found else judge(poem)
        self.editor.show_judged(poem, judged)
        return poem

    def compose(self, preedit: str, commit: str = "") -> None:
        """Do what an input method does."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.field, event)

    def middle(self, start: int) -> QPoint:
        """Return the middle of a character in the view."""
        cursor = self.field.textCursor()
        cursor.setPosition(start)
        before = self.field.cursorRect(cursor)
        cursor.setPosition(start + 1)
        return (before.center() + self.field.cursorRect(cursor).center()) / 2


def grave(*places: At, code: str = "tone") -> Finding:
    return Finding(code, Level.GRAVE, places, {"wanted": "平"})


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    Languages(qapp).apply("en")
    return made


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(qtbot, theme)
    yield made
    QToolTip.hideText()


def told(form: str, text: str) -> list[tuple[At, str]]:
    return [(at, text[slice(*span)]) for at, span in spans(form, text).items()]


def test_places_of_chinese_stand_in_the_text() -> None:
    assert told("五绝", "白日，（注：山）依。\n山") == [
        (At(0, 0), "白"),
        (At(0, 1), "日"),
        (At(1, 0), "依"),
        (At(2, 0), "山"),
    ]
    assert told("如梦令", "常记、溪") == [(At(0, 0), "常"), (At(0, 1), "记"), (At(0, 2), "溪")]
    assert [at for at, _ in told("对联", "春\n秋")] == [At(0, 0), At(1, 0)]


def test_places_of_english_are_words() -> None:
    found = told("limerick", BEARD)
    first = [word for at, word in found if at.line == 0]
    assert " ".join(first) == "There was an old man with a beard"
    assert [word for at, word in found if at.line == 1][1:4] == ["said", "\u2018It\u2019s", "just"]


@pytest.mark.parametrize(("form", "text"), [("七绝", BAIDI), ("limerick", BEARD), ("五绝", "")])
def test_every_place_of_the_lines_stands_in_the_text(form: str, text: str) -> None:
    known = spans(form, text)
    assert {at.line for at in known} == set(range(len(lines_of(form, text))))
    if form == "七绝":
        written = "".join(text[slice(*known[at])] for at in sorted(known))
        assert written == "".join(lines_of(form, text))


def test_a_place_that_a_line_has_not_is_the_line() -> None:
    known = spans("五绝", "白日依，山")
    assert find(known, At(0, 1)) == (1, 2)
    assert find(known, At(0, 9)) == (0, 3)
    assert find(known, At(7, 0)) is None


def test_typing_is_told_and_then_a_pause(qtbot: QtBot, bench: Bench) -> None:
    with qtbot.waitSignal(bench.editor.paused):
        QTest.keyClicks(bench.field, "An old")
    assert bench.told == ["edited"] * 6 + ["paused"]
    assert bench.editor.text == "An old"
    with qtbot.waitSignal(bench.editor.paused):
        QTest.keyClicks(bench.title, "Pond")
    assert bench.told == ["edited"] * 6 + ["paused"] + ["edited"] * 4 + ["paused"]
    assert bench.editor.title == "Pond"


def test_what_is_shown_is_no_edit(qtbot: QtBot, bench: Bench) -> None:
    QTest.keyClicks(bench.field, "A")
    bench.told.clear()
    bench.editor.show_text("Storks", STORKS)
    bench.editor.show_judged(Poem("五绝", lines_of("五绝", STORKS)), Judged("五绝", (), (0,), ()))
    bench.editor.show_form("haiku")
    QTest.qWait(400)
    assert bench.told == []
    assert (bench.editor.title, bench.editor.text) == ("Storks", STORKS)


def test_what_is_composed_counts_at_its_end(qtbot: QtBot, bench: Bench) -> None:
    bench.compose("bai")
    bench.compose("bai ri")
    QTest.qWait(400)
    assert bench.told == []
    assert bench.editor.text == ""
    with qtbot.waitSignal(bench.editor.paused):
        bench.compose("", "白日")
    assert bench.told == ["edited", "paused"]
    assert bench.editor.text == "白日"


def test_no_pause_comes_while_one_composes(qtbot: QtBot, bench: Bench) -> None:
    QTest.keyClicks(bench.field, "A")
    bench.compose("bai")
    QTest.qWait(600)
    assert bench.told == ["edited"]
    with qtbot.waitSignal(bench.editor.paused):
        bench.compose("")
    assert bench.told == ["edited", "paused"]


def test_composing_over_a_selection_and_giving_up_is_an_edit(bench: Bench) -> None:
    bench.editor.show_text("", STORKS)
    bench.field.selectAll()
    bench.compose("bai")
    assert bench.told == []
    bench.compose("")
    assert bench.editor.text == ""
    assert bench.told == ["edited"]


def test_what_is_against_the_form_is_underlined(bench: Bench) -> None:
    poem = bench.show("七绝", BAIDI.replace("重山", "里山"))
    assert any(each.level is Level.GRAVE for each in judge(poem).findings)
    assert bench.marked == [("里", LIGHT.bad)]


def test_only_what_is_wrong_or_open_is_underlined(bench: Bench) -> None:
    levels = {level: At(0, number) for number, level in enumerate(Level)}
    found = (Finding("tone", level, (place,)) for level, place in levels.items())
    bench.show("五绝", STORKS, *found)
    assert bench.marked == [("依", LIGHT.caution), ("白", LIGHT.bad)]


def test_marks_are_in_the_colours_of_the_theme(bench: Bench, theme: Theme) -> None:
    bench.show("五绝", STORKS, grave(At(1, 0)))
    theme.apply("dark", 11)
    assert bench.marked == [("黄", DARK.bad)]


def test_places_behind_rare_characters_are_found(bench: Bench) -> None:
    bench.show("五绝", "𠀀日依山尽，黄河", grave(At(0, 0), At(1, 1)))
    assert [text for text, _ in bench.marked] == ["𠀀", "河"]


def test_words_and_lines_are_underlined(bench: Bench) -> None:
    bench.show("limerick", BEARD, grave(At(1, 2)), grave(At(0, 99)))
    assert [text for text, _ in bench.marked] == ["\u2018It\u2019s", BEARD.split(",")[0]]


def test_what_was_found_of_another_text_is_not_underlined(bench: Bench) -> None:
    poem = bench.show("五绝", STORKS, grave(At(0, 0)))
    bench.compose("", "山")
    bench.editor.show_judged(poem, Judged("五绝", (), (0,), (grave(At(0, 0)),)))
    assert bench.marked == []


def test_marks_stay_with_their_characters_and_do_not_grow(bench: Bench) -> None:
    bench.show("五绝", STORKS, grave(At(0, 1)))
    cursor = bench.field.textCursor()
    for place in (0, 3):
        cursor.setPosition(place)
        bench.field.setTextCursor(cursor)
        bench.compose("", "风")
    assert bench.editor.text.startswith("风白日风依")
    assert [text for text, _ in bench.marked] == ["日"]


def test_pointing_says_what_was_found(bench: Bench) -> None:
    poem = bench.show("五绝", STORKS, grave(At(0, 1)), grave(At(0, 1), code="three_level"))
    said = bench.field.said_at(bench.middle(1))
    assert "Line 1, character 2 (日)" in said
    assert said.count("<p>") == 2
    assert poem.lines[0][1] == "日"
    assert bench.field.said_at(bench.middle(0)) == ""
    assert bench.field.said_at(bench.middle(2)) == ""
    assert bench.field.said_at(QPoint(bench.middle(1).x(), bench.field.height() - 5)) == ""


def test_a_tip_shows_under_the_mouse(qtbot: QtBot, bench: Bench) -> None:
    bench.show("五绝", STORKS, grave(At(0, 1)))
    viewport, pos = bench.field.viewport(), bench.middle(1)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, pos, viewport.mapToGlobal(pos))
    QApplication.sendEvent(viewport, event)
    assert "character 2 (日)" in QToolTip.text()


def test_places_stand_out_until_one_types(bench: Bench) -> None:
    bench.show("五绝", STORKS, grave(At(0, 1)))
    bench.editor.point((At(1, 0), At(0, 1)))
    assert bench.pointed == ["黄", "日"]
    assert bench.field.textCursor().selectedText() == "黄"
    assert [text for text, _ in bench.marked] == ["日"]
    bench.compose("", "大")
    bench.compose("", "河")
    assert bench.editor.text == "白日依山尽，大河河入海流。"
    assert bench.pointed == []


def test_pointing_to_no_place_leaves_the_cursor(bench: Bench) -> None:
    bench.show("五绝", STORKS, grave(At(0, 1)))
    bench.editor.point((At(1, 0),))
    bench.editor.point((At(8, 0),))
    assert bench.pointed == []
    assert bench.field.textCursor().selectedText() == "黄"
    bench.editor.show_text("", "")
    bench.editor.point((At(0, 0),))
    assert bench.pointed == []


def test_a_place_far_down_is_scrolled_to(bench: Bench) -> None:
    text = "白日依山尽，\n" * 40
    bench.show("五绝", text, grave(At(39, 0)))
    assert bench.field.verticalScrollBar().value() == 0
    bench.editor.point((At(39, 0),))
    assert bench.field.viewport().rect().contains(bench.field.cursorRect().center())


def test_typing_can_be_undone_but_not_into_the_poem_before(bench: Bench) -> None:
    bench.editor.show_text("", "An old pond")
    bench.editor.show_text("", STORKS)
    bench.field.setFocus()
    QTest.keyClicks(bench.field, "A")
    bench.editor.undo()
    assert bench.editor.text == STORKS
    bench.editor.undo()
    assert bench.editor.text == STORKS
    bench.editor.redo()
    assert bench.editor.text == "A" + STORKS


def test_the_title_is_undone_where_one_is_in_it(bench: Bench) -> None:
    QTest.keyClicks(bench.field, "A")
    bench.title.setFocus()
    QTest.keyClicks(bench.title, "B")
    bench.editor.undo()
    assert (bench.editor.title, bench.editor.text) == ("", "A")
    bench.editor.redo()
    assert bench.editor.title == "B"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab])
def test_keys_go_from_the_title_to_the_text(bench: Bench, key: Qt.Key) -> None:
    bench.title.setFocus()
    QTest.keyClick(bench.title, key)
    assert QApplication.focusWidget() is bench.field
    bench.editor.setFocus()
    assert QApplication.focusWidget() is bench.field


def test_chinese_stands_in_the_middle_and_english_from_the_left(bench: Bench) -> None:
    bench.show("五绝", STORKS)
    assert bench.middle(0).x() > 80
    assert bench.field.font().families()[0] == "Kaiti SC"
    bench.editor.show_form("limerick")
    assert bench.middle(0).x() < 40
    assert bench.field.font().families()[0] == "EB Garamond"


def test_every_line_of_a_text_has_its_leading(bench: Bench) -> None:
    bench.editor.show_text("", "白日\n黄河")
    bench.field.moveCursor(bench.field.textCursor().MoveOperation.End)
    QTest.keyClick(bench.field, Qt.Key.Key_Return)
    bench.field.insertPlainText("欲穷\n千里")
    tops = [bench.middle(start).y() for start in (0, 3, 6, 9)]
    steps = [below - above for above, below in pairwise(tops)]
    assert max(steps) - min(steps) <= 1
    assert min(steps) > 1.4 * bench.field.fontMetrics().height()


def test_paste_is_plain(bench: Bench) -> None:
    mime = bench.field.createMimeDataFromSelection()
    mime.setHtml("<b>白日</b>")
    mime.setText("白日")
    bench.field.insertFromMimeData(mime)
    assert bench.editor.text == "白日"
    assert "font-weight" not in bench.field.toHtml().split("<body", 1)[1].split(">", 1)[1]


class Marked(QTranslator):
    """A language whose words are the English ones, marked."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:
        return False


def test_it_speaks_the_language_of_the_interface(bench: Bench, qapp: QApplication) -> None:
    assert "one line a row" in bench.field.accessibleDescription()
    marked = Marked()
    qapp.installTranslator(marked)
    try:
        QApplication.sendPostedEvents()
        assert bench.title.placeholderText() == "«Title»"
        assert bench.field.accessibleName() == "«The poem»"
        assert bench.field.accessibleDescription().startswith("«Write")
    finally:
        qapp.removeTranslator(marked)
