"""What the window says when the model or the engine is in trouble, and offers to do about it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from app.protocol import ErrorCode, Params
from app.services.context import Services
from app.services.errors import describe
from app.services.library import InstalledModel
from app.ui.notice import Action, NoticeBar

SMALLEST_CONTEXT = 1024  # tokens; a shorter one is not worth offering


class Troubles(QObject):
    """Turns what models, engine and watch report into notices."""

    def __init__(self, services: Services, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = services.engine
        self._models = services.models
        self._watch = services.watch
        self._notices = notices
        self._stalled = self._low = 0  # the numbers of these notices
        services.models.failed.connect(self._on_model_failed)
        services.engine.died.connect(self._on_engine_died)
        services.watch.stalled.connect(self._on_stalled)
        services.watch.moved.connect(lambda: notices.withdraw(self._stalled))
        services.watch.memory_low.connect(self._on_memory_low)
        services.watch.memory_back.connect(lambda: notices.withdraw(self._low))

    def _on_model_failed(self, code: ErrorCode, params: Params, path: str) -> None:
        text = describe(code, params)
        actions: list[Action] = []
        model = next((m for m in self._models.installed() if str(m.path) == path), None)
        if model and (fitting := int(params.get("fitting", 0))):
            actions.append(self._use_context(model, fitting))
        if model and code is ErrorCode.MODEL_TOO_LARGE:
            anyway = self.tr("Load it anyway")
            actions.append((anyway, lambda: self._models.switch(model, force=True)))
        if model and code is ErrorCode.ENGINE_CRASHED_LOADING:
            if self._watch.starved:
                text = self.tr("{problem} Little memory was free.").format(problem=text)
                actions += self._shorter(model)
            actions.append((self.tr("Try again"), lambda: self._models.switch(model)))
        self._notices.show_message(text, actions, kind="warning")

    def _on_engine_died(self, load: object) -> None:
        """Tell why the engine ended in the middle of its work, where memory is the likely cause.

        Otherwise it is back in a moment, and the reply that it cost says so itself.
        """
        model = self._models.wanted
        if load is None and model and self._watch.starved:
            self._notices.show_message(
                self.tr(
                    "The engine ended while little memory was free, and was started again."
                    " Nothing is lost."
                ),
                self._shorter(model),
                kind="warning",
            )

    def _on_stalled(self) -> None:
        if not self._notices.shows(self._stalled):
            self._stalled = self._notices.show_message(
                self.tr("The model has made no progress for a minute."),
                [(self.tr("Stop"), self._watch.stop)],
                kind="warning",
                dismissal=(self.tr("Wait"), self._watch.wait),
            )

    def _on_memory_low(self, available: int) -> None:
        text = self.tr(
            "Memory is running out: {available} is free. Close other programs, or free the"
            " model; it is loaded again when it is needed."
        )
        self._low = self._notices.show_message(
            text.format(available=QLocale().formattedDataSize(available, 0)),
            [(self.tr("Free the model"), self._free)],
            kind="warning",
        )

    def _free(self) -> None:
        self._watch.stop()
        self._models.rest()

    def _shorter(self, model: InstalledModel) -> list[Action]:
        """Offer half of the present context, where that leaves one worth having."""
        present = self._models.setups.of(model).context
        shorter = max(SMALLEST_CONTEXT, present // 2)
        return [self._use_context(model, shorter)] if shorter < present else []

    def _use_context(self, model: InstalledModel, context: int) -> Action:
        label = self.tr("Use a context of {n} tokens").format(n=QLocale().toString(context))
        return label, lambda: self._models.use_context(model, context)
