"""The status line: model, speed, memory, and that nothing leaves this computer."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from app.services.chats import Chats
from app.services.downloads import Downloads, DownloadState
from app.services.engine import Engine, EngineState
from app.services.models import Models

MEMORY_MS = 2000
NAME_WIDTH = 200  # pixels


class StatusLine(QStatusBar):
    """Follows the engine and the replies."""

    def __init__(
        self,
        engine: Engine,
        models: Models,
        chats: Chats,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._engine = engine
        self._models = models
        self._chats = chats
        self._downloads = downloads
        self._model = self._label("status.model")
        self._progress = QProgressBar(textVisible=False, maximum=100)
        self._progress.setObjectName("status.progress")
        self._progress.setFixedWidth(120)
        self._progress.hide()
        self._speed = self._label("status.speed")
        self._device = self._label("status.device")
        self._memory = self._label("status.memory")
        self._offline = self._label("status.offline")
        for widget in (self._model, self._progress, self._speed):
            self.addWidget(widget)
        for widget in (self._device, self._memory, self._offline):
            self.addPermanentWidget(widget)
        engine.state_changed.connect(self.retranslate)
        engine.loading.connect(self._on_loading)
        models.changed.connect(self.retranslate)
        chats.reply_changed.connect(self._on_reply)
        downloads.changed.connect(self._show_network)
        downloads.progressed.connect(self._show_network)
        self._timer = QTimer(self, interval=MEMORY_MS)
        self._timer.timeout.connect(self._show_memory)
        self._timer.start()
        self.retranslate()

    def retranslate(self) -> None:
        wanted = self._models.wanted
        if self._models.loading and wanted:
            text = self.tr("Loading {model} …").format(model=wanted.name)
        elif self._models.current:
            text = self._models.current.name
        elif self._models.asleep and wanted:
            text = self.tr("{model} is resting").format(model=wanted.name)
        elif self._engine.state is EngineState.STARTING:
            text = self.tr("Starting the engine …")
        else:
            text = self.tr("No model")
        self._model.setText(text)
        self._progress.setVisible(self._models.loading)
        self._progress.setAccessibleName(self.tr("Loading progress"))
        self._show_network()
        self._show_device()
        self._show_memory()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setProperty("kind", "muted")
        label.setContentsMargins(8, 0, 8, 0)
        return label

    def _on_loading(self, fraction: float) -> None:
        self._progress.setValue(round(100 * fraction))

    def _on_reply(self, conversation: int) -> None:
        reply = self._chats.reply(conversation)
        if reply is None:
            return
        if not reply.tokens:
            text = self.tr("Reading {percent} %").format(percent=reply.prompt_percent)
        elif not reply.tokens_per_second:
            text = ""
        else:
            rate = QLocale().toString(reply.tokens_per_second, "f", 1)
            text = self.tr("{rate} tokens/s").format(rate=rate)
        self._speed.setText(text)

    def _show_network(self) -> None:
        active = [d for d in self._downloads if d.state is DownloadState.ACTIVE]
        total = sum(download.total for download in active)
        if total:
            percent = 100 * sum(download.done for download in active) // total
            text = self.tr("Downloading {percent} %").format(percent=percent)
        else:
            text = self.tr("offline – nothing leaves this computer")
        self._offline.setText(text)

    def _show_device(self) -> None:
        """Name what runs the model, as the engine says: "CPU", or "NVIDIA H100 · 29/29"."""
        model = self._engine.model
        name, _, layers = model.device.rpartition(" · ") if model else ("", "", "")
        short = self._device.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH)
        text = self.tr("{device} · {layers} layers")
        self._device.setText(text.format(device=short, layers=layers) if name else layers)
        self._device.setToolTip(name)

    def _show_memory(self) -> None:
        try:
            size = psutil.Process(self._engine.pid).memory_info().rss if self._engine.pid else 0
        except psutil.Error:
            size = 0
        text = QLocale().formattedDataSize(size, 0) if size else ""
        self._memory.setText(self.tr("Engine {size}").format(size=text) if text else "")
