"""One running app a data folder: a second one brings the first to the front."""

from __future__ import annotations

import hashlib
import os
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1000
LONGEST_CALL = 65536  # bytes: a path has up to 4096, and JSON writes some of them as six
TOKEN = "XDG_ACTIVATION_TOKEN"  # a desktop's permission to come to the front


class Wish(StrEnum):
    """What a start of the app asks of the one that runs already."""

    WINDOW = "window"
    TRANSLATE_CLIPBOARD = "translate-clipboard"
    OPEN = "open"


class Call(Struct, frozen=True):
    """What one start says to the other.

    `token` is its permission, "" for none; `path` is absolute: the two have folders of their own.
    """

    wish: Wish = Wish.WINDOW
    token: str = ""
    path: str = ""


class Instance(QObject):
    """`raised` is emitted when a second start asks for the window, `opened` when for a file.

    `asked` is emitted for anything else.
    """

    raised = Signal()
    opened = Signal(str)
    asked = Signal(object)  # Wish

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._name = f"inkstone-{digest}"
        self._lock = QLockFile(str(folder / "inkstone.lock"))
        # The lock of a killed app is recognized by its process id, not by its age.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def acquire(self, wish: Wish = Wish.WINDOW, path: str = "") -> bool:
        """Become the one instance; False when there is one, which is then told the wish."""
        if not self._lock.tryLock(0):
            self._call(Call(wish, os.environ.get(TOKEN, ""), path))
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _call(self, call: Call) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.write(msgspec.json.encode(call))
            socket.waitForBytesWritten(ANSWER_MS)
            socket.disconnectFromServer()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(lambda: self._on_said(socket))
        if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._on_said(socket)

    def _on_said(self, socket: QLocalSocket) -> None:
        socket.disconnected.disconnect()
        said = socket.read(LONGEST_CALL).data()
        socket.deleteLater()
        try:
            call = msgspec.json.decode(said, type=Call)
        except msgspec.MsgspecError:
            call = Call()  # whoever calls wants the window at least
        if call.token:
            os.environ[TOKEN] = call.token  # Qt uses it up when it next activates a window
        match call.wish:
            case Wish.WINDOW:
                self.raised.emit()
            case Wish.OPEN:
                self.opened.emit(call.path)
            case _:
                self.asked.emit(call.wish)
