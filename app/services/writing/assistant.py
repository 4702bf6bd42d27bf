"""What the Write tab asks the present model, and how the answers are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.protocol import Adapter, Priority, Template
from app.services.engine import Engine
from app.services.library import InstalledModel
from app.services.writing.runner import Run
from app.tabs.write.task.ask import Steps
from app.tabs.write.task.generation import Making
from app.tabs.write.task.window import Window

T = TypeVar("T")
How = tuple[tuple[Adapter, ...], str]  # a model's adapters, and the type of its cache


class ModelSource(Protocol):
    """What is to be known of the models; Models is one."""

    @property
    def wanted(self) -> InstalledModel | None: ...

    @property
    def current(self) -> InstalledModel | None: ...

    def template(self) -> Template: ...

    def wake(self) -> None:
        """See to it that the model is loaded before what is asked next."""


def _plain(_model: InstalledModel) -> How:
    return (), ""


class WritingAssistant(QObject):
    """Starts what asks for texts. `answered` carries the Generation of each answer.

    `how` tells how a model is loaded. No answer has more than `most_tokens`.
    """

    answered = Signal(object)

    def __init__(
        self,
        engine: Engine,
        models: ModelSource,
        how: Callable[[InstalledModel], How] = _plain,
        most_tokens: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._how = how
        self._most_tokens = most_tokens
        self._pool = QThreadPool(self)
        self._context = Window().tokens

    def window(self) -> Window:
        """Return the context window of the model that is loaded, or was the last."""
        if self._engine.model:
            self._context = self._engine.model.context
        return Window(self._context)

    def run(
        self, steps: Steps[T], priority: Priority = "chat", parent: QObject | None = None
    ) -> Run[T]:
        """Begin to ask; "background" is for what nobody waits for."""
        self._models.wake()
        run = Run(
            self._engine,
            self._pool,
            steps,
            self.making,
            priority=priority,
            most_tokens=self._most_tokens,
            parent=parent or self,
        )
        run.noted.connect(self.answered)
        return run

    def making(self) -> Making:
        """Return how a text is made now, but for what each question brings with it."""
        info, template = self._engine.model, self._models.template()
        model = self._models.current or self._models.wanted
        if model is None:
            return Making("", template=template)
        adapters, kv_type = self._how(model)
        return Making(
            model.name,
            model.path.name,
            model.size_bytes,
            model.sha256,
            model.header.quantization,
            adapters,
            template,
            context=info.context if info else 0,
            kv_type=kv_type,
            engine=info.engine if info else "",
            device=info.device if info else "",
        )

    def close(self) -> None:
        """Wait for the steps on their way."""
        self._pool.waitForDone()
