"""From a topic over angles to an outline, with an engine in a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode
from app.services.errors import describe
from app.services.writing.assistant import WritingAssistant
from app.services.writing.kinds import OwnKinds
from app.tabs.write.plan.dialog import PlanDialog
from app.tabs.write.task import kinds
from app.tabs.write.task import outline as outlines
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.outline import Outline
from app.tabs.write.task.state import LONG_SAMPLING, Angle, Brief, Fact
from app.ui.i18n import Languages
from app.ui.theme import Theme
from tests.services.test_writing_runner import Asked, OneModel, ScriptedEngine
from tests.services.test_writing_runner import models as models

BLOG = kinds.of("blog", "en")
COLUMN = structs.replace(BLOG, id="", name="Column", length=600)
ANGLES = (
    "1. Last bus: How nurses get home.\n"
    "2. The bill: What a line costs.\n"
    "3. The driver: A night on the line."
)
MORE = "1. The bill: Again.\n2. Taxis: Who drives instead.\n3. Dogs: Who walks.\n4. Rain: Wet."
OUTLINE = "1. Midnight: Who waits.\n2. Money: The bill.\n3. Marburg: A town.\n4. Now: What to do."


class Room:
    """The dialog, what it planned, and the engine that it asks."""

    def __init__(
        self,
        qtbot: QtBot,
        qapp: QApplication,
        assistant: WritingAssistant,
        engine: ScriptedEngine,
        own: OwnKinds,
    ) -> None:
        self.qtbot, self.engine, self.own = qtbot, engine, own
        self.languages = Languages(qapp)
        self.languages.apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1000, 700)
        self.window.show()
        self.dialog = PlanDialog(assistant, own, theme, self.window)
        self.planned: list[tuple[Brief, Outline]] = []
        self.dialog.planned.connect(lambda brief, outline: self.planned.append((brief, outline)))
        self.open()

    def speak(self, language: str) -> None:
        self.languages.apply(language)
        QApplication.processEvents()

    def open(self, topic: str = "", kind: Kind | None = None, language: str = "en") -> None:
        self.dialog.set_brief(topic, kind, language)
        self.dialog.open()

    def begin(self, topic: str = "Night buses", notes: str = "") -> None:
        self.dialog.idea.topic.setText(topic)
        self.dialog.idea.notes.setPlainText(notes)

    def button(self, name: str) -> QPushButton:
        found = self.dialog.findChild(QPushButton, f"write.plan.{name}")
        assert found
        return found

    def press(self, name: str) -> None:
        button = self.button(name)
        assert not button.isHidden() and button.isEnabled()
        button.click()

    def label(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, f"write.plan.{name}")
        assert found
        return found.text() if found.isVisible() else ""

    def asked(self, count: int) -> Asked:
        """Return the question of this number, once it was asked."""
        self.qtbot.waitUntil(lambda: len(self.engine.asked) >= count)
        return self.engine.asked[count - 1]

    def answer(self, count: int, text: str) -> None:
        """Answer a question, and wait until that was taken in."""
        self.asked(count).finish(text)
        self.qtbot.waitUntil(lambda: not self.dialog._asking.busy)

    @property
    def titles(self) -> list[str]:
        return [angle.title for angle in self.dialog.angles.angles]

    def choose(self, number: int) -> None:
        self.qtbot.waitUntil(self.button(f"angle.{number}").isVisible)
        self.press(f"angle.{number}")

    def choose_kind(self, name: str) -> None:
        box = self.dialog.idea.kinds
        box.setCurrentIndex(box.findText(name))
        box.activated.emit(box.currentIndex())

    @property
    def kind_names(self) -> list[str]:
        box = self.dialog.idea.kinds
        return [box.itemText(number) for number in range(box.count()) if box.itemText(number)]


@pytest.fixture
def engine(qapp: object) -> ScriptedEngine:
    made = ScriptedEngine()
    made.held = True
    return made


@pytest.fixture
def assistant(engine: ScriptedEngine, models: OneModel) -> Iterator[WritingAssistant]:
    made = WritingAssistant(engine, models)
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> OwnKinds:
    return OwnKinds(tmp_path / "kinds.json")


@pytest.fixture
def room(
    qtbot: QtBot,
    qapp: QApplication,
    assistant: WritingAssistant,
    engine: ScriptedEngine,
    own: OwnKinds,
) -> Iterator[Room]:
    made = Room(qtbot, qapp, assistant, engine, own)
    yield made
    made.dialog.stop()
    made.languages.apply("en")


# From the topic to the outline --------------------------------------------------------------------


def test_a_topic_becomes_an_outline_of_the_right_length(room: Room) -> None:
    facts = (Fact("Marburg has one."),)
    room.dialog.set_brief("", BLOG, "en", "", "Short.", facts, "Mind it.", ("delve",))
    assert not room.button("go").isEnabled() and not room.button("straight").isEnabled()
    room.begin("Night buses", "nurses")
    room.dialog.idea.length.setValue(1000)
    room.press("go")
    question = room.asked(1)
    prompt = "".join(turn.text for turn in question.turns)
    assert all(text in prompt for text in ("Night buses", "nurses", BLOG.tone, "Marburg has one."))
    assert question.how["constraint"].banned == ("delve",)
    room.answer(1, ANGLES)
    assert room.titles == ["Last bus", "The bill", "The driver"]
    assert not room.button("go").isEnabled()
    room.choose(1)
    room.press("go")
    assert "The bill: What a line costs." in room.asked(2).turns[-1].text
    assert "1000" in room.asked(2).turns[-1].text
    room.answer(2, OUTLINE)
    ((brief, outline),) = room.planned
    assert [section.title for section in outline] == ["Midnight", "Money", "Marburg", "Now"]
    assert outlines.total(outline) == 1000 and all(section.length for section in outline)
    assert brief == Brief(
        structs.replace(BLOG, length=1000),
        "en",
        "Night buses",
        "nurses",
        Angle("The bill", "What a line costs."),
        "Short.",
        facts,
        "Mind it.",
        ("delve",),
        LONG_SAMPLING,
    )
    assert not room.dialog.isVisible()


def test_without_an_angle_it_goes_straight_to_the_outline(room: Room) -> None:
    room.begin()
    room.press("straight")
    room.answer(1, OUTLINE)
    ((brief, outline),) = room.planned
    assert brief.angle is None and outlines.total(outline) == BLOG.length


def test_a_short_piece_needs_no_question(room: Room) -> None:
    room.begin()
    room.choose_kind("Social post")
    room.press("straight")
    room.qtbot.waitUntil(lambda: bool(room.planned))
    assert [(one.title, one.length) for one in room.planned[0][1]] == [("Night buses", 80)]
    assert room.engine.asked == []


def test_enter_goes_on(room: Room) -> None:
    room.begin()
    QTest.keyClick(room.dialog.idea.topic, Qt.Key.Key_Return)
    room.answer(1, ANGLES)
    QTest.keyClicks(room.dialog.angles.own, "Seen  by a dog ")
    QTest.keyClick(room.dialog.angles.own, Qt.Key.Key_Return)
    room.answer(2, OUTLINE)
    assert room.planned[0][0].angle == Angle("Seen by a dog")


def test_a_length_that_is_being_typed_counts(room: Room) -> None:
    room.begin()
    room.dialog.idea.length.selectAll()
    QTest.keyClicks(room.dialog.idea.length, "1200")
    room.press("straight")
    room.answer(1, OUTLINE)
    assert outlines.total(room.planned[0][1]) == 1200


# Angles -----------------------------------------------------------------------------------------


def test_angles_are_shown_as_they_come_and_one_can_be_taken_before_the_end(room: Room) -> None:
    room.begin()
    room.press("go")
    question = room.asked(1)
    assert room.label("angles.status")
    question.say(ANGLES[:50])
    assert room.titles == ["Last bus", "The bill"]
    card = room.dialog.angles.cards[0]
    assert card.accessibleName() == "Last bus. How nurses get home."
    room.choose(0)
    question.say(ANGLES[50:])
    assert len(room.titles) == 3 and card.isChecked()
    room.press("go")
    assert question.job.over
    room.answer(2, OUTLINE)
    assert room.planned[0][0].angle == Angle("Last bus", "How nurses get home.")


def test_others_come_below_and_none_comes_twice(room: Room) -> None:
    room.begin()
    room.press("go")
    room.answer(1, ANGLES)
    room.choose(2)
    room.press("others")
    assert room.asked(2).sampling.seed != room.asked(1).sampling.seed
    room.answer(2, MORE)
    assert room.titles == ["Last bus", "The bill", "The driver", "Taxis", "Dogs"]
    assert room.dialog.angles.chosen == Angle("The driver", "A night on the line.")
    room.choose(3)
    assert [card.isChecked() for card in room.dialog.angles.cards] == [False] * 3 + [True, False]


def test_where_no_other_angle_is_found_that_is_said(room: Room) -> None:
    room.begin()
    room.press("go")
    room.answer(1, ANGLES)
    room.press("others")
    room.answer(2, ANGLES)
    assert len(room.titles) == 3 and "no other angle" in room.label("angles.status")
    assert room.button("others").text() == "Try again"
    room.press("others")
    room.answer(3, MORE)
    assert len(room.titles) == 5 and not room.label("angles.status")


def test_stopped_the_angles_that_came_stay(room: Room) -> None:
    room.begin()
    room.press("go")
    question = room.asked(1)
    question.say(ANGLES[:50])
    room.press("stop")
    assert question.job.over and room.titles == ["Last bus", "The bill"]
    assert not room.label("angles.status") and room.button("others").text() == "Others"


def test_ones_own_angle_and_the_cards_take_turns(room: Room) -> None:
    room.begin()
    room.press("go")
    room.answer(1, ANGLES)
    page = room.dialog.angles
    room.choose(0)
    QTest.keyClicks(page.own, "Mine")
    assert page.chosen == Angle("Mine")
    room.choose(0)
    assert page.chosen == Angle("Last bus", "How nurses get home.")
    QTest.mouseClick(page.own, Qt.MouseButton.LeftButton)
    assert page.chosen == Angle("Mine")
    room.choose(1)
    room.choose(1)  # takes it back
    assert page.chosen == Angle("Mine")
    page.own.clear()
    assert page.chosen is None


def test_angles_are_found_anew_only_for_another_idea(room: Room) -> None:
    room.begin()
    room.press("go")
    room.answer(1, ANGLES)
    room.press("back")
    room.press("go")
    assert len(room.titles) == 3 and len(room.engine.asked) == 1
    room.press("back")
    room.dialog.idea.notes.setPlainText("nurses")
    room.press("go")
    assert room.titles == []
    assert "nurses" in room.asked(2).turns[-1].text


def test_angles_that_never_came_are_asked_for_again(room: Room) -> None:
    room.begin()
    room.press("go")
    room.asked(1)
    room.press("back")
    room.press("go")
    room.answer(2, ANGLES)
    assert len(room.titles) == 3


# When the model fails ---------------------------------------------------------------------------


def test_a_failure_is_told_and_the_usual_structure_serves(room: Room) -> None:
    room.begin()
    room.press("straight")
    room.asked(1).say("1. Midnight: Who")
    assert room.label("status") == "1 of about 4 sections"
    room.asked(1).crash()
    assert room.label("status") == describe(ErrorCode.ENGINE_CRASHED, {})
    assert room.dialog.outline.preview.toPlainText() == "1. Midnight: Who"
    room.press("usual")
    ((_, outline),) = room.planned
    assert tuple(section.title for section in outline) == BLOG.structure
    assert outlines.total(outline) == BLOG.length and all(section.length for section in outline)


def test_stopped_the_outline_can_be_asked_for_again(room: Room) -> None:
    room.begin()
    room.press("straight")
    room.asked(1)
    room.press("stop")
    assert room.engine.asked[0].job.over and "Stopped" in room.label("status")
    assert room.planned == []
    room.press("go")
    assert room.asked(2).sampling.seed != room.asked(1).sampling.seed
    room.answer(2, OUTLINE)
    assert len(room.planned) == 1


def test_without_a_model_that_is_said(room: Room) -> None:
    room.begin()
    room.press("go")
    room.asked(1).job.fail(ErrorCode.NO_MODEL, {})
    assert room.label("angles.status") == describe(ErrorCode.NO_MODEL, {})
    assert room.button("others").text() == "Try again"


def test_back_from_the_outline_stops_and_keeps_the_angle(room: Room) -> None:
    room.begin()
    room.press("go")
    room.answer(1, ANGLES)
    room.choose(2)
    room.press("go")
    question = room.asked(2)
    room.press("back")
    assert question.job.over and room.dialog.angles.chosen is not None
    assert room.dialog.angles.chosen.title == "The driver"
    room.press("back")
    assert room.dialog.idea.topic.isVisible()


# What is typed stays ----------------------------------------------------------------------------


def test_cancelled_the_idea_is_still_there(room: Room) -> None:
    room.begin("Night buses", "nurses")
    room.choose_kind("Essay")
    room.press("go")
    question = room.asked(1)
    QTest.keyClick(room.dialog, Qt.Key.Key_Escape)
    assert question.job.over and not room.dialog.isVisible() and room.planned == []
    room.open()
    assert room.dialog.idea.topic.text() == "Night buses"
    room.open("Another piece")
    assert room.dialog.idea.topic.text() == "Another piece"
    assert room.dialog.idea.notes.toPlainText() == ""
    room.open()
    idea = room.dialog.idea
    assert (idea.topic.text(), idea.notes.toPlainText()) == ("Night buses", "nurses")
    assert idea.kind() == kinds.of("essay", "en")


def test_what_was_planned_does_not_come_back(room: Room) -> None:
    room.begin("Night buses")
    room.press("straight")
    room.answer(1, OUTLINE)
    room.open()
    assert room.dialog.idea.topic.text() == ""


# Kinds ------------------------------------------------------------------------------------------


def test_kinds_are_those_of_the_language_ones_own_and_the_others(room: Room) -> None:
    room.own.put(COLUMN)
    english = [kind.name for kind in kinds.KINDS if kind.language == "en"]
    chinese = [kind.name for kind in kinds.KINDS if kind.language == "zh"]
    assert room.kind_names == [*english, "Column", *chinese]
    room.speak("zh_CN")
    assert room.kind_names == [*chinese, "Column", *english]
    assert room.dialog.idea.kind() == BLOG


def test_the_language_of_the_kind_is_that_of_the_piece(room: Room) -> None:
    room.begin("夜班公交")
    room.choose_kind("博客文章")
    assert room.dialog.idea.length.text() == "1,500 characters"
    room.press("straight")
    assert "请写一份有3节的大纲" in room.asked(1).turns[-1].text
    room.answer(1, "1. 午夜：谁在等。\n2. 账本：花费。\n3. 现在：怎么办。")
    ((brief, outline),) = room.planned
    assert (brief.language, brief.kind) == ("zh", kinds.of("blog", "zh"))
    assert outlines.total(outline) == 1500


def test_a_template_is_changed_for_the_piece_alone(room: Room) -> None:
    room.begin()
    room.press("more")
    form = room.dialog.idea.template
    form.lines["tone"].setText("dry")
    form.texts["structure"].setPlainText("One\n\n Two \n")
    wanted = structs.replace(BLOG, tone="dry", structure=("One", "Two"))
    assert room.dialog.idea.kind() == wanted
    room.choose_kind("Essay")
    assert form.lines["tone"].text() == kinds.of("essay", "en").tone
    room.choose_kind("Blog post")
    assert room.dialog.idea.kind() == wanted
    room.press("straight")
    room.asked(1).crash()
    room.press("usual")
    ((brief, outline),) = room.planned
    assert brief.kind == wanted and [one.title for one in outline] == ["One", "Two"]
    room.open("Other")
    assert room.dialog.idea.kind() == BLOG and room.own.all() == ()


def test_the_wheel_is_for_the_page_and_changes_nothing(room: Room) -> None:
    idea = room.dialog.idea
    for widget in (idea.kinds, idea.length):
        middle = QPointF(widget.rect().center())
        wheel = QWheelEvent(
            middle,
            widget.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, wheel)
        assert idea.kind() == BLOG and not wheel.isAccepted()


def test_reset_brings_the_template_back(room: Room) -> None:
    room.press("more")
    assert room.button("reset").isHidden()
    room.dialog.idea.template.lines["audience"].setText("nobody")
    room.press("reset")
    assert room.dialog.idea.kind() == BLOG and room.button("reset").isHidden()


def test_a_template_is_kept_as_a_kind_of_ones_own(room: Room) -> None:
    room.press("more")
    form = room.dialog.idea.template
    form.lines["tone"].setText("dry")
    room.dialog.idea.length.setValue(600)
    room.press("own")
    form.name.setText("Essay")
    assert not form.keep.isEnabled() and room.label("taken")
    form.name.setText("Column")
    assert not room.label("taken")
    room.press("keep")
    kept = structs.replace(COLUMN, tone="dry")
    assert room.own.all() == (kept,) and room.dialog.idea.kind() == kept
    room.choose_kind("Blog post")
    assert room.dialog.idea.kind() == BLOG


def test_ones_own_is_changed_and_renamed(room: Room) -> None:
    room.own.put(COLUMN)
    room.choose_kind("Column")
    room.press("more")
    form = room.dialog.idea.template
    assert not form.keep.isEnabled() and form.name.text() == "Column"
    form.texts["avoid"].setPlainText("jokes")
    room.press("keep")
    changed = structs.replace(COLUMN, avoid=("jokes",))
    assert room.own.all() == (changed,)
    form.name.setText("Gazette")
    room.press("keep")
    assert room.own.all() == (structs.replace(changed, name="Gazette"),)
    assert room.dialog.idea.kinds.currentText() == "Gazette"
    assert "Column" not in room.kind_names


def test_deleting_ones_own_is_undone(room: Room) -> None:
    room.own.put(COLUMN)
    room.choose_kind("Column")
    room.press("more")
    room.dialog.idea.template.lines["tone"].setText("dry")
    room.press("delete")
    assert room.own.all() == () and "Column" not in room.kind_names
    assert room.dialog.idea.kind() == BLOG and room.button("delete").isHidden()
    room.press("notices.action")
    assert room.own.all() == (COLUMN,)
    assert room.dialog.idea.kind() == structs.replace(COLUMN, tone="dry")


def test_a_kind_that_is_not_kept_any_more_serves_its_piece(room: Room) -> None:
    room.open("Buses", COLUMN)
    assert room.dialog.idea.kind() == COLUMN and "Column" in room.kind_names
    assert room.button("delete").isHidden()


def test_what_is_typed_survives_another_language_of_the_interface(room: Room) -> None:
    room.begin("Buses")
    room.press("more")
    room.press("own")
    room.dialog.idea.template.name.setText("Column")
    room.speak("zh_CN")
    assert room.dialog.idea.topic.text() == "Buses"
    assert room.dialog.idea.template.name.text() == "Column"
    assert room.dialog.idea.kind() == BLOG
