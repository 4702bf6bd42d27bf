"""A person at the keyboard: writes lines of a file anew, with xdotool, at a person's speed."""

from __future__ import annotations

import ast
import random
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QProcess, QTimer

from app.tabs.code.editor.editor import CodeEditor
from tests.bench.eyes import Eyes, Stroke

LINES = 400  # of a module
LINE_LENGTH = 14  # characters of a line that is worth writing anew
BETWEEN_KEYS = (0.12, 0.18)  # seconds
STATEMENTS = (ast.Assign, ast.Return, ast.If, ast.For, ast.Raise, ast.FunctionDef, ast.With)


def chosen(text: str, pairs: int) -> list[int]:
    """Return indices of lines of a module to write anew, each far from the one before."""
    lines = text.split("\n")
    found = sorted(
        {
            node.lineno - 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, STATEMENTS)
            and node.lineno <= LINES
            and len(lines[node.lineno - 1].strip()) >= LINE_LENGTH
        }
    )
    even = [found[number * len(found) // (2 * pairs)] for number in range(2 * pairs)]
    both = zip(even[:pairs], even[pairs:], strict=True)
    return [index for pair in both for index in pair]


def typing(text: str, rhythm: random.Random) -> list[str]:
    """Return what xdotool is to do for a text."""
    words: list[str] = []
    for sign in text:
        words += ["type", "--args", "1", "--delay", "0", sign]
        words += ["sleep", f"{rhythm.uniform(*BETWEEN_KEYS):.3f}"]
    return words


class Person:
    """Writes lines of a file anew, and takes what is suggested."""

    def __init__(self, editor: CodeEditor, eyes: Eyes) -> None:
        self._editor = editor
        self._eyes = eyes
        self._rhythm = random.Random(1)
        self._left = ""  # what stood where the cursor is
        self._start = 0

    def go_to(self, index: int) -> str:
        """Go to a line and find it empty; return what stood there. The last one is restored."""
        editor, document = self._editor, self._editor.document()
        cursor = editor.textCursor().position()
        editor.select(0, 0)
        editor.replace(self._start, cursor if self._left else 0, self._left)
        block = document.findBlockByNumber(index)
        self._left = block.text().lstrip()
        end = block.position() + block.length() - 1
        self._start = end - len(self._left)
        editor.replace(self._start, end, "")
        editor.select(self._start, self._start)
        return self._left

    def type(self, text: str) -> list[Stroke]:
        """Type at a person's speed; return the strokes."""
        return self._do(*typing(text, self._rhythm))

    def accept_line(self) -> bool:
        """Take a line of what is suggested; False if nothing is."""
        return bool(self._editor.ghost) and bool(self._do("key", "shift+Tab"))

    def _do(self, *words: str) -> list[Stroke]:
        """Let xdotool do it, and the app go on meanwhile."""
        before = len(self._eyes.strokes)
        process, loop = QProcess(), QEventLoop()
        process.finished.connect(loop.quit)
        process.start("xdotool", list(words))
        loop.exec()
        if process.exitCode():
            raise RuntimeError(bytes(process.readAllStandardError().data()).decode())
        wait_until(lambda: len(self._eyes.strokes) > before, "the keys")
        return self._eyes.strokes[before:]


def rest(seconds: float) -> None:
    """Let the app go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait_until(check: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Let the app go on until something is true; raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not check():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        rest(0.01)
