"""Translating without a window: one model, and nothing of what the person keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import msgspec
from PySide6.QtCore import QEventLoop

from app.protocol import ErrorCode, Params, Priority, Sampling, Template, Usage, UserError
from app.services.database import Database
from app.services.documents import Documents
from app.services.headless import Headless
from app.services.library import InstalledModel
from app.services.translation.glossary import Glossary
from app.services.translation.jobs import DocumentJobs
from app.services.translation.memory import TranslationMemory
from app.services.translation.passage import Passage, Piece
from app.services.translation.progress import DocumentJob, Progress
from app.services.translation.runner import Run
from app.services.translation.termfiles import read_terms
from app.services.translation.text import Pair
from app.services.translation.tmx import importing
from app.services.translation.translator import Translator
from app.services.translation.work import Standing
from app.tabs.translate.task.request import NO_STYLE, Request, Steps, Style, Translation

OnPiece = Callable[[Piece], object]
OnStanding = Callable[[Standing], object]


class Session:
    """A loaded model with an empty glossary and memory, for the length of a `with` block.

    Raises UserError as Headless does. `folder` is there as long as the block, `usage` sums up
    what was asked of the model so far.
    """

    def __init__(
        self,
        wanted: str | None,
        *,
        seed: int | None = None,
        temperature: float | None = None,
        max_tokens: int | None = None,
    ) -> None:
        given = {"seed": seed, "temperature": temperature}
        self._changes = {name: value for name, value in given.items() if value is not None}
        self._max_tokens = max_tokens
        self._headless = Headless(wanted)
        self._exits = ExitStack()

    def __enter__(self) -> Session:
        with ExitStack() as exits:
            folder = Path(exits.enter_context(TemporaryDirectory(prefix="inkstone-")))
            self.folder = folder
            headless = exits.enter_context(self._headless)
            database = Database(folder / "translation.db")
            exits.callback(database.close)
            documents = Documents()
            exits.callback(documents.shutdown)
            self._memory, self._glossary = TranslationMemory(database), Glossary(database)
            self.translator = _MeasuredTranslator(
                headless, self._glossary, self._changes, self._max_tokens
            )
            self.jobs = DocumentJobs(
                documents, self.translator, self._memory, Progress(database), folder / "documents"
            )
            exits.callback(self.jobs.close)
            self._exits = exits.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._exits.close()

    @property
    def model(self) -> InstalledModel:
        return self._headless.model

    @property
    def usage(self) -> Usage:
        return total(self.translator.usages)

    def read_memory(self, path: Path) -> None:
        """Use a TMX file as the translation memory; raises UserError."""
        for _ in importing(self._memory, path):
            pass

    def read_glossary(self, path: Path, pair: Pair) -> None:
        """Use the terms of a file; raises UserError."""
        self._glossary.add(pair, read_terms(path, *pair))

    def translate(
        self, text: str, pair: Pair, on_piece: OnPiece, style: Style = NO_STYLE
    ) -> Passage:
        """Translate a text; `on_piece` is told of each sentence. Raises UserError."""
        passage = Passage(
            self.translator, self._memory, text, pair, style=style, priority="translation"
        )
        broken: list[OSError] = []  # e.g. nobody reads the output any more

        def tell(piece: Piece) -> None:
            try:
                on_piece(piece)
            except OSError as error:
                broken.append(error)
                passage.stop()

        loop = QEventLoop()
        passage.advanced.connect(tell)
        passage.ended.connect(loop.quit)
        loop.exec()
        if broken:
            raise broken[0]
        if not passage.complete:
            raise UserError(passage.code or ErrorCode.ENGINE_INTERNAL, **passage.params)
        return passage

    def translate_document(
        self,
        path: Path,
        pair: Pair,
        *,
        output: Path | None = None,
        exact: bool = False,
        bilingual: bool = False,
        tracked: bool = False,
        style: Style = NO_STYLE,
        glossary: Path | None = None,
        on_piece: OnPiece,
        on_standing: OnStanding,
    ) -> DocumentJob:
        """Translate a document, as DocumentJobs.add does; raises UserError."""
        waiting = _Waiting(self.jobs)
        self.jobs.translated.connect(lambda _number, piece: on_piece(piece))
        self.jobs.progressed.connect(on_standing)
        if glossary:
            read = self.read_glossary
            self.jobs.opened.connect(
                lambda number: waiting.attempt(lambda: read(glossary, self.jobs.job(number).pair))
            )
        number = self.jobs.add(
            path,
            pair,
            output=output,
            bilingual=bilingual,
            tracked=tracked,
            style=style,
            exact=exact,
        )
        waiting.wait()
        return self.jobs.job(number)


class _Waiting:
    """Waits until a document is written, or something is in the way."""

    def __init__(self, jobs: DocumentJobs) -> None:
        self._loop = QEventLoop()
        self._error: UserError | None = None
        jobs.finished.connect(self._loop.quit)
        jobs.failed.connect(self._on_failed)

    def attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as error:
            self._on_failed(0, error.code, error.params)

    def wait(self) -> None:
        """Run the event loop; raises UserError."""
        self._loop.exec()
        if self._error:
            raise self._error

    def _on_failed(self, _number: int, code: ErrorCode, params: Params) -> None:
        self._error = self._error or UserError(code, **params)
        self._loop.quit()


class _OneModel:
    """The model of a session, as a translator asks for it."""

    def __init__(self, headless: Headless) -> None:
        self._headless = headless

    @property
    def wanted(self) -> InstalledModel:
        return self._headless.model

    def sampling(self) -> Sampling:
        return self._headless.sampling

    def template(self) -> Template:
        return "model"

    def wake(self) -> None:
        """Load the model again if the engine has ended meanwhile."""
        if self._headless.engine.model is None:
            self._headless.load()


class _MeasuredTranslator(Translator):
    """Samples as it is told, and keeps count of what that costs."""

    def __init__(
        self,
        headless: Headless,
        glossary: Glossary,
        changes: dict[str, int | float],
        max_tokens: int | None,
    ) -> None:
        super().__init__(headless.engine, _OneModel(headless), glossary)
        self._changes = changes
        self._max_tokens = max_tokens
        self.usages: list[Usage] = []

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
        """Return the request with the sampling that was asked for."""
        request = super().request(
            text, pair, before=before, after=after, style=style, instruction=instruction
        )
        sampling = msgspec.structs.replace(request.sampling, **self._changes)
        return replace(request, sampling=sampling)

    def run(self, steps: Steps[Translation], priority: Priority = "translation") -> Run:
        """Begin a procedure, each of whose answers has a bound."""
        run = super().run(_bounded(steps, self._max_tokens), priority)
        run.ended.connect(lambda: self.usages.extend(run.usages))
        return run


def _bounded(steps: Steps[Translation], most: int | None) -> Steps[Translation]:
    """Let no answer have more than so many tokens."""
    try:
        ask = next(steps)
        while True:
            limits = [n for n in (ask.sampling.max_tokens, most) if n is not None]
            sampling = msgspec.structs.replace(ask.sampling, max_tokens=min(limits, default=None))
            ask = steps.send((yield replace(ask, sampling=sampling)))
    except StopIteration as end:
        result: Translation = end.value
        return result


def total(usages: Sequence[Usage]) -> Usage:
    """Sum up the cost of replies.

    The seconds and the seed are those of the first one, tokens a second those of all together.
    """
    if not usages:
        return Usage()
    seconds = sum(u.generated_tokens / u.tokens_per_second for u in usages if u.tokens_per_second)
    generated = sum(u.generated_tokens for u in usages)
    return msgspec.structs.replace(
        usages[0],
        prompt_tokens=sum(u.prompt_tokens for u in usages),
        reused_tokens=sum(u.reused_tokens for u in usages),
        evaluated_tokens=sum(u.evaluated_tokens for u in usages),
        generated_tokens=generated,
        drafted_tokens=sum(u.drafted_tokens for u in usages),
        accepted_tokens=sum(u.accepted_tokens for u in usages),
        tokens_per_second=generated / seconds if seconds else 0.0,
    )
