"""Requests as the present model wants them, their answers, and a cache of these."""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QObject

from app.protocol import Priority, Sampling, Template
from app.services.engine import Engine
from app.services.library import InstalledModel
from app.services.translation.glossary import Glossary
from app.services.translation.runner import Run
from app.services.translation.text import Pair
from app.tabs.translate.task import prompts, terms
from app.tabs.translate.task.issues import Issue
from app.tabs.translate.task.procedure import translate
from app.tabs.translate.task.request import NO_STYLE, Request, Steps, Style, Translation

CACHED = 5_000
# Smaller models take the next sentence for one to translate.
PARAMETERS_FOR_AFTER = 1_000_000_000


class ModelSource(Protocol):
    """What a translator needs to know of the models; Models is one."""

    @property
    def wanted(self) -> InstalledModel | None: ...

    def sampling(self) -> Sampling: ...

    def template(self) -> Template: ...

    def wake(self) -> None:
        """See to it that the model is loaded before what is asked next."""


class Translator(QObject):
    """Builds requests, starts them, and remembers the answers of each model."""

    def __init__(
        self,
        engine: Engine,
        models: ModelSource,
        glossary: Glossary,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._glossary = glossary
        self._known: OrderedDict[tuple[str, Request], Translation] = OrderedDict()

    def request(
        self,
        text: str,
        pair: Pair,
        *,
        before: tuple[str, str] | None = None,
        after: str = "",
        style: Style = NO_STYLE,
        instruction: str = "",
    ) -> Request:
        """Return the request for a sentence with its neighbours and the glossary's terms."""
        model = self._models.wanted
        name = f"{model.name} {model.path.name}" if model else ""
        family = prompts.family(name)
        large = bool(model) and model.header.parameters >= PARAMETERS_FOR_AFTER if model else False
        return Request(
            text,
            *pair,
            before=before,
            after=after if large else "",
            terms=terms.within(self._glossary.terms(pair), text),
            style=style,
            instruction=instruction,
            family=family,
            sampling=prompts.sampling(family, self._models.sampling()),
        )

    def known(self, request: Request) -> Translation | None:
        """Return an answer that was given before, by the same model."""
        return self._known.get((self._model, request))

    def start(self, request: Request, priority: Priority = "translation") -> Run:
        """Begin to translate; the answer is remembered."""
        model = self._model
        run = self.run(translate(request), priority)

        def keep() -> None:
            if run.result:
                self._known[model, request] = run.result
                if len(self._known) > CACHED:
                    self._known.popitem(last=False)

        run.ended.connect(keep)
        return run

    def run(self, steps: Steps[Translation], priority: Priority = "translation") -> Run:
        """Begin any procedure with the present model."""
        self._models.wake()
        return Run(
            self._engine,
            steps,
            template=self._models.template(),
            priority=priority,
            parent=self,
        )

    def issues(self, source: str, target: str, pair: Pair) -> list[Issue]:
        """Return what is wrong with a translation, violated terms first."""
        from app.tabs.translate.task.checks.check import check  # costs 0.2 s, once

        return [
            *terms.violations(self._glossary.terms(pair), source, target),
            *check(source, target, *pair),
        ]

    @property
    def _model(self) -> str:
        return str(self._models.wanted.path) if self._models.wanted else ""
