"""`inkstone self-test`: the real window, the real model, one message."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.protocol import ErrorCode, Params
from app.services.context import Services
from app.services.errors import describe
from app.services.store import MessageState
from app.tabs.chat.tab import Tab
from app.ui.window import Window

FAILED = 3
REPLY_TOKENS = 64
SETTLE_MS = 400


class SelfTest(QObject):
    """Sends a message, waits for the reply, saves a picture; `status` is the exit status."""

    def __init__(self, screenshot: Path | None, seconds: int) -> None:
        super().__init__()
        self.status = FAILED
        self._screenshot = screenshot
        self._seconds = seconds

    def start(self, window: Window, services: Services) -> None:
        """Begin; the application quits when it is over."""
        self._window, self._services = window, services
        services.models.failed.connect(self._on_model_failed)
        services.chats.reply_ended.connect(self._on_reply)
        timeout = QTimer(self, singleShot=True, interval=self._seconds * 1000)
        timeout.timeout.connect(lambda: self._end("no reply in time"))
        timeout.start()
        tab = window.pages[0]
        assert isinstance(tab, Tab)
        sampling = {"max_tokens": REPLY_TOKENS}
        tab.open_conversation(services.store.create_conversation(sampling=sampling).id)
        tab.composer.set_text("Hello! Who are you?")
        tab.composer.submit()

    def _on_model_failed(self, code: ErrorCode, params: Params, _path: str) -> None:
        self._end(describe(code, params))

    def _on_reply(self, conversation: int) -> None:
        reply = self._services.store.path(conversation)[-1]
        if reply.state is MessageState.COMPLETE and reply.text.strip():
            print(reply.text.strip())
            self.status = 0
            QTimer.singleShot(SETTLE_MS, lambda: self._end(""))
        else:
            self._end(f"the reply ended as {reply.state}: {reply.details}")

    def _end(self, why: str) -> None:
        if why:
            print(f"inkstone: self-test failed: {why}", file=sys.stderr)
        if self._screenshot and not self._window.grab().save(str(self._screenshot)):
            print(f"inkstone: cannot write {self._screenshot}", file=sys.stderr)
            self.status = FAILED
        QCoreApplication.exit(self.status)
