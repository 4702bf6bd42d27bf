"""Model files that come from outside: by a double click, the command line, or a drop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from app.gguf import all_parts
from app.services.context import Services
from app.services.library import InstalledModel
from app.ui.models.files import FileJobs
from app.ui.models.offer import TEXT_WIDTH, Offer

SCALE = 1000  # of the progress bar
PATIENCE_MS = 400  # before a copy shows how far it is


class Opening(QObject):
    """`used` carries a model to load, `listed` one that does not write text; `said` words.

    Of several files one is asked about at a time, over the window that `front` returns.
    """

    used = Signal(object)  # InstalledModel
    listed = Signal(object)  # InstalledModel
    said = Signal(str)

    def __init__(
        self, services: Services, front: Callable[[], QWidget], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._library = services.models.library
        self._front = front
        self._unanswered: deque[InstalledModel] = deque()

    def open(self, path: Path) -> None:
        """Use a model of the library, or ask what to do with another one; raises UserError."""
        model = self._library.describe(all_parts(path)[0])
        known = self._known(model.path)
        if known:
            self._use(known)
        else:
            self._ask(model)

    def _known(self, path: Path) -> InstalledModel | None:
        """Return the library's model in this very file, whatever its path."""
        return next((m for m in self._library.installed() if m.path.samefile(path)), None)

    def _ask(self, model: InstalledModel) -> None:
        if all(other.path != model.path for other in self._unanswered):
            self._unanswered.append(model)
            if len(self._unanswered) == 1:
                self._offer(model)

    def _offer(self, model: InstalledModel) -> None:
        offer = Offer(model, self._front())
        offer.answered.connect(lambda copy: self._add(model, copy))
        offer.finished.connect(self._ask_next, Qt.ConnectionType.QueuedConnection)
        offer.open()

    def _ask_next(self) -> None:
        self._unanswered.popleft()
        if self._unanswered:
            self._offer(self._unanswered[0])

    def _add(self, model: InstalledModel, copy: bool) -> None:
        if copy:
            self._copy(model)
        else:
            self._library.add_place(model.path)
            self._use(self._known(model.path) or model)

    def _copy(self, model: InstalledModel) -> None:
        """Copy a model's files, and then use the copy; it can be called off meanwhile."""
        bar = self._progress(model.path.name)
        files = FileJobs(self._services.hub, self._services.folders.models, bar)
        files.progressed.connect(lambda done, total: bar.setValue(SCALE * done // max(1, total)))
        files.copied.connect(self._on_copied)
        files.said.connect(self.said)
        files.changed.connect(bar.deleteLater)
        bar.canceled.connect(files.stop)
        files.copy(model.path)

    def _progress(self, name: str) -> QProgressDialog:
        dialog = QProgressDialog(self._front())
        dialog.setObjectName("models.copying")
        dialog.setWindowTitle(self.tr("Add a model"))
        text = self.tr("Copying {name} into the models folder…").format(name=name)
        middle = Qt.TextElideMode.ElideMiddle
        dialog.setLabelText(dialog.fontMetrics().elidedText(text, middle, TEXT_WIDTH))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.setBar(QProgressBar(textVisible=False))
        dialog.setRange(0, SCALE)
        dialog.setMinimumDuration(PATIENCE_MS)
        dialog.setMinimumWidth(TEXT_WIDTH + 40)
        return dialog

    def _on_copied(self, path: Path) -> None:
        model = self._known(path)
        if model:
            self._use(model)

    def _use(self, model: InstalledModel) -> None:
        models = self._services.models
        if not model.writes:
            self.listed.emit(model)
        elif models.wanted and models.wanted.path == model.path and not models.asleep:
            self.said.emit(self.tr("{name} is in use already.").format(name=model.name))
        else:
            self.used.emit(model)
