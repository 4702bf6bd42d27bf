"""The list of what else a model could have said at a word, and the text that follows a word."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.piece import Author, Block, Run
from app.services.writing.retelling import Retelling
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.origins import Word
from app.tabs.write.look.alternatives import AlternativesPopup, percent
from app.tabs.write.look.rest import fitted, rest_of
from app.tabs.write.task.generation import Generation
from app.ui.i18n import Languages
from tests.gui.write_editor import editor_of, put
from tests.services.test_writing_again import (
    GENERATION,
    MAKING,
    QUIET,
    TEXT,
    CountingEngine,
    choice,
    tell,
)
from tests.services.test_writing_again import engine as engine
from tests.services.test_writing_again import models as models
from tests.services.test_writing_again import retelling as retelling

Key = Qt.Key
WORD = Word(1, TEXT.index("quiet"), 0, TEXT.index("quiet"), TEXT.index("quiet") + 5, "quiet")
MANY = [(f" {sign}", 0.08) for sign in "abcdefghijkl"]


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> RichEditor:
    Languages(qapp).apply("en")
    return editor_of(qtbot, qapp, Block(runs=(Run(TEXT, author="model", generation=1),)))


@pytest.fixture
def popup(editor: RichEditor, retelling: Retelling) -> AlternativesPopup:
    return AlternativesPopup(retelling, editor.viewport())


def begin(popup: AlternativesPopup, generation: Generation = GENERATION) -> None:
    popup.open_for(WORD, generation, QPoint(100, 40))


def shown(popup: AlternativesPopup, name: str) -> str:
    label = popup.findChild(QLabel, f"write.alternatives.{name}")
    assert label
    return label.text() if label.isVisible() else ""


def test_it_waits_and_then_shows_words_with_their_chances(
    popup: AlternativesPopup, engine: CountingEngine
) -> None:
    begin(popup)
    assert popup.isVisible() and shown(popup, "heading") == "Instead of “quiet”"
    assert shown(popup, "message") == "…" and popup.rows == []
    tell(engine.asked[0], QUIET)
    assert shown(popup, "message") == ""
    assert [shown(popup, f"{n}.text") for n in range(4)] == ["calm", "quiet", "emp", ","]
    assert [shown(popup, f"{n}.percent") for n in (0, 3)] == ["40.0 %", "5.0 %"]
    assert popup.rows[1].accessibleName() == "quiet, 30.0 %, stands there"
    engine.asked[1].finish("")
    engine.asked[2].finish("ty")
    assert shown(popup, "2.text") == "empty"
    tops = [row.geometry().top() for row in popup.rows]
    heights = [row.height() for row in popup.rows]
    assert all(b - a >= h for a, b, h in zip(tops, tops[1:], heights, strict=False))
    assert popup.rect().contains(popup.rows[-1].geometry())


def test_another_model_is_told_of(popup: AlternativesPopup) -> None:
    begin(popup)
    assert shown(popup, "hint") == ""
    other = structs.replace(GENERATION, making=structs.replace(MAKING, sha256="cd" * 32))
    begin(popup, other)
    assert "present one" in shown(popup, "hint")


def test_keys_choose(qtbot: QtBot, popup: AlternativesPopup, engine: CountingEngine) -> None:
    begin(popup)
    assert popup.hasFocus()
    QTest.keyClick(popup, Key.Key_Return)  # nothing is there yet
    assert popup.isVisible()
    tell(engine.asked[0], QUIET)
    for key, chosen in ((Key.Key_Down, 1), (Key.Key_Down, 2), (Key.Key_Up, 1), (Key.Key_Tab, 2)):
        QTest.keyClick(popup, key)
        assert [row.isChecked() for row in popup.rows].index(True) == chosen
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.keyClick(popup, Key.Key_Return)
    assert told.args == [WORD, " emp"] and not popup.isVisible()
    assert engine.asked[1].job.over and len(engine.asked) == 2


@pytest.mark.parametrize(("key", "text"), [(Key.Key_1, " a"), (Key.Key_9, " i"), (Key.Key_0, " j")])
def test_digits_choose(
    qtbot: QtBot, popup: AlternativesPopup, engine: CountingEngine, key: Qt.Key, text: str
) -> None:
    begin(popup)
    tell(engine.asked[0], choice(99, " quiet", *MANY))
    assert len(popup.rows) == 11
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.keyClick(popup, key)
    assert told.args == [WORD, text]


def test_a_click_chooses(qtbot: QtBot, popup: AlternativesPopup, engine: CountingEngine) -> None:
    begin(popup)
    tell(engine.asked[0], QUIET)
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.mouseClick(popup.rows[3], Qt.MouseButton.LeftButton)
    assert told.args == [WORD, ","]


def test_what_stands_there_stays(
    qtbot: QtBot, popup: AlternativesPopup, engine: CountingEngine
) -> None:
    begin(popup)
    tell(engine.asked[0], QUIET)
    with qtbot.assertNotEmitted(popup.chosen):
        QTest.keyClick(popup, Key.Key_2)
    assert not popup.isVisible()


def test_it_goes_and_the_editor_has_the_keys(
    qtbot: QtBot, popup: AlternativesPopup, editor: RichEditor, engine: CountingEngine
) -> None:
    begin(popup)
    with qtbot.waitSignal(popup.dismissed):
        QTest.keyClick(popup, Key.Key_Escape)
    assert not popup.isVisible() and editor.hasFocus() and engine.asked[0].job.over
    begin(popup)
    editor.setFocus()
    assert not popup.isVisible() and popup.word is None


def test_it_says_what_is_in_the_way(popup: AlternativesPopup, engine: CountingEngine) -> None:
    begin(popup)
    engine.asked[0].crash()
    assert len(shown(popup, "message")) > 10 and popup.isVisible()


def test_it_stays_inside(popup: AlternativesPopup, editor: RichEditor) -> None:
    popup.open_for(WORD, GENERATION, QPoint(10_000, 10_000))
    assert editor.viewport().rect().contains(popup.geometry())


@pytest.mark.parametrize(
    ("probability", "text"), [(0.4, "40.0 %"), (1.0, "100 %"), (0.0001, "< 0.1 %"), (0.0, "0.0 %")]
)
def test_chances_in_percent(popup: AlternativesPopup, probability: float, text: str) -> None:
    assert percent(probability) == text


# What follows a word -----------------------------------------------------------------------


def by(text: str, author: Author = "model", generation: int = 1) -> Run:
    return Run(text, author=author, generation=0 if author == "typed" else generation)


def word(block: int, start: int, text: str) -> Word:
    return Word(1, 0, block, start, start + len(text), text)


def test_the_rest_goes_over_paragraphs_to_where_another_hand_begins() -> None:
    blocks = (
        Block(runs=(Run("Mine. "), by("One two three."))),
        Block(runs=(by("Four five"), Run(" mine"), by(" six"))),
    )
    assert rest_of(blocks, word(0, 10, "two")) == ((0, 9), (1, 9))
    assert rest_of(blocks, word(1, 5, "five")) == ((1, 4), (1, 9))
    assert rest_of(blocks, word(1, 15, "six")) == ((1, 14), (1, 18))
    assert rest_of(blocks, word(0, 6, "One")) == ((0, 5), (1, 9))
    assert rest_of(blocks, word(0, 0, "Mine")) is None


@pytest.mark.parametrize(
    "behind",
    [
        Block(runs=(by("Another's", generation=2),)),
        Block(runs=(by("edited", author="edited"),)),
        Block(),
        Block(kind="image", image="a.png", runs=(by("what it shows"),)),
    ],
)
def test_the_rest_ends_before_what_is_not_of_it(behind: Block) -> None:
    blocks = (Block(runs=(by("One two"),)), behind, Block(runs=(by("three"),)))
    assert rest_of(blocks, word(0, 4, "two")) == ((0, 3), (0, 7))


def test_a_word_of_which_a_part_is_edited_has_no_rest() -> None:
    blocks = (Block(runs=(by("One tw"), by("ice", author="edited"))),)
    assert rest_of(blocks, word(0, 4, "twice")) is None


def test_no_paragraph_begins_with_a_blank() -> None:
    assert fitted((0, 0), " calm") == "calm"
    assert fitted((0, 5), " calm") == " calm"


def test_another_word_in_the_text_and_back(
    qtbot: QtBot, editor: RichEditor, retelling: Retelling, engine: CountingEngine
) -> None:
    before = editor.piece()
    found = editor.word_at((0, WORD.start + 1), TEXT)
    assert found == WORD
    rest = rest_of(before.blocks, found)
    assert rest
    told = retelling.regenerate(GENERATION, found.offset, " calm")
    engine.asked[0].finish(" calm. Nobody spoke.")
    made = told.generation
    assert made
    number = editor.propose(*rest, fitted(rest[0], made.result), 2)
    editor.accept(number)
    assert editor.piece().text == "The old harbour was calm. Nobody spoke."
    put(editor, 0, 22)
    again = editor.word_at((0, 22), made.result)
    assert again and (again.text, again.generation, again.offset) == ("calm", 2, 1)
    editor.undo()
    assert editor.piece() == before


def test_paragraphs_come_and_go(qtbot: QtBot, qapp: QApplication) -> None:
    lines = ("One two three.", "Four five.", "Six seven.")
    blocks = [Block(runs=(by(line),)) for line in lines]
    editor = editor_of(qtbot, qapp, *blocks, Block(runs=(Run("Mine."),)))
    before = editor.piece()
    rest = rest_of(before.blocks, word(0, 4, "two"))
    assert rest == ((0, 3), (2, 10))
    number = editor.propose(*rest, " or", 2, growing=True)
    editor.grow(number, " or more.\n\nThe end.", done=True)
    editor.accept(number)
    assert editor.piece().text == "One or more.\nThe end.\nMine."
    editor.undo()
    assert editor.piece() == before
