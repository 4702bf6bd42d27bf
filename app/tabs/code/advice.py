"""The bar that tells where the model cannot complete, and leads to one that can."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.catalogue import Task
from app.services.engine import Engine
from app.services.models import Models
from app.ui.notice import NoticeBar


class Advice(NoticeBar):
    """Says it once for each model; `model_wanted` carries the job that one is wanted for."""

    model_wanted = Signal(str)

    def __init__(self, engine: Engine, models: Models, parent: QWidget | None = None) -> None:
        super().__init__("code.advice", parent)
        self._engine = engine
        self._models = models
        self._unable: set[Path] = set()  # models that cannot complete
        self._dismissed: set[Path] = set()
        models.changed.connect(self.advise)

    def advise(self) -> None:
        """Look at the model that is loaded now."""
        model, current = self._engine.model, self._models.current
        if model is None or current is None or model.can_infill or self._models.loading:
            self.hide()
            return
        self._unable.add(current.path)
        if current.path in self._dismissed:
            return
        self.show_message(
            self.tr(
                "{model} cannot complete code at the cursor: it was not trained to fill in the"
                " middle. Questions about code work."
            ).format(model=current.name),
            [self._remedy()],
            kind="warning",
            dismissal=(self.tr("Dismiss"), partial(self._dismissed.add, current.path)),
        )

    def _remedy(self) -> tuple[str, Callable[[], object]]:
        """Return a way to a model that completes: one that is here, or the choice of one."""
        for found in self._models.installed():
            if found.entry and Task.CODE in found.entry.jobs and found.path not in self._unable:
                use = self.tr("Use {model}").format(model=found.name)
                return use, partial(self._models.switch, found)
        return self.tr("Get a model that can…"), partial(self.model_wanted.emit, Task.CODE.value)
