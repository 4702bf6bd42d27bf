"""One sentence's translation on its way: the procedure asks, the engine answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import Choice, Delta, ErrorCode, Finished, Params, Priority, Template, Usage
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.tabs.translate.task.procedure import translate
from app.tabs.translate.task.request import Ask, Draft, Request, Steps, Translation


class Run(QObject):
    """Drives one procedure to its Translation.

    `grew` carries the text of the first answer while it grows; `ended` comes exactly once, and
    never before the caller has the object. Then `result` is there, or `code`, or neither for one
    that was stopped. `usages` tell what each answer cost.
    """

    grew = Signal(str)
    ended = Signal()

    def __init__(
        self,
        engine: Engine,
        steps: Steps[Translation],
        *,
        template: Template = "model",
        priority: Priority = "translation",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._steps = steps
        self._template: Template = template
        self._priority: Priority = priority
        self._job: Job | None = None
        self._first = True
        self.asks = 0
        self.usages: list[Usage] = []
        self.over = False
        self.result: Translation | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        QTimer.singleShot(0, self, lambda: self._go_on(lambda: next(self._steps)))

    def stop(self) -> None:
        """End without a result."""
        if not self.over:
            if self._job:
                self._engine.stop(self._job)
            self._end()

    def _go_on(self, step: Callable[[], Ask]) -> None:
        if self.over:
            return
        try:
            ask = step()
        except StopIteration as end:
            self.result = end.value
            self._end()
            return
        except Exception:
            self.code = ErrorCode.ENGINE_INTERNAL
            self._end()
            raise
        self._ask(ask)

    def _ask(self, ask: Ask) -> None:
        self.asks += 1
        job = self._engine.generate(
            ask.turns,
            ask.sampling,
            thinking=False,
            template=self._template,
            resume=ask.resume,
            priority=self._priority,
            alternatives=ask.alternatives,
        )
        self._job = job
        text: list[str] = []
        choices: list[Choice] = []
        first, self._first = self._first, False

        def on_event(event: object) -> None:
            if isinstance(event, Delta) and not self.over:
                text.append(event.text)
                choices.extend(event.choices)
                if first:
                    self.grew.emit("".join(text))

        def on_ended() -> None:
            if self.over or job is not self._job:
                return
            self._job = None
            if job.state is JobState.FAILED:
                self.code, self.params = job.code, job.params
                self._end()
            elif isinstance(job.result, Finished) and job.state is JobState.DONE:
                self.usages.append(job.result.usage)
                draft = Draft("".join(text), tuple(choices), job.result.reason)
                self._go_on(lambda: self._steps.send(draft))
            else:
                self._end()

        job.progressed.connect(on_event)
        job.ended.connect(on_ended)

    def _end(self) -> None:
        self.over = True
        self._steps.close()
        self.ended.emit()


def start(
    engine: Engine,
    request: Request,
    *,
    template: Template = "model",
    priority: Priority = "translation",
    parent: QObject | None = None,
) -> Run:
    """Begin to translate a request."""
    return Run(engine, translate(request), template=template, priority=priority, parent=parent)
