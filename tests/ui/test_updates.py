"""What is said when the installed program is replaced or removed while its window is open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import __version__, paths
from app.ui.notice import NoticeBar
from app.ui.updates import Updates


class Room:
    """A window with notices, and the folder of a program."""

    def __init__(self, qtbot: QtBot, program: Path) -> None:
        self.version = program / "share" / "VERSION"
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.notices = NoticeBar("notice")
        QVBoxLayout(self.window).addWidget(self.notices)
        self.updates = Updates(self.notices, self.window)
        self.window.show()

    def come_back(self) -> str:
        """Activate the window, and return what it says."""
        QApplication.sendEvent(self.window, QEvent(QEvent.Type.WindowActivate))
        return self.notices.accessibleName() if self.notices.isVisible() else ""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "程序 folder"
    (folder / "share").mkdir(parents=True)
    (folder / "share" / "VERSION").write_text(f"{__version__}\n", encoding="ascii")
    monkeypatch.setattr(paths, "program_folder", lambda: folder)
    return folder


def test_an_update_is_told_once(qtbot: QtBot, program: Path) -> None:
    room = Room(qtbot, program)
    assert room.come_back() == ""
    room.version.unlink()
    room.version.write_text("99.0.0\n", encoding="ascii")
    modules = set(sys.modules)
    assert room.come_back().startswith("Inkstone was updated. Start it again")
    assert set(sys.modules) == modules  # there may be none left to import
    room.notices.hide()
    assert room.come_back() == ""


def test_a_removal_is_told_and_the_window_closes(qtbot: QtBot, program: Path) -> None:
    room = Room(qtbot, program)
    program.rename(program.with_name("gone"))
    assert room.come_back().startswith("Inkstone was removed.")
    button = room.notices.findChild(QPushButton, "notice.action")
    assert isinstance(button, QPushButton)
    assert button.text() == "Close Inkstone"
    button.click()
    assert not room.window.isVisible()


def test_a_program_that_names_no_version_is_not_missed(qtbot: QtBot, program: Path) -> None:
    (program / "share" / "VERSION").unlink()
    room = Room(qtbot, program)
    assert room.come_back() == ""


def test_a_source_tree_may_change(
    qtbot: QtBot, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "program_folder", lambda: None)
    room = Room(qtbot, program)
    room.version.unlink()
    assert room.come_back() == ""
