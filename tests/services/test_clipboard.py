"""The clipboard watch, with the real clipboard of the offscreen platform."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from app.services.translation import clipboard as module
from app.services.translation.clipboard import LONGEST, ClipboardWatch, is_secret, is_worthwhile

KDE = "x-kde-passwordManagerHint"
WINDOWS = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
MAC = "application/x-nspasteboard-concealed"


class Room:
    """A watch that is on, and what it has handed on."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.clipboard = QGuiApplication.clipboard()
        self.clipboard.setText("from before")
        self.target = "zh"
        self.watch = ClipboardWatch(self.clipboard, lambda: self.target)
        self.handed_on: list[str] = []
        self.watch.copied.connect(self.handed_on.append)
        self.watch.set_on(True)

    def copied(self, text: str) -> list[str]:
        """Copy as another program does (here nobody owns the clipboard); return what came."""
        self.clipboard.setText(text)
        return self.settled()

    def settled(self) -> list[str]:
        self._qtbot.waitUntil(lambda: not self.watch._settle.isActive())
        found, self.handed_on[:] = list(self.handed_on), []
        return found


@pytest.fixture
def room(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(module, "SETTLE_MS", 5)
    made = Room(qtbot)
    yield made
    made.watch.set_on(False)
    made.clipboard.clear()


def test_it_is_off_until_it_is_asked_for(room: Room) -> None:
    assert not ClipboardWatch(room.clipboard, lambda: "zh").on
    room.watch.set_on(False)
    assert room.copied("Good morning") == []
    room.watch.set_on(True)
    assert room.copied("Good evening") == ["Good evening"]
    room.watch.set_on(False)
    assert room.copied("Good night") == []


def test_switching_it_off_drops_what_was_about_to_be_handed_on(room: Room) -> None:
    room.clipboard.setText("Good morning")
    room.watch.set_on(False)
    assert room.settled() == []


def test_the_same_text_does_not_come_twice_in_a_row(room: Room) -> None:
    assert room.copied("Good morning") == ["Good morning"]
    assert room.copied("Good morning") == []
    assert room.copied("Good  morning\r\n") == []
    assert room.copied("Good evening") == ["Good evening"]
    assert room.copied("Good morning") == ["Good morning"]


def test_a_clipboard_that_is_filled_in_steps_counts_once(room: Room) -> None:
    for text in ("Good", "Good morn", "Good morning"):
        room.clipboard.setText(text)
    assert room.settled() == ["Good morning"]


def test_own_texts_do_not_come_back_when_another_program_holds_them(room: Room) -> None:
    room.watch.put("An own translation")
    assert room.settled() == []
    assert room.copied("Something else") == ["Something else"]
    assert room.copied("An own translation") == []  # a clipboard manager brings it back
    room.watch.put("Another own translation")
    assert room.settled() == []
    assert room.copied("Something else") == ["Something else"]


def test_what_the_app_copies_by_other_ways_is_its_own(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(QClipboard, "ownsClipboard", lambda _self: True)
        assert room.copied("Copied in the chat") == []
    assert room.copied("Something else") == ["Something else"]
    assert room.copied("Copied in the chat") == []


def test_an_own_copy_overtakes_what_was_about_to_be_handed_on(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.clipboard.setText("Good morning")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    assert room.copied("An own text") == []


@pytest.mark.parametrize(
    ("kind", "value", "secret"),
    [
        (KDE, b"secret", True),
        (KDE, b"public", False),
        (MAC, b"", True),
        (WINDOWS, b"", True),
        ("Clipboard Viewer Ignore", b"", True),
        ("text/html", b"<b>secret</b>", False),
    ],
)
def test_what_is_marked_as_secret_is_left_alone(
    room: Room, kind: str, value: bytes, secret: bool
) -> None:
    data = QMimeData()
    data.setText("correct horse battery staple")
    data.setData(kind, value)
    assert is_secret(data) is secret
    room.clipboard.setMimeData(data)
    assert bool(room.settled()) is not secret


def test_files_are_no_text(room: Room) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/home/me/A fine letter.txt")])
    data.setText("A fine letter")
    room.clipboard.setMimeData(data)
    assert room.settled() == []


def test_the_target_is_looked_up_anew(room: Room) -> None:
    assert room.copied("这是一个句子。") == []
    room.target = "en"
    assert room.copied("这是另一个句子。") == ["这是另一个句子。"]
    assert room.copied("This is a sentence.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "3.14",
        "1,200 €",
        "+49 30 123456",
        "https://example.org/a?b=c",
        "example.org",
        "me@example.org\nhttps://example.org",
        "xK9#mP2$",
        "e3b0c44298fc1c149afbf4c8996fb924",
        "COVID-19",
        "你好，世界",
        "繁體中文的句子",
        "我用 Python 写程序",
    ],
)
def test_not_worth_translating_into_chinese(text: str) -> None:
    assert not is_worthwhile(text, "zh")


@pytest.mark.parametrize(
    "text",
    ["hello", "See https://example.org for more.", "3 apples", "Größe", "こんにちは", "Привет"],
)
def test_worth_translating_into_chinese(text: str) -> None:
    assert is_worthwhile(text, "zh")


def test_long_texts_are_left_alone() -> None:
    text = "word " * (LONGEST // 5)
    assert is_worthwhile(text, "zh")
    assert not is_worthwhile(text + "!", "zh")
