"""The pane of reviews: comments at their passages, how a piece reads, what is to be checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.protocol import ErrorCode
from app.services.writing.assistant import WritingAssistant
from app.tabs.write.review import pane
from app.tabs.write.review.card import CommentCard
from app.tabs.write.review.measure import Measures, Row, measure
from app.tabs.write.review.pane import ReviewPane
from app.tabs.write.review.rows import BOX, PassageList
from app.tabs.write.task import reviews
from app.tabs.write.task.ask import Ask
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.reviews import Concern
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from tests.services.test_writing_runner import Asked, OneModel, ScriptedEngine, flying
from tests.services.test_writing_runner import models as models

LINES = (
    "On 3 May 1890 Anna Lee opened the bridge because it rained.",
    "At the end of the day it cost $3,000. It is a very nice bridge.",
    "Anna Lee crossed the bridge first. The bridge held.",
)
RAINED = ("because it rained", "Rain is no reason.", "after the flood")
DAY = ("At the end of the day", "An empty phrase.", "In the end")
NICE = ("It is a very nice bridge.", "Says nothing.", "")
MENDED = "It has three arches."


class Editor(ScriptedEngine):
    """Answers by the concern that it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.code: ErrorCode | None = None
        self.answers = {
            Concern.CLARITY: [NICE],
            Concern.LOGIC: [RAINED],
            Concern.FACTS: [],
            Concern.CLICHES: [DAY],
        }

    def text(self, asked: Asked) -> str:
        prompt = asked.turns[-1].text
        for concern, remarks in self.answers.items():
            if any(look[concern] in prompt for look in reviews.LOOK.values()):
                keys = ("quote", "problem", "better")
                return json.dumps([dict(zip(keys, one, strict=True)) for one in remarks])
        return MENDED

    def answer(self, asked: Asked) -> None:
        if self.code:
            asked.job.fail(self.code, {})
        else:
            super().answer(asked)


class Desk:
    """A pane beside a piece, and what it tells of."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, assistant: WritingAssistant) -> None:
        self.qtbot = qtbot
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.presented = 0
        self.write(*LINES)
        self.pane = ReviewPane(assistant, theme, self.notices, self.present, self.window)
        self.pane.resize(340, 760)
        self.window.resize(340, 760)
        qtbot.addWidget(self.window)
        self.window.show()
        self.pane.set_piece(1)
        self.chosen: list[str] = []
        self.wanted: list[tuple[str, str, object]] = []
        self.pane.passage_chosen.connect(self._on_chosen)
        self.pane.change_wanted.connect(self._on_wanted)

    def write(self, *lines: str) -> None:
        self.piece = Piece(language="en", blocks=tuple(Block(runs=(Run(one),)) for one in lines))

    def present(self) -> Piece:
        self.presented += 1
        return self.piece

    def _on_chosen(self, start: int, end: int) -> None:
        self.chosen.append(self.piece.text[start:end])

    def _on_wanted(self, start: int, end: int, text: str, generation: object) -> None:
        self.wanted.append((self.piece.text[start:end], text, generation))

    def button(self, name: str, card: QWidget | None = None) -> QPushButton:
        found = (card or self.pane).findChild(QPushButton, f"write.review.{name}")
        assert found
        return found

    def label(self, name: str) -> str:
        found = self.pane.findChild(QLabel, f"write.review.{name}")
        assert found
        return found.text() if not found.isHidden() else ""

    @property
    def cards(self) -> list[CommentCard]:
        cards = self.pane.comments.cards.cards
        return [card for card in cards if not card.isHidden()]

    @property
    def quotes(self) -> list[str]:
        return [card.comment.quote for card in self.cards]

    def read(self) -> None:
        """Have the piece read to the end."""
        self.button("read").click()
        self.qtbot.waitUntil(lambda: not self.button("read").isHidden())

    def measure(self) -> None:
        """Wait until what is in the text is shown, and nothing is measured any more."""
        self.pane.refresh()
        self.qtbot.waitUntil(lambda: self.measured == self.piece.text and self.pane._step is None)

    @property
    def measured(self) -> str:
        return self.pane.measures.text

    def turn_to(self, name: str) -> None:
        self.button(f"tab.{name}").click()


@pytest.fixture
def engine(qapp: object) -> Editor:
    return Editor()


@pytest.fixture
def assistant(engine: Editor, models: OneModel) -> Iterator[WritingAssistant]:
    made = WritingAssistant(engine, models)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, assistant: WritingAssistant) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, assistant)
    yield made
    made.pane.stop()


# Comments ---------------------------------------------------------------------------------------


def test_comments_are_cards_in_the_order_of_the_text(desk: Desk, engine: Editor) -> None:
    asks: list[Ask] = []
    desk.pane.asked.connect(asks.append)
    desk.read()
    assert desk.quotes == [RAINED[0], DAY[0], NICE[0]]
    assert desk.label("status") == "Comments: 3"
    assert [ask.label for ask in asks] == ["review", "mend", "review", "review", "review"]
    assert all(asked.how["priority"] == "chat" for asked in engine.asked)
    first = desk.cards[0].findChild(QLabel, "write.review.comment.remark")
    assert first and first.text() == RAINED[1]


def test_a_change_comes_with_the_generation_that_it_is_from(desk: Desk) -> None:
    desk.read()
    for card in desk.cards:
        desk.button("propose", card).click()
    assert [(quote, text) for quote, text, _ in desk.wanted] == [
        (RAINED[0], RAINED[2]),
        (DAY[0], DAY[2]),
        (NICE[0], MENDED),
    ]
    generations = [one for _, _, one in desk.wanted if isinstance(one, Generation)]
    assert [one.purpose for one in generations] == ["review", "review", "mend"]
    assert RAINED[2] in generations[0].result and generations[2].result == MENDED


def test_a_card_leads_to_its_passage_where_that_is_now(desk: Desk) -> None:
    desk.read()
    desk.write("A new beginning.", *LINES[1:], "P. S.", LINES[0])
    desk.button("show", desk.cards[0]).click()
    QTest.mouseClick(desk.cards[2], Qt.MouseButton.LeftButton, pos=QPoint(150, 12))
    assert desk.chosen == [RAINED[0], NICE[0]]
    assert [bool(card.property("active")) for card in desk.cards] == [False, False, True]
    desk.measure()
    assert desk.quotes == [DAY[0], NICE[0], RAINED[0]]


def test_a_comment_waits_out_of_sight_while_its_passage_is_gone(desk: Desk) -> None:
    desk.read()
    desk.write(*LINES[1:])
    desk.measure()
    assert desk.quotes == [DAY[0], NICE[0]] and desk.label("status") == "Comments: 2"
    desk.write(*LINES)
    desk.measure()
    assert desk.quotes == [RAINED[0], DAY[0], NICE[0]]


def test_a_dismissed_comment_stays_away(desk: Desk) -> None:
    desk.read()
    desk.cards[1].dismiss.click()
    desk.measure()
    assert desk.quotes == [RAINED[0], NICE[0]]


def test_without_a_change_there_is_only_something_to_read(desk: Desk, engine: Editor) -> None:
    engine.answers[Concern.CLARITY] = [("held", "How long?", "")]
    engine.answers[Concern.LOGIC] = engine.answers[Concern.CLICHES] = []
    desk.write("The picture held.", LINES[0], "It held.")
    image = Block("image", (Run("At the end of the day"),), image="a.png")
    desk.piece = Piece(language="en", blocks=(*desk.piece.blocks, image))
    engine.answers[Concern.CLICHES] = [DAY]
    desk.read()
    held, day = desk.cards
    assert not desk.button("propose", held).isHidden()  # it was mended
    assert desk.button("propose", day).isHidden()
    assert not desk.button("show", day).isHidden()


def test_it_may_be_stopped_and_what_was_found_stays(
    desk: Desk, engine: Editor, qtbot: QtBot
) -> None:
    engine.held = True
    desk.button("read").click()
    engine.answer(flying(qtbot, engine))
    engine.answer(flying(qtbot, engine, 2))  # the mending
    flying(qtbot, engine, 3)
    assert desk.label("status") == "Read: 1 of 4. Comments: 1"
    assert desk.button("read").isHidden() and not desk.button("clarity").isEnabled()
    desk.button("stop").click()
    assert engine.asked[-1].job.over
    assert desk.quotes == [NICE[0]] and desk.label("status") == "Comments: 1"
    assert desk.button("clarity").isEnabled() and not desk.notices.isVisible()
    engine.held = False
    desk.read()
    assert len(desk.cards) == 3


def test_only_the_chosen_concerns_are_asked_about(desk: Desk, engine: Editor) -> None:
    for concern in (Concern.CLARITY, Concern.LOGIC, Concern.FACTS):
        desk.button(concern).click()
    desk.read()
    assert desk.quotes == [DAY[0]] and len(engine.asked) == 1
    desk.button(Concern.CLICHES).click()
    assert not desk.button("read").isEnabled()


def test_banned_phrases_are_kept_out_of_changes(desk: Desk, engine: Editor) -> None:
    desk.pane.set_banned(["in the END"])
    desk.read()
    day = desk.cards[1].comment
    assert (day.quote, day.replacement) == (DAY[0], MENDED)
    assert engine.asked[-1].how["constraint"].banned == ("in the END",)


def test_nothing_to_remark_and_nothing_to_read_are_said(desk: Desk, engine: Editor) -> None:
    engine.answers.clear()
    desk.read()
    assert desk.cards == [] and desk.label("status") == "Nothing to remark on."
    asked = len(engine.asked)
    desk.write(" ", "")
    desk.button("read").click()
    assert desk.label("status") == "There is no text yet." and len(engine.asked) == asked


def test_without_a_model_it_says_what_to_do(desk: Desk, engine: Editor) -> None:
    engine.code = ErrorCode.NO_MODEL
    desk.read()
    assert desk.notices.isVisible()
    assert desk.notices.accessibleName().startswith("No model is loaded.")
    assert desk.label("status") == "" and desk.label("empty")


def test_another_piece_has_its_own_comments(desk: Desk, engine: Editor) -> None:
    desk.read()
    desk.pane.set_piece(2)
    assert desk.cards == [] and desk.label("empty")
    engine.held = True
    desk.button("read").click()
    desk.qtbot.waitUntil(lambda: bool(engine.asked) and not engine.asked[-1].job.over)
    desk.pane.set_piece(None)
    assert engine.asked[-1].job.over and not desk.button("read").isEnabled()


# Readability and facts --------------------------------------------------------------------------


def rows(listed: PassageList) -> list[Row]:
    return [line for line in listed.rows.lines if isinstance(line, Row)]


def at(listed: PassageList, title: str) -> QModelIndex:
    return listed.rows.index_of(next(row.key for row in rows(listed) if row.title == title))


def more(listed: PassageList, title: str) -> str:
    row = listed.rows.row(at(listed, title))
    assert row
    return listed.rows.more(row)


def click(listed: PassageList, title: str, *, box: bool = False) -> None:
    place = listed.visualRect(at(listed, title))
    where = place.topLeft() + QPoint(BOX, BOX) if box else place.center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_figures_say_what_they_mean(desk: Desk) -> None:
    desk.turn_to("readability")
    desk.measure()
    texts = [label.text() for label in desk.pane.readability.findChildren(QLabel)]
    assert texts[: texts.index("5") + 1][-2:] == ["Sentences", "5"]
    assert "Average sentence" in texts and "7 words" in texts
    assert "Short and brisk" in texts and "Reading ease" in texts
    chinese = Block(runs=(Run("这座桥很长。它建于一八九〇年。"),))
    desk.piece = Piece(language="zh", blocks=(chinese,))
    desk.measure()
    texts = [label.text() for label in desk.pane.readability.findChildren(QLabel)]
    assert "Common characters" in texts and "Reading ease" not in texts


def test_a_finding_leads_to_its_places_in_turn(desk: Desk) -> None:
    desk.turn_to("readability")
    desk.measure()
    listed = desk.pane.readability.list
    assert more(listed, "bridge") == "× 4"
    starts: list[int] = []
    desk.pane.passage_chosen.connect(lambda start, _end: starts.append(start))
    for _ in range(5):
        click(listed, "bridge")
    assert desk.chosen == ["bridge"] * 5
    assert starts[:4] == sorted(set(starts)) and starts[4] == starts[0]
    listed.setCurrentIndex(at(listed, "very"))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert desk.chosen[-1] == "very"
    desk.write("New.", *LINES)  # not measured yet
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert desk.chosen[-1] == "very"
    desk.write("All is gone.")
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert len(desk.chosen) == 7


def test_facts_are_ticked_off_and_stay_so_while_their_passage_does(desk: Desk) -> None:
    desk.turn_to("facts")
    desk.measure()
    listed = desk.pane.checklist.list
    titles = [row.title for row in rows(listed)]
    assert titles == ["$3,000", "3 May 1890", "Anna Lee"]
    assert more(listed, "Anna Lee") == "× 2"
    changes: list[list[str]] = []
    desk.pane.checked_changed.connect(lambda: changes.append(desk.pane.checked()))
    click(listed, "$3,000", box=True)
    listed.setCurrentIndex(at(listed, "Anna Lee"))
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert [len(one) for one in changes] == [1, 2] and desk.chosen == []
    assert desk.label("facts.count") == "2 of 3 checked"
    desk.write("A line before.", *LINES)
    desk.measure()
    assert desk.label("facts.count") == "2 of 3 checked"
    desk.write(LINES[0], LINES[1].replace("cost", "earned"), LINES[2])
    desk.measure()  # another statement, to be checked itself
    assert desk.label("facts.count") == "1 of 3 checked"
    click(listed, "Anna Lee", box=True)
    assert len(desk.pane.checked()) == 1


def test_what_was_ticked_off_is_given_and_taken(desk: Desk) -> None:
    desk.turn_to("facts")
    desk.measure()
    listed = desk.pane.checklist.list
    key = next(row.key for row in rows(listed) if row.title == "3 May 1890")
    desk.pane.set_checked([key])
    ticked = at(listed, "3 May 1890").data(Qt.ItemDataRole.CheckStateRole)
    assert ticked == Qt.CheckState.Checked and desk.pane.checked() == [key]
    desk.pane.set_piece(2)
    assert desk.pane.checked() == []


def test_it_measures_only_while_it_is_seen(desk: Desk) -> None:
    desk.measure()
    desk.pane.hide()
    desk.write("Unseen.")
    before = desk.presented
    desk.pane.refresh()
    assert desk.presented == before
    desk.pane.show()
    desk.qtbot.waitUntil(lambda: desk.measured == "Unseen.")


class Slow:
    """Measures, what it has been told to let pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, held: str) -> None:
        self.held = held
        self.released = threading.Event()
        self.begun: list[str] = []
        self.ended: list[str] = []
        monkeypatch.setattr(pane, "measure", self.measure)

    def measure(self, text: str, language: str) -> Measures:
        self.begun.append(text)
        if text == self.held:
            self.released.wait(10)
        self.ended.append(text)
        return measure(text, language)


def test_what_was_measured_for_another_piece_is_dropped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk.measure()
    slow = Slow(monkeypatch, "An old text.")
    desk.write("An old text.")
    desk.pane.refresh()
    desk.write("A new text.")
    desk.pane.set_piece(2)
    qtbot.waitUntil(lambda: desk.measured == "A new text.")
    slow.released.set()
    qtbot.waitUntil(lambda: "An old text." in slow.ended)
    qtbot.wait(20)
    assert desk.measured == "A new text."


def test_a_text_that_changes_meanwhile_is_measured_once_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk.measure()
    slow = Slow(monkeypatch, "One.")
    for text in ("One.", "Two.", "Three."):
        desk.write(text)
        desk.pane.refresh()
    qtbot.waitUntil(lambda: slow.begun == ["One."])
    slow.released.set()
    qtbot.waitUntil(lambda: desk.measured == "Three.")
    assert slow.begun == ["One.", "Three."]


def test_a_list_stays_where_it_is_when_the_text_changes(desk: Desk, qtbot: QtBot) -> None:
    desk.turn_to("facts")
    desk.measure()
    listed = desk.pane.checklist.list
    listed.setCurrentIndex(at(listed, "3 May 1890"))
    desk.write("A line without facts.", *LINES)
    with qtbot.assertNotEmitted(listed.rows.modelReset):
        desk.measure()
    QTest.keyClick(listed, Qt.Key.Key_Return)
    desk.write("It cost $7.", *LINES)
    with qtbot.waitSignal(listed.rows.modelReset):
        desk.measure()
    assert listed.currentIndex() == at(listed, "3 May 1890")
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert desk.chosen == ["3 May 1890"] * 2


def test_remarks_are_in_the_language_of_the_app(
    desk: Desk, engine: Editor, qapp: QApplication
) -> None:
    languages = Languages(qapp)
    for choice, language in (("zh_CN", "zh"), ("en", "en")):
        languages.apply(choice)
        desk.read()
        assert engine.asked[-1].turns[0].text == reviews.SYSTEM[language]
        assert desk.quotes == [RAINED[0], DAY[0], NICE[0]]
