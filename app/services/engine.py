"""The engine as the app sees it: a child process that is always there again."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from app import paths
from app.protocol import (
    Adapter,
    AnyEvent,
    Chunk,
    Command,
    Constraint,
    Count,
    Counted,
    Embed,
    Embedded,
    ErrorCode,
    Exit,
    Failed,
    Finished,
    Forget,
    Forgotten,
    Generate,
    Infill,
    KvType,
    Load,
    Loaded,
    Loading,
    MalformedLine,
    Measure,
    Measured,
    ModelInfo,
    Perplexed,
    Perplexity,
    Priority,
    Ready,
    Sampling,
    Score,
    Scored,
    Stop,
    Template,
    Tokenize,
    Tokenized,
    Tune,
    Tuned,
    Tuning,
    Turn,
    Unload,
    Unloaded,
    decode_event,
    encode,
)
from app.services import process
from app.services.jobs import Job

log = logging.getLogger(__name__)

BACKOFF_MS = (100, 500, 2_000, 10_000, 30_000)
HEALTHY_MS = 60_000
NOTHING_BOUND = Constraint()
NOT_TUNED = Tuning()
GREEDY = Sampling(temperature=0.0)


class EngineState(Enum):
    OFF = "off"
    STARTING = "starting"
    READY = "ready"


class Engine(QObject):
    """Owns the engine process, restarts it, and turns its events into jobs.

    `command` is what to run; tests give a scripted child.
    """

    state_changed = Signal()
    busy_changed = Signal()
    model_changed = Signal()
    loading = Signal(float)
    died = Signal(object)  # the Load command that was running, or None

    def __init__(
        self,
        command: Sequence[str] | None = None,
        log_line: Callable[[str], None] = log.info,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = list(command or paths.child_command("engine"))
        self._log_line = log_line
        self._child: process.Child | None = None
        self._jobs: dict[int, Job] = {}
        self._load: Load | None = None
        self._stopping: set[int] = set()
        self._unawaited: set[int] = set()
        self._outbox: list[bytes] = []
        self._number = 0
        self._crashes = 0
        self._healthy = QTimer(self, singleShot=True, interval=HEALTHY_MS)
        self._healthy.timeout.connect(self._forget_crashes)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.start)
        self.state = EngineState.OFF
        self.model: ModelInfo | None = None
        self.steps = 0  # signs of progress so far; what overtakes the work is none

    @property
    def busy(self) -> bool:
        """Tell whether anything is asked of the engine."""
        return bool(self._jobs)

    @property
    def awaited(self) -> bool:
        """Tell whether somebody waits for what is asked of the engine; nobody does for a Tune."""
        return bool(self._jobs.keys() - self._unawaited)

    @property
    def pid(self) -> int:
        """Return the process id, 0 when there is no process."""
        return self._child.pid if self._child else 0

    def start(self) -> None:
        """Start the process unless it runs."""
        self._retry.stop()
        if self._child:
            return
        self._set_state(EngineState.STARTING)
        child = process.Child(
            self._command,
            environment=environment(),
            log=self._log_line,
            farewell=encode(Exit()),
            parent=self,
        )
        child.line.connect(self._on_line)
        child.exited.connect(self._on_exit)
        self._child = child
        child.start()

    def shutdown(self) -> None:
        """Stop the process and wait for its end; nothing restarts it."""
        self._retry.stop()
        self._healthy.stop()
        self._set_state(EngineState.OFF)
        if self._child:
            self._child.stop_now()

    def retire(self, gone: Callable[[], None]) -> None:
        """Stop the process without waiting; `gone` is called, and this object goes with it."""
        self._retry.stop()
        self._healthy.stop()
        if self._child:
            self._child.exited.connect(gone)
            self._child.exited.connect(self.deleteLater)
            self._child.stop()
        else:
            gone()
            self.deleteLater()

    def load(
        self,
        path: str,
        *,
        context: int,
        threads: int | None = None,
        gpu_layers: int | None = None,
        kv_type: KvType = "f16",
        force: bool = False,
        adapters: Sequence[Adapter] = (),
        states: str = "",
        state_memory: int = 0,
        state_disk: int = 0,
        tuning: Tuning = NOT_TUNED,
        draft: str = "",
    ) -> Job:
        """Load a model in place of the present one; the job's result is its ModelInfo."""
        return self._submit(
            Load(
                self._next_number(),
                path,
                context,
                threads,
                gpu_layers,
                kv_type,
                force,
                tuple(adapters),
                states,
                state_memory,
                state_disk,
                tuning,
                draft,
            )
        )

    def measure(self, path: str, *, context: int, kv_type: KvType) -> Job:
        """Find the memory that a model would take; the job's result is a Measured."""
        return self._submit(Measure(self._next_number(), path, context, kv_type))

    def unload(self) -> Job:
        """Free the model's memory."""
        return self._submit(Unload(self._next_number()))

    def forget(self) -> Job:
        """Delete the saved states of all models."""
        return self._submit(Forget(self._next_number()))

    def generate(
        self,
        turns: Sequence[Turn],
        sampling: Sampling,
        *,
        thinking: bool | None = None,
        template: Template = "model",
        resume: bool = False,
        constraint: Constraint = NOTHING_BOUND,
        priority: Priority = "chat",
        lookup: bool = False,
        alternatives: int = 0,
    ) -> Job:
        """Reply to `turns`; the job passes Prompted, Prompting, Delta, and results in Finished."""
        return self._submit(
            Generate(
                self._next_number(),
                tuple(turns),
                sampling,
                thinking,
                template,
                resume,
                constraint,
                priority,
                lookup,
                alternatives,
            )
        )

    def infill(
        self,
        prefix: str,
        suffix: str,
        middle: str = "",
        *,
        path: str = "",
        chunks: Sequence[Chunk] = (),
        sampling: Sampling = GREEDY,
        seconds: float = 1.0,
        heal: bool = True,
        rank: int = 0,
        priority: Priority = "completion",
    ) -> Job:
        """Go on at a cursor, see Infill; the job passes what a reply's does."""
        return self._submit(
            Infill(
                self._next_number(),
                prefix,
                suffix,
                middle,
                path,
                tuple(chunks),
                sampling,
                seconds,
                heal,
                rank,
                priority,
            )
        )

    def score(self, prompt: str, continuations: Sequence[str], *, depth: int = 0) -> Job:
        """Find log-probabilities of continuations; the job's result is a Scored.

        With `depth` only of so many of their first tokens.
        """
        return self._submit(Score(self._next_number(), prompt, tuple(continuations), depth))

    def perplexity(self, text: str, *, context: int = 512) -> Job:
        """Find the perplexity of a text; the job's result is a Perplexed."""
        return self._submit(Perplexity(self._next_number(), text, context))

    def embed(self, texts: Sequence[str]) -> Job:
        """Find embeddings; the job's result is an Embedded."""
        return self._submit(Embed(self._next_number(), tuple(texts)))

    def tokenize(self, text: str, *, parse_special: bool = False) -> Job:
        """Split a text into tokens; the job's result is a Tokenized."""
        return self._submit(Tokenize(self._next_number(), text, parse_special))

    def tune(self, seconds: float) -> Job:
        """Search what suits this machine with the loaded model; the job's result is a Tuning."""
        return self._submit(Tune(self._next_number(), seconds))

    def count(
        self, turns: Sequence[Turn], *, thinking: bool | None = None, template: Template = "model"
    ) -> Job:
        """Count prompt tokens; the job's result is a Counted."""
        return self._submit(Count(self._next_number(), tuple(turns), thinking, template))

    def stop(self, job: Job) -> None:
        """Stop a job; it ends as cancelled."""
        if not job.over:
            self._stopping.add(job.number)
            self._send(Stop(job.number))

    def stop_all(self) -> list[Job]:
        """Stop what is asked of the engine; return what was."""
        jobs = list(self._jobs.values())
        for job in jobs:
            self.stop(job)
        return jobs

    def kill(self) -> None:
        """End a process that does not obey, as a crash would; it is started again."""
        if self._child:
            self._child.kill()

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _submit(self, command: Command) -> Job:
        job = Job(command.id, self)
        self._jobs[command.id] = job
        if isinstance(command, Load):
            self._load = command
        elif isinstance(command, Tune):
            self._unawaited.add(command.id)
        job.ended.connect(job.deleteLater)
        self._send(command)
        self.busy_changed.emit()
        return job

    def _send(self, command: Command) -> None:
        line = encode(command)
        if self.state is EngineState.READY and self._child:
            self._child.send(line)
        else:
            self._outbox.append(line)
            self.start()

    def _on_line(self, line: bytes) -> None:
        try:
            event = decode_event(line)
        except MalformedLine as error:
            log.info("malformed line from the engine: %s", error)
            return
        self._on_event(event)

    def _on_event(self, event: AnyEvent) -> None:
        job = self._jobs.get(event.id)
        if not isinstance(event, Counted | Tokenized):
            self.steps += 1
        match event:
            case Ready():
                self._set_state(EngineState.READY)
                self._healthy.start()
                outbox, self._outbox = self._outbox, []
                for line in outbox:
                    if self._child:
                        self._child.send(line)
            case Loading():
                self._set_model(None)
                self.loading.emit(event.fraction)
            case Loaded():
                self._load = None
                self._set_model(event.model)
                self._end(job, lambda job: job.finish(event.model))
            case Forgotten():
                self._end(job, lambda job: job.finish())
            case Unloaded():
                self._set_model(None)
                self._end(job, lambda job: job.finish())
            case Finished():
                self._load = None if self._load and self._load.id == event.id else self._load
                stopped = event.reason == "stopped"
                self._end(job, lambda job: job.finish(event, cancelled=stopped))
            case Tuned():
                self._end(job, lambda job: job.finish(event.tuning))
            case Counted() | Measured() | Scored() | Perplexed() | Embedded() | Tokenized():
                self._end(job, lambda job: job.finish(event))
            case Failed():
                self._load = None if self._load and self._load.id == event.id else self._load
                self._end(job, lambda job: job.fail(event.code, event.params))
            case _ if job:
                job.progress(event)

    def _end(self, job: Job | None, end: Callable[[Job], None]) -> None:
        if job:
            del self._jobs[job.number]
            self._stopping.discard(job.number)
            self._unawaited.discard(job.number)
            end(job)
            self.busy_changed.emit()

    def _on_exit(self, exit_: process.Exit) -> None:
        child, self._child = self._child, None
        if child:
            child.deleteLater()
        self._healthy.stop()
        self._outbox.clear()
        jobs, self._jobs = self._jobs, {}
        stopping, self._stopping = self._stopping, set()
        load, self._load = self._load, None
        self._set_state(EngineState.OFF)
        self._set_model(None)
        if exit_.requested:
            for job in jobs.values():
                job.finish(cancelled=True)
            return
        log.info("the engine process ended by itself: %s", exit_)
        delay = BACKOFF_MS[min(self._crashes, len(BACKOFF_MS) - 1)]
        self._crashes += 1
        self._retry.start(delay)
        code = ErrorCode.ENGINE_CRASHED_LOADING if load else ErrorCode.ENGINE_CRASHED
        params = {"path": load.path} if load else {}
        for number, job in jobs.items():
            if number in stopping and not (load and load.id == number):
                job.finish(cancelled=True)
            else:
                job.fail(code, dict(params))
        self.died.emit(load)
        self.busy_changed.emit()

    def _forget_crashes(self) -> None:
        self._crashes = 0

    def _set_state(self, state: EngineState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit()

    def _set_model(self, model: ModelInfo | None) -> None:
        if model != self.model:
            self.model = model
            self.model_changed.emit()


# Copies of states are large and live shortly: making huge pages for them costs more than it saves.
COMPUTING = {"NUMPY_MADVISE_HUGEPAGE": "0"}


def environment() -> Mapping[str, str]:
    """Make `python -m app` in a child find this very code, from any folder."""
    present = os.environ.get("PYTHONPATH")
    parts = [str(paths.child_folder()), *([present] if present else [])]
    return {**COMPUTING, **os.environ, "PYTHONPATH": os.pathsep.join(parts)}
