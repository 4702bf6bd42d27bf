"""One running app a data folder: a second one brings the first to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1000


class Instance(QObject):
    """`raised` is emitted when a second start asks for the window."""

    raised = Signal()

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

    def acquire(self) -> bool:
        """Become the one instance; False when there is one, which then comes to the front."""
        if not self._lock.tryLock(0):
            self._call()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.disconnectFromServer()

    def _on_connection(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self.raised.emit()
