"""`inkstone bench --window`: start-up, memory and the worst stall of the real window."""

from __future__ import annotations

import json
import time

import psutil
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from app.services.context import Services
from app.tabs.chat.tab import Tab
from app.ui.window import Window

MESSAGES = 1000
TICK_MS = 1
SAMPLING = {"temperature": 1.0, "seed": 1, "max_tokens": 400}


class WindowBench(QObject):
    """Streams a reply into a long conversation and prints what it saw as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.status = 0
        self._born = psutil.Process().create_time()
        self._result: dict[str, float] = {}
        self._gaps: list[float] = []
        self._last = 0.0
        self._ticks = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    def start(self, window: Window, services: Services) -> None:
        """Begin; the application quits when it is over."""
        self._window, self._services = window, services
        services.models.changed.connect(self._on_models)
        services.chats.reply_changed.connect(self._on_reply)
        services.chats.reply_ended.connect(self._on_end)
        QTimer.singleShot(0, self, lambda: self._note("window_shown_seconds"))

    def _note(self, name: str) -> None:
        self._result.setdefault(name, round(time.time() - self._born, 3))

    def _on_models(self) -> None:
        if self._services.models.current and "model_ready_seconds" not in self._result:
            self._note("model_ready_seconds")
            self._result["window_process_bytes"] = psutil.Process().memory_info().rss
            QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        store, tab = self._services.store, self._window.pages[0]
        assert isinstance(tab, Tab)
        number = store.create_conversation("A long conversation").id
        store.set_sampling(number, SAMPLING)
        parent = None
        with store.transaction():
            for index in range(MESSAGES):
                role = "assistant" if index % 2 else "user"
                text = f"Message {index} with a **few** words, `code` and 一些中文。"
                parent = store.add_message(number, parent, role, text).id
        started = time.perf_counter()
        tab.open_conversation(number)
        QCoreApplication.processEvents()
        self._result["open_1000_messages_ms"] = round(1000 * (time.perf_counter() - started), 1)
        self._services.chats.send(number, "Write a very long story about the sea.")

    def _on_reply(self, number: int) -> None:
        reply = self._services.chats.reply(number)
        if reply and reply.tokens > 5 and not self._ticks.isActive():
            self._last = time.perf_counter()
            self._ticks.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last) - TICK_MS)
        self._last = now

    def _on_end(self, number: int) -> None:
        self._ticks.stop()
        self._gaps.sort()
        self._result["streamed_characters"] = len(self._services.store.path(number)[-1].text)
        self._result["worst_stall_ms"] = round(self._gaps[-1], 1)
        self._result["p99_stall_ms"] = round(self._gaps[int(len(self._gaps) * 0.99)], 1)
        self._result["window_process_bytes_1000_messages"] = psutil.Process().memory_info().rss
        print(json.dumps(self._result))
        QCoreApplication.exit(0)
