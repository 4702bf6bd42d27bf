"""The panel beside the editor, with a scripted assistant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, FinishReason, Params, Turn
from app.services.assistant import Assistant
from app.tabs.code.side.panel import SidePanel
from app.tabs.code.task.actions import Action, Selection
from app.ui.i18n import Languages
from app.ui.theme import Theme

CODE = "def add(a, b):\n    c = a + b\n    return c\n"
SELECTION = Selection(CODE, "python", "src/sums.py", line=7)
SHORT = "def add(a, b):\n    return a + b\n"


class ScriptedAssistant(QObject):
    """Says what the test wants it to say; `asked` are the prompts."""

    grew = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.text = ""
        self.reason: FinishReason | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self.busy = False

    def ask(self, turns: Sequence[Turn]) -> None:
        assert not self.busy
        self.asked.append(turns[-1].text)
        self.text, self.reason, self.code, self.busy = "", None, None, True

    def stop(self) -> None:
        self.end("stopped")

    def say(self, text: str) -> None:
        self.text = text
        self.grew.emit(text)

    def end(self, reason: FinishReason | None = "end", code: ErrorCode | None = None) -> None:
        if self.busy:
            self.busy, self.reason, self.code = False, reason, code
            self.ended.emit()


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    made.apply("en")
    yield made
    made.apply("en")


class Room:
    """A panel; the lists are what it said to its owner."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.assistant = ScriptedAssistant()
        self.panel = SidePanel(cast(Assistant, self.assistant), theme)
        qtbot.addWidget(self.panel)
        self.applied: list[str] = []
        self.inserted: list[str] = []
        self.files: list[tuple[str, str]] = []
        self.instructed: list[str] = []
        self.closed: list[bool] = []
        self.panel.applied.connect(self.applied.append)
        self.panel.insert_wanted.connect(self.inserted.append)
        self.panel.file_wanted.connect(lambda name, text: self.files.append((name, text)))
        self.panel.instructed.connect(self.instructed.append)
        self.panel.again.connect(lambda asked: self.panel.ask(asked.action, asked.selection))
        self.panel.closed.connect(lambda: self.closed.append(True))
        self.panel.resize(360, 700)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    def ask(self, action: Action, answer: str, selection: Selection = SELECTION) -> None:
        self.panel.ask(action, selection)
        self.assistant.say(answer)
        self.assistant.end()

    def button(self, name: str) -> QAbstractButton:
        found = self.panel.findChild(QAbstractButton, f"code.side.{name}")
        assert found is not None, name
        return found

    def label(self, name: str) -> str:
        found = self.panel.findChild(QLabel, f"code.side.{name}")
        assert found is not None, name
        return found.text() if found.isVisible() else ""

    def edit(self, name: str) -> QTextEdit:
        found = self.panel.findChild(QTextEdit, f"code.side.{name}")
        assert found is not None, name
        return found

    def read(self) -> str:
        text = self.edit("text")
        return text.toPlainText().strip() if text.isVisible() else ""

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.panel, key)  # type: ignore[no-untyped-call]


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, languages: Languages) -> Room:
    theme = Theme(qapp)
    theme.apply("light", 11)
    return Room(qtbot, theme)


def test_an_empty_panel_says_what_it_is_for(room: Room) -> None:
    assert "Select some code" in room.label("empty")
    for name in ("copy", "retry", "use", "again", "previous", "next", "stop"):
        assert not room.button(name).isVisible()


def test_prose_is_read_as_it_grows(room: Room) -> None:
    room.panel.ask(Action.EXPLAIN, SELECTION)
    assert room.label("note") == "The model is reading …"
    assert room.label("title") == "Explain" and room.label("about") == "sums.py · lines 7–9"
    room.assistant.say("It **adds**")
    room.qtbot.waitUntil(lambda: room.read() == "It adds")
    assert room.button("stop").isVisible() and not room.button("copy").isVisible()
    room.assistant.say("It **adds** two.")
    room.assistant.end()
    assert room.read() == "It adds two." and not room.button("stop").isVisible()
    room.button("copy").click()
    assert QGuiApplication.clipboard().text() == "It **adds** two."
    assert not room.button("use").isVisible()


def test_code_in_prose_can_be_inserted(room: Room) -> None:
    room.ask(Action.FIND_BUGS, "Better:\n```python\nreturn a\n```")
    room.button("use").click()
    assert room.inserted == ["return a"]


def test_changes_are_applied(room: Room) -> None:
    room.ask(Action.INSTRUCT, f"```python\n{SHORT}```", replace(SELECTION, instruction="shorter"))
    assert room.label("about") == "shorter"
    room.button("diff.apply").click()
    assert room.applied == [SHORT]
    assert room.label("note") == "Applied." and not room.button("diff.apply").isVisible()
    assert "return a + b" in room.read()


def test_changes_are_discarded(room: Room) -> None:
    room.ask(Action.INSTRUCT, f"```python\n{SHORT}```")
    room.button("diff.discard").click()
    assert room.applied == [] and room.label("note") == "Discarded."


def test_a_stopped_change_leaves_the_rest_as_it_was(room: Room) -> None:
    room.panel.ask(Action.INSTRUCT, SELECTION)
    room.assistant.say("```python\ndef add(a: int, b: int):\n    c = a")
    assert not room.button("diff.apply").isEnabled()
    room.button("stop").click()
    assert "What is missing stays" in room.label("note")
    room.button("diff.apply").click()
    assert room.applied == [CODE.replace("(a, b)", "(a: int, b: int)")]


def test_changes_can_be_applied_before_the_model_is_done_talking(room: Room) -> None:
    room.panel.ask(Action.INSTRUCT, SELECTION)
    room.assistant.say(f"```python\n{SHORT}```\nThis is shorter, beca")
    room.qtbot.waitUntil(room.button("diff.apply").isEnabled)
    room.button("diff.apply").click()
    assert room.applied == [SHORT] and not room.assistant.busy
    assert room.label("note") == "Applied."


def test_an_answer_to_a_question_is_read(room: Room) -> None:
    room.ask(Action.INSTRUCT, "It adds two numbers.", replace(SELECTION, instruction="What?"))
    assert room.read() == "It adds two numbers."


def test_tests_become_a_file(room: Room) -> None:
    room.ask(Action.TEST, "```python\ndef test_add(): ...\n```")
    assert room.button("use").text() == "New file test_sums.py"
    room.button("use").click()
    assert room.files == [("test_sums.py", "def test_add(): ...\n")]


def test_written_code_can_have_a_file_of_its_own(room: Room) -> None:
    selection = Selection("", "python", before="def f():\n    ", instruction="one and two")
    room.ask(Action.WRITE, "```python\na = 1\nb = 2\n```", selection)
    room.button("file").click()
    assert room.files == [("untitled.py", "a = 1\nb = 2\n")]


def test_written_code_is_inserted(room: Room) -> None:
    selection = Selection("", "python", before="def f():\n    ", instruction="one and two")
    room.ask(Action.WRITE, "```\na = 1\nb = 2\n```", selection)
    room.button("use").click()
    assert room.inserted == ["a = 1\n    b = 2"]


def test_one_browses_through_what_was_asked(room: Room) -> None:
    for answer in ("First.", "Second."):
        room.ask(Action.EXPLAIN, answer)
    room.panel.ask(Action.FIND_BUGS, SELECTION)
    assert room.label("count") == "3 / 3" and not room.button("next").isEnabled()
    room.button("previous").click()
    assert room.read() == "Second."
    room.assistant.say("Third.")
    room.assistant.end()
    assert room.read() == "Second."
    room.button("previous").click()
    assert room.read() == "First." and not room.button("previous").isEnabled()
    room.button("next").click()
    room.button("next").click()
    assert room.read() == "Third." and room.label("title") == "Find bugs"


def test_asking_again_stops_what_is_on_its_way(room: Room) -> None:
    room.panel.ask(Action.EXPLAIN, SELECTION)
    room.assistant.say("It is")
    room.panel.ask(Action.FIND_BUGS, SELECTION)
    room.assistant.say("None.")
    room.assistant.end()
    room.button("previous").click()
    assert room.read() == "It is" and room.label("note") == "Stopped."
    room.button("retry").click()
    assert room.label("count") == "3 / 3" and len(room.assistant.asked) == 3
    assert room.assistant.asked[2] == room.assistant.asked[0]


def test_a_failure_is_told_and_tried_again(room: Room) -> None:
    room.panel.ask(Action.EXPLAIN, SELECTION)
    room.assistant.end(None, ErrorCode.NO_MODEL)
    assert room.label("trouble").startswith("No model is loaded.")
    room.button("again").click()
    assert room.label("trouble") == "" and not room.button("again").isVisible()
    assert room.label("count") == ""  # the one without an answer is gone
    room.assistant.say("It adds.")
    room.assistant.end(None, ErrorCode.ENGINE_CRASHED)
    assert room.read() == "It adds." and room.label("trouble")


def test_an_instruction_is_handed_to_the_owner(room: Room) -> None:
    room.edit("instruction").setPlainText("make it faster")
    room.button("send").click()
    assert room.instructed == ["make it faster"]
    assert room.edit("instruction").toPlainText() == ""


def test_escape_stops_and_then_closes(room: Room) -> None:
    room.panel.ask(Action.EXPLAIN, SELECTION)
    room.press(Qt.Key.Key_Escape)
    assert not room.assistant.busy and room.closed == []
    room.press(Qt.Key.Key_Escape)
    assert room.closed == [True]
    room.button("close").click()
    assert room.closed == [True, True]


def test_the_keys_go_to_the_changes_unless_one_writes(room: Room) -> None:
    room.panel.activateWindow()
    room.qtbot.waitUntil(room.panel.isActiveWindow)
    room.panel.setFocus()
    for written in ("and then", ""):
        room.edit("instruction").setPlainText(written)
        room.ask(Action.INSTRUCT, f"```python\n{SHORT}```")
        assert room.edit("instruction").hasFocus() == bool(written)
    card = QApplication.focusWidget()
    assert card is not None and card.objectName() == "code.side.diff.change.1"
    room.qtbot.keyClick(card, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert room.closed == [True]


def test_the_answer_is_in_the_language_of_the_app(room: Room, languages: Languages) -> None:
    room.panel.ask(Action.EXPLAIN, SELECTION)
    assert "Answer in English" in room.assistant.asked[-1]
    languages.apply("zh_CN")
    room.panel.ask(Action.EXPLAIN, SELECTION)
    assert "用中文回答" in room.assistant.asked[-1]


def test_everything_that_can_be_used_has_a_name(room: Room) -> None:
    room.ask(Action.INSTRUCT, f"```python\n{SHORT}```")
    widgets: list[QWidget] = room.panel.findChildren(QAbstractButton)
    for widget in widgets:
        assert widget.objectName().startswith("code.side."), widget.objectName()
        assert widget.accessibleName() or cast(QAbstractButton, widget).text()
    assert room.edit("instruction").accessibleName() and room.edit("text").accessibleName()
