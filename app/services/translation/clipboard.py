"""Text that is copied in other programs, as far as it is worth translating."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard

from app.tabs.translate.task.checks import urls
from app.tabs.translate.task.detection import detect

LONGEST = 20_000  # characters of a text that is handed on
SAMPLE = 2_000  # characters that tell a text's language
SETTLE_MS = 120  # some programs fill the clipboard in several steps
REMEMBERED = 50  # texts of our own; a clipboard manager may bring one back much later
SECRET_HINT = "x-kde-passwordManagerHint"
# As they are part of the names that Qt gives to the formats of each system.
SECRET_FORMATS = (
    "x-nspasteboard-concealed",
    "org.nspasteboard.concealedtype",
    "excludeclipboardcontentfrommonitorprocessing",
    "clipboard viewer ignore",
)
# One word with a digit among Latin letters is a password, a hash or a product, and no language.
CODE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[!-~]+")


class ClipboardWatch(QObject):
    """Hands on what other programs copy, once it is switched on.

    `target` returns the code of the language to translate into: text in it is left alone. Where
    the system shows the clipboard only to the active window, changes are seen when it is that.
    """

    copied = Signal(str)

    def __init__(
        self, clipboard: QClipboard, target: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._target = target
        self._own: deque[int] = deque(maxlen=REMEMBERED)
        self._last: int | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._take)
        self.on = False

    def set_on(self, on: bool) -> None:
        """Begin to watch, or end it."""
        if on == self.on:
            return
        self.on = on
        if on:
            self._clipboard.dataChanged.connect(self._on_changed)
        else:
            self._clipboard.dataChanged.disconnect(self._on_changed)
            self._settle.stop()

    def put(self, text: str) -> None:
        """Copy a text of the app's; it is not handed on, whoever holds it later."""
        self._remember(text)
        self._clipboard.setText(text)

    def _on_changed(self) -> None:
        if self._clipboard.ownsClipboard():
            self._remember(self._clipboard.text())
        else:
            self._settle.start()

    def _take(self) -> None:
        data = self._clipboard.mimeData()
        if self._clipboard.ownsClipboard() or not data or is_secret(data) or data.hasUrls():
            return
        text = data.text()
        mark = _mark(text)
        if mark == self._last or mark in self._own:
            return
        self._last = mark
        if is_worthwhile(text, self._target()):
            self.copied.emit(text)

    def _remember(self, text: str) -> None:
        self._last = _mark(text)
        if self._last not in self._own:
            self._own.append(self._last)


def is_secret(data: QMimeData) -> bool:
    """Tell whether a password manager has marked what it copied."""
    names = [name.lower() for name in data.formats()]
    if any(secret in name for secret in SECRET_FORMATS for name in names):
        return True
    return data.hasFormat(SECRET_HINT) and data.data(SECRET_HINT).trimmed().data() == b"secret"


def is_worthwhile(text: str, target: str) -> bool:
    """Tell whether a text is language, of a fair length, and not in the target language."""
    if len(text) > LONGEST or CODE.fullmatch(text.strip()):
        return False
    found = detect(_without_addresses(text)[:SAMPLE])
    return found is not None and found.code.split("-")[0] != target.split("-")[0]


def _without_addresses(text: str) -> str:
    kept: list[str] = []
    at = 0
    for start, end in urls.find(text):
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _mark(text: str) -> int:
    """Return what tells texts apart and does not keep them; their line ends may differ."""
    return hash(" ".join(text.split()))
