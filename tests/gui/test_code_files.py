"""The files of the Code tab: nothing that was written is lost, whatever happens to the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.sources import Sources
from app.services.textfile import Encoding
from app.tabs.code.editor.indentation import Indentation, detected
from app.tabs.code.files import files as files_module
from app.tabs.code.files import questions
from app.tabs.code.files import saver as saver_module
from app.tabs.code.files.buffer import Buffer
from app.tabs.code.files.files import Files
from app.tabs.code.files.questions import CANCEL
from app.tabs.code.files.status import FileStatus
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class PlainEditor(QPlainTextEdit):
    """The least that Files can work with."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.path = ""

    @property
    def indentation(self) -> Indentation:
        return detected(self.text(), self.language)

    def set_text(self, text: str, language: str) -> None:
        self.language = language
        self.setPlainText(text)

    def set_language(self, language: str) -> None:
        self.language = language

    def text(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n")


class Desk:
    """A page of files, a folder of the person's, and what is asked."""

    def __init__(self, qtbot: QtBot, theme: Theme, data: Path, home: Path) -> None:
        self.qtbot, self.theme, self.data, self.home = qtbot, theme, data, home
        self.answers: list[str] = []
        self.asked: list[str] = []
        self.start()

    def start(self) -> None:
        """Start anew on what is in the data folder, as after a kill."""
        self.sources = Sources(self.data)
        self.notices = NoticeBar("notice")
        self.files = Files(self.sources, self.theme, self.notices, PlainEditor)
        for widget in (self.notices, self.files):
            self.qtbot.addWidget(widget)
        self.files.resize(900, 600)
        self.files.show()

    def ask(self, _parent: object, title: str, _question: str, answers: Sequence[object]) -> str:
        self.asked.append(title)
        return self.answers.pop(0)

    def file(self, name: str, content: str | bytes = "one\ntwo\n") -> Path:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def open(self, name: str, content: str | bytes = "one\ntwo\n") -> Buffer:
        (buffer,) = self.files.open_files([self.file(name, content)])
        return buffer

    @property
    def current(self) -> Buffer:
        assert self.files.current
        return self.files.current

    def type(self, text: str, buffer: Buffer | None = None) -> None:
        editor = (buffer or self.current).editor
        editor.textCursor().insertText(text)

    def tabs(self) -> list[str]:
        return [self.files.strip.tabText(at) for at in range(self.files.strip.count())]

    def action(self, words: str) -> QPushButton:
        """Return the visible button of a notice or of the bar over the text."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = [*self.notices.findChildren(QPushButton), *self.files.findChildren(QPushButton)]
        (button,) = [b for b in found if b.text() == words and not b.isHidden()]
        return button

    def check(self) -> None:
        """Look at the disk now, as when the window is activated."""
        QApplication.sendEvent(self.files, QEvent(QEvent.Type.ActivationChange))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def desk(
    qtbot: QtBot, theme: Theme, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    made = Desk(qtbot, theme, folders.data / "code", (tmp_path / "项目").resolve())
    made.home.mkdir()
    monkeypatch.setattr(files_module, "ask", made.ask)
    monkeypatch.setattr(saver_module, "ask", made.ask)
    monkeypatch.setattr(Files, "isActiveWindow", lambda _self: True)
    yield made
    made.files.stop()
    assert not made.answers, "something was not asked"


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


# Opening ---------------------------------------------------------------------------------


def test_a_start_shows_one_empty_text(desk: Desk) -> None:
    assert desk.tabs() == ["Untitled 1"]
    assert not desk.current.unsaved
    assert desk.files.text_of(desk.home / "x") is None


def test_an_opened_file_takes_the_place_of_the_empty_text(desk: Desk) -> None:
    buffer = desk.open("main.py", "print('砚')\r\n")
    assert desk.tabs() == ["main.py"]
    assert (buffer.language, buffer.editor.language) == ("python", "python")
    assert (buffer.editor.text(), buffer.file.ending) == ("print('砚')\n", "\r\n")
    assert desk.files.text_of(buffer.path) == "print('砚')\n"
    desk.type("# ")
    assert desk.files.text_of(buffer.path) == "# print('砚')\n"


def test_a_written_untitled_text_stays_beside_what_is_opened(desk: Desk) -> None:
    desk.type("note")
    desk.open("main.py")
    assert desk.tabs() == ["Untitled 1", "main.py"]


def test_the_same_file_is_open_once_also_through_a_link(desk: Desk) -> None:
    buffer = desk.open("main.py")
    desk.open("other.py")
    link = desk.home / "link.py"
    link.symlink_to("main.py")
    assert list(desk.files.open_files([link])) == [buffer]
    assert desk.current is buffer
    assert desk.tabs() == ["main.py", "other.py"]


def test_equal_names_are_told_apart_by_folder(desk: Desk) -> None:
    desk.open("a/x/main.py")
    assert desk.tabs() == ["main.py"]
    desk.open("b/x/main.py")
    desk.open("b/x/other.py")
    assert desk.tabs() == ["a/x/main.py", "b/x/main.py", "other.py"]
    desk.files.close_file(desk.files.buffers[0])
    assert desk.tabs() == ["main.py", "other.py"]


def test_what_cannot_be_opened_is_told_and_the_rest_is_open(desk: Desk) -> None:
    binary = desk.file("program", b"\x7fELF\x00\x00")
    opened = desk.files.open_files([binary, desk.home / "missing.py", desk.file("main.py")])
    assert [buffer.name for buffer in opened] == ["main.py"]
    words = desk.notices.accessibleName()
    assert "program" in words
    assert "not text" in words
    assert "missing.py" in words


def drop(target: QPlainTextEdit | Files, paths: Sequence[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText(str(paths))
    widget = target.viewport() if isinstance(target, QPlainTextEdit) else target
    place, left = QPoint(5, 5), Qt.MouseButton.LeftButton
    copy, no_key = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, no_key)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), copy, data, left, no_key))


@pytest.mark.parametrize("on_the_editor", [False, True])
def test_files_and_folders_are_dropped(desk: Desk, on_the_editor: bool) -> None:
    desk.file("folder/b.py")
    desk.file("folder/a.py")
    desk.file("folder/.hidden")
    desk.file("folder/picture.png", b"\x89PNG\0\0")
    paths = [desk.file("main.py"), desk.home / "folder"]
    editor = desk.current.editor
    assert isinstance(editor, QPlainTextEdit)
    drop(editor if on_the_editor else desk.files, paths)
    assert desk.tabs() == ["main.py", "a.py", "b.py"]
    drop(desk.files, [desk.file("empty/x", b"\0").parent])
    assert "no text files" in desk.notices.accessibleName()
    desk.files.stop()


def test_names_that_are_no_text_are_left_out(desk: Desk) -> None:
    desk.file("folder/a.py")
    (desk.home / "folder" / os.fsdecode(b"\xff.py")).touch()
    desk.files.open_files([desk.home / "folder"])
    assert desk.tabs() == ["a.py"]
    desk.files.stop()


def test_a_folder_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert not desk.files.open_files([desk.home])
    assert "Permission denied" in desk.notices.accessibleName()


def test_files_are_chosen_and_recent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [desk.file("a.py"), desk.file("b.py")]
    chosen = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    desk.files.choose_files()
    assert desk.tabs() == ["a.py", "b.py"]
    assert not desk.files.recent
    desk.files.close_file()
    assert list(desk.files.recent) == [paths[1]]
    desk.files.forget_recent()
    assert not desk.files.recent


def test_one_goes_round_the_files(desk: Desk) -> None:
    buffers = [desk.open(name) for name in ("a.py", "b.py", "c.py")]
    seen: list[Buffer] = []
    desk.files.current_changed.connect(seen.append)
    for by in (1, 1, -1, -1):
        desk.files.step(by)
    assert seen == [buffers[0], buffers[1], buffers[0], buffers[2]]
    desk.files.strip.moveTab(2, 0)
    assert list(desk.files.buffers) == [buffers[2], buffers[0], buffers[1]]


# Saving ----------------------------------------------------------------------------------


def test_saving_keeps_encoding_and_endings(desk: Desk) -> None:
    buffer = desk.open("旧.txt", "你好，世界\r\n".encode("gbk"))
    desk.type("再见\n")
    assert buffer.unsaved
    assert desk.files.save()
    assert buffer.path
    assert buffer.path.read_bytes() == "再见\r\n你好，世界\r\n".encode("gbk")
    assert not buffer.unsaved
    buffer.editor.document().undo()
    assert buffer.unsaved


def test_what_is_not_edited_keeps_every_character(desk: Desk) -> None:
    odd = "a\u00a0b\u2028c\u2029d\ufdd0e\x0cf\ufeffg\ufffch\x85 \t\r\n"
    buffer = desk.open("odd.txt", "\ufeff" + odd)
    desk.type("x\n")
    assert desk.files.save()
    assert buffer.path
    assert buffer.path.read_bytes().decode() == "\ufeffx\n" + odd


def test_an_untitled_text_asks_for_its_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("x = 1\n")
    save_to(monkeypatch, "")
    assert not desk.files.save()
    save_to(monkeypatch, desk.home / "new.py")
    assert desk.files.save()
    assert (desk.home / "new.py").read_text() == "x = 1\n"
    assert desk.tabs() == ["new.py"]
    assert desk.current.language == desk.current.editor.language == "python"
    assert desk.current.editor.path == str(desk.home / "new.py")
    desk.type("y")
    assert desk.files.save()
    assert (desk.home / "new.py").read_text() == "x = 1\ny"


def test_saving_as_a_file_that_is_open_elsewhere_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.open("a.py", "a")
    desk.open("b.py", "b")
    assert first.path
    save_to(monkeypatch, first.path)
    assert not desk.files.save_as()
    assert first.path.read_text() == "a"
    assert "another tab" in desk.notices.accessibleName()


def test_what_the_encoding_has_not_offers_utf8(desk: Desk) -> None:
    buffer = desk.open("a.txt", "café".encode("cp1252"))
    assert buffer.path
    desk.type("砚")
    desk.answers = [CANCEL, "utf8"]
    assert not desk.files.save()
    assert buffer.unsaved
    assert buffer.path.read_bytes() == "café".encode("cp1252")
    assert desk.files.save()
    assert buffer.path.read_text("utf-8") == "砚café"
    assert buffer.file.encoding == Encoding("utf-8")


def test_a_file_that_cannot_be_written_is_told_and_can_go_elsewhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = desk.open("a.py")
    desk.type("x")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        assert not desk.files.save()
    assert buffer.unsaved
    save_to(monkeypatch, desk.home / "copy.py")
    desk.action("Save as…").click()
    assert (desk.home / "copy.py").read_text() == "xone\ntwo\n"
    assert desk.tabs() == ["copy.py"]


def test_all_is_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    buffers = [desk.open(name) for name in ("a.py", "b.py")]
    for buffer in buffers:
        desk.type("x", buffer)
    assert desk.files.save_all()
    assert [b.path.read_text()[0] for b in buffers if b.path] == ["x", "x"]


def test_endings_and_encodings_are_converted(desk: Desk) -> None:
    buffer = desk.open("a.txt", "é\r\nb\n")
    assert buffer.path
    desk.files.convert_endings("\r\n")
    assert buffer.unsaved
    desk.files.save()
    assert buffer.path.read_bytes() == "é\r\nb\r\n".encode()
    assert desk.files.save_encoded(Encoding("utf-16-le", bom=True))
    assert buffer.path.read_bytes().decode("utf-16") == "é\r\nb\r\n"
    desk.files.convert_endings("\r\n")
    assert not buffer.unsaved


def test_another_encoding_is_read_and_that_can_be_undone(desk: Desk) -> None:
    buffer = desk.open("a.txt", "привет".encode("cp1251"))
    wrong = buffer.editor.text()
    desk.files.reopen_encoded(Encoding("cp1251"))
    assert buffer.editor.text() == "привет"
    assert not buffer.unsaved
    desk.files.stop()
    desk.start()
    assert desk.current.editor.text() == "привет"
    desk.type("x")
    desk.files.reopen_encoded(Encoding("cp1252"))
    assert desk.current.editor.text() == wrong
    desk.action("Undo").click()
    assert desk.current.editor.text() == "xпривет"
    assert desk.current.unsaved


def test_reverting_can_be_undone(desk: Desk) -> None:
    buffer = desk.open("a.py", "one\n")
    desk.type("mine ")
    desk.files.revert()
    assert (buffer.editor.text(), buffer.unsaved) == ("one\n", False)
    desk.action("Undo").click()
    assert (buffer.editor.text(), buffer.unsaved) == ("mine one\n", True)


# Closing ---------------------------------------------------------------------------------


def test_closing_something_unsaved_asks(desk: Desk) -> None:
    buffer = desk.open("a.py", "one")
    desk.open("b.py")
    desk.type("x", buffer)
    desk.answers = [CANCEL, "save"]
    assert not desk.files.close_file(buffer)
    assert desk.current is buffer
    assert desk.files.close_file(buffer)
    assert (desk.home / "a.py").read_text() == "xone"
    assert desk.tabs() == ["b.py"]
    assert desk.files.close_file()
    assert len(desk.asked) == 2
    assert desk.tabs() == ["Untitled 1"]


@pytest.mark.parametrize("through", ["notice", "menu", "both"])
def test_what_was_discarded_comes_back(desk: Desk, through: str) -> None:
    desk.open("a.py", "one\r\ntwo\n")
    desk.open("b.py")
    desk.files.step(1)
    desk.type("mine ")
    desk.answers = ["discard"]
    assert desk.files.close_file()
    assert (desk.home / "a.py").read_bytes() == b"one\r\ntwo\n"
    if through in ("notice", "both"):
        desk.action("Undo").click()
    if through in ("menu", "both"):
        desk.files.reopen_closed()
    assert desk.tabs() == ["a.py", "b.py"]
    assert desk.current.editor.text() == "mine one\ntwo\n"
    assert desk.files.save()
    assert (desk.home / "a.py").read_bytes() == b"mine one\r\ntwo\n"
    assert not desk.files.can_reopen


def test_what_was_discarded_comes_back_into_a_file_that_is_open_again(desk: Desk) -> None:
    desk.open("a.py", "one\n")
    desk.type("mine ")
    desk.answers = ["discard"]
    desk.files.close_file()
    buffer = desk.open("a.py", "one\n")
    desk.files.reopen_closed()
    assert desk.tabs() == ["a.py"]
    assert (buffer.editor.text(), buffer.unsaved) == ("mine one\n", True)


def test_what_a_notice_offers_for_a_closed_file_is_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("a.py", "one\n")
    desk.type("x")
    desk.files.revert()
    desk.files.close_file()
    desk.action("Undo").click()
    desk.open("a.py", "one\n")
    desk.type("x")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        desk.files.save()
    desk.current.editor.document().undo()
    desk.files.close_file()
    save_to(monkeypatch, desk.home / "copy.py")
    desk.action("Save as…").click()
    assert not (desk.home / "copy.py").exists()
    assert desk.tabs() == ["Untitled 1"]


def test_an_untitled_text_comes_back_too(desk: Desk) -> None:
    desk.type("note")
    desk.answers = ["discard"]
    desk.files.close_file()
    assert desk.current.untouched
    desk.files.reopen_closed()
    assert (desk.tabs(), desk.current.editor.text()) == (["Untitled 1"], "note")


def test_a_name_that_was_proposed_comes_back(desk: Desk) -> None:
    desk.files.new_file("test_sums.py", "def test_add(): ...\n")
    assert desk.tabs() == ["test_sums.py"]
    desk.answers = ["discard"]
    desk.files.close_file()
    desk.files.reopen_closed()
    assert desk.tabs() == ["test_sums.py"]
    assert (desk.current.language, desk.current.path) == ("python", None)


def test_the_middle_button_and_the_cross_close(desk: Desk) -> None:
    first = desk.open("a.py")
    desk.open("b.py")
    place = desk.files.strip.tabRect(1).center()
    QTest.mouseClick(
        desk.files.strip, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert desk.tabs() == ["a.py"]
    button = desk.files.findChild(QToolButton, f"code.files.close.{first.id}")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Close a.py"
    button.click()
    assert desk.tabs() == ["Untitled 1"]


def test_unsaved_tabs_say_so(desk: Desk) -> None:
    desk.open("a&b.py")
    strip = desk.files.strip
    assert strip.accessibleTabName(0) == "a&b.py"
    desk.type("x")
    assert strip.accessibleTabName(0) == "a&b.py, not saved"
    desk.current.editor.document().undo()
    assert strip.accessibleTabName(0) == "a&b.py"
    assert str(desk.current.path) == strip.tabToolTip(0)


@pytest.mark.parametrize("answer", ["save", "discard", CANCEL, "escape"])
def test_a_question_is_answered(desk: Desk, answer: str) -> None:
    answers = (
        ("save", "Save", questions.Role.AcceptRole),
        ("discard", "Discard", questions.Role.DestructiveRole),
        (CANCEL, "Cancel", questions.Role.RejectRole),
    )

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.defaultButton().text() == "Save"
        if answer == "escape":
            QTest.keyClick(box, Qt.Key.Key_Escape)
            return
        button = box.findChild(QPushButton, f"code.question.{answer}")
        assert isinstance(button, QPushButton)
        button.click()

    QTimer.singleShot(0, act)
    found = questions.ask(desk.files, "Save?", "It can come back.", answers)
    assert found == (CANCEL if answer == "escape" else answer)


# After a kill ----------------------------------------------------------------------------


def kept(desk: Desk, done: Callable[[Sources], bool]) -> None:
    """Wait until the data folder says so; nothing is stopped or flushed."""
    desk.qtbot.waitUntil(lambda: done(Sources(desk.data)), timeout=10_000)


def test_a_kill_loses_nothing(desk: Desk) -> None:
    text = "".join(f"line {number}\r\n" for number in range(300))
    first = desk.open("a.py", text.replace("7\r\n", "7\n"))
    second = desk.open("b.py")
    desk.files.new()
    desk.type("未存 “\u00a0\u2028” 😀")
    desk.type("mine ", first)
    desk.files.activate(first)
    cursor = first.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    first.editor.setTextCursor(cursor)
    place = first.place()
    assert place.scroll > 0
    kept(desk, lambda s: s.draft(first.id) is not None and place in s.places)
    desk.start()
    assert desk.tabs() == ["a.py", "b.py", "Untitled 1"]
    assert [buffer.unsaved for buffer in desk.files.buffers] == [True, False, True]
    assert desk.files.buffers[2].editor.text() == "未存 “\u00a0\u2028” 😀"
    assert desk.current.editor.text().startswith("mine line 0\n")
    assert desk.files.buffers[1].path == second.path
    assert desk.current.place() == place
    desk.qtbot.waitUntil(lambda: desk.current.editor.verticalScrollBar().value() == place.scroll)
    assert (desk.home / "a.py").read_bytes() == text.replace("7\r\n", "7\n").encode()
    assert desk.files.save()
    assert (desk.home / "a.py").read_bytes() == ("mine " + text.replace("7\r\n", "7\n")).encode()
    assert not desk.asked


def test_further_typing_is_kept_too(desk: Desk) -> None:
    buffer = desk.open("a.py", "")
    for text in ("one", " two"):
        desk.type(text)
        want = buffer.editor.text()
        kept(desk, lambda s, w=want: (d := s.draft(buffer.id)) is not None and d.text == w)


def test_the_draft_goes_when_it_is_saved_or_undone(desk: Desk) -> None:
    buffer = desk.open("a.py")
    desk.type("x")
    kept(desk, lambda s: s.draft(buffer.id) is not None)
    desk.files.save()
    assert Sources(desk.data).draft(buffer.id) is None
    desk.type("y")
    kept(desk, lambda s: s.draft(buffer.id) is not None)
    buffer.editor.document().undo()
    kept(desk, lambda s: s.draft(buffer.id) is None)


@pytest.mark.parametrize("choice", ["Reload", "Keep mine"])
def test_a_file_that_changed_since_the_draft_is_a_choice(desk: Desk, choice: str) -> None:
    desk.open("a.py", "one\n")
    desk.type("mine ")
    desk.files.stop()
    desk.file("a.py", "theirs\n")
    desk.start()
    assert desk.current.editor.text() == "mine one\n"
    desk.action(choice).click()
    assert desk.current.editor.text() == ("theirs\n" if choice == "Reload" else "mine one\n")
    assert desk.current.unsaved == (choice == "Keep mine")
    assert desk.files.save()
    assert not desk.asked


def test_a_draft_of_a_file_that_is_gone_stays(desk: Desk) -> None:
    path = desk.open("a.py", "别人的话\r\n".encode("gb18030")).path
    assert path
    desk.type("我的")
    desk.files.stop()
    path.unlink()
    desk.start()
    assert desk.current.unsaved
    desk.action("Save it again").click()
    assert path.read_bytes().decode("gb18030") == "我的别人的话\r\n"


def test_files_that_are_gone_are_told_at_the_start(desk: Desk) -> None:
    desk.open("a.py")
    desk.open("b.py")
    desk.files.stop()
    (desk.home / "a.py").unlink()
    desk.start()
    assert desk.tabs() == ["b.py"]
    assert "a.py" in desk.notices.accessibleName()


def test_a_full_data_folder_is_told_once_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.data.parent.mkdir(exist_ok=True)
    desk.data.write_text("in the way")
    desk.type("x")
    desk.files.stop()
    assert "cannot be written" in desk.notices.accessibleName()
    desk.notices.hide()
    desk.files.stop()
    assert desk.notices.isHidden()
    desk.data.unlink()
    kept(desk, lambda s: s.draft(desk.current.id) is not None)


# Changes on the disk ---------------------------------------------------------------------


def replaced(path: Path, text: str) -> None:
    """Replace a file as other editors do."""
    scratch = path.with_name("scratch")
    scratch.write_text(text)
    scratch.replace(path)


def test_an_unchanged_text_is_reloaded_and_the_view_stays(desk: Desk) -> None:
    lines = [f"line {number} 😀\n" for number in range(300)]
    buffer = desk.open("a.py", "".join(lines))
    assert buffer.path
    cursor = buffer.editor.textCursor()
    cursor.setPosition(buffer.editor.document().findBlockByNumber(200).position() + 3)
    buffer.editor.setTextCursor(cursor)
    scroll = buffer.editor.verticalScrollBar().value()
    assert scroll > 0
    for text in ("".join(lines[:210]) + "new\n", "top\n" + "".join(lines)):
        replaced(buffer.path, text)
        desk.qtbot.waitUntil(lambda t=text: buffer.editor.text() == t, timeout=10_000)
        assert not buffer.unsaved
        assert buffer.bar.isHidden()
        assert buffer.editor.verticalScrollBar().value() == scroll
        block = buffer.editor.textCursor().block()
        assert (block.text(), buffer.editor.textCursor().positionInBlock()) == ("line 200 😀", 3)
    buffer.editor.document().undo()
    assert buffer.unsaved


@pytest.mark.parametrize("choice", ["Reload", "Keep mine", "Later"])
def test_a_changed_text_is_a_choice(desk: Desk, choice: str) -> None:
    buffer = desk.open("a.py", "one\n")
    assert buffer.path
    desk.type("mine ")
    replaced(buffer.path, "theirs\n")
    desk.qtbot.waitUntil(lambda: not buffer.bar.isHidden(), timeout=10_000)
    assert buffer.editor.text() == "mine one\n"
    desk.action(choice).click()
    desk.check()
    assert buffer.bar.isHidden()
    if choice == "Later":
        desk.answers = [CANCEL, "replace"]
        assert not desk.files.save()
        assert buffer.path.read_text() == "theirs\n"
    assert desk.files.save()
    assert buffer.path.read_text() == ("theirs\n" if choice == "Reload" else "mine one\n")
    if choice == "Reload":
        buffer.editor.document().undo()
        assert buffer.editor.text() == "mine one\n"


def test_a_file_that_was_only_touched_is_left_alone(desk: Desk) -> None:
    buffer = desk.open("a.py", "one\n")
    assert buffer.path
    desk.type("mine ")
    buffer.path.write_text("mine one\n")
    os.utime(buffer.path, ns=(1, 1))
    desk.check()
    assert buffer.bar.isHidden()
    assert not buffer.unsaved
    assert buffer.file.stamp is not None
    assert buffer.file.stamp.mtime_ns == 1


def test_a_file_that_goes_and_comes_back(desk: Desk) -> None:
    buffer = desk.open("a.py", "one\n")
    assert buffer.path
    away = buffer.path.with_name("away")
    buffer.path.rename(away)
    desk.qtbot.waitUntil(lambda: not buffer.bar.isHidden(), timeout=10_000)
    assert buffer.unsaved
    away.rename(buffer.path)
    desk.qtbot.waitUntil(buffer.bar.isHidden, timeout=10_000)
    assert not buffer.unsaved
    buffer.path.unlink()
    desk.check()
    desk.answers = ["discard"]
    desk.action("Close").click()
    assert desk.tabs() == ["Untitled 1"]
    desk.files.reopen_closed()
    assert desk.current.editor.text() == "one\n"
    assert desk.current.unsaved


def test_a_file_that_became_unreadable_is_told_and_its_text_stays(desk: Desk) -> None:
    buffer = desk.open("a.py", "one\n")
    assert buffer.path
    buffer.path.write_bytes(b"\0\0\0")
    desk.check()
    assert "not text" in buffer.bar.accessibleName()
    assert buffer.editor.text() == "one\n"
    desk.answers = [CANCEL]
    assert not desk.files.save()


def test_nothing_is_written_to_a_file_unasked(desk: Desk) -> None:
    buffer = desk.open("a.py", "one\n")
    assert buffer.path
    before = buffer.path.stat()
    desk.type("x")
    desk.files.stop()
    desk.check()
    after = buffer.path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_hovered_point_outside_the_tabs_is_no_tab(desk: Desk) -> None:
    QTest.mouseClick(
        desk.files.strip,
        Qt.MouseButton.MiddleButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(desk.files.strip.width() - 2, 5),
    )
    assert desk.tabs() == ["Untitled 1"]


# The status ------------------------------------------------------------------------------


@pytest.fixture
def status(desk: Desk, qtbot: QtBot) -> FileStatus:
    made = FileStatus()
    qtbot.addWidget(made)
    files = desk.files
    files.current_changed.connect(made.show_buffer)
    files.buffers_changed.connect(made.refresh)
    made.ending_chosen.connect(files.convert_endings)
    made.save_chosen.connect(files.save_encoded)
    made.reopen_chosen.connect(files.reopen_encoded)
    made.show_buffer(desk.current)
    return made


def words(status: FileStatus, name: str) -> str:
    found = status.findChild(QLabel, f"code.status.{name}")
    found = found or status.findChild(QToolButton, f"code.status.{name}")
    assert isinstance(found, QLabel | QToolButton)
    return found.text()


def choose(status: FileStatus, button: str, name: str) -> None:
    found = status.findChild(QToolButton, f"code.status.{button}")
    assert isinstance(found, QToolButton)
    found.menu().aboutToShow.emit()
    action = found.menu().findChild(QAction, f"code.status.{name}")
    assert isinstance(action, QAction)
    action.trigger()


def test_the_status_tells_of_the_file_in_front(desk: Desk, status: FileStatus) -> None:
    assert words(status, "language") == "Plain text"
    desk.open("a.py", "if 😀:\r\n  x\r\n".encode("utf-16"))
    names = ("place", "indentation", "encoding", "ending", "language")
    assert [words(status, name) for name in names] == [
        "Line 1, column 1", "Spaces: 2", "UTF-16 LE", "CRLF", "Python"
    ]  # fmt: skip
    cursor = desk.current.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
    desk.current.editor.setTextCursor(cursor)
    assert words(status, "place") == "Line 1, column 6"
    desk.open("b.go", "a\r\n\tb\n")
    assert [words(status, name) for name in names[1:]] == [
        "Tabs", "UTF-8", "Mixed endings", "Go"
    ]  # fmt: skip
    desk.files.close_file()
    assert words(status, "language") == "Python"


def test_the_status_converts(desk: Desk, status: FileStatus) -> None:
    path = desk.open("a.txt", "привет\n".encode("cp1251")).path
    assert path
    choose(status, "encoding", "reopen.Windows-1251")
    assert (desk.current.editor.text(), words(status, "encoding")) == ("привет\n", "Windows-1251")
    choose(status, "ending", "ending.CRLF")
    assert (words(status, "ending"), desk.current.unsaved) == ("CRLF", True)
    choose(status, "encoding", "save.UTF-8 BOM")
    assert path.read_bytes() == "\ufeffпривет\r\n".encode()
    assert words(status, "encoding") == "UTF-8 BOM"
