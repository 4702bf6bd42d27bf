"""Writing without a window: one model, one piece, and nothing of what the person keeps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QEventLoop

from app.piece import Block, Kind, Piece, Run
from app.protocol import ErrorCode, Params, Template, Usage, UserError
from app.services.database import Database
from app.services.documents import Documents
from app.services.headless import Headless, wait
from app.services.library import InstalledModel
from app.services.translation.session import total
from app.services.writing.assistant import WritingAssistant
from app.services.writing.drafter import Drafter
from app.services.writing.generations import Generations
from app.services.writing.pieces import Pieces
from app.tabs.write.task import outlining
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.outline import Outline, leaves
from app.tabs.write.task.placing import headings
from app.tabs.write.task.state import Brief, Progress

OnSection = Callable[[int], object]


class Session:
    """A loaded model and one draft, for the length of a `with` block.

    With `kept` the draft is in this file, and goes on where it stopped when there is one in it.
    Raises UserError as Headless does. `usage` sums up what was asked of the model so far.
    """

    def __init__(
        self, wanted: str | None, kept: Path | None = None, max_tokens: int | None = None
    ) -> None:
        self._headless = Headless(wanted)
        self._kept = kept
        self._max_tokens = max_tokens
        self._usages: list[Usage] = []
        self._exits = ExitStack()

    def __enter__(self) -> Session:
        with ExitStack() as exits:
            path = self._kept
            if path is None:
                folder = exits.enter_context(TemporaryDirectory(prefix="inkstone-"))
                path = Path(folder) / "writing.db"
            database = Database(path)
            exits.callback(database.close)
            headless = exits.enter_context(self._headless)
            self._assistant = WritingAssistant(
                headless.engine, _OneModel(headless), most_tokens=self._max_tokens
            )
            exits.callback(self._assistant.close)
            self._assistant.answered.connect(self._on_answered)
            pieces = Pieces(database)
            self._drafter = Drafter(self._assistant, pieces, Generations(database))
            exits.callback(self._drafter.close)
            entries = pieces.entries()
            self._piece = entries[0].id if entries else pieces.create(Piece()).id
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
        return total(self._usages)

    @property
    def progress(self) -> Progress | None:
        """Return how far the draft is, None where there is none."""
        return self._drafter.progress(self._piece)

    def outline(self, brief: Brief, length: int) -> Outline:
        """Find an outline of a length; raises UserError."""
        run = self._assistant.run(outlining.outline(brief, self._assistant.window(), length))
        loop = QEventLoop()
        run.ended.connect(loop.quit)
        loop.exec()
        if run.result is None:
            raise UserError(run.code or ErrorCode.ENGINE_INTERNAL, **run.params)
        return run.result

    def start(self, progress: Progress) -> None:
        """Keep a draft that is about to be written."""
        self._drafter.set_progress(self._piece, progress)

    def write(self, begun: OnSection, written: OnSection) -> Progress:
        """Write what is not written yet, telling of each section; raises UserError."""
        _Writing(self._drafter, self._piece, begun, written).run()
        progress = self.progress
        assert progress is not None
        return progress

    def _on_answered(self, generation: Generation) -> None:
        self._usages.append(generation.usage)


class _Writing:
    """Waits until a draft is written, or something is in the way."""

    def __init__(self, drafter: Drafter, piece: int, begun: OnSection, written: OnSection) -> None:
        self._drafter = drafter
        self._piece = piece
        self._begun = begun
        self._written = written
        self._section = -1
        self._error: Exception | None = None
        self._loop = QEventLoop()

    def run(self) -> None:
        """Run the event loop; raises UserError, or what the caller's functions raise."""
        drafter = self._drafter
        drafter.progressed.connect(self._on_progressed)
        drafter.section_done.connect(
            lambda _piece, number, _numbers: self._attempt(lambda: self._written(number))
        )
        drafter.failed.connect(self._on_failed)
        for over in (drafter.done, drafter.paused):
            over.connect(self._loop.quit)
        drafter.resume(self._piece)
        if drafter.is_drafting(self._piece):
            self._loop.exec()
        if self._error:
            raise self._error

    def _on_progressed(self, _piece: int, number: int, _length: int) -> None:
        if number != self._section:
            self._section = number
            self._attempt(lambda: self._begun(number))

    def _on_failed(self, _piece: int, code: ErrorCode, params: Params) -> None:
        self._error = self._error or UserError(code, **params)
        self._loop.quit()

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except OSError as error:  # e.g. nobody reads the output any more
            self._error = error
            self._drafter.pause(self._piece)


class _OneModel:
    """The model of a session, as the assistant asks for it."""

    def __init__(self, headless: Headless) -> None:
        self._headless = headless

    @property
    def wanted(self) -> InstalledModel:
        return self._headless.model

    @property
    def current(self) -> InstalledModel:
        return self._headless.model

    def template(self) -> Template:
        return "model"

    def wake(self) -> None:
        """Load the model again if the engine has ended meanwhile."""
        if self._headless.engine.model is None:
            self._headless.load()


# The piece -----------------------------------------------------------------------------------


def composed(progress: Progress, title: str, *, headed: bool) -> Piece:
    """Return the written sections as a piece, with its headings or the text alone."""
    blocks = [_block(title, "heading", 1)] if headed else []
    for (path, _), written in zip(leaves(progress.outline), progress.written, strict=True):
        if headed:
            above = headings(progress.outline, path)
            blocks += [_block(text, "heading", min(depth + 1, 6)) for depth, text in above]
        blocks += [_block(line) for line in written.text.splitlines() if line.strip()]
    return Piece(title, progress.brief.language, tuple(blocks))


def export(piece: Piece, path: Path) -> None:
    """Write a piece in the format that its name says; raises UserError."""
    documents = Documents()
    try:
        wait(documents.write_piece(piece, path, path.suffix.lower()))
    finally:
        documents.shutdown()


def _block(text: str, kind: Kind = "paragraph", level: int = 0) -> Block:
    return Block(kind, (Run(text, author="model"),), level)
