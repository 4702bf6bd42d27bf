"""Questions about code in the window: what is asked, and where the answers go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.tabs.code.side.exchange import Outcome
from app.tabs.code.task.actions import Action
from app.ui.diff.card import HunkCard
from tests.gui.code_room import CTRL, SHIFT, Room, script_the_engine

ADD = "def add(a, b):\n    c = a + b\n    d = c\n    e = d\n    return e"
FIRST = ADD.replace("c = a + b", "c = b + a")
BOTH = FIRST.replace("return e", "return c")
TEXT = f"import os\n\n\n{ADD}\n\n\nprint(add(1, 2))\n"


class Desk(Room):
    """A window whose engine answers what stands between << and >> in a question."""

    @property
    def shown(self) -> str:
        text = self.code.panel.findChild(QTextEdit, "code.side.text")
        assert text is not None
        return text.toPlainText().strip() if text.isVisible() else ""

    @property
    def cards(self) -> list[HunkCard]:
        return [card for card in self.code.panel.findChildren(HunkCard) if card.isVisible()]

    def button(self, name: str) -> QAbstractButton:
        found = self.code.panel.findChild(QAbstractButton, f"code.side.{name}")
        assert found is not None, name
        return found

    def settle(self) -> None:
        """Wait for the answer."""

        def over() -> bool:
            exchange = self.code.panel.exchange
            return exchange is not None and not exchange.growing

        self.until(over)

    def say(self, instruction: str) -> None:
        """Write into the panel what is wanted."""
        self.press(Qt.Key.Key_I, CTRL)
        edit = QApplication.focusWidget()
        assert isinstance(edit, QTextEdit)
        edit.setPlainText(instruction)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        self.settle()

    def choose(self, action: str) -> None:
        """Ask by the menu of the bar."""
        menu = self.code.bar.ask_menu
        found = menu.findChild(QAction, f"code.ask.{action}")
        assert found is not None
        found.trigger()
        self.settle()


@pytest.fixture
def desk(
    qtbot: QtBot,
    qapp: QApplication,
    folders: Folders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    script_the_engine(monkeypatch)
    made = Desk(qtbot, qapp, folders)
    made.services.settings.set("completion", False)
    made.open(tmp_path / "sums.py", TEXT)
    yield made
    made.close()


def fenced(code: str) -> str:
    return f"<<```python\n{code}\n```>>"


def test_a_selection_is_explained_as_the_answer_comes(desk: Desk) -> None:
    grown: list[str] = []
    desk.services.code.assistant.grew.connect(grown.append)
    desk.editor.insertPlainText("# <<It **adds**.\n\nThat is all.>>\n")
    desk.editor.selectAll()
    desk.choose("explain")
    assert desk.shown == "It adds.\nThat is all." and len(grown) > 1
    assert desk.code.panel.isVisible() and desk.code.bar.panel_button.isChecked()
    assert desk.editor.hasFocus()
    desk.button("close").click()
    assert not desk.code.panel.isVisible() and not desk.code.bar.panel_button.isChecked()


def test_what_is_not_selected_is_asked_about_as_a_whole(desk: Desk) -> None:
    desk.choose("find_bugs")
    exchange = desk.code.panel.exchange
    assert exchange is not None
    assert exchange.selection.text == TEXT
    assert (exchange.selection.name, exchange.selection.line) == ("sums.py", 1)
    desk.press(Qt.Key.Key_N, CTRL)
    desk.code.questions.ask(Action.EXPLAIN)
    assert "no code here" in desk.says()
    assert desk.code.panel.exchange is exchange


def test_a_change_is_taken_in_part_and_undone_in_one_step(desk: Desk) -> None:
    desk.select(ADD)
    desk.say("return c, not e " + fenced(BOTH))
    assert desk.editor.text() == TEXT
    exchange = desk.code.panel.exchange
    assert exchange is not None
    assert (exchange.selection.text, exchange.selection.before) == (ADD, "import os\n\n\n")
    cursor = desk.editor.textCursor()
    cursor.setPosition(0)
    desk.editor.setTextCursor(cursor)
    desk.editor.insertPlainText("# new\n")  # what is elsewhere may change
    assert len(desk.cards) == 2
    QTest.keyClick(desk.cards[1], Qt.Key.Key_R)
    desk.button("diff.apply").click()
    assert desk.editor.text() == "# new\n" + TEXT.replace(ADD, FIRST)
    assert desk.editor.hasFocus() and exchange.outcome is Outcome.APPLIED
    desk.editor.undo()
    assert desk.editor.text() == "# new\n" + TEXT


def test_code_that_has_changed_meanwhile_is_left_alone(desk: Desk) -> None:
    desk.select(ADD)
    desk.say("better " + fenced(BOTH))
    start = desk.editor.text().index("d = c")
    desk.editor.replace(start, start + 5, "d = 7")
    changed = desk.editor.text()
    desk.button("diff.apply").click()
    assert desk.editor.text() == changed
    assert "The code has changed" in desk.says()
    assert len(desk.cards) == 2  # nothing of the answer is lost
    desk.button("retry").click()
    desk.settle()
    exchange = desk.code.panel.exchange
    assert exchange is not None and exchange.selection.text == ADD.replace("d = c", "d = 7")
    desk.button("diff.apply").click()
    assert desk.editor.text() == TEXT.replace(ADD, BOTH)


def test_an_answer_finds_its_file_and_never_another(desk: Desk, tmp_path: Path) -> None:
    desk.select(ADD)
    desk.say("better " + fenced(BOTH))
    sums = desk.editor
    desk.open(tmp_path / "other.py", TEXT)
    other = desk.editor
    desk.button("diff.apply").click()
    assert desk.editor is sums and sums.hasFocus()
    assert sums.text() == TEXT.replace(ADD, BOTH) and other.text() == TEXT
    sums.undo()
    desk.select(ADD)
    desk.say("again " + fenced(BOTH))
    desk.code.files.current.editor.document().setModified(False)  # type: ignore[union-attr]
    desk.code.files.close_file()
    desk.button("diff.apply").click()
    assert "was closed" in desk.says() and other.text() == TEXT
    desk.button("retry").click()  # about the code as it was
    desk.settle()
    exchange = desk.code.panel.exchange
    assert exchange is not None and exchange.selection.text == ADD


def test_tests_go_into_a_new_file(desk: Desk, tmp_path: Path) -> None:
    tests = "def test_add():\n    assert add(1, 2) == 3"
    desk.editor.insertPlainText(f"# {fenced(tests)}\n")
    before = desk.editor
    desk.choose("test")
    assert desk.button("use").text() == "New file test_sums.py"
    desk.button("use").click()
    buffer = desk.code.files.current
    assert buffer is not None and desk.editor is not before
    assert (buffer.name, buffer.path, buffer.unsaved) == ("test_sums.py", None, True)
    assert desk.editor.text() == tests + "\n" and desk.editor.language == "python"
    assert not (tmp_path / "test_sums.py").exists()


def test_a_translation_is_named_by_its_language(desk: Desk) -> None:
    desk.editor.insertPlainText("# <<```rust\nfn add() {}\n```>>\n")
    desk.choose("translate.rust")
    desk.button("use").click()
    assert desk.code.files.current is not None
    assert desk.code.files.current.name == "sums.rs"
    assert desk.editor.text() == "fn add() {}\n"


def test_what_is_written_goes_to_the_cursor(desk: Desk) -> None:
    cursor = desk.editor.textCursor()
    cursor.setPosition(len("import os\n"))
    desk.editor.setTextCursor(cursor)
    desk.say("import sys too " + fenced("import sys"))
    assert desk.editor.text() == TEXT
    desk.button("use").click()
    assert desk.editor.text() == TEXT.replace("import os\n", "import os\nimport sys", 1)
    assert desk.editor.hasFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.editor.text() == TEXT


def test_an_engine_that_dies_while_answering_is_told_in_the_panel(desk: Desk) -> None:
    desk.select(ADD)
    desk.code.questions.ask(Action.EXPLAIN)
    desk.services.engine.kill()
    desk.settle()
    trouble = desk.code.panel.findChild(QWidget, "code.side.trouble")
    assert trouble is not None and trouble.isVisible()
    assert desk.editor.text() == TEXT
    desk.until(lambda: desk.services.models.current is not None)
    desk.button("again").click()
    desk.settle()
    assert "Explain this Python code" in desk.shown
    desk.press(Qt.Key.Key_A, CTRL | SHIFT)
    assert not desk.code.panel.isVisible()
